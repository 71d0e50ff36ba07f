import Artifacts
import Foundation
import Testing

@testable import Reporting

/// A small chart of each kind, drawn for a wide page: an element a line, so that a difference can be read.
@Suite struct ChartKindGoldenTests {
  static let charts: [(kind: String, chart: Chart)] = [
    (
      "plot",
      .plot(
        PlotChart(
          series: [
            PlotChart.Series(label: "up", x: [0, 1, 2], y: [1, 10, 100]),
            PlotChart.Series(label: "down", x: [0, 1, 2], y: [50, 5, .nan]),
          ], xTitle: "step", yTitle: "error", isLogY: true))
    ),
    (
      "history",
      .history(
        HistoryChart(
          series: [
            HistoryChart.Series(name: "loss", values: [4, 2, 1, 1.5]),
            HistoryChart.Series(name: "val_loss", values: [5, 3, 2.5, 3]),
          ], unit: .epoch, reference: HistoryChart.Reference(value: 3.5, isAsked: false), seed: 7))
    ),
    (
      "scatter",
      .scatter(
        ScatterChart(
          x: [0, 1, 2, 3], y: [1, 0, 3, 2], classes: [0, 1, 0, 1], labels: ["cat", "dog"], xTitle: "x1", yTitle: "x2"))
    ),
    (
      "contour",
      .contour(
        ContourChart(
          name: "f", plane: plane { $0 * $0 + $1 * $1 },
          paths: [ContourChart.Path(label: "SGD", x: [-2, -1, 0], y: [1, 0.5, 0], last: 0.25)], minimum: (0, 0, 0),
          xTitle: "x", yTitle: "y"))
    ),
    (
      "boundary",
      .boundary(
        BoundaryChart(
          planes: [plane { x, y in x > 0 ? 0.9 : 0.1 }], x: [-1, 1, 1.5], y: [0.5, -0.5, 0.5], classes: [0, 1, 0],
          wrong: [2], labels: ["no", "yes"], xTitle: "x", yTitle: "y"))
    ),
    ("heatmap", .heatmap(HeatmapChart(name: "W", rows: 2, columns: 3, values: [1, -2, 0, 0.5, .nan, 3]))),
    (
      "histogram",
      .histogram(HistogramChart(name: "v", edges: [0, 1, 2, 3], counts: [2, 0, 5], mean: 1.5, deviation: 0.8))
    ),
    (
      "image",
      .image(
        ImageChart(
          name: "x", height: 2, width: 2, values: [0, 1, 0.5, 0.25, 1, 0, 0, 1], captions: ["disc", "ring"],
          truths: ["disc", "bar"], total: 2))
    ),
    ("confusion", .confusion(ConfusionChart(counts: [[3, 1], [0, 4]], labels: ["cat", "dog"]))),
    (
      "flow",
      .flow(FlowChart(layers: ["w1", "w2", "w3"], series: [FlowChart.Series(label: "L", values: [1e-4, 1e-2, 1])]))
    ),
    ("network", .network(SampleCharts.neuron)),
  ]

  private static func plane(_ f: (Double, Double) -> Double) -> SampledPlane {
    var plane = SampledPlane(xRange: -2...2, yRange: -1...1, columns: 9, rows: 5, values: [])
    plane.values = (0..<45).map { f(plane.x($0 % 9), plane.y($0 / 9)) }
    return plane
  }

  @Test(arguments: charts.indices) func golden(index: Int) throws {
    let (kind, chart) = Self.charts[index]
    let content = chart.content
    let words = ChartWords(language: .en, digits: content.digits)
    let picture = ChartPicture(content, words: words)
    var text = ""
    for panel in picture.layout.panels {
      let svg = panel.svg(id: kind, title: picture.title, description: picture.description, isNarrow: false)
      text += String(decoding: svg.bytes, as: UTF8.self).replacingOccurrences(of: "><", with: ">\n<") + "\n"
    }
    text += String(decoding: content.data.csv, as: UTF8.self)
    try checkGolden("Charts/Goldens/kinds/\(kind).txt", text)
  }
}
