/// A computational graph laid out: every shape, wire and number with its place in px.
///
/// Values stand above the wires and gradients below; see ``GraphPicture`` for the way from a figure to SVG.
public struct GraphDrawing: Sendable {
  public enum Orientation: Sendable, Hashable {
    /// From left to right.
    case wide
    /// From top to bottom, for telephones: at most 340 px wide with numbers of at least 11 px.
    case narrow
  }

  struct Shape: Sendable {
    /// Index in ``VisibleGraph/nodes``.
    var node: Int
    var box: Box
    var faceSize: Double
    /// Baseline of the second line.
    var caption: Point?
  }

  struct Wire: Sendable {
    var path: Path
    /// The node whose value it carries.
    var node: Int
    /// Index in ``VisibleGraph/edges``; `nil` for the trunk of a fork.
    var edge: Int?
    var hasArrow: Bool
  }

  struct Label: Sendable {
    enum Kind: Sendable, Hashable {
      case value
      case gradient
      /// Words in place of the gradient of a node that is cut off.
      case cut
      case name
      case pattern
      /// Local derivative, a pill on the wire.
      case local
      /// One branch's gradient.
      case contribution
      /// Sum of a fork's branches, in a chip.
      case sum
      /// Name of an unfolded group.
      case frame
    }

    var kind: Kind
    /// On one line, what a matrix says too.
    var text: FigureText
    /// The rows, where the label is a matrix.
    var matrix: NumberBlock?
    /// Baseline; for pills and chips the middle of the box; for a matrix the first baseline at the left bracket.
    var at: Point
    var anchor: Drawing.Anchor
    /// Box that the text, its pill or its chip covers at most.
    var box: Box
    var node: Int?
    var edge: Int?
    var size: Double
  }

  struct Frame: Sendable {
    var box: Box
    var group: Int
  }

  public let orientation: Orientation
  /// Set with less room between its parts; only a wide one is.
  let isTight: Bool
  public internal(set) var width: Double
  public internal(set) var height: Double
  let graph: VisibleGraph
  var shapes: [Shape] = []
  var wires: [Wire] = []
  var labels: [Label] = []
  var dots: [(at: Point, node: Int)] = []
  /// From a fork's dot to its chip.
  var threads: [(from: Point, to: Point, node: Int)] = []
  /// The dashed boxes around seed gradients.
  var seeds: [(box: Box, node: Int)] = []
  var frames: [Frame] = []
  /// Pairs of wires that cross, counted in the layers.
  var crossings = 0
}
