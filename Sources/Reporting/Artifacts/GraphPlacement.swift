/// How a drawn graph stands in a report; the drawing itself is made in `Figures`.
extension GraphFigure {
  func html(_ drawing: FigureSet.Drawing?, words: Vocabulary, base: String) -> [HTMLNode] {
    guard let drawing else { return [] }
    let file = LinkDestination.encoded(LinkDestination.relative(from: base, to: drawing.path))
    return [
      .element("div", [("class", "body")], [drawing.inline]),
      checkFooter(
        check, words: words, links: drawing.file == nil ? [] : [.element("a", [("href", file)], [.text("SVG")])]),
    ]
  }

  func markdown(_ drawing: FigureSet.Drawing?, words: Vocabulary, base: String) -> [String] {
    guard let drawing else { return [] }
    let file = LinkDestination.encoded(LinkDestination.relative(from: base, to: drawing.path))
    var blocks =
      drawing.file == nil
      ? [MarkdownText.escaped(drawing.alternative)] : ["![\(MarkdownText.escaped(drawing.alternative))](\(file))"]
    if let check, check.total > 0 { blocks.append(check.line(words).markdown) }
    return blocks
  }
}
