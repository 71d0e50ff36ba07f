import SourceText

extension BibliographyReader {
  /// Gives entries what they take from those that `crossref` and `xdata` name. A chain of them ends after a few.
  mutating func inherit() {
    let places = Dictionary(entries.enumerated().map { ($1.key.lowercased(), $0) }) { first, _ in first }
    for _ in 0..<4 {
      let before = entries
      for index in entries.indices {
        for (field, isParent) in [("crossref", true), ("xdata", false)] {
          guard let value = before[index][field] else { continue }
          for name in value.text.split(separator: UInt8(ascii: ",")) {
            let key = LaTeXText.decoded(name)
            guard let place = places[key.lowercased()], place != index else {
              let what = places[key.lowercased()] == index ? "itself" : "`\(key)`, which is not here"
              if !before[index].isTold {
                diagnostics.append(
                  Diagnostic(
                    .badBibliography, "`\(before[index].key)` refers to \(what)", at: value.range, severity: .warning))
                entries[index].isTold = true
              }
              continue
            }
            for field in before[place].fields {
              let name = isParent ? Self.inherited[field.name] ?? field.name : field.name
              guard !Self.own.contains(field.name), entries[index][name] == nil else { continue }
              entries[index].fields.append((name, expanded(field.value, at: entries[index].place)))
            }
          }
        }
      }
    }
  }

  /// Names that a part of a book has for the book's own fields.
  private static let inherited = ["title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"]
  private static let own: Set<String> = ["crossref", "xdata", "key", "label", "ids", "pages"]
}
