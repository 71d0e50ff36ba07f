import Reporting

/// A language's terms as a lesson: a list of definitions in the order of the terms.
struct GlossarySheet {
  let lessons: [LessonCard]
  /// By report.
  let terms: [String: [GlossaryTerm]]

  private struct Entry {
    var term: GlossaryTerm
    /// Where else it is defined too; the first place leads.
    var places: [(title: String, path: String, anchor: String)]
  }

  /// `gate` with "Each operation becomes a gate." of the lesson `en/01-chain` becomes
  /// `gate`, and below it `: Each operation becomes a gate. → [The chain rule](01-chain.md#gates)`.
  func text(_ words: SheetWords) -> String {
    var text = "# \(words.glossary)\n\n\(words.glossaryLede)\n"
    for entry in entries {
      let links = entry.places.map { "[\(escaped($0.title))](<\($0.path)\($0.anchor.isEmpty ? "" : "#" + $0.anchor)>)" }
      text += "\n\(escaped(entry.term.term))\n: \(entry.term.definition) → \(links.joined(separator: ", "))\n"
    }
    return text
  }

  private var entries: [Entry] {
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    for lesson in lessons {
      for term in terms[lesson.path.report] ?? [] {
        let place = (title: lesson.title, path: Path.name(lesson.path.path), anchor: term.anchor)
        if let known = places[term.term.lowercased()] {
          if !entries[known].places.contains(where: { $0.path == place.path }) { entries[known].places.append(place) }
        } else {
          places[term.term.lowercased()] = entries.count
          entries.append(Entry(term: term, places: [place]))
        }
      }
    }
    // Hangul syllables are encoded in the order of dictionaries.
    return entries.sorted { ($0.term.term.lowercased(), $0.term.term) < ($1.term.term.lowercased(), $1.term.term) }
  }

  /// With the signs that Markdown would read.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_{}[]<>#$|~^@".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
