import Artifacts
import Testing

@testable import Reporting

/// What a trace says beside its curves and below them.
@Suite struct HistoryChartTests {
  private let words = ChartWords(language: .en, digits: 4)

  private func chart(_ series: [(String, [Double])], _ reference: HistoryChart.Reference? = nil) -> HistoryChart {
    HistoryChart(
      series: series.map { HistoryChart.Series(name: $0.0, values: $0.1) }, unit: .epoch, reference: reference,
      seed: 7)
  }

  private func facts(_ chart: HistoryChart) -> [String] { chart.facts(words).map(\.text) }

  private func texts(_ chart: HistoryChart, isNarrow: Bool = false) -> [Drawing.Text] {
    let layout = chart.layout(words)
    return ((isNarrow ? layout.narrow : layout.panels) ?? []).flatMap(\.texts)
  }

  @Test func theBestStepIsSaidWhereItIsNotTheLast() {
    let valley = chart([("loss", [4, 2, 1, 2, 3])])
    #expect(facts(valley) == ["first 4", "last 3", "least 1 at epoch 3", "seed 7"])
    #expect(texts(valley).contains { $0.text.plain == "1 at 3" })
    let slope = chart([("loss", [4, 3, 2, 1])])
    #expect(facts(slope) == ["first 4", "last 1 (least)", "seed 7"])
    #expect(!texts(slope).contains { $0.text.plain.contains(" at ") })
    // Better by less than can be seen.
    let flat = chart([("loss", [4, 2, 0.999, 1, 1])])
    #expect(!texts(flat).contains { $0.text.plain.contains(" at ") })
    #expect(facts(chart([("accuracy", [0.5, 0.9, 0.8])])).contains("greatest 0.9 at epoch 2"))
  }

  @Test func theDashedLineDoesNotPushTheCurvesAside() {
    func isDrawn(_ value: Double, isAsked: Bool, _ values: [Double] = [4, 3, 2]) -> Bool {
      let chart = chart([("loss", values)], HistoryChart.Reference(value: value, isAsked: isAsked))
      let isSaid = facts(chart).contains { $0.hasPrefix("best constant answer") }
      let isDrawn = chart.layout(words).panels[0].shapes.contains { $0.style == "reference" }
      // Never twice, and never not at all.
      #expect(isSaid != isDrawn)
      return isDrawn
    }
    #expect(isDrawn(5, isAsked: false))
    #expect(!isDrawn(50, isAsked: false))
    #expect(isDrawn(50, isAsked: true))
    // On a logarithmic axis.
    #expect(isDrawn(0.02, isAsked: false, [4, 1, 0.1]))
    #expect(!isDrawn(1e-6, isAsked: false, [4, 1, 0.1]))
    #expect(!isDrawn(0, isAsked: true, [4, 1, 0.1]))
  }

  /// On telephones the last values stand in the order in which the curves end.
  @Test func lastValuesKeepTheOrderOfTheirCurves() {
    for gap in [0.001, 0.02, 0.3] {
      let chart = HistoryChart(
        series: [
          HistoryChart.Series(name: "a", values: [3, 2, 1], panel: "loss"),
          HistoryChart.Series(name: "b", values: [3, 2, 1 + gap], panel: "loss"),
        ], unit: .epoch, isComparison: true)
      let places = texts(chart, isNarrow: true).filter { $0.style.hasPrefix("lab") }
      let low = places.first { $0.text.plain == "1" }
      let high = places.first { $0.text.plain == words.number(1 + gap).plain }
      if let low, let high { #expect(high.at.y < low.at.y, "\(gap)") }
      #expect(!places.isEmpty)
    }
  }

  /// The way of a run tells where it ended too; what was recorded is one less.
  @Test(arguments: [(HistoryChart.Unit.step, 3), (.epoch, 3), (.round, 4)])
  func stepsAreThoseTaken(unit: HistoryChart.Unit, steps: Int) {
    let path = HistoryChart.Series(name: "path", shape: [2], values: [0, 0, 1, 1, 2, 2, 3, 3])
    let chart = HistoryChart(series: [HistoryChart.Series(name: "loss", values: [4, 2, 1]), path], unit: unit)
    var json = JSONWriter()
    chart.write(to: &json)
    let text = String(decoding: json.bytes, as: UTF8.self).filter { $0 != " " }
    #expect(text.contains("\"steps\":\(steps),"), "\(text)")
    #expect(chart.data.columns[0].values.count == 4)
  }
}
