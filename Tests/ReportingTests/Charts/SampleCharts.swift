import Foundation

@testable import Reporting

/// Charts to draw: each kind in ordinary and in hard cases.
enum SampleCharts {
  static let all: [(name: String, chart: Chart)] = plots.map { ($0.name, .plot($0.chart)) }

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
    named("same", (0..<8).map { series("w\($0)", (0..<50).map { sin(Double($0) / 9) }) }),
  ]

  private static func named(
    _ name: String, _ series: [PlotChart.Series], isLogY: Bool = false
  ) -> (name: String, chart: PlotChart) {
    (name, PlotChart(series: series, xTitle: isLogY ? "h" : nil, yTitle: isLogY ? "error" : nil, isLogY: isLogY))
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
