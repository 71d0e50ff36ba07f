import Formulas
import Kernels

/// Elementwise operations over arrays, with the bits of ``Formulas/Operation``; in 32 bits, each number is that of the
/// 64-bit operation rounded once.
enum MapKernel {
  /// `operation(a[i], b[i], c[i])` for i below `count`; an operand of one number is the same for all. Operands that
  /// the operation does not have are ignored.
  ///
  /// `values(.add, [1, 2], [10], count: 2)` is [11, 12].
  ///
  /// - Precondition: each operand has `count` numbers or one.
  static func values<Number: KernelNumber>(
    _ operation: Operation, _ a: [Number], _ b: [Number] = [], _ c: [Number] = [], count: Int,
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
    _ operation: Operation, _ operands: [(values: [Number], shape: [Int])], shape: [Int], path: KernelPath = .best
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

extension Operation {
  /// The operation's name in C.
  var kernel: kernel_operation {
    switch self {
    case .add: kernel_add
    case .subtract: kernel_subtract
    case .multiply: kernel_multiply
    case .divide: kernel_divide
    case .power: kernel_power
    case .modulo: kernel_modulo
    case .maximum: kernel_maximum
    case .minimum: kernel_minimum
    case .equal: kernel_equal
    case .notEqual: kernel_not_equal
    case .less: kernel_less
    case .lessOrEqual: kernel_less_or_equal
    case .greater: kernel_greater
    case .greaterOrEqual: kernel_greater_or_equal
    case .and: kernel_and
    case .or: kernel_or
    case .leakyReLU: kernel_leaky_relu
    case .elu: kernel_elu
    case .powerSlope: kernel_power_slope
    case .negate: kernel_negate
    case .not: kernel_not
    case .exp: kernel_exp
    case .log: kernel_log
    case .sqrt: kernel_sqrt
    case .square: kernel_square
    case .abs: kernel_abs
    case .sign: kernel_sign
    case .sin: kernel_sin
    case .cos: kernel_cos
    case .tan: kernel_tan
    case .tanh: kernel_tanh
    case .sigmoid: kernel_sigmoid
    case .relu: kernel_relu
    case .softplus: kernel_softplus
    case .silu: kernel_silu
    case .gelu: kernel_gelu
    case .normalCDF: kernel_normal_cdf
    case .normalPDF: kernel_normal_pdf
    case .expm1: kernel_expm1
    case .floor: kernel_floor
    case .ceil: kernel_ceil
    case .round: kernel_round
    case .identity, .stop: kernel_identity
    case .clip: kernel_clip
    case .select: kernel_select
    }
  }
}
