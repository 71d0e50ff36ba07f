import NNSyntax

/// The names whose values an expression reads, in order, each once; the variable of a comprehension is none.
///
/// `grad(f, x)` → `grad`, `f`, `x`
public func readNames(_ expression: Expression) -> [String] {
  collectNames([Statement(.expression(expression), expression.range)]) { _, _ in
  } _: { value, add in
    if case .name(let name) = value.kind { add(name) }
  }
}
