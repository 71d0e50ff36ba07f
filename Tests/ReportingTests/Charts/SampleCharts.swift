import Artifacts
import Foundation

@testable import Reporting

/// Charts to draw: each kind in ordinary and in hard cases.
enum SampleCharts {
  static let all: [(name: String, chart: Chart)] = plots.map { ($0.name, .plot($0.chart)) } + others

  private static let others: [(name: String, chart: Chart)] = [
    ("calm trace", .history(HistoryChart(series: [trace("loss", 3000, noise: 0)], unit: .step, seed: 3))),
    (
      "noisy trace",
      .history(
        HistoryChart(
          series: [
            trace("loss", 700, noise: 0.4), trace("val_loss", 700, noise: 0.2), trace("accuracy", 700, noise: 0),
          ],
          unit: .epoch, reference: HistoryChart.Reference(value: 0.0746, isAsked: false)))
    ),
    (
      "comparison",
      .history(
        HistoryChart(
          series: (0..<6).map { trace("a run with quite a name, number \($0)", 40, noise: 0.1) }, unit: .round,
          reference: HistoryChart.Reference(
            value: 0.5, label: "what a constant answer would reach, at most", isAsked: true),
          isComparison: true))
    ),
    (
      "diverging trace",
      .history(
        HistoryChart(
          series: [HistoryChart.Series(name: "E", values: [1, 4, 16, 1e200, .infinity, .nan])], unit: .step))
    ),
    (
      "a best step",
      .history(
        HistoryChart(
          series: [
            HistoryChart.Series(name: "loss", values: (0..<60).map { pow(Double($0) - 35, 2) / 300 + 0.1 }),
            HistoryChart.Series(name: "val_loss", values: (0..<60).map { pow(Double($0) - 20, 2) / 300 + 0.3 }),
          ], unit: .epoch, reference: HistoryChart.Reference(value: 0.4, isAsked: false), seed: 1))
    ),
    ("one entry", .history(HistoryChart(series: [HistoryChart.Series(name: "E", values: [2])], unit: .round))),
    (
      "vectors only",
      .history(HistoryChart(series: [HistoryChart.Series(name: "w", shape: [2], values: [1, 2, 3, 4])], unit: .round))
    ),
    (
      "classes",
      .scatter(
        ScatterChart(
          x: spiral.map(\.x), y: spiral.map(\.y), classes: spiral.indices.map { $0 % 8 },
          labels: (0..<8).map { "class of the number \($0)" }, xTitle: "hours of sleep", yTitle: "x1"))
    ),
    ("no points", .scatter(ScatterChart(x: [], y: []))),
    (
      "ways",
      .contour(
        ContourChart(
          name: "f", plane: bowl,
          paths: (0..<3).map { k in
            ContourChart.Path(
              label: k == 0 ? "SGD" : "an optimizer whose name does not end so soon, and another",
              x: [-7, -3, 0.5, 99], y: [2, -1, 0.1, 99], last: 1.234e-7)
          }, minimum: (0, 0, 0), xTitle: "x", yTitle: "y"))
    ),
    ("levels", .contour(ContourChart(name: "g", plane: bowl, paths: [], minimum: nil, xTitle: "", yTitle: ""))),
    (
      "boundary",
      .boundary(
        BoundaryChart(
          planes: [ramp], x: spiral.map(\.x), y: spiral.map(\.y), classes: spiral.map { $0.y > 0 ? 1 : 0 },
          wrong: [3, 4],
          labels: ["0", "1"]))
    ),
    (
      "three regions",
      .boundary(
        BoundaryChart(
          planes: [ramp, bowl, ramp], x: [0, 1], y: [0, 1], classes: [0, 2], wrong: [], labels: ["a", "b", "c"],
          xTitle: "x", yTitle: "y"))
    ),
    ("small matrix", .heatmap(matrix(3, 4))), ("row", .heatmap(matrix(1, 12))), ("column", .heatmap(matrix(24, 1))),
    ("fine matrix", .heatmap(matrix(60, 30))), ("large matrix", .heatmap(matrix(300, 1000))),
    ("no matrix", .heatmap(matrix(0, 0))),
    (
      "histogram",
      .histogram(HistogramChart(name: "v", edges: [0, 0.5, 1, 1.5], counts: [3, 0, 12], mean: 0.7, deviation: 0.2))
    ),
    (
      "picture",
      .image(ImageChart(name: "x", height: 28, width: 28, values: (0..<784).map { Double($0) / 783 }, total: 1))
    ),
    (
      "pictures",
      .image(
        ImageChart(
          name: "x", height: 4, width: 6, values: (0..<48 * 24).map { Double($0 % 255) },
          captions: (0..<48).map { "ankle boot \($0)" }, truths: (0..<48).map { "sandal \($0)" }, total: 60_000))
    ),
    (
      "nine pictures",
      .image(
        ImageChart(
          name: "x", height: 4, width: 4, values: Array(repeating: 1, count: 144),
          captions: (0..<9).map { "\($0)" }, truths: (0..<9).map { "\(9 - $0)" }, total: 9))
    ),
    (
      "confusion",
      .confusion(
        ConfusionChart(
          truth: (0..<1000).map { $0 % 10 }, predicted: (0..<1000).map { ($0 + $0 / 400) % 10 },
          labels: [
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
          ]))
    ),
    (
      "twelve classes",
      .confusion(
        ConfusionChart(
          truth: (0..<400).map { $0 % 12 }, predicted: (0..<400).map { $0 % 11 },
          labels: (0..<12).map { "the class whose number is \($0)" }))
    ),
    (
      "twenty classes",
      .confusion(
        ConfusionChart(
          truth: (0..<400).map { $0 % 20 }, predicted: (0..<400).map { $0 % 19 }, labels: (0..<20).map { "\($0)" }))
    ),
    (
      "three classes",
      .confusion(ConfusionChart(truth: [0, 1, 2, 2], predicted: [0, 1, 2, 1], labels: ["cat", "dog", "bird"]))
    ),
    (
      "flow of a model",
      .flow(
        FlowChart(
          layers: (1...12).map { "a_model_with_a_name.w\($0)" },
          series: [FlowChart.Series(label: "L", values: (1...12).map { pow(10, -Double($0)) })]))
    ),
    (
      "flow",
      .flow(
        FlowChart(
          layers: (1...8).map { "w\($0)" },
          series: [
            FlowChart.Series(label: "sigmoid", values: (1...8).map { pow(5, Double($0) - 12) }),
            FlowChart.Series(label: "relu", values: (1...8).map { 3 / Double($0) }),
          ]))
    ),
    ("a neuron", .network(neuron)),
    (
      "a network with everything",
      .network(RandomNetworks.chart(2, hasValues: true, hasGradients: true, hasNames: true))
    ),
    ("no flow", .flow(FlowChart(layers: ["w"], series: [FlowChart.Series(label: "L", values: [0])]))),
  ]

  /// Two inputs and a bias, with a sample and its gradient.
  static let neuron = NetworkChart(
    name: "net",
    layers: [
      NetworkChart.Layer(index: 0, count: 2, names: ["x0", "x1"], values: [-1, -2], gradients: [0.4, -0.6]),
      NetworkChart.Layer(index: 1, count: 1, functions: ["sigmoid"], values: [0.75], gradients: [1]),
    ],
    connections: [
      .weights(
        NetworkChart.Weights(name: "w1", shape: [2, 1], values: [2, -3], gradients: [-0.2, -0.4]),
        bias: NetworkChart.Weights(name: "b1", shape: [1], values: [-3], gradients: [0.2]))
    ], parameters: 3, greatest: 3, loss: 0.75)

  private static let spiral: [Point] = (0..<60).map { k in
    let t = Double(k) / 5
    return Point(x: t * cos(t), y: t * sin(t))
  }

  private static func plane(_ f: (Double, Double) -> Double) -> SampledPlane {
    var plane = SampledPlane(xRange: -8...2, yRange: -2.6...2.6, columns: 33, rows: 21, values: [])
    plane.values = (0..<33 * 21).map { f(plane.x($0 % 33), plane.y($0 / 33)) }
    return plane
  }

  static let bowl = plane { $0 * $0 / 20 + $1 * $1 }
  private static let ramp = plane { x, y in 1 / (1 + exp(-x - y)) }

  private static func trace(_ name: String, _ count: Int, noise: Double) -> HistoryChart.Series {
    HistoryChart.Series(
      name: name,
      values: (0..<count).map { k in
        let course = exp(-Double(k) / Double(count) * 8) + 0.003
        return course * (1 + noise * sin(Double(k * k)))
      })
  }

  private static func matrix(_ rows: Int, _ columns: Int) -> HeatmapChart {
    HeatmapChart(
      name: "m", rows: rows, columns: columns,
      values: (0..<rows * columns).map { k in k == 5 ? .nan : sin(Double(k)) * 1000 })
  }

  /// The truncation error of a step h = 10^(−k/3) of order `order`, and the rounding error.
  static func differenceErrors(order: Double) -> [Double] {
    (0..<31).map { k -> Double in
      let step = pow(10.0, -Double(k) / 3)
      return pow(step, order) + 1e-16 / step
    }
  }

  static let plots: [(name: String, chart: PlotChart)] = [
    named("line", [series("a", [1, 4, 9, 16, 25])]),
    named(
      "error", [series("central", differenceErrors(order: 2)), series("forward", differenceErrors(order: 1))],
      isLogY: true),
    named("flat", [series("c", [3, 3, 3])]),
    named("zero", [series("c", [0, 0])], isLogY: true),
    named("empty", [series("none", [])]),
    named("one", [series("a", [2])]),
    named("huge", [series("a", [-1e308, 1e308, 3]), series("b", [.leastNonzeroMagnitude, 0, 1])]),
    named("long", (0..<8).map { series("a label as long as an author writes it, number \($0)", [0, Double($0)]) }),
    named("tiny", [series("a", (0..<9).map { Double($0) * 1e-9 })]),
    named("offset", [series("a", (0..<9).map { 1e6 + Double($0) / 4 })]),
    named("one long", [series("a label much too long to stand beside the plot, and alone", [1, 2, 3])]),
    ("polygons", polygons([square, square.map { (2 * $0.0, $0.1 / 2) }, square.map { ($0.0 + $0.1 / 2, $0.1) }])),
    ("one polygon", polygons([[(0, 0), (30, 0), (15, 0.01)]])),
    ("no area", polygons([[(1, 1), (1, 1), (1, 1)], square])),
    ("circle", equal([PlotChart.Series(label: "c", x: turn.map { cos($0) }, y: turn.map { sin($0) })])),
    (
      "two circles",
      equal([
        PlotChart.Series(label: "c", x: turn.map { cos($0) }, y: turn.map { sin($0) }),
        PlotChart.Series(label: "a larger one", x: turn.map { 9 * cos($0) }, y: turn.map { 3 * sin($0) }),
      ])
    ),
    ("beyond doubles", equal([series("a", [-1e308, 1e308, 3])])),
    named("same", (0..<8).map { series("w\($0)", (0..<50).map { sin(Double($0) / 9) }) }),
  ]

  private static func named(
    _ name: String, _ series: [PlotChart.Series], isLogY: Bool = false
  ) -> (name: String, chart: PlotChart) {
    (name, PlotChart(series: series, xTitle: isLogY ? "h" : nil, yTitle: isLogY ? "error" : nil, isLogY: isLogY))
  }

  private static let square: [(Double, Double)] = [(0, 0), (1, 0), (1, 1), (0, 1)]
  private static let turn = (0...60).map { Double($0) * 0.1048 }

  private static func equal(_ series: [PlotChart.Series]) -> PlotChart {
    var plot = PlotChart(series: series, xTitle: "x")
    plot.isEqual = true
    return plot
  }

  static func polygons(_ corners: [[(Double, Double)]]) -> PlotChart {
    var plot = equal(
      corners.enumerated().map { PlotChart.Series(label: "p\($0)", x: $1.map(\.0), y: $1.map(\.1)) })
    plot.isClosed = true
    plot.xTitle = nil
    return plot
  }

  /// Up to eight polygons of three to six corners, near each other and far apart, flat and high.
  static func randomPolygons(_ index: Int) -> PlotChart {
    var random = RandomPlots(state: UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 7)
    let size = pow(10, Double(random.below(13)) - 6)
    let (width, height) = (Double(1 + random.below(40)), Double(1 + random.below(40)))
    return polygons(
      (0..<(1 + random.below(8))).map { _ in
        (0..<(3 + random.below(4))).map { _ in
          (size * width * (Double(random.below(2001)) - 700), size * height * (Double(random.below(2001)) - 700))
        }
      })
  }

  static func series(_ label: String, _ y: [Double]) -> PlotChart.Series {
    PlotChart.Series(label: label, x: y.indices.map(Double.init), y: y)
  }

  /// Two hundred plots of up to eight lines, on linear and logarithmic axes, over ranges of all sizes.
  static func randomPlot(_ index: Int) -> PlotChart {
    var random = RandomPlots(state: UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let count = 1 + random.below(8)
    let points = 1 + random.below(60)
    let size = pow(10, Double(random.below(31)) - 15)
    let shift = random.below(3) == 0 ? size * 1000 : 0
    let log = random.below(4)
    let series = (0..<count).map { k in
      var label = ["w", "loss", "가중치", "h1.loss / h1.loss[0]", "E_train"][random.below(5)] + "\(k)"
      if random.below(12) == 0 { label += String(repeating: " and more", count: 4) }
      let x = (0..<points).map { Double($0) * (log & 1 == 1 ? size : 1) }
      return PlotChart.Series(
        label: label, x: x,
        y: (0..<points).map { _ -> Double in
          let value: Double = log & 2 == 2 ? pow(10.0, -Double(random.below(12))) : Double(random.below(2001)) - 1000
          return value * size + shift
        })
    }
    return PlotChart(
      series: series, xTitle: random.below(2) == 0 ? nil : "h", yTitle: random.below(2) == 0 ? nil : "error",
      isLogX: log & 1 == 1, isLogY: log & 2 == 2)
  }

  struct RandomPlots {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
  }
}
