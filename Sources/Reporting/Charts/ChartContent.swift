import Artifacts
import Formulas

extension Chart {
  /// The chart itself, whatever its kind.
  var content: any ChartContent {
    switch self {
    case .boundary(let chart): chart
    case .confusion(let chart): chart
    case .contour(let chart): chart
    case .flow(let chart): chart
    case .heatmap(let chart): chart
    case .histogram(let chart): chart
    case .history(let chart): chart
    case .image(let chart): chart
    case .network(let chart): chart
    case .plot(let chart): chart
    case .scatter(let chart): chart
    }
  }
}

/// Content of a chart: layout, texts and data, which each kind gives in its own way.
protocol ChartContent: Sendable {
  var digits: Int { get }

  /// The drawings, for pages and for telephones.
  func layout(_ words: ChartWords) -> ChartLayout

  /// Title of the SVG: which kind of picture of what.
  func title(_ words: ChartWords) -> String

  /// The picture in words: the text alternative, unless the author wrote one.
  func description(_ words: ChartWords) -> String

  /// The numbers drawn, in full precision.
  var data: DataTable { get }

  /// Facts below the picture, one an entry.
  func facts(_ words: ChartWords) -> [Notation]

  /// A table that says it better, or as well.
  func table(_ words: ChartWords) -> TableArtifact?

  func write(to json: inout some StructuredWriter)
}

extension ChartContent {
  func facts(_ words: ChartWords) -> [Notation] { [] }
  func table(_ words: ChartWords) -> TableArtifact? { nil }
}

/// A chart's drawings: one, or several side by side.
struct ChartLayout: Sendable {
  var panels: [Drawing]
  /// The same for telephones; `nil` where the panels fit there as they are.
  var narrow: [Drawing]?
  /// How many panels stand side by side, where there is room.
  var columns = 1
  /// On paper the drawing stands as it is, as tall as it comes: its numbers would not be read any smaller.
  var isWholeInPrint = false

  init(_ drawing: Drawing, narrow: Drawing? = nil) {
    panels = [drawing]
    self.narrow = narrow.map { [$0] }
  }

  init(panels: [Drawing], columns: Int, narrow: [Drawing]? = nil) {
    self.panels = panels
    self.columns = columns
    self.narrow = narrow
  }
}
