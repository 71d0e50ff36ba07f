import SourceText

/// A side of a claim as it stands in its block.
public struct ClaimedExpression: Sendable {
  /// Of the whole claim.
  public var claim: SourceRange
  public var text: String
  public var isRight: Bool
}

extension Program {
  /// Expressions compared by the claims at the top of a block, in one form, literals left out: `grad(f, x)` in
  /// `expect grad(f, x) == -4`.
  public var claimedExpressions: [ClaimedExpression] {
    statements.flatMap { statement -> [ClaimedExpression] in
      guard case .expect(let claim) = statement.kind else { return [] }
      let sides = [(claim.left, false)] + (claim.comparison.map { [($0.right, true)] } ?? [])
      return sides.compactMap { side, isRight in
        if case .number = side.kind { return nil }
        return ClaimedExpression(
          claim: statement.range, text: canonicalText(side.range.text), isRight: isRight)
      }
    }
  }
}
