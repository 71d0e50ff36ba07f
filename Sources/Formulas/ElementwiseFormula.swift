/// An elementwise formula as data: what an operation computes or what its derivative is, in the operands and the
/// result. It is evaluated by the engine, printed in reports, and turned into nodes for higher derivatives, so that
/// these three cannot disagree.
///
/// The derivative of the logistic function is `result * (1 - result)`; printed with the name `f` for the result it
/// reads `f (1 − f)`.
public indirect enum ElementwiseFormula: Sendable, Hashable {
  case constant(Double)
  /// Operand by position.
  case operand(Int)
  /// What the operation gave.
  case result
  case unary(Operation, ElementwiseFormula)
  case binary(Operation, ElementwiseFormula, ElementwiseFormula)
  /// `condition ≠ 0 ? then : otherwise`
  case select(ElementwiseFormula, ElementwiseFormula, ElementwiseFormula)

  /// The number of the formula.
  public func evaluate(_ operands: [Double], result: Double = .nan) -> Double {
    switch self {
    case .constant(let value): value
    case .operand(let i): operands[i]
    case .result: result
    case .unary(let operation, let a): operation(a.evaluate(operands, result: result))
    case .binary(let operation, let a, let b):
      operation(a.evaluate(operands, result: result), b.evaluate(operands, result: result))
    case .select(let condition, let a, let b):
      condition.evaluate(operands, result: result) != 0
        ? a.evaluate(operands, result: result) : b.evaluate(operands, result: result)
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
    case .select(let condition, let a, let b):
      .select(
        condition.substituting(operands: operands, result: result), a.substituting(operands: operands, result: result),
        b.substituting(operands: operands, result: result))
    }
  }

  /// ∂/∂operand of a formula that does not speak of its result.
  ///
  /// - Parameter rules: the derivatives of an operation, one for each of its operands: the primitives' own.
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
    case .select(let condition, let a, let b):
      return ElementwiseFormula.select(
        condition, a.derivative(withRespectTo: operand, rules: rules),
        b.derivative(withRespectTo: operand, rules: rules)
      ).simplified
    }
  }

  /// Whether the formula speaks of the result.
  public var mentionsResult: Bool {
    switch self {
    case .constant, .operand: false
    case .result: true
    case .unary(_, let a): a.mentionsResult
    case .binary(_, let a, let b): a.mentionsResult || b.mentionsResult
    case .select(let condition, let a, let b):
      condition.mentionsResult || a.mentionsResult || b.mentionsResult
    }
  }

  /// Whether the formula speaks of an operand.
  public func mentions(operand: Int) -> Bool {
    switch self {
    case .constant, .result: false
    case .operand(let i): i == operand
    case .unary(_, let a): a.mentions(operand: operand)
    case .binary(_, let a, let b): a.mentions(operand: operand) || b.mentions(operand: operand)
    case .select(let a, let b, let c):
      a.mentions(operand: operand) || b.mentions(operand: operand) || c.mentions(operand: operand)
    }
  }
}

// Formulas are written as on paper: `result * (1 - result)`.
extension ElementwiseFormula: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self = .constant(value) }
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }

  public static func + (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.add, a, b) }
  public static func - (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.subtract, a, b) }
  public static func * (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.multiply, a, b) }
  public static func / (a: ElementwiseFormula, b: ElementwiseFormula) -> ElementwiseFormula { .binary(.divide, a, b) }
  public static prefix func - (a: ElementwiseFormula) -> ElementwiseFormula { .unary(.negate, a) }
}
