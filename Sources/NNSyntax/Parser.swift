import SourceText

/// Parses a whole block. Every fault gives a diagnostic, and parsing goes on behind it.
public func parseProgram(_ source: Excerpt) -> Diagnosed<Program> {
  Diagnosed(Program(statements: [], source: source))
}

/// What stands in `` `{nn} loss:.3f` ``: an expression and, behind the last colon outside brackets, a format.
public struct InlineProgram: Sendable {
  public var expression: Expression
  public var format: NumberFormatSpecification?

  public init(expression: Expression, format: NumberFormatSpecification?) {
    self.expression = expression
    self.format = format
  }
}

/// `.3f`, `.2e`, `.4g`, `.1%`.
public struct NumberFormatSpecification: Sendable, Hashable {
  public enum Style: Sendable, Hashable {
    case fixed
    case exponential
    case general
    case percent
  }
  public var style: Style
  /// Digits behind the point for fixed, exponential and percent; significant digits for general.
  public var digits: Int?

  public init(style: Style, digits: Int?) {
    self.style = style
    self.digits = digits
  }
}

/// Parses the text of an inline expression.
public func parseInlineProgram(_ source: Excerpt) -> Diagnosed<InlineProgram?> {
  Diagnosed(nil)
}
