import Artifacts
import Testing

@testable import Reporting

/// The numbers below a trace: few rows, the important ones among them.
@Suite struct HistoryTableTests {
  private func check(_ series: [[Double]], _ rows: [Double], lengths: [Int]) throws {
    let chart = HistoryChart(
      series: series.enumerated().map { HistoryChart.Series(name: "s\($0.offset)", values: $0.element) }, unit: .round)
    let table = try #require(chart.table(ChartWords(language: .en, digits: 4)))
    guard case .numbers(let counts) = table.columns[0].entries else { return }
    #expect(counts == rows)
    #expect(table.columns.dropFirst().map(\.count) == lengths)
  }

  @Test func longRunsAreSampled() throws {
    try check([[5, 4, 3]], [1, 2, 3], lengths: [3])
    // The least value stands at round 701.
    let values = (0..<1200).map { k in k == 700 ? 0.0 : 1.0 + Double(k) }
    try check([values], [1, 2, 5, 10, 20, 50, 100, 200, 500, 701, 1000, 1200], lengths: [12])
  }

  @Test func aShorterRunLeavesItsCellsEmpty() throws {
    let long = (0..<100).map { 100 - Double($0) }
    try check([long, Array(long.prefix(20))], [1, 2, 5, 10, 20, 50, 100], lengths: [7, 5])
  }
}
