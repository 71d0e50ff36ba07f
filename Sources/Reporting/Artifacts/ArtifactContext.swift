import Formulas

/// Context in which artifacts are written: the words, and the place of the figures.
struct ArtifactContext {
  let words: any Vocabulary
  /// The report's path without extension, from which links to files start.
  let base: String

  func html(_ output: DrawnOutput) -> [HTMLNode] {
    switch output.artifact {
    case .value(let value): value.html(words)
    case .tuple: [.element("div", [("class", "tuple")], output.items.flatMap { html($0) })]
    case .text(let text): textHTML(text, words)
    case .table(let table): table.html(words)
    case .gradients(let table): table.html(words)
    case .backward(let steps): steps.html(words)
    case .graph(let graph): graph.html(output.figure, words: words, base: base)
    case .gradcheck(let check): check.html(words)
    case .forward(let forward): forward.html(words)
    case .summary(let summary): summary.html(words)
    case .chart: chartHTML(output.figure, words: words, base: base)
    case .jacobian(let jacobian): jacobian.html(output.figure, words: words, base: base)
    case .slider(let slider): slider.html(words)
    }
  }

  /// Blocks of Markdown, a blank line between them.
  func markdown(_ output: DrawnOutput) -> [String] {
    switch output.artifact {
    case .value(let value): value.markdown(words)
    case .tuple: output.items.flatMap { markdown($0) }
    case .text(let text): textMarkdown(text)
    case .table(let table): table.markdown(words)
    case .gradients(let table): table.markdown(words)
    case .backward(let steps): steps.markdown(words)
    case .graph(let graph): graph.markdown(output.figure, words: words, base: base)
    case .gradcheck(let check): check.markdown(words)
    case .forward(let forward): forward.markdown(words)
    case .summary(let summary): summary.markdown(words)
    case .chart: chartMarkdown(output.figure, words: words, base: base)
    case .jacobian(let jacobian): jacobian.markdown(output.figure, words: words, base: base)
    // On paper and on GitHub nothing moves.
    case .slider: []
    }
  }
}
