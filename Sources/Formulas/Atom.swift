/// The elementwise operations that are computed by code of their own, one by one here and in rows by a kernel. All others
/// are compositions of them: formulas. What an atom means stands with its ``OperationDefinition``.
///
/// The kernels in C have the same order, those on two operands first and those on three last.
public enum Atom: UInt8, Sendable, Hashable, CaseIterable, Codable {
  /// Arithmetic on two operands: a + b, a − b, a b, a / b, aᵇ, and the remainder of a / b with the sign of b.
  case add, subtract, multiply, divide, power, modulo
  /// The greater and the lesser of two operands; NaN where either is.
  case maximum, minimum
  /// Comparisons of two operands, exact: 1 where they hold, else 0.
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// Logic of two operands: 1 where both are not 0, or either is not, else 0.
  case and, or
  /// Slope of a power, b aᵇ⁻¹; 0 where b is 0.
  case powerSlope

  /// −x, and logical negation: 1 where x is 0, else 0.
  case negate, not
  /// eˣ, ln x, √x, x², |x|, and −1, 0 or 1 by the sign of x.
  case exp, log, sqrt, square, abs, sign
  /// Sine, cosine and tangent of x radians, hyperbolic tangent, logistic function 1 / (1 + e⁻ˣ).
  case sin, cos, tan, tanh, sigmoid
  /// max(x, 0), and ln(1 + eˣ).
  case relu, softplus
  /// Standard normal distribution Φ, and its density φ.
  case normalCDF, normalPDF
  /// eˣ − 1, without loss near 0.
  case expm1
  /// The greatest whole number not above x, and the nearest one, halves to the even one.
  case floor, round
  /// x itself; `stop` is a constant to derivatives.
  case identity, stop

  /// x kept between two bounds, and the choice between two operands by whether the first is 0.
  case clip, select

  /// Number of atoms: one more than the greatest raw value.
  @inlinable
  public static var count: Int { Int(Atom.select.rawValue) + 1 }

  /// Number of operands, from 1 to 3: of `exp` 1, of `add` 2, of `clip` 3.
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
    case .clip: (a < b ? b : a) > c ? c : a < b ? b : a
    case .select: a != 0 ? b : c
    }
  }
}
