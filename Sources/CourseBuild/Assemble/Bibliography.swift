import Markup
import Reporting
import SourceText

/// The entries of a BibTeX file by key.
struct Bibliography: Sendable {
  var records: [String: BibliographyRecord] = [:]

  static func read(_ file: SourceFile, budget: LessonBudget) -> Diagnosed<Bibliography> {
    let records = parseBibliography(file, budget: budget)
    var bibliography = Bibliography()
    for record in records.value { bibliography.records[record.key] = record }
    return Diagnosed(bibliography, records.diagnostics)
  }

  /// The works of a lesson in the order of their authors and years; those that both share get letters.
  static func listed(_ cited: [BibliographyRecord]) -> [BibliographyEntry] {
    let sorted = cited.map { (order: $0.fullText.lowercased(), record: $0) }
      .sorted { ($0.order, $0.record.key) < ($1.order, $1.record.key) }.map(\.record)
    let groups = Dictionary(grouping: sorted.filter { $0.year != nil }) { "\($0.author)\n\($0.year ?? "")" }
    return sorted.map { record in
      var record = record
      if let group = groups["\(record.author)\n\(record.year ?? "")"], group.count > 1, group.count <= 26,
        let place = group.firstIndex(where: { $0.key == record.key })
      {
        record.suffix = String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(place)))
      }
      return BibliographyEntry(
        key: record.key, short: record.short, author: record.author, year: record.year, full: record.full,
        url: record.url)
    }
  }
}
