/// A shape and its numbers, row by row; a scalar has shape `[]`.
public struct Tensor: Sendable, Hashable {
  /// The numbers as they are kept.
  public enum Storage: Sendable, Hashable {
    case double([Double])
    case single([Float])
  }

  public let shape: [Int]
  public internal(set) var storage: Storage

  public init(_ scalar: Double) {
    shape = []
    storage = .double([scalar])
  }

  /// - Precondition: `values.count` is the product of `shape`.
  public init(shape: [Int], values: [Double]) {
    precondition(values.count == shape.reduce(1, *), "a tensor of shape \(shape) takes that many values")
    self.shape = shape
    storage = .double(values)
  }

  /// A tensor of 32-bit numbers.
  ///
  /// - Precondition: `values.count` is the product of `shape`.
  public init(shape: [Int], single values: [Float]) {
    precondition(values.count == shape.reduce(1, *), "a tensor of shape \(shape) takes that many values")
    self.shape = shape
    storage = .single(values)
  }

  public var precision: Precision {
    switch storage {
    case .double: .double
    case .single: .single
    }
  }

  /// The numbers in 64 bits: as they are kept, or each 32-bit one widened, which is exact.
  @inline(__always)
  public var values: [Double] {
    switch storage {
    case .double(let values): values
    case .single(let values): values.map(Double.init)
    }
  }

  public var count: Int {
    switch storage {
    case .double(let values): values.count
    case .single(let values): values.count
    }
  }

  /// The number of a tensor with one element.
  public var scalar: Double? { count == 1 ? values[0] : nil }

  /// The same numbers at a precision: widened exactly, or each rounded to the nearest.
  public func converted(to precision: Precision) -> Tensor {
    switch (storage, precision) {
    case (.double, .double), (.single, .single): self
    case (.double(let values), .single): Tensor(shape: shape, single: values.map(Float.init))
    case (.single(let values), .double): Tensor(shape: shape, values: values.map(Double.init))
    }
  }

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
