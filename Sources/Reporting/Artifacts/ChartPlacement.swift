import Formulas

/// How a drawn chart stands on a page: the picture, its numbers folded away, and a footer with facts and files.
func chartHTML(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [HTMLNode] {
  guard let drawing else { return [] }
  var nodes: [HTMLNode] = [.element("div", [("class", "body")], [drawing.inline])]
  if let table = drawing.table {
    nodes.append(
      .element(
        "details", [("class", "more numbered")], [.element("summary", [], [.text(words.numbers)])] + table.html(words)))
  }
  var footer: [HTMLNode] = []
  if !drawing.facts.isEmpty { footer.append(.element("span", [], line(drawing.facts).html)) }
  func link(_ path: String, _ name: String) -> HTMLNode {
    .element("a", [("href", LinkDestination.address(from: base, to: path))], [.text(name)])
  }
  var links = [link(drawing.path, "SVG")]
  if let data = drawing.data { links.append(link(data.path, "CSV")) }
  footer.append(.element("span", [("class", "files")], links))
  nodes.append(.element("footer", [], footer))
  return nodes
}

/// The picture, its facts and its data file, and its numbers where they are few.
func chartMarkdown(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [String] {
  guard let drawing else { return [] }
  func address(_ path: String) -> String { LinkDestination.address(from: base, to: path) }
  var blocks = ["![\(MarkdownText.escaped(drawing.alternative))](\(address(drawing.path)))"]
  if let table = drawing.table { blocks += table.markdown(words) }
  var below = drawing.facts.isEmpty ? "" : line(drawing.facts).markdown
  if let data = drawing.data { below += (below.isEmpty ? "" : " · ") + "[CSV](\(address(data.path)))" }
  if !below.isEmpty { blocks.append(below) }
  return blocks
}

private func line(_ facts: [Notation]) -> Notation {
  var line = Notation()
  for fact in facts {
    if !line.pieces.isEmpty { line.pieces.append(.plain(" · ")) }
    line = line + fact
  }
  return line
}
