import Testing

@testable import NNRuntime
@testable import Reporting

@Suite struct PlotTests {
  /// The plot that the source's last line shows.
  private func check(_ source: String, _ sourceLocation: SourceLocation = #_sourceLocation) throws -> PlotChart {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
    guard case .chart(.plot(let plot))? = outcome.outputs.last else {
      Issue.record("no plot", sourceLocation: sourceLocation)
      return PlotChart(series: [])
    }
    return plot
  }

  @Test func vectorsAreSeries() throws {
    let plot = try check("a = [1, 2, 4]\nplot(a, a * 2, x: [10, 20, 30], log: \"y\", labels: (\"a\", \"b\"))")
    #expect(plot.series.map(\.label) == ["a", "b"])
    #expect(plot.series.map(\.y) == [[1, 2, 4], [2, 4, 8]])
    #expect(plot.series.map(\.x) == [[10, 20, 30], [10, 20, 30]])
    #expect(plot.isLogY && !plot.isLogX)
    #expect(try check("plot([3, 5])").series.map(\.x) == [[0, 1]])
    #expect(try check("m = [[1, 2], [3, 4]]\nplot(m)").series.map(\.y) == [[1, 3], [2, 4]])
  }

  @Test func functionsCarryTheirSlope() throws {
    let plot = try check("f(x) = x ^ 3\nplot(f, -2, 2, derivative: true)")
    #expect(plot.series.map(\.label) == ["f", "f′"])
    #expect(plot.series.map(\.x.count) == [401, 401])
    for (x, y) in zip(plot.series[0].x, plot.series[0].y) { #expect((y - x * x * x).magnitude < 1e-12) }
    for (x, y) in zip(plot.series[1].x, plot.series[1].y) { #expect((y - 3 * x * x).magnitude < 1e-12) }
  }

  @Test func theAxisBearsTheFunctionsOwnParameter() throws {
    #expect(try check("f(t) = t ^ 2\nplot(f, 0, 1)").xTitle == "t")
    #expect(try check("f(t) = t\ng(t) = 2 * t\nplot(f, g, 0, 1)").xTitle == "t")
    #expect(try check("f(t) = t\nplot(f, sigmoid, 0, 1)").xTitle == "x")
    #expect(try check("f(t) = t\nplot(f, 0, 1, xlabel: \"hours\")").xTitle == "hours")
  }

  /// Asked for one by one, the points are the same bits as asked for together.
  @Test func branchesGiveTheSameAsWholes() throws {
    let whole = try check("plot(sigmoid, -3, 3)")
    let single = try check("f(x) = {\n  if x > 10 { 0 } else { sigmoid(x) }\n}\nplot(f, -3, 3)")
    #expect(whole.series[0].y == single.series[0].y)
  }

  @Test func kinksJumpsAndGapsAreWhereTheyAre() throws {
    let relu = try check("plot(relu, -3, 3, derivative: true)").series[1]
    #expect(
      relu.jumps.map(\.x) == [0] && relu.jumps[0].left == 0 && relu.jumps[0].right == 1 && relu.jumps[0].value == 0)
    let sign = try check("plot(sign, -3, 3)").series[0]
    #expect(sign.jumps.count == 1 && sign.jumps[0].left == -1 && sign.jumps[0].right == 1 && sign.jumps[0].value == 0)
    let log = try check("plot(log, -2, 5)").series[0]
    // The curve begins where the logarithm does, and not at the next sample.
    let first = try #require(zip(log.x, log.y).first { $0.1.isFinite })
    #expect(first.0 > 0 && first.0 < 1e-9)
    let inverse = try check("f(x) = 1 / x\nplot(f, -3, 3)").series[0]
    #expect(inverse.jumps.isEmpty && inverse.y.contains { $0.isNaN })
    // Steep is not torn.
    let steep = try check("f(x) = tanh(50 * x)\nplot(f, -3, 3)").series[0]
    #expect(steep.jumps.isEmpty && steep.y.allSatisfy(\.isFinite))
  }

  @Test(arguments: [
    ("plot()", "needs something"), ("plot(3)", "draws vectors"), ("plot([1, 2], x: [1, 2, 3])", "`x` has 3"),
    ("plot(sigmoid)", "from one number to another"), ("plot(sigmoid, 3, -3)", "the range runs from 3 to -3"),
    ("plot([1, 2], log: \"z\")", "can be \"x\""), ("plot([1, 2], labels: (\"a\", \"b\"))", "2 labels for 1 line"),
    ("plot([1, 2], derivative: true)", "slope of a function"), ("plot([1, 2], sigmoid)", "do not share"),
    ("f(x) = [x, x]\nplot(f, 0, 1)", "single number"), ("plot(ones(3, 9))", "8 lines at most"),
  ])
  func faults(source: String, message: String) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.first?.message.contains(message) == true, "\(outcome.diagnostics.map(\.message))")
  }
}
