import SourceText

/// Labels of blocks: each stands once in a lesson.
struct BlockLabels {
  private var places: [String: SourceRange] = [:]

  /// A fault when the label stands above already.
  mutating func take(_ options: CellOptions) -> Diagnostic? {
    guard let label = options.label, let range = options.labelRange else { return nil }
    guard let first = places[label] else {
      places[label] = range
      return nil
    }
    return Diagnostic(
      .duplicateLabel, "the label `\(label)` stands twice", at: range, hint: "each label stands once in a lesson",
      notes: [.init("it stands here first", at: first)])
  }
}
