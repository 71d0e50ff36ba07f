/// Operands and attributes on which tests try a structural operation: its derivatives, its forms in other languages.
struct StructuralSample: Sendable {
  var shapes: [[Int]]
  var attributes = Attributes()
  /// Where operands' numbers come from, where not any will do.
  var range: ClosedRange<Double>?
  /// Numbers that operands have, by position: as constants.
  var constants: [Int: [Double]] = [:]

  init(
    _ shapes: [Int]..., attributes: Attributes = Attributes(), range: ClosedRange<Double>? = nil,
    constants: [Int: [Double]] = [:]
  ) {
    self.shapes = shapes
    self.attributes = attributes
    self.range = range
    self.constants = constants
  }

  /// The samples of every reduction.
  static let reductions: [StructuralSample] = [
    StructuralSample([4]), StructuralSample([2, 3], attributes: Attributes(axis: 0)),
    StructuralSample([2, 3, 2], attributes: Attributes(axis: 1)),
    StructuralSample([2, 5], attributes: Attributes(axis: -1)),
  ]

  /// Losses of scores: indices of classes, constants, and a row of probabilities for each sample.
  static func classes(_ range: ClosedRange<Double>? = nil) -> [StructuralSample] {
    [
      StructuralSample([4, 3], [4], range: range, constants: [1: [2, 0, 1, 1]]),
      StructuralSample([3], [], range: range, constants: [1: [1]]),
      StructuralSample([2, 3], [2, 3], range: range),
    ]
  }
}

extension Primitive {
  /// A call and what it gives, as the reference page shows them.
  public struct Example: Sendable, Hashable {
    /// In the language: `sum([1, 2, 3])`.
    public var call: String
    /// As it is shown: `6`.
    public var value: String

    init(_ call: String, _ value: String) { (self.call, self.value) = (call, value) }
  }

  /// One call of a structural operation with its value; `nil` for what only the engine makes.
  public var example: Example? { definition.structure?.example }
}
