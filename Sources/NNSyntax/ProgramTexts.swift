extension Program {
  /// The texts that stand in quotes anywhere in a block, functions and branches included, in their order and each once:
  /// what a translation of the block has to know.
  ///
  /// `print("scores from", min(y))` → `["scores from"]`.
  public var texts: [String] {
    var texts: [String] = []
    collect(statements, &texts)
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

// Statements and expressions nest no deeper than `Expression.nestingLimit`, so recursion is safe.

private func collect(_ statements: [Statement], _ texts: inout [String]) {
  for statement in statements {
    for expression in statement.expressions { collect(expression, &texts) }
    switch statement.kind {
    case .conditional(_, let then, let otherwise):
      collect(then, &texts)
      collect(otherwise ?? [], &texts)
    case .function(let definition): collect(definition.body, &texts)
    case .backward(let definition): collect(definition.body, &texts)
    case .binding, .destructuring, .update, .expect, .expression: break
    }
  }
}

private func collect(_ body: Body, _ texts: inout [String]) {
  if case .block(let statements, _) = body { collect(statements, &texts) }
}

private func collect(_ expression: Expression, _ texts: inout [String]) {
  if case .text(let text) = expression.kind { texts.append(text) }
  let parts = expression.parts
  for part in parts.expressions { collect(part, &texts) }
  for block in parts.blocks { collect(block, &texts) }
}
