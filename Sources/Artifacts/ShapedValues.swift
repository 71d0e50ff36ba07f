/// The numbers of a tensor as an artifact carries them, row by row; a scalar has shape `[]`.
public struct ShapedValues: Codable, Sendable, Hashable {
  public var shape: [Int]
  public var values: [Double]

  public init(shape: [Int] = [], values: [Double]) {
    self.shape = shape
    self.values = values
  }

  public init(_ scalar: Double) { self.init(values: [scalar]) }
}
