import Markup

extension BodyRenderer {
  /// The raised number in the text. Its first occurrence asks for a side note.
  mutating func footnoteReference(_ reference: FootnoteReference) -> HTMLNode? {
    if isLabel { return nil }
    let number = HTMLNode.text(String(reference.number))
    if isSideNote { return .element("sup", [], [number]) }
    if reference.occurrence == 1 { pendingNotes.append(reference.number) }
    let anchor = reference.occurrence == 1 ? "" : "-\(reference.occurrence)"
    return .element(
      "sup", [("class", "fnref"), ("id", "fnref-\(reference.number)\(anchor)")],
      [.element("a", [("href", "#fn-\(reference.number)"), ("role", "doc-noteref")], [number])])
  }

  /// A copy of a note for the column beside the text. Readers and phones have the one at the page's end, so that this
  /// one is for the eye alone.
  mutating func sideNote(_ number: Int) -> [HTMLNode] {
    guard let note = report.footnote(number) else { return [] }
    isSideNote = true
    defer { isSideNote = false }
    let content: [HTMLNode] = [.element("sup", [], [.text(String(number))]), .text(" ")]
    return [
      .freshLine,
      .element("aside", [("class", "side-note"), ("aria-hidden", "true")], insert(content, into: blocks(note.blocks))),
      .raw("\n"),
    ]
  }

  /// The notes at the page's end, with ways back to each place that refers to them.
  mutating func footnotes() -> [HTMLNode] {
    let notes = report.document.footnotes
    guard !notes.isEmpty else { return [] }
    var items: [HTMLNode] = []
    for note in notes {
      var back: [HTMLNode] = []
      for occurrence in 1...max(1, note.references) {
        let anchor = occurrence == 1 ? "" : "-\(occurrence)"
        back.append(.text(" "))
        back.append(
          .element(
            "a",
            [
              ("class", "back"), ("href", "#fnref-\(note.number)\(anchor)"), ("role", "doc-backlink"),
              ("aria-label", words.backToText),
            ], [.text("↩\u{FE0E}")]))
      }
      var content = blocks(note.blocks)
      if let last = content.lastIndex(where: isParagraph),
        case .element(let name, let attributes, let inner) = content[last]
      {
        content[last] = .element(name, attributes, inner + back)
      } else {
        content += back
      }
      items.append(.element("li", [("id", "fn-\(note.number)")], content))
      items.append(.raw("\n"))
    }
    pendingNotes = []
    return [
      .freshLine,
      .element(
        "section", [("class", "notes"), ("role", "doc-endnotes"), ("aria-labelledby", "notes-title")],
        [.element("h2", [("id", "notes-title")], [.text(words.footnotes)]), .element("ol", [], [.raw("\n")] + items)]),
      .raw("\n"),
    ]
  }

  mutating func bibliography() -> [HTMLNode] {
    guard !report.references.isEmpty else { return [] }
    var items: [HTMLNode] = []
    for entry in report.references {
      var content = inlines(entry.full)
      if let url = entry.url {
        // A list of references is data, whoever wrote the lesson: an address that could run script is shown as text.
        content += [
          .text(" "),
          Address.isAllowed(url, as: .link)
            ? .element("a", [("href", LinkDestination.encoded(url))], [.text(url)]) : .text(url),
        ]
      }
      items.append(.element("li", [("id", "ref-" + entry.key)], content))
    }
    return [
      .freshLine,
      .element(
        "section", [("class", "bibliography"), ("role", "doc-bibliography"), ("aria-labelledby", "references-title")],
        [.element("h2", [("id", "references-title")], [.text(words.references)]), .element("ul", [], items)]),
      .raw("\n"),
    ]
  }

  private func isParagraph(_ node: HTMLNode) -> Bool {
    guard case .element(let name, _, _) = node else { return false }
    return name == "p"
  }

  private func insert(_ nodes: [HTMLNode], into content: [HTMLNode]) -> [HTMLNode] {
    guard let first = content.firstIndex(where: isParagraph),
      case .element(let name, let attributes, let inner) = content[first]
    else { return nodes + content }
    var content = content
    content[first] = .element(name, attributes, nodes + inner)
    return content
  }
}
