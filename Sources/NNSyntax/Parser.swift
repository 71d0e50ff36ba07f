import SourceText

/// Parses a whole block. Every fault gives a diagnostic, and parsing goes on behind it: what could not be understood
/// stands in the tree as `Expression.Kind.error`.
///
/// Total: any text gives a program. At most 100 faults of one block are reported, in the order of the text.
///
/// `x = 3; y = x +` → a binding of `x`, a binding of `y` to an error, and ``a value is missing behind `+` `` at the `+`.
public func parseProgram(_ source: Excerpt) -> Diagnosed<Program> {
  var parser = BlockParser(source)
  let statements = parser.statements(until: .end)
  return Diagnosed(Program(statements: statements, source: source), parser.sortedDiagnostics())
}
