/// How a formula writes an operation on its operands.
public enum OperationNotation: Sendable {
  /// `word(a, b)`
  case function
  /// `a + b`
  case sum
  /// `a − b`
  case difference
  /// `a b`
  case product
  /// `a/b`
  case fraction
  /// `aᵇ`
  case power
  /// `−a`
  case negation
  /// `√a`
  case root
  /// `eᵃ`
  case exponential
  /// `⌊a⌋`
  case fences(String, String)
  /// Iverson's bracket `[a < b]`, with the operation's word: 1 where it holds, else 0.
  case bracket
  /// As another formula of its first and its last operand.
  case rewritten(@Sendable (ElementwiseFormula, ElementwiseFormula) -> ElementwiseFormula)
}
