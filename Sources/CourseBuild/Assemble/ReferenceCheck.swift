import Markup
import Reporting
import SourceText

/// Looks up what prose refers to: `@fig-a` among the lesson's labels, `[@key]` in the bibliography.
struct ReferenceCheck {
  let numbering: Numbering
  let lesson: Lesson
  let bibliography: Bibliography
  /// In the order of first citation.
  var cited: [BibliographyRecord] = []
  var diagnostics: [Diagnostic] = []
  private var seen: Set<String> = []
  /// Made at the first fault; there may be as many more as there are labels.
  private lazy var labels = NameIndex(numbering.targets.keys.sorted())
  private lazy var keys = NameIndex(bibliography.records.keys.sorted())

  init(numbering: Numbering, lesson: Lesson, bibliography: Bibliography) {
    self.numbering = numbering
    self.lesson = lesson
    self.bibliography = bibliography
  }

  mutating func visit(_ reference: CrossReference) {
    guard numbering.targets[reference.label] == nil else { return }
    let nearest = labels.nearest(to: reference.label)
    diagnostics.append(
      Diagnostic(
        .unknownReference, "nothing here is labelled `\(reference.label)`", at: reference.range,
        hint: nearest.map { "did you mean `@\($0)`?" }))
  }

  mutating func visit(_ citation: Citation) {
    for item in citation.items {
      guard let entry = bibliography.records[item.key] else {
        if let kind = Reference.kind(ofStrangeLabel: item.key), numbering.targets[item.key] != nil || kind.isMarked {
          let label = kind.mended
          diagnostics.append(
            Diagnostic(
              .unknownReference, "`@` refers to no label such as `\(item.key)`", at: item.range,
              hint: "write `{#\(label)}` where it is given, and `@\(label)`"))
          continue
        }
        // `[@fig-a; @key]`
        if numbering.targets[item.key] != nil { continue }
        let nearest = keys.nearest(to: item.key)
        var hint =
          bibliography.records.isEmpty
          ? "references.bib is missing or empty" : nearest.map { "did you mean `\($0)`?" }
        // In a sentence it may have been meant as it stands.
        let isNarrative = citation.style == .narrative
        if isNarrative { hint = [hint, "`\\@\(item.key)` is text"].compactMap(\.self).joined(separator: "; ") }
        diagnostics.append(
          Diagnostic(
            .unknownCitation, "no entry `\(item.key)` in the bibliography", at: item.range, hint: hint,
            severity: isNarrative ? .warning : nil))
        continue
      }
      if seen.insert(item.key).inserted { cited.append(entry) }
    }
  }
}
