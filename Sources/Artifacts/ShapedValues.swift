/// The numbers of a tensor as an artifact carries them, row by row; a scalar has shape `[]`.
public struct ShapedValues: Codable, Sendable, Hashable {
  public var shape: [Int]
  public var values: [Double]
  /// Where its entries begin on the lesson's ``SliderTape``, whose sum they are, where a slider moves them; while a
  /// lesson is run, numbers under which its ledger knows them.
  public var places: [Int]?

  public init(shape: [Int] = [], values: [Double]) {
    self.shape = shape
    self.values = values
  }

  public init(_ scalar: Double) { self.init(values: [scalar]) }
}
