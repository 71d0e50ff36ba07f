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
    /// A chart's numbers, beside its drawing: path and bytes.
    var data: OutputFile?
    /// What stands below a chart.
    var facts: [Notation] = []
    /// A chart's numbers to read.
    var table: TableArtifact?
    /// How wide a chart is drawn.
    var leastWidth: Double?
  }

  /// For each cell its graphs and charts in the order in which they are shown, tuples opened.
  private var drawings: [[Drawing]]

  /// No figures: for prose alone.
  init() { drawings = [] }

  init(_ report: Report) {
    var count = 0
    drawings = []
    drawings.reserveCapacity(report.cells.count)
    for cell in report.cells {
      var own: [Drawing] = []
      var hasGraph = false
      if cell.include, cell.showsOutput, report.options.solutions || !cell.isSolution {
        for figure in figures(in: cell.outputs) {
          count += 1
          let label = cell.label ?? "fig-\(count)"
          let name = own.isEmpty ? label : label + "-\(own.count + 1)"
          let alternative = cell.alternative.map { PlainText.of($0, in: report) }
          switch figure {
          case .graph(let graph):
            hasGraph = true
            own.append(
              draw(graph, name: name, folder: report.path, alternative: alternative, language: report.language))
          case .chart(let chart):
            own.append(
              draw(
                chart.content, name: name, folder: report.path, alternative: alternative, language: report.language))
          case .jacobian(let jacobian):
            own.append(
              draw(
                jacobian, name: name, folder: report.path, alternative: alternative, language: report.language))
          case .value, .tuple, .text, .table, .gradients, .backward, .gradcheck, .forward, .summary: break
          }
        }
      }
      if hasGraph, firstCell == nil { firstCell = drawings.count }
      drawings.append(own)
    }
  }

  /// The first cell that shows a graph.
  private(set) var firstCell: Int?

  /// The graph or chart that stands `position`-th in a cell.
  func drawing(cell: Int, position: Int) -> Drawing? {
    guard drawings.indices.contains(cell), drawings[cell].indices.contains(position) else { return nil }
    return drawings[cell][position]
  }

  var files: [OutputFile] {
    drawings.flatMap { own in
      own.flatMap { drawing in
        [drawing.file.map { OutputFile(path: drawing.path, bytes: withoutControls($0)) }, drawing.data].compactMap(
          \.self)
      }
    }
  }
}

/// A file of its own is XML, which no program reads when there is a control character in it, out of a text in the lesson
/// (XML 1.0, production 2): U+FFFD takes its place, as it does where UTF-8 is broken.
private func withoutControls(_ file: [UInt8]) -> [UInt8] {
  func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 9 && byte != 10 && byte != 13 }
  guard file.contains(where: isControl) else { return file }
  return file.flatMap { isControl($0) ? [0xEF, 0xBF, 0xBD] : [$0] }
}

/// The graphs and charts among a cell's outputs, in the order in which they are shown.
private func figures(in outputs: [Artifact]) -> [Artifact] {
  outputs.flatMap { output -> [Artifact] in
    switch output {
    case .graph, .chart, .jacobian: [output]
    case .tuple(let items): figures(in: items)
    case .value, .text, .table, .gradients, .backward, .gradcheck, .forward, .summary: []
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
    alternative: alternative ?? picture.description, isWide: !picture.isUpright && (picture.wide?.width ?? 0) > 1000)
}

private func draw(
  _ chart: any ChartContent, name: String, folder: String, alternative: String?, language: Language
) -> FigureSet.Drawing {
  let words = ChartWords(language: language, digits: chart.digits)
  let picture = ChartPicture(chart, words: words)
  let path = folder + "/" + name
  return FigureSet.Drawing(
    path: path + ".svg", inline: picture.inline(prefix: name, alternative: alternative),
    file: picture.file(prefix: name, alternative: alternative), alternative: alternative ?? picture.description,
    isWide: false, data: OutputFile(path: path + ".csv", bytes: chart.data.csv), facts: chart.facts(words),
    table: chart.table(words), leastWidth: picture.layout.panels.first?.width)
}
