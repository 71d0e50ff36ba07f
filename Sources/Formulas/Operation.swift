/// The elementwise operations: what formulas are made of. What each one means, its derivative and its convention at
/// kinks stand with the primitive of the same name.
public enum Operation: UInt8, Sendable, Hashable, CaseIterable {
  case add, subtract, multiply, divide, power, modulo
  case maximum, minimum
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case and, or
  case leakyReLU, elu
  /// b a^(b − 1), and 0 where b is 0: the slope of a power.
  case powerSlope

  case negate, not
  case exp, log, sqrt, square, abs, sign
  case sin, cos, tan, tanh, sigmoid
  case relu, softplus, silu, gelu
  case normalCDF, normalPDF
  case expm1
  case floor, ceil, round
  /// The same number.
  case identity
  /// The same number, as a constant.
  case stop

  case clip, select

  public var arity: Int {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .modulo, .maximum, .minimum, .equal, .notEqual, .less,
      .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .leakyReLU, .elu, .powerSlope:
      2
    case .negate, .not, .exp, .log, .sqrt, .square, .abs, .sign, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus,
      .silu, .gelu, .normalCDF, .normalPDF, .expm1, .floor, .ceil, .round, .identity, .stop:
      1
    case .clip, .select: 3
    }
  }

  /// The operation's number; operands beyond ``arity`` are ignored.
  public func callAsFunction(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: Elementary.power(a, b)
    case .modulo: Elementary.modulo(a, b)
    case .maximum: a > b || a.isNaN ? a : b
    case .minimum: a < b || a.isNaN ? a : b
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .or: a != 0 || b != 0 ? 1 : 0
    case .leakyReLU: a > 0 ? a : b * a
    case .elu: a > 0 ? a : b * Elementary.expm1(a)
    case .powerSlope: b == 0 ? 0 : b * Elementary.power(a, b - 1)
    case .negate: -a
    case .not: a == 0 ? 1 : 0
    case .exp: Elementary.exp(a)
    case .log: Elementary.log(a)
    case .sqrt: a.squareRoot()
    case .square: a * a
    case .abs: a.magnitude
    case .sign: a > 0 ? 1 : a < 0 ? -1 : a
    case .sin: Elementary.sin(a)
    case .cos: Elementary.cos(a)
    case .tan: Elementary.tan(a)
    case .tanh: Elementary.tanh(a)
    case .sigmoid: Elementary.sigmoid(a)
    case .relu: a > 0 || a.isNaN ? a : 0
    case .softplus: Elementary.softplus(a)
    case .silu: a * Elementary.sigmoid(a)
    case .gelu: a * Elementary.normalCDF(a)
    case .normalCDF: Elementary.normalCDF(a)
    case .normalPDF: Elementary.normalPDF(a)
    case .expm1: Elementary.expm1(a)
    case .floor: Elementary.floor(a)
    case .ceil: -Elementary.floor(-a)
    case .round: Elementary.roundToEven(a)
    case .identity, .stop: a
    case .clip: a < b ? b : a > c ? c : a
    case .select: a != 0 ? b : c
    }
  }
}
