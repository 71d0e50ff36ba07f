import Artifacts

/// How a drawn graph stands in a report; the drawing itself is made in `Figures`.
extension GraphFigure {
  func html(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [HTMLNode] {
    guard let drawing else { return [] }
    let file = LinkDestination.address(from: base, to: drawing.path)
    return [
      .element("div", [("class", drawing.isWide ? "body wide" : "body")], [drawing.inline]),
      drawing.explains && drawing.hasFile && check != nil ? legend(words) : .fragment([]),
      checkFooter(
        check, words: words, links: !drawing.hasFile ? [] : [.element("a", [("href", file)], [.text("SVG")])]),
    ]
  }

  private func legend(_ words: any Vocabulary) -> HTMLNode {
    func entry(_ style: String, _ sample: String, _ word: String) -> HTMLNode {
      .element("span", [], [.element("b", [("class", style)], [.text(sample)]), .text(" " + word)])
    }
    return .element(
      "p", [("class", "legend")],
      [
        entry("v", "12", words.legendValue), .text(" "), entry("g", "◂\u{202F}12", words.legendGradient), .text(" "),
        entry("d", "×\u{202F}12", words.legendLocal),
      ])
  }

  func markdown(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [String] {
    guard let drawing else { return [] }
    let file = LinkDestination.address(from: base, to: drawing.path)
    var blocks =
      !drawing.hasFile
      ? [MarkdownText.escaped(drawing.alternative)] : ["![\(MarkdownText.escaped(drawing.alternative))](\(file))"]
    if let check, check.total + check.cut > 0 { blocks.append(check.line(words).markdown) }
    return blocks
  }
}
