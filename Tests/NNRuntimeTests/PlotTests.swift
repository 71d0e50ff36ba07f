import Artifacts
import Testing

@testable import NNRuntime

@Suite struct PlotTests {
  /// The plot that the source's last line shows.
  private func check(_ source: String, _ sourceLocation: SourceLocation = #_sourceLocation) throws -> PlotChart {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
    guard let plot = outcome.outputs.last?.chart(PlotChart.self) else {
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

  @Test func matricesOfCornersArePolygons() throws {
    let plot = try check(
      "p = [[0, 0], [1, 0], [1, 1]]\nplot(p, p + [2, -1], p @ [[0, 1], [-1, 0]], closed: true)")
    #expect(plot.isClosed && plot.isEqual)
    #expect(plot.series.map(\.label) == ["p", "p + [2, -1]", "p @ [[0, 1], [-1, 0]]"])
    #expect(plot.series.map(\.x) == [[0, 1, 1], [2, 3, 3], [0, 0, -1]])
    #expect(plot.series.map(\.y) == [[0, 0, 1], [-1, -1, 0], [0, 1, 1]])
    #expect(plot.xTitle == nil)
    let named = try check(
      "a = [0, 2, 1]\nplot([0, 0, 3], x: a, closed: true, equal: false, labels: (\"roof\",), xlabel: \"width\")")
    #expect(named.isClosed && !named.isEqual && named.series.map(\.label) == ["roof"] && named.xTitle == "width")
    #expect(named.series.map(\.x) == [[0, 2, 1]] && named.series.map(\.y) == [[0, 0, 3]])
  }

  @Test func linesAndFunctionsCanHaveOneUnit() throws {
    #expect(try check("t = linspace(0, 6, 9)\nplot(sin(t), x: cos(t), equal: true)").isEqual)
    #expect(try check("plot(sigmoid, -3, 3, equal: true)").isEqual)
    #expect(try !check("plot(sigmoid, -3, 3)").isEqual)
    #expect(try !check("plot(sigmoid, -3, 3, equal: false)").isEqual)
  }

  /// The argument that is wrong is pointed at, and each message says what is.
  @Test(arguments: [
    ("plot(ones(3, 2), [1, 2, 3], closed: true)", "a corner has two coordinates, and `[1, 2, 3]` has one", 18),
    ("plot(ones(3, 2), ones(3, 3), closed: true)", "shape [n, 2], and `ones(3, 3)` has shape [3, 3]", 18),
    ("plot(ones(2, 3, 2), closed: true)", "shape [n, 2], and `ones(2, 3, 2)` has shape [2, 3, 2]", 6),
    ("plot(ones(2, 2), closed: true)", "three corners at least, and `ones(2, 2)` has 2", 6),
    ("plot([1, 2], x: [3, 4], closed: true)", "three corners at least, and `[1, 2]` has 2", 6),
    ("plot(ones(3, 2), x: [1, 2, 3], closed: true)", "has both coordinates of its corners", 6),
    ("plot([1, 2, 3], x: [1, 2], closed: true)", "`x` has 2", 6),
    ("plot(3, closed: true)", "shape [n, 2], and `3` has shape []", 6),
    ("plot(sigmoid, 0, 1, closed: true)", "`closed` draws polygons", 29),
    ("plot([1, 2], log: \"y\", equal: true)", "a logarithmic axis has no unit", 19),
    ("plot(ones(3, 2), closed: true, log: \"x\")", "a logarithmic axis has no unit", 37),
    ("plot([1, 2], equal: [1, 2])", "single number", 21),
    ("plot(ones(3, 2), closed: \"yes\")", "number", 26),
    ("h = repeat 3 { record(E: 1) }\nplot(h, equal: true)", "`equal` does not go with a history", 16),
    ("h = repeat 3 { record(E: 1) }\nplot(h, closed: true)", "`closed` does not go with a history", 17),
    ("scatter([1, 2], [1, 2], equal: \"x\")", "number", 32),
  ])
  func faultsOfShapes(source: String, message: String, column: Int) throws {
    let diagnostic = try #require(Lesson().run(source).diagnostics.first)
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    #expect(diagnostic.range.start.column == column, "\(diagnostic.message)")
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
