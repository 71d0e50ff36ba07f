import SourceText

extension Machine {
  /// The line that a message or a figure names a place by: the only way from a place to a number that readers see, so
  /// that whoever keeps outcomes knows which of them depend on where the block stands.
  func lineNumber(_ range: SourceRange) -> Int {
    environment.quotesLines = true
    return range.start.line
  }
}
