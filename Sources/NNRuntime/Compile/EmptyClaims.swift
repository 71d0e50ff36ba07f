import NNSyntax

/// Claims that cannot fail: `expect f(x) == f(x)`, `expect 1 + 1 == 2`.
func emptiness(of claim: Expectation, in chunk: Chunk) -> Chunk.ExpectationForm.Emptiness? {
  let right = claim.comparison?.right
  if isLiteral(claim.left), right.map(isLiteral) ?? true { return .constant }
  guard let right else { return nil }
  return chunk.wholeText(of: claim.left.range) == chunk.wholeText(of: right.range) ? .sameSides : nil
}

/// Whether an expression is made of literals and operators alone.
private func isLiteral(_ expression: Expression) -> Bool {
  switch expression.kind {
  case .number, .text: true
  case .name(let name): name == "pi" || name == "inf"
  case .array(let items), .tuple(let items): items.allSatisfy(isLiteral)
  case .unary(_, let operand): isLiteral(operand)
  case .chain(let first, let links): isLiteral(first) && links.allSatisfy { isLiteral($0.operand) }
  case .call, .index, .member, .loop, .comprehension, .conditional, .error: false
  }
}
