/// An elementwise formula as data: what an operation computes or what its derivative is, in the operands and the
/// result. It is evaluated by the engine, printed in reports, and turned into nodes for higher derivatives, so that
/// these three cannot disagree.
///
/// The derivative of the logistic function is `result * (1 - result)`; printed with the name `f` for the result it
/// reads `f (1 − f)`.
public indirect enum ElementwiseFormula: Sendable, Hashable {
  /// A number.
  case constant(Double)
  /// Operand by position.
  case operand(Int)
  /// The operation's result.
  case result
  /// An operation on one formula: √x is `.unary(.sqrt, .operand(0))`.
  case unary(Operation, ElementwiseFormula)
  /// An operation on two formulas.
  case binary(Operation, ElementwiseFormula, ElementwiseFormula)
  /// An operation on three formulas.
  case ternary(Operation, ElementwiseFormula, ElementwiseFormula, ElementwiseFormula)

  /// `condition ≠ 0 ? then : otherwise`
  public static func select(
    _ condition: ElementwiseFormula, _ then: ElementwiseFormula, _ otherwise: ElementwiseFormula
  ) -> ElementwiseFormula {
    .ternary(.select, condition, then, otherwise)
  }

  /// The number of the formula.
  public func evaluate(_ operands: [Double], result: Double = .nan) -> Double {
    func operand(_ i: Int) -> Double { i < operands.count ? operands[i] : .nan }
    return number(operand(0), operand(1), operand(2), result: result)
  }

  /// The number of the formula, without an array of operands: what a composition is on scalars.
  func number(_ x: Double, _ y: Double, _ z: Double, result: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .operand(let i): i == 0 ? x : i == 1 ? y : z
    case .result: result
    case .unary(let operation, let a): operation(a.number(x, y, z, result: result))
    case .binary(let operation, let a, let b):
      operation(a.number(x, y, z, result: result), b.number(x, y, z, result: result))
    case .ternary(.select, let condition, let a, let b):
      // Only the side that is chosen.
      condition.number(x, y, z, result: result) != 0
        ? a.number(x, y, z, result: result) : b.number(x, y, z, result: result)
    case .ternary(let operation, let a, let b, let c):
      operation(
        a.number(x, y, z, result: result), b.number(x, y, z, result: result), c.number(x, y, z, result: result))
    }
  }

  /// The operation at the top with its operands; `nil` for a constant, an operand and the result.
  public var application: (operation: Operation, operands: [ElementwiseFormula])? {
    switch self {
    case .constant, .operand, .result: nil
    case .unary(let operation, let a): (operation, [a])
    case .binary(let operation, let a, let b): (operation, [a, b])
    case .ternary(let operation, let a, let b, let c): (operation, [a, b, c])
    }
  }

  /// The formula with operands and result replaced.
  public func substituting(operands: [ElementwiseFormula], result: ElementwiseFormula) -> ElementwiseFormula {
    switch self {
    case .constant: self
    case .operand(let i): operands[i]
    case .result: result
    case .unary(let operation, let a): .unary(operation, a.substituting(operands: operands, result: result))
    case .binary(let operation, let a, let b):
      .binary(
        operation, a.substituting(operands: operands, result: result),
        b.substituting(operands: operands, result: result))
    case .ternary(let operation, let a, let b, let c):
      .ternary(
        operation, a.substituting(operands: operands, result: result),
        b.substituting(operands: operands, result: result), c.substituting(operands: operands, result: result))
    }
  }

  /// ∂/∂operand of a formula that does not speak of its result.
  ///
  /// - Parameters:
  ///   - operand: by position.
  ///   - rules: the derivatives of an operation, one for each of its operands: the primitives' own.
  public func derivative(withRespectTo operand: Int, rules: (Operation) -> [ElementwiseFormula]) -> ElementwiseFormula {
    func chain(_ operation: Operation, _ parts: [ElementwiseFormula]) -> ElementwiseFormula {
      var sum = ElementwiseFormula.constant(0)
      for (part, rule) in zip(parts, rules(operation)) {
        let inner = part.derivative(withRespectTo: operand, rules: rules)
        if inner == .constant(0) { continue }
        sum = sum + rule.substituting(operands: parts, result: self) * inner
      }
      return sum.simplified
    }
    switch self {
    case .constant, .result: return .constant(0)
    case .operand(let i): return .constant(i == operand ? 1 : 0)
    case .unary(let operation, let a): return chain(operation, [a])
    case .binary(let operation, let a, let b): return chain(operation, [a, b])
    case .ternary(.select, let condition, let a, let b):
      return ElementwiseFormula.select(
        condition, a.derivative(withRespectTo: operand, rules: rules),
        b.derivative(withRespectTo: operand, rules: rules)
      ).simplified
    case .ternary(let operation, let a, let b, let c): return chain(operation, [a, b, c])
    }
  }

  /// Whether the formula speaks of the result.
  public var mentionsResult: Bool {
    switch self {
    case .constant, .operand: false
    case .result: true
    case .unary(_, let a): a.mentionsResult
    case .binary(_, let a, let b): a.mentionsResult || b.mentionsResult
    case .ternary(_, let a, let b, let c): a.mentionsResult || b.mentionsResult || c.mentionsResult
    }
  }

  /// Whether the formula speaks of an operand.
  public func mentions(operand: Int) -> Bool {
    switch self {
    case .constant, .result: false
    case .operand(let i): i == operand
    case .unary(_, let a): a.mentions(operand: operand)
    case .binary(_, let a, let b): a.mentions(operand: operand) || b.mentions(operand: operand)
    case .ternary(_, let a, let b, let c):
      a.mentions(operand: operand) || b.mentions(operand: operand) || c.mentions(operand: operand)
    }
  }
}

// Formulas are written as on paper: `result * (1 - result)`.
extension ElementwiseFormula: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A constant: `0.5` is `.constant(0.5)`.
  public init(floatLiteral value: Double) { self = .constant(value) }
  /// A constant: `2` is `.constant(2)`.
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }

  /// Sum of two formulas, not simplified: `x + 0` stays `.binary(.add, x, 0)`.
  public static func + (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.add, a, b) }
  /// Difference of two formulas, not simplified.
  public static func - (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.subtract, a, b) }
  /// Product of two formulas, not simplified.
  public static func * (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.multiply, a, b) }
  /// Quotient of two formulas, not simplified.
  public static func / (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.divide, a, b) }
  /// Negation of a formula, not simplified: `-x` is `.unary(.negate, x)`.
  public static prefix func - (a: ElementwiseFormula) -> ElementwiseFormula { .unary(.negate, a) }
}
