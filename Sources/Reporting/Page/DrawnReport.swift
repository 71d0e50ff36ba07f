import Artifacts
import Formulas
import Markup
import SourceText

/// A report with its figures drawn, each once, whatever pages they stand on.
public struct DrawnReport: Sendable {
  public let report: Report
  /// As many as `report.cells`: what each of them shows.
  let outputs: [[DrawnOutput]]

  public init(_ report: Report) {
    self.report = report
    var artist = Artist(report)
    outputs = report.cells.map { artist.outputs(of: $0) }
  }

  /// Whether pages show a pass step by step.
  var hasPlayers: Bool {
    zip(report.cells, outputs).contains { report.showsOutputs(of: $0) && $1.contains(where: \.hasPlayer) }
  }

  /// Whether a slider is shown.
  var hasSliders: Bool {
    report.cells.contains { cell in
      report.showsOutputs(of: cell)
        && cell.outputs.contains { if case .slider = $0 { true } else { false } }
    }
  }

  /// The figures, and what belongs to them.
  public var files: [OutputFile] { outputs.flatMap { $0.flatMap(\.files) } }
}

/// Output of a cell, a figure with its drawing.
struct DrawnOutput: Sendable {
  let artifact: Artifact
  /// Of a graph, a chart or a Jacobian that is shown.
  var figure: DrawnFigure?
  /// Of a tuple.
  var items: [DrawnOutput] = []

  var hasPlayer: Bool {
    if case .backward = artifact { return true }
    return figure?.walk != nil || items.contains(where: \.hasPlayer)
  }

  var files: [OutputFile] { (figure?.files ?? []) + items.flatMap(\.files) }
}

/// A graph, a chart or a Jacobian as a drawing: pages hold it inline, and it stands as a file beside the reports.
struct DrawnFigure: Sendable {
  enum Picture: Sendable {
    case graph(GraphPicture.Rendering)
    case chart(ChartPicture)
  }

  let picture: Picture
  /// Begins every id in it; unique on the page: `fig-neuron`.
  let name: String
  /// Relative to the output folder: `en/01-chain-rule/fig-neuron.svg`.
  let path: String
  let alternative: String
  /// Wider than the text column can show at a readable size.
  var isWide = false
  /// Says what the numbers in it are: the first graph of a report.
  var explains = false
  /// A chart's numbers, beside its drawing: path and bytes.
  var data: OutputFile?
  /// Facts below a chart.
  var facts: [Notation] = []
  /// A chart's numbers to read.
  var table: TableArtifact?
  /// How wide a chart is drawn.
  var leastWidth: Double?

  /// `false`: too large to draw.
  var hasFile: Bool {
    switch picture {
    case .graph(let rendering): rendering.hasFile
    case .chart: true
    }
  }

  /// A graph's passes, gate by gate.
  var walk: GraphWalk? {
    switch picture {
    case .graph(let rendering): rendering.walk
    case .chart: nil
    }
  }

  /// For the page: its styles come from the page's style sheet.
  var inline: HTMLNode {
    switch picture {
    case .graph(let rendering): rendering.inline
    case .chart(let chart): chart.inline(prefix: name, alternative: alternative)
    }
  }

  /// The drawing, which carries its own styles, and the data.
  var files: [OutputFile] {
    let drawing: [UInt8]? =
      switch picture {
      case .graph(let rendering): rendering.file
      case .chart(let chart): chart.file(prefix: name, alternative: alternative)
      }
    // A file of its own is XML, which no program reads when a text in it has a character that XML forbids.
    let file = drawing.map { OutputFile(path: path, bytes: ForbiddenCharacters.replaced(in: $0, isXML: true)) }
    return [file, data].compactMap(\.self)
  }
}

/// Draws the figures of one report after the other, and gives them their names.
private struct Artist {
  let report: Report
  private var count = 0
  private var hasExplained = false

  init(_ report: Report) { self.report = report }

  mutating func outputs(of cell: CellReport) -> [DrawnOutput] {
    guard report.showsOutputs(of: cell) else { return cell.outputs.map { DrawnOutput(artifact: $0) } }
    let alternative = cell.alternative.map { PlainText.of($0, in: report) }
    var drawn = 0
    return cell.outputs.map { output($0, of: cell, alternative, &drawn) }
  }

  /// - Parameter drawn: figures of this cell so far.
  private mutating func output(
    _ artifact: Artifact, of cell: CellReport, _ alternative: String?, _ drawn: inout Int
  ) -> DrawnOutput {
    var output = DrawnOutput(artifact: artifact)
    switch artifact {
    case .graph(let graph):
      let name = name(cell, &drawn)
      output.figure = draw(graph, name, alternative)
    case .chart(let chart):
      let name = name(cell, &drawn)
      output.figure = draw(chart.content, name, alternative)
    case .jacobian(let jacobian):
      let name = name(cell, &drawn)
      output.figure = draw(jacobian, name, alternative)
    case .tuple(let items):
      for item in items { output.items.append(self.output(item, of: cell, alternative, &drawn)) }
    case .value, .text, .table, .gradients, .backward, .gradcheck, .forward, .summary, .slider: break
    }
    return output
  }

  /// `fig-neuron`, and `fig-neuron-2` for the second figure of a cell.
  private mutating func name(_ cell: CellReport, _ drawn: inout Int) -> String {
    count += 1
    drawn += 1
    let label = cell.label ?? "fig-\(count)"
    return drawn == 1 ? label : label + "-\(drawn)"
  }

  private mutating func draw(_ graph: GraphFigure, _ name: String, _ alternative: String?) -> DrawnFigure {
    let picture = GraphPicture(graph, language: report.language)
    var figure = DrawnFigure(
      picture: .graph(picture.render(prefix: name, alternative: alternative)), name: name,
      path: "\(report.path)/\(name).svg", alternative: alternative ?? picture.description)
    figure.isWide = picture.isBroad
    figure.explains = !hasExplained
    hasExplained = true
    return figure
  }

  private func draw(_ chart: any ChartContent, _ name: String, _ alternative: String?) -> DrawnFigure {
    let words = ChartWords(language: report.language, digits: chart.digits)
    let picture = ChartPicture(chart, words: words)
    let path = "\(report.path)/\(name)"
    return DrawnFigure(
      picture: .chart(picture), name: name, path: path + ".svg", alternative: alternative ?? picture.description,
      data: OutputFile(path: path + ".csv", bytes: chart.data.csv), facts: chart.facts(words),
      table: chart.table(words), leastWidth: picture.layout.panels.first?.width)
  }
}
