/// Numbers in memory of their own, for plans to read and to update in place: parameters, an optimizer's moments.
/// Plans that are given one buffer share it.
///
/// It stays at its place for its whole life, is aligned for vectors, and is padded so that a whole vector may be read
/// or written at its end.
public final class PlanBuffer {
  /// The sizes of the tensor that it holds.
  public let shape: [Int]
  /// How wide its numbers are.
  public let precision: Precision
  let count: Int
  let start: UnsafeMutableRawPointer

  static let alignment = 64

  /// Memory with a copy of a tensor's numbers.
  public init(_ tensor: Tensor) {
    shape = tensor.shape
    precision = tensor.precision
    count = tensor.count
    start = Self.allocate(count * tensor.precision.size)
    set(tensor)
  }

  deinit { start.deallocate() }

  /// Zeroed memory for so many bytes and the vector that they end in.
  static func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let size = padded(bytes) + alignment
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: alignment)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return start
  }

  /// Up to whole vectors.
  static func padded(_ bytes: Int) -> Int { (bytes + alignment - 1) / alignment * alignment }

  /// The numbers as they are now.
  public var tensor: Tensor { Self.tensor(start, shape: shape, precision) }

  /// - Precondition: the buffer's shape.
  public func set(_ tensor: Tensor) {
    precondition(tensor.shape == shape, "a buffer keeps its shape")
    switch tensor.converted(to: precision).storage {
    case .double(let values):
      values.withUnsafeBytes { start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: $0.count) }
    case .single(let values):
      values.withUnsafeBytes { start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: $0.count) }
    }
  }

  static func tensor(_ start: UnsafeRawPointer, shape: [Int], _ precision: Precision) -> Tensor {
    let count = shape.reduce(1, *)
    switch precision {
    case .double:
      let numbers = UnsafeBufferPointer(start: start.assumingMemoryBound(to: Double.self), count: count)
      return Tensor(shape: shape, values: Array(numbers))
    case .single:
      let numbers = UnsafeBufferPointer(start: start.assumingMemoryBound(to: Float.self), count: count)
      return Tensor(shape: shape, single: Array(numbers))
    }
  }
}

extension Precision {
  /// Bytes of a number.
  var size: Int {
    switch self {
    case .double: 8
    case .single: 4
    }
  }
}
