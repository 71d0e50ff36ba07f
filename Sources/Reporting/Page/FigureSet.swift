import Formulas
import Markup

/// The drawn figures of a report, each made once: pages hold them inline, and they stand as files beside the reports.
struct FigureSet {
  struct Drawing {
    /// Relative to the output folder: `en/01-chain-rule/fig-neuron.svg`.
    var path: String
    /// For the page: its styles come from the page's style sheet.
    var inline: HTMLNode
    /// A file that carries its own styles; `nil` when the graph is too large to draw.
    var file: [UInt8]?
    var alternative: String
    /// Wider than the text column can show at a readable size.
    var isWide: Bool
  }

  /// For each cell its graphs in the order in which they are shown, tuples opened.
  private var drawings: [[Drawing]]

  /// No figures: for prose alone.
  init() { drawings = [] }

  init(_ report: Report) {
    var count = 0
    drawings = []
    drawings.reserveCapacity(report.cells.count)
    for cell in report.cells {
      var own: [Drawing] = []
      if cell.include, cell.showsOutput, report.options.solutions || !cell.isSolution {
        for graph in graphs(in: cell.outputs) {
          count += 1
          let label = cell.label ?? "fig-\(count)"
          let name = own.isEmpty ? label : label + "-\(own.count + 1)"
          own.append(
            draw(
              graph, name: name, folder: report.path,
              alternative: cell.alternative.map { PlainText.of($0, in: report) }, language: report.language))
        }
      }
      drawings.append(own)
    }
  }

  /// The first cell that shows a graph.
  var firstCell: Int? { drawings.firstIndex { !$0.isEmpty } }

  /// The graph that stands `position`-th in a cell.
  func drawing(cell: Int, position: Int) -> Drawing? {
    guard drawings.indices.contains(cell), drawings[cell].indices.contains(position) else { return nil }
    return drawings[cell][position]
  }

  var files: [OutputFile] {
    drawings.flatMap { own in
      own.compactMap { drawing in drawing.file.map { OutputFile(path: drawing.path, bytes: $0) } }
    }
  }
}

/// The graphs among a cell's outputs, in the order in which they are shown.
private func graphs(in outputs: [Artifact]) -> [GraphFigure] {
  outputs.flatMap { output -> [GraphFigure] in
    switch output {
    case .graph(let graph): [graph]
    case .tuple(let items): graphs(in: items)
    case .value, .text, .table, .gradients, .backward, .gradcheck, .forward: []
    }
  }
}

private func draw(
  _ graph: GraphFigure, name: String, folder: String, alternative: String?, language: Language
) -> FigureSet.Drawing {
  let picture = GraphPicture(graph, language: language)
  let rendering = picture.render(prefix: name, alternative: alternative)
  return FigureSet.Drawing(
    path: folder + "/" + name + ".svg", inline: rendering.inline, file: rendering.file,
    alternative: alternative ?? picture.description, isWide: (picture.wide?.width ?? 0) > 1000)
}
