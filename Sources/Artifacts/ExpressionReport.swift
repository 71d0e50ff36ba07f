import Formulas
import SourceText

/// Outcome of an expression in the text.
public enum ExpressionReport: Sendable {
  /// The text for its place, formatted, and the same as TeX for `\nn{…}`.
  case value(Notation, tex: String)
  case failure(Diagnostic)
}
