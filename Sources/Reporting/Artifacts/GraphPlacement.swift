import Artifacts

/// How a drawn graph stands in a report; the drawing itself is made in `Figures`.
extension GraphFigure {
  func html(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [HTMLNode] {
    guard let drawing else { return [] }
    let file = LinkDestination.address(from: base, to: drawing.path)
    return [
      .element("div", [("class", drawing.isWide ? "body wide" : "body")], [drawing.inline]),
      .fragment(drawing.explains && drawing.hasFile && check != nil ? legends(words, drawing.picture) : []),
      checkFooter(
        check, words: words, links: !drawing.hasFile ? [] : [.element("a", [("href", file)], [.text("SVG")])]),
    ]
  }

  /// Legends of the numbers, by where they stand: above and below a wire, or to the right of it where the drawing is
  /// upright. A figure of two drawings has both legends, and the style sheet chooses as it does between those.
  private func legends(_ words: any Vocabulary, _ picture: DrawnFigure.Picture) -> [HTMLNode] {
    guard case .graph(let rendering) = picture else { return [] }
    func entry(_ style: String, _ sample: String, _ word: String) -> HTMLNode {
      .element("span", [], [.element("b", [("class", style)], [.text(sample)]), .text(" " + word)])
    }
    func legend(_ style: String, _ places: GraphLegend, _ mark: String) -> HTMLNode {
      .element(
        "p", [("class", "legend " + style)],
        [
          entry("v", "12", places.value), .text(" "), entry("g", mark + "\u{202F}12", places.gradient), .text(" "),
          entry("d", "×\u{202F}12", places.local),
        ])
    }
    let flat = legend("flat " + rendering.style, words.legend, "◂")
    let upright = legend("beside " + rendering.style, words.uprightLegend, "▴")
    switch rendering.style {
    case "one", "one broad": return [flat]
    case "upright": return [upright]
    default: return [flat, upright]
    }
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
