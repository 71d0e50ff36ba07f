import SourceText

/// Footnotes, numbered by their first reference.
struct FootnoteTable {
  private struct Entry {
    var number: Int
    var references = 0
  }

  private struct Definition {
    var label: String
    var blocks: [Block]
    var range: SourceRange
  }

  /// Labels compare as in GitHub's rules, whatever their case.
  private(set) var known: Set<String>
  /// Those that stand in the text.
  private var notes = 0
  private var definitions: [String: Definition] = [:]
  private var entries: [String: Entry] = [:]
  private var order: [String] = []

  /// - Parameter known: that stand elsewhere, for a caption.
  init(_ marks: Marks?, known: Set<String> = []) {
    var known = known
    for span in marks?.spans ?? [] {
      if case .footnoteDefinition(let label) = span.content { known.insert(label.lowercased()) }
    }
    self.known = known
  }

  /// Records a footnote's text; where it was given before, says where, and the first one stays.
  mutating func define(_ label: String, _ blocks: [Block], _ range: SourceRange) -> SourceRange? {
    if let earlier = definitions[label.lowercased()] { return earlier.range }
    definitions[label.lowercased()] = Definition(label: label, blocks: blocks, range: range)
    return nil
  }

  /// Records `^[…]` under a label of its own, and gives it.
  mutating func define(inline blocks: [Block], _ range: SourceRange) -> String {
    notes += 1
    var label = "note-\(notes)"
    while known.contains(label) || definitions[label] != nil { label += "'" }
    known.insert(label)
    definitions[label] = Definition(label: label, blocks: blocks, range: range)
    return label
  }

  /// `nil` where no such footnote is written.
  mutating func refer(to label: String, _ range: SourceRange) -> FootnoteReference? {
    let key = label.lowercased()
    guard known.contains(key) else { return nil }
    var entry = entries[key] ?? Entry(number: order.count + 1)
    if entry.references == 0 { order.append(key) }
    entry.references += 1
    entries[key] = entry
    return FootnoteReference(label: label, number: entry.number, occurrence: entry.references, range: range)
  }

  /// Written and not referred to, by label.
  var unreferred: [Footnote] {
    definitions.filter { entries[$0.key] == nil }.sorted { $0.key < $1.key }
      .map { Footnote(label: $0.value.label, number: 0, references: 0, blocks: $0.value.blocks, range: $0.value.range) }
  }

  /// In the order of their numbers.
  var referred: [Footnote] {
    order.map { key in
      let definition = definitions[key]
      return Footnote(
        label: definition?.label ?? key, number: entries[key]?.number ?? 0, references: entries[key]?.references ?? 0,
        blocks: definition?.blocks ?? [], range: definition?.range)
    }
  }
}
