import Markup
import Reporting
import SourceText

/// The entries of a BibTeX file by key, ready to be shown.
struct Bibliography: Sendable {
  var entries: [String: BibliographyEntry] = [:]

  static func read(_ file: SourceFile, budget: LessonBudget) -> Diagnosed<Bibliography> {
    let records = parseBibliography(file, budget: budget)
    var bibliography = Bibliography()
    for record in records.value {
      bibliography.entries[record.key] = BibliographyEntry(
        key: record.key, short: record.short, full: record.full, url: record.url)
    }
    return Diagnosed(bibliography, records.diagnostics)
  }
}
