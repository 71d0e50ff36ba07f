import Formulas

/// What an artifact has to know to be written: the words, and where its figures are.
struct ArtifactContext {
  let words: Vocabulary
  let figures: FigureSet
  /// Index of the cell that shows it.
  let cell: Int
  /// The report's path without extension, from which links to files start.
  let base: String
  /// How many graphs and charts of the cell have been written.
  var graphs = 0

  init(words: Vocabulary, figures: FigureSet, cell: Int, base: String) {
    self.words = words
    self.figures = figures
    self.cell = cell
    self.base = base
  }

  mutating func html(_ artifact: Artifact) -> [HTMLNode] {
    switch artifact {
    case .value(let value): return value.html(words)
    case .tuple(let items): return [.element("div", [("class", "tuple")], items.flatMap { html($0) })]
    case .text(let text): return textHTML(text)
    case .table(let table): return table.html(words)
    case .gradients(let table): return table.html(words)
    case .backward(let steps): return steps.html(words)
    case .graph(let graph):
      defer { graphs += 1 }
      return graph.html(
        figures.drawing(cell: cell, position: graphs), words: words, base: base,
        explains: graphs == 0 && figures.firstCell == cell)
    case .gradcheck(let check): return check.html(words)
    case .forward(let forward): return forward.html(words)
    case .summary(let summary): return summary.html(words)
    case .chart:
      defer { graphs += 1 }
      return chartHTML(figures.drawing(cell: cell, position: graphs), words: words, base: base)
    case .jacobian(let jacobian):
      defer { graphs += 1 }
      return jacobian.html(figures.drawing(cell: cell, position: graphs), words: words, base: base)
    }
  }

  /// Blocks of Markdown, a blank line between them.
  mutating func markdown(_ artifact: Artifact) -> [String] {
    switch artifact {
    case .value(let value): return value.markdown(words)
    case .tuple(let items): return items.flatMap { markdown($0) }
    case .text(let text): return textMarkdown(text)
    case .table(let table): return table.markdown(words)
    case .gradients(let table): return table.markdown(words)
    case .backward(let steps): return steps.markdown(words)
    case .graph(let graph):
      defer { graphs += 1 }
      return graph.markdown(figures.drawing(cell: cell, position: graphs), words: words, base: base)
    case .gradcheck(let check): return check.markdown(words)
    case .forward(let forward): return forward.markdown(words)
    case .summary(let summary): return summary.markdown(words)
    case .chart:
      defer { graphs += 1 }
      return chartMarkdown(figures.drawing(cell: cell, position: graphs), words: words, base: base)
    case .jacobian(let jacobian):
      defer { graphs += 1 }
      return jacobian.markdown(figures.drawing(cell: cell, position: graphs), words: words, base: base)
    }
  }
}
