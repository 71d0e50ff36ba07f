/// The elementwise operations that are computed by code of their own, one by one here and in rows by a kernel. All others
/// are compositions of them: formulas. What an atom means stands with its ``OperationDefinition``.
///
/// The kernels in C have the same order, those on two operands first and those on three last.
public enum Atom: UInt8, Sendable, Hashable, CaseIterable, Codable {
  case add, subtract, multiply, divide, power, modulo
  case maximum, minimum
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case and, or
  case powerSlope

  case negate, not
  case exp, log, sqrt, square, abs, sign
  case sin, cos, tan, tanh, sigmoid
  case relu, softplus
  case normalCDF, normalPDF
  case expm1
  case floor, round
  case identity, stop

  case clip, select

  @inlinable
  public static var count: Int { Int(Atom.select.rawValue) + 1 }

  @inlinable
  public var arity: Int { Atom.arity(of: rawValue) }

  @inlinable
  static func arity(of number: UInt8) -> Int {
    number < Atom.negate.rawValue ? 2 : number < Atom.clip.rawValue ? 1 : 3
  }

  /// The number; operands beyond ``arity`` are ignored.
  ///
  /// A `switch`, and no table of functions: scalar graphs call it for each node.
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
    case .normalCDF: Elementary.normalCDF(a)
    case .normalPDF: Elementary.normalPDF(a)
    case .expm1: Elementary.expm1(a)
    case .floor: Elementary.floor(a)
    case .round: Elementary.roundToEven(a)
    case .identity, .stop: a
    case .clip: a < b ? b : a > c ? c : a
    case .select: a != 0 ? b : c
    }
  }
}
