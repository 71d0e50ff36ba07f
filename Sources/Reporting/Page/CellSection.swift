import Artifacts
import Markup
import SourceText

extension BodyRenderer {
  /// A cell: its source on the fill colour and its results below, in one outline. `nil` when nothing of it is shown.
  mutating func cell(_ index: Int) -> HTMLNode? {
    guard report.cells.indices.contains(index) else { return nil }
    let cell = report.cells[index]
    guard report.shows(cell) else { return nil }

    var parts: [HTMLNode] = []
    if cell.echo, cell.include, !cell.source.isEmpty { parts.append(source(cell)) }
    if report.showsOutputs(of: cell) {
      let outputs = self.outputs(index)
      if !outputs.isEmpty { parts.append(contentsOf: captioned(outputs, cell)) }
      if let live = cell.live { parts.append(LivePanel(live).html(words)) }
    }
    for failure in cell.failures { parts.append(failureBox(report.shown(failure, of: cell), words: words)) }
    if cell.isSkipped, cell.failures.isEmpty {
      parts.append(.element("p", [("class", "skipped")], [.text(words.skipped)]))
    }
    let field = cell.answer.map { answerLine($0) }
    if parts.isEmpty { return field }
    var attributes: [HTMLNode.Attribute] = [("class", "cell")]
    if !isSideNote, let place = shown[index] { attributes.append(("id", place.anchor)) }
    let section = HTMLNode.element("div", attributes + source(of: cell), parts)
    if let field { return .fragment([section, .raw("\n"), field]) }
    guard cell.isSolution, !isSolution else { return section }
    return .element(
      "details", [("class", "solution")], [.element("summary", [], [.text(words.solution)]), section])
  }

  private func source(_ cell: CellReport) -> HTMLNode {
    var text = Substring(cell.source)
    while text.utf8.last == UInt8(ascii: "\n") { text = Substring(text.utf8.dropLast()) }
    let code = HTMLNode.element(
      "pre", stop(words.code),
      [
        .element(
          "code", [("class", "language-nn")],
          cell.highlights.isEmpty
            ? SourceHighlighting.nodes(String(text))
            : SourceHighlighting.nodes(String(text), runs: cell.highlights))
      ])
    var parts = [code]
    if cell.heldClaims > 0 {
      parts.append(
        .element(
          "p",
          [("class", "claims"), ("title", words.claims(cell.heldClaims))]
            + (cell.claimSliders.isEmpty ? [] : Following.stays(cell.claimSliders).attributes),
          [.text("✓\u{A0}\(cell.heldClaims)")]))
    }
    guard cell.folds else { return .element("div", [("class", "src")], parts) }
    return .element(
      "details", [("class", "src")], [.element("summary", [], [.text(words.code)])] + parts)
  }

  private func outputs(_ index: Int) -> [HTMLNode] {
    let context = ArtifactContext(words: words, base: report.path)
    let cell = report.cells[index]
    var nodes: [HTMLNode] = []
    var sliders: [SliderArtifact] = []
    func close() {
      guard !sliders.isEmpty else { return }
      nodes.append(SliderPanel(sliders: sliders, cell: cell).html(words))
      sliders = []
    }
    for (place, output) in drawn.outputs[index].enumerated() {
      if case .slider(let slider) = output.artifact {
        sliders.append(slider)
        continue
      }
      close()
      let following = cell.following.indices.contains(place) ? cell.following[place]?.attributes ?? [] : []
      var content = context.html(output)
      if case .value(let value) = output.artifact, cell.origins.indices.contains(place),
        let origin = cell.origins[place]
      {
        content = value.html(words) { self.number("num", from: [origin], $0) }
      }
      nodes.append(.element("div", [("class", "out")] + following, content))
    }
    close()
    return nodes
  }

  /// A labelled cell's results are one figure or table with number and caption on top.
  private mutating func captioned(_ outputs: [HTMLNode], _ cell: CellReport) -> [HTMLNode] {
    let isNumbered = cell.label.map { report.targets[$0] != nil } ?? false
    guard cell.caption != nil || isNumbered else { return outputs }
    let caption = captionText(label: cell.label, cell.caption ?? [])
    return [.element("figure", [("class", "fig")], [.element("figcaption", [], caption)] + outputs)]
  }
}
