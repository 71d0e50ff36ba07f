/// A shape and its numbers, row by row; a scalar has shape `[]`.
public struct Tensor: Sendable, Hashable {
  /// The numbers as they are kept.
  public enum Storage: Sendable, Hashable {
    /// 64 bits each.
    case double([Double])
    /// 32 bits each.
    case single([Float])
  }

  /// The sizes along its axes; `[]` for a scalar.
  public let shape: [Int]
  /// The numbers as they are kept, row by row.
  public internal(set) var storage: Storage

  /// A scalar of 64 bits.
  public init(_ scalar: Double) {
    shape = []
    storage = .double([scalar])
  }

  /// A tensor of 64-bit numbers, row by row: shape [2, 2] and 1, 2, 3, 4 are [[1, 2], [3, 4]].
  ///
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

  /// How wide its numbers are.
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

  /// How many numbers it has: the product of ``shape``.
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
