import Reporting

extension CellOptions {
  /// The block that `from:` names, as the report of its lesson is called; `nil` without the option, and for a lesson that
  /// lies outside the course.
  ///
  /// `from: ../en/01-chain-rule.md` in `lessons/ko/01-chain-rule.md`, with the label `xyz` → `en/01-chain-rule`, `xyz`
  func takenBlock(root: String) -> TakenBlock? {
    guard let from, let range = fromRange, let label, from.hasSuffix(".md") else { return nil }
    let file = Path.normalized(Path.join(Path.directory(range.file.path), from))
    guard Path.isInside(file, root) else { return nil }
    return TakenBlock(report: Path.withoutExtension(Path.relative(file, from: root)), label: label)
  }
}

extension Lesson {
  /// Reports of the lessons that its blocks take their source from, in the order of their paths.
  func sources(root: String) -> [String] {
    Set(cells.compactMap { $0.options.takenBlock(root: root)?.report }).sorted()
  }
}
