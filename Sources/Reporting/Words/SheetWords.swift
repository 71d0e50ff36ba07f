/// The words of pages that are made from a course's lessons and from the operations: the glossary, the sheet of rules.
package struct SheetWords: Sendable {
  package var glossary: String
  package var glossaryLede: String
  package var rules: String
  package var rulesLede: String
  package var elementwise: String
  package var reductions: String
  package var matrices: String
  package var layers: String
  /// Heads of the tables of rules.
  package var operation: String
  package var shapes: String
  package var forward: String
  package var backward: String
  /// Meaning of `f`, `df`, `n` in rules.
  package var signs: String
}

extension Language {
  /// The words of its sheets.
  package var sheetWords: SheetWords { words.sheets }
}
