import Formulas
import SourceText

/// What became of an expression in the text.
public enum ExpressionReport: Sendable {
  /// What stands in the text, formatted, and the same as TeX for `\nn{…}`.
  case value(Notation, tex: String)
  case failure(Diagnostic)
}
