import Artifacts
import Testing

@testable import Reporting

@Suite struct SmoothingTests {
  @Test func theStartWeighsNothing() {
    // α = 1/2: (4) and (4 + 2·2) / 3.
    let mean = Smoothing.mean([4, 2], window: 3, isLog: false)
    #expect(mean[0] == 4 && (mean[1] - 8.0 / 3).magnitude < 1e-15)
    #expect(Smoothing.mean([5, 5, 5, 5], window: 10, isLog: false).allSatisfy { ($0 - 5).magnitude < 1e-14 })
    // Of logarithms: the geometric mean.
    #expect((Smoothing.mean([4, 1], window: 3, isLog: true)[1] - 1.5874010519681994).magnitude < 1e-14)
  }

  @Test func onlyWhatIsNoisyIsSmoothed() {
    #expect(Smoothing.window((0..<1000).map { 1 / Double($0 + 1) }) == nil)
    #expect(Smoothing.window((0..<1000).map { Double($0 % 2) }) == 15)
    #expect(Smoothing.window((0..<100).map { Double($0 % 2) }) == nil)
  }

  @Test func axesAreLogarithmicWhereTheRangeAsks() throws {
    func isLog(_ values: [Double]) throws -> Bool {
      let chart = HistoryChart(series: [HistoryChart.Series(name: "loss", values: values)], unit: .step)
      return try #require(chart.layout(ChartWords(language: .en, digits: 4)).panels.first).texts.contains {
        $0.text.plain.contains("log scale")
      }
    }
    #expect(try isLog([1, 0.04]))
    #expect(try !isLog([1, 0.06]))
    #expect(try !isLog([1, 0]))
    #expect(try !isLog([1, -0.01]))
  }

  @Test func aRunThatDivergesEndsAtItsLastNumber() throws {
    let chart = HistoryChart(
      series: [HistoryChart.Series(name: "loss", values: [1, 3, 9, .infinity])], unit: .step)
    let panel = try #require(chart.layout(ChartWords(language: .en, digits: 4)).panels.first)
    #expect(panel.texts.contains { $0.text.plain == "diverges at step 3" })
    #expect(panel.shapes.contains { $0.style == "stop" })
  }
}
