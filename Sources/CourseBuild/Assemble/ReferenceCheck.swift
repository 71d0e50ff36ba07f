import Markup
import Reporting
import SourceText

/// Looks up what prose refers to: `@fig-a` among the lesson's labels, `[@key]` in the bibliography.
struct ReferenceCheck {
  let numbering: Numbering
  let lesson: Lesson
  let bibliography: Bibliography
  /// In the order of first citation.
  var cited: [BibliographyEntry] = []
  var diagnostics: [Diagnostic] = []
  private var seen: Set<String> = []
  /// Made at the first fault; there may be as many more as there are labels.
  private lazy var labels = NameIndex(numbering.targets.keys.sorted())
  private lazy var keys = NameIndex(bibliography.entries.keys.sorted())

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
      guard let entry = bibliography.entries[item.key] else {
        let nearest = keys.nearest(to: item.key)
        let hint =
          bibliography.entries.isEmpty
          ? "references.bib is missing or empty" : nearest.map { "did you mean `\($0)`?" }
        diagnostics.append(
          Diagnostic(.unknownCitation, "no entry `\(item.key)` in the bibliography", at: item.range, hint: hint))
        continue
      }
      if seen.insert(item.key).inserted { cited.append(entry) }
    }
  }
}
