/// A shape and its numbers, row by row; a scalar has shape `[]`.
public struct Tensor: Sendable, Hashable {
  public let shape: [Int]
  public let values: [Double]

  public init(_ scalar: Double) {
    shape = []
    values = [scalar]
  }

  /// - Precondition: `values.count` is the product of `shape`.
  public init(shape: [Int], values: [Double]) {
    precondition(values.count == shape.reduce(1, *), "a tensor of shape \(shape) takes that many values")
    self.shape = shape
    self.values = values
  }

  public var count: Int { values.count }
  /// The number of a tensor with one element.
  public var scalar: Double? { values.count == 1 ? values[0] : nil }

  /// The number of entries of a shape, `nil` when it does not fit an `Int`.
  public static func count(of shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }
}
