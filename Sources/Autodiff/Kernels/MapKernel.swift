import Formulas
import Kernels

/// Elementwise operations over arrays, with the bits of ``Formulas/Atom``; in 32 bits, each number is that of the
/// 64-bit operation rounded once.
enum MapKernel {
  /// `operation(a[i], b[i], c[i])` for i below `count`; an operand of one number is the same for all. Operands that
  /// the operation does not have are ignored.
  ///
  /// `values(.add, [1, 2], [10], count: 2)` is [11, 12].
  ///
  /// - Precondition: each operand has `count` numbers or one.
  static func values<Number: KernelNumber>(
    _ operation: Atom, _ a: [Number], _ b: [Number] = [], _ c: [Number] = [], count: Int,
    path: KernelPath = .best
  ) -> [Number] {
    guard count > 0 else { return [] }
    precondition(a.count == count || a.count == 1, "the first operand has \(count) numbers or one")
    precondition(
      operation.arity < 2 || b.count == count || b.count == 1, "the second operand has \(count) numbers or one")
    precondition(
      operation.arity < 3 || c.count == count || c.count == 1, "the third operand has \(count) numbers or one")
    let single: UInt32 = (a.count == 1 ? 1 : 0) | (b.count == 1 ? 2 : 0) | (c.count == 1 ? 4 : 0)
    return [Number](unsafeUninitializedCapacity: count) { to, initialized in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          c.withUnsafeBufferPointer { c in
            Number.map(
              operation.kernel, path, to.baseAddress, a.baseAddress, b.baseAddress, c.baseAddress, single, count)
          }
        }
      }
      initialized = count
    }
  }

  /// The operation on operands that broadcast to a shape, without spreading them first: the innermost axes that each
  /// operand either has or lacks are one row, and rows are visited one after the other.
  ///
  /// With shapes [2, 2] and [2] as in `x + b`, each row of x is added to b.
  static func values<Number: KernelNumber>(
    _ operation: Atom, _ operands: [(values: [Number], shape: [Int])], shape: [Int], path: KernelPath = .best
  ) -> [Number] {
    let a = operands[0].values
    let b = operands.count > 1 ? operands[1].values : []
    let c = operands.count > 2 ? operands[2].values : []
    let count = shape.reduce(1, *)
    let isPlain = operands.allSatisfy { $0.values.count == 1 || $0.shape == shape }
    if isPlain { return values(operation, a, b, c, count: count, path: path) }
    guard count > 0 else { return [] }
    var rows = BroadcastRows(shape: shape, operands: operands.map(\.shape))
    return [Number](unsafeUninitializedCapacity: count) { to, initialized in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          c.withUnsafeBufferPointer { c in
            for row in 0..<rows.count {
              let start = rows.starts
              Number.map(
                operation.kernel, path, to.baseAddress.map { $0 + row * rows.length },
                a.baseAddress.map { $0 + start[0] }, b.baseAddress.map { $0 + start[1] },
                c.baseAddress.map { $0 + start[2] }, rows.single, rows.length)
              rows.advance()
            }
          }
        }
      }
      initialized = count
    }
  }

  /// The position of the first NaN or infinity.
  static func firstNotFinite<Number: KernelNumber>(_ values: [Number], path: KernelPath = .best) -> Int? {
    let position = values.withUnsafeBufferPointer { Number.firstNotFinite(path, $0.baseAddress, $0.count) }
    return position < values.count ? position : nil
  }
}

extension Atom {
  /// The atom's name in C, where they stand in the same order.
  var kernel: kernel_operation { kernel_operation(UInt32(rawValue)) }
}
