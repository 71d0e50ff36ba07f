extension ElementwiseFormula {
  /// The same formula as a person would leave it: constants folded, 0 and 1 dropped, signs pulled to the front.
  ///
  /// `2 · x^(2 − 1)` becomes `2 x`.
  public var simplified: ElementwiseFormula {
    switch self {
    case .constant, .operand, .result: return self
    case .unary(let operation, let a): return ElementwiseFormula.simplify(operation, a.simplified)
    case .binary(let operation, let a, let b): return ElementwiseFormula.simplify(operation, a.simplified, b.simplified)
    case .ternary(.select, let condition, let a, let b):
      let (test, yes, no) = (condition.simplified, a.simplified, b.simplified)
      if case .constant(let value) = test { return value != 0 ? yes : no }
      return yes == no ? yes : .select(test, yes, no)
    case .ternary(let operation, let a, let b, let c):
      return .ternary(operation, a.simplified, b.simplified, c.simplified)
    }
  }

  private static func simplify(_ operation: Operation, _ a: ElementwiseFormula) -> ElementwiseFormula {
    if case .constant(let value) = a {
      let folded = operation(value)
      if folded.isFinite && isShort(folded) { return .constant(folded) }
    }
    if operation == .negate {
      if case .unary(.negate, let inner) = a { return inner }
      if case .binary(.subtract, let x, let y) = a { return .binary(.subtract, y, x) }
      if case .binary(.multiply, .constant(let value), let y) = a { return simplify(.multiply, .constant(-value), y) }
      if case .binary(.divide, .constant(let value), let y) = a { return .binary(.divide, .constant(-value), y) }
    }
    return .unary(operation, a)
  }

  private static func simplify(_ operation: Operation, _ a: ElementwiseFormula, _ b: ElementwiseFormula)
    -> ElementwiseFormula
  {
    if case .constant(let x) = a, case .constant(let y) = b {
      let folded = operation(x, y)
      // 1/3 stays 1/3.
      if folded.isFinite && (isShort(folded) || !isShort(x) || !isShort(y)) { return .constant(folded) }
    }
    switch (operation, a, b) {
    case (.add, .constant(0), _): return b
    case (.add, _, .constant(0)), (.subtract, _, .constant(0)): return a
    case (.add, _, .unary(.negate, let y)): return simplify(.subtract, a, y)
    case (.add, _, .constant(let y)) where y < 0: return .binary(.subtract, a, .constant(-y))
    case (.subtract, .constant(0), _): return simplify(.negate, b)
    case (.subtract, _, .unary(.negate, let y)): return simplify(.add, a, y)
    case (.subtract, _, .constant(let y)) where y < 0: return .binary(.add, a, .constant(-y))
    case (.multiply, .constant(0), _), (.multiply, _, .constant(0)), (.divide, .constant(0), _): return .constant(0)
    case (.multiply, .constant(1), _): return b
    case (.multiply, _, .constant(1)), (.divide, _, .constant(1)): return a
    case (.multiply, .constant(-1), _): return simplify(.negate, b)
    case (.multiply, _, .constant): return simplify(.multiply, b, a)
    case (.divide, _, .constant(-1)): return simplify(.negate, a)
    case (.multiply, .unary(.negate, let x), .unary(.negate, let y)): return simplify(.multiply, x, y)
    case (.multiply, .unary(.negate, let x), _): return simplify(.negate, simplify(.multiply, x, b))
    case (.multiply, _, .unary(.negate, let y)): return simplify(.negate, simplify(.multiply, a, y))
    case (.divide, .unary(.negate, let x), _): return simplify(.negate, simplify(.divide, x, b))
    case (.divide, _, .unary(.negate, let y)): return simplify(.negate, simplify(.divide, a, y))
    case (.multiply, .constant(let x), .binary(.multiply, .constant(let y), let z)):
      return simplify(.multiply, .constant(x * y), z)
    case (.multiply, _, .binary(.divide, .constant(1), let y)): return simplify(.divide, a, y)
    case (.multiply, .binary(.divide, .constant(let x), let y), _):
      return simplify(.divide, simplify(.multiply, .constant(x), b), y)
    case (.power, _, .constant(1)): return a
    case (.power, _, .constant(0)): return .constant(1)
    case (.power, _, .constant(-1)): return .binary(.divide, .constant(1), a)
    default:
      if let other = operation.definition.simplification?([a, b]) { return other.simplified }
      return .binary(operation, a, b)
    }
  }

  /// Whether a reader would write the number out.
  private static func isShort(_ value: Double) -> Bool {
    value == 0.5 || value == Elementary.floor(value) && value.magnitude < 1e15
      || (value * 1024) == Elementary.floor(value * 1024)
  }
}
