import Markup
import Reporting
import SourceText

/// Targets of `@fig-a` and its like: figures, tables and equations numbered in the order in which they stand, cells'
/// and images' alike, and sections by their titles.
struct Numbering {
  var targets: [String: ReferenceTarget] = [:]
  var diagnostics: [Diagnostic] = []

  init(_ items: [DocumentItem], lesson: Lesson, value: (Int) -> String) {
    var counts: [ReferenceTarget.Kind: Int] = [:]
    func number(_ kind: ReferenceTarget.Kind) -> String {
      counts[kind, default: 0] += 1
      return "\(counts[kind, default: 0])"
    }
    for item in items {
      switch item {
      case .cell(let index):
        guard let label = lesson.cells[index].options.label, let kind = Numbering.kind(label) else { continue }
        define(label, kind, number(kind))
      case .figure(let image):
        if let label = image.label { define(label, .figure, number(.figure)) }
      case .table(let table):
        if let label = table.label { define(label, .table, number(.table)) }
      case .formula(let formula):
        if let label = formula.label { define(label, .equation, number(.equation)) }
        for (label, tag) in formula.rowNumbers { define(label, .equation, tag ?? number(.equation)) }
      case .callout(let callout):
        // Those that bear a label are counted, each kind for itself.
        if let label = callout.label,
          !Callout.Kind.alerts.contains(callout.kind) || callout.kind == .exercise
            || Callout.Kind(label: label) == callout.kind
        {
          define(label, .statement(callout.kind), number(.statement(callout.kind)))
        }
      case .heading(let heading):
        guard heading.isLabelled else { continue }
        define(heading.anchor, .section, plainText(heading.content, expression: value))
      case .title(let label, let title): define(label, .section, plainText(title, expression: value))
      case .image, .link, .reference, .citation, .html, .expression: break
      }
    }
    checkRepeated(lesson)
  }

  private mutating func define(_ label: String, _ kind: ReferenceTarget.Kind, _ text: String) {
    if targets[label] == nil { targets[label] = ReferenceTarget(kind: kind, text: text, anchor: label) }
  }

  /// `fig-a` → figure; a label without such a prefix is a permalink only.
  static func kind(_ label: String) -> ReferenceTarget.Kind? {
    if label.hasPrefix("fig-") { return .figure }
    if label.hasPrefix("tbl-") { return .table }
    if label.hasPrefix("eq-") { return .equation }
    if label.hasPrefix("sec-") { return .section }
    return nil
  }

  /// Every label of the lesson may stand once, whatever it labels: anchors of one page share one space of names.
  private mutating func checkRepeated(_ lesson: Lesson) {
    let cells = lesson.cells.compactMap { cell in
      cell.options.label.flatMap { label in
        cell.options.labelRange.map { LabelDefinition(label: label, range: $0) }
      }
    }
    var first: [String: SourceRange] = [:]
    let all = (lesson.document.labels + cells).sorted { a, b in
      (a.range.file.path, a.range.bytes.lowerBound) < (b.range.file.path, b.range.bytes.lowerBound)
    }
    for definition in all {
      if let earlier = first[definition.label] {
        diagnostics.append(
          Diagnostic(
            .duplicateLabel, "label `\(definition.label)` is given twice", at: definition.range,
            notes: [Diagnostic.Note("first here", at: earlier)]))
      } else {
        first[definition.label] = definition.range
      }
    }
  }
}
