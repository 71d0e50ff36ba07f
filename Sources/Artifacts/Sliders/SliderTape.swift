import Formulas

/// All that a page computes when its sliders move: one tape for the whole lesson, and what is compared on it.
public struct SliderTape: Codable, Sendable {
  public struct Slider: Codable, Sendable {
    /// Where its number stands in the row; `nil` where nothing follows.
    public var place: Int?
    public var name: String
    public var positions: SliderPositions

    public init(place: Int?, name: String, positions: SliderPositions) {
      self.place = place
      self.name = name
      self.positions = positions
    }
  }

  /// A gradient and the differences that it is compared with: those of f by the entries of one node.
  public struct Check: Codable, Sendable, Hashable {
    /// Where f stands.
    public var output: Int
    /// Where the entries of the node begin, where those of its gradient, and where differences are put.
    public var node: Int
    public var gradient: Int
    public var numeric: Int
    public var count: Int
    /// Whether the node is an input, by which a summary speaks of the whole.
    public var isInput: Bool

    public init(output: Int, node: Int, gradient: Int, numeric: Int, count: Int, isInput: Bool) {
      self.output = output
      self.node = node
      self.gradient = gradient
      self.numeric = numeric
      self.count = count
      self.isInput = isInput
    }
  }

  /// In the order of their numbers.
  public var sliders: [Slider]
  public var tape: Tape
  public var checks: [Check]

  public init(sliders: [Slider], tape: Tape, checks: [Check]) {
    self.sliders = sliders
    self.tape = tape
    self.checks = checks
  }
}
