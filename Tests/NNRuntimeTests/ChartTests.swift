import Artifacts
import Testing

@testable import NNRuntime

@Suite struct ChartTests {
  /// The chart that the source's last line shows.
  private func check<Kind>(_ source: String, _ sourceLocation: SourceLocation = #_sourceLocation) -> Kind? {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
    let chart = outcome.outputs.last?.chart(Kind.self)
    if chart == nil { Issue.record("no \(Kind.self)", sourceLocation: sourceLocation) }
    return chart
  }

  @Test func historiesAreTraces() {
    let loop = "w = 4\nh = repeat 5 { E = w ^ 2; w -= 0.25 * grad(E, w); record(loss: E); record(way: [w, 2]) }\n"
    guard let trace: HistoryChart = check(loop + "h") else { return }
    #expect(trace.series.map(\.name) == ["loss", "way"])
    #expect(trace.series[0].values == [16, 4, 1, 0.25, 0.0625])
    #expect(trace.unit == .round && trace.axis == .automatic)
    guard let plot: HistoryChart = check(loop + "plot(h, log: \"y\", reference: 2)") else { return }
    #expect(plot.axis == .logarithmic && plot.reference?.value == 2)
    guard let both: HistoryChart = check(loop + "plot(h, h, labels: (\"a\", \"b\"))") else { return }
    #expect(both.series.map(\.name) == ["a", "b"] && both.isComparison)
  }

  /// The seed, where random numbers had a part in the run; of several runs what they have in common.
  @Test func runsCarryTheirSeedAndTheirYardstick() {
    func run(_ source: String) -> HistoryChart? {
      guard let chart: HistoryChart = check(source) else { return nil }
      return chart
    }
    #expect(run("w = 2\nL = w ^ 2\nminimize(L, w, optimizer: sgd(0.1), steps: 3)")?.seed == nil)
    #expect(run("seed(7)\nw = randn()\nL = w ^ 2\nminimize(L, w, optimizer: sgd(0.1), steps: 3)")?.seed == 7)
    #expect(run("seed(9)\nw = randn()\nrepeat 3 { record(w) }")?.seed == 9)
    let runs =
      "x = [[1], [2], [3], [4]]\nnet = dense(1, 1, init: \"zeros\")\n"
      + "h = train(net, x, x, loss: mse)\ng = train(net, x, 2 * x, loss: mse)\n"
    let same = run(runs + "plot(h, h)")
    #expect(same?.reference?.value == 1.25 && same?.reference?.isAsked == false && same?.seed == 0)
    #expect(run(runs + "plot(h, g)")?.reference == nil)
    let asked = run(runs + "plot(h, h, reference: 3)")
    #expect(asked?.reference?.value == 3 && asked?.reference?.isAsked == true)
  }

  @Test func pointsHaveClasses() {
    guard let chart: ScatterChart = check("x = [[1, 2], [3, 4]]\nscatter(x, [1, 0], labels: (\"a\", \"b\"))") else {
      return
    }
    #expect(chart.x == [1, 3] && chart.y == [2, 4] && chart.classes == [1, 0] && chart.labels == ["a", "b"])
    guard let equal: ScatterChart = check("scatter([[1, 2], [3, 4]], equal: true)") else { return }
    #expect(equal.isEqual && !chart.isEqual)
    guard let plain: ScatterChart = check("a = [1, 2]\nb = [3, 4]\nscatter(a, b)") else { return }
    #expect(plain.x == [1, 2] && plain.y == [3, 4] && plain.xTitle == "a" && plain.classes == nil)
    guard let hot: ScatterChart = check("scatter([[1, 2], [3, 4]], [[0, 1], [1, 0]])") else { return }
    #expect(hot.classes == [1, 0])
  }

  @Test func contoursFindTheirMinimumAndWays() throws {
    let loop =
      "f(u, v) = (u - 0.3) ^ 2 / 20 + (v + 0.1) ^ 2\nu = -7\nv = 2\nh = repeat 3 { L = f(u, v); record(u: u, v: v); u -= grad(L, u); v -= 0.1 * grad(L, v) }\n"
    guard let chart: ContourChart = check(loop + "contour(f, x: (-8, 2), y: (-3, 3), paths: h)") else { return }
    let least = try #require(chart.minimum)
    #expect((least.x - 0.3).magnitude < 1e-4 && (least.y + 0.1).magnitude < 1e-4)
    #expect(chart.paths.map(\.label) == ["h"] && chart.paths[0].x.first == -7 && chart.paths[0].x.count == 3)
    #expect(chart.xTitle == "u" && chart.yTitle == "v")
    for k in chart.plane.values.indices {
      let (u, v) = (chart.plane.x(k % chart.plane.columns), chart.plane.y(k / chart.plane.columns))
      #expect((chart.plane.values[k] - (u - 0.3) * (u - 0.3) / 20 - (v + 0.1) * (v + 0.1)).magnitude < 1e-12)
    }
    // In the bend of a narrow valley too.
    guard
      let banana: ContourChart = check(
        "f(a, b) = 100 * (b - a ^ 2) ^ 2 + (1 - a) ^ 2\ncontour(f, x: (-1.6, 1.6), y: (-0.6, 1.6))")
    else { return }
    let bottom = try #require(banana.minimum)
    #expect((bottom.x - 1).magnitude < 1e-6 && (bottom.y - 1).magnitude < 1e-6 && bottom.value < 1e-12)
    // A function with a branch is asked point by point.
    guard
      let branch: ContourChart = check(
        "g(x, y) = {\n  if x > y { x } else { y }\n}\ncontour(g, (-1, 1), (-1, 1), paths: [[0, 0], [1, 1]])")
    else { return }
    #expect(branch.plane.values.min() == -1 && branch.minimum == nil && branch.paths[0].last == 1)
  }

  @Test func boundariesReadScoresAsProbabilities() {
    let data = "x = [[-1, 0], [-2, 0], [1, 0], [2, 1]]\ny = [0, 0, 1, 0]\n"
    for score in ["3 * p[:, 0]", "sigmoid(3 * p[:, 0])", "stack(-p[:, 0], p[:, 0], axis: 1)"] {
      guard let chart: BoundaryChart = check(data + "net(p) = \(score)\nboundary(net, x, y)") else { return }
      #expect(chart.wrong == [3], "\(score)")
      #expect(chart.planes.count == 1)
      #expect(chart.planes[0].values.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
    guard
      let three: BoundaryChart = check(
        data + "net(p) = stack(-p[:, 0], p[:, 0], p[:, 1] - 0.5, axis: 1)\nboundary(net, x, y)")
    else { return }
    #expect(three.planes.count == 3 && three.wrong == [3])
  }

  /// The counts that `numpy.histogram` gives.
  @Test func histogramsCountAsNumPyDoes() {
    guard let four: HistogramChart = check("histogram([1, 2, 2, 3, 5], bins: 4)") else { return }
    #expect(four.edges == [1, 2, 3, 4, 5] && four.counts == [1, 2, 1, 1])
    guard let own: HistogramChart = check("histogram([0.13, 0.2, 0.2, 0.41, 0.77])") else { return }
    #expect(own.edges.first ?? 1 <= 0.13 && own.edges.last ?? 0 >= 0.77 && own.counts.reduce(0, +) == 5)
    guard let same: HistogramChart = check("histogram([3, 3])") else { return }
    #expect(same.edges == [2.5, 3.5] && same.counts == [2])
  }

  @Test func picturesKnowTheirSize() {
    func size(_ source: String) -> [Int] {
      guard let chart: ImageChart = check(source) else { return [] }
      return [chart.total, chart.height, chart.width]
    }
    #expect(size("image(zeros(28, 28))") == [1, 28, 28])
    #expect(size("image(zeros(5, 28, 28))") == [5, 28, 28])
    #expect(size("image(zeros(784))") == [1, 28, 28])
    #expect(size("image(zeros(10, 784))") == [10, 28, 28])
    #expect(size("image(zeros(500, 784), size: (28, 28))") == [500, 28, 28])
    #expect(size("image(zeros(5, 6))") == [1, 5, 6])
  }

  @Test func picturesThatAreNotThere() {
    let hint = "where there may be none, ask first: `if shape(x)[0] > 0 { image(x) }`"
    checkDiagnostics(
      "x = zeros(4, 28, 28)\nimage(x[nonzero([0, 0, 0, 0])])",
      "2:7-31 NN-shape-mismatch: there are no pictures to show: `x[nonzero([0, 0, 0, 0])]` has shape [0, 28, 28]",
      hint: hint)
    checkDiagnostics(
      "image(zeros(0, 784), size: (28, 28), labels: [])",
      "1:7-20 NN-shape-mismatch: there are no pictures to show: `zeros(0, 784)` has shape [0, 784]", hint: hint)
    checkDiagnostics(
      "image([])", "1:7-9 NN-shape-mismatch: there are no pictures to show: `[]` has shape [0]", hint: hint)
  }

  @Test func picturesSayWhatTheyShouldBe() {
    guard let chart: ImageChart = check("image(zeros(2, 3, 3), labels: [1, 2], truth: (\"one\", \"two\"))") else {
      return
    }
    #expect(chart.captions == ["1", "2"] && chart.truths == ["one", "two"])
  }

  @Test func confusionsCountPairs() {
    guard let chart: ConfusionChart = check("confusion([0, 1, 1, 2], [0, 1, 2, 2])") else { return }
    #expect(chart.counts == [[1, 0, 0], [0, 1, 0], [0, 1, 1]] && chart.accuracy == 0.75)
    guard let net: ConfusionChart = check("net(x) = x[:, 0]\nconfusion(net, [[-1, 0], [2, 0]], [0, 1])") else {
      return
    }
    #expect(net.counts == [[1, 0], [0, 1]])
  }

  @Test func flowsMeasureGradients() {
    guard let chart: FlowChart = check("a = [3, 4]\nb = 2\nL = sum(a) * b ^ 2\nflow(L, (a, b))") else { return }
    #expect(chart.layers == ["a", "b"] && chart.series[0].values == [4, 28])
  }

  /// Each way says what the gradients of the loss say, taken one by one.
  @Test(arguments: [
    ("mlp(2, 3, 1, activation: sigmoid)", "[1, 0, 1]", "", "mse(net(x), reshape(y, 3, 1))"),
    ("mlp(2, 3, 2)", "[1, 0, 1]", "", "cross_entropy(net(x), y)"),
    ("mlp(2, 3, 2)", "[[1, 0], [0, 1], [0, 0]]", "", "mse(net(x), y)"),
    ("mlp(2, 3, 2, bias: false)", "[1, 0, 1]", ", loss: hinge", "hinge(net(x), y)"),
    ("f32(mlp(2, 3, 2))", "[1, 0, 1]", "", "cross_entropy(net(x), y)"),
  ])
  func flowsGoThroughModels(net: String, y: String, argument: String, loss: String) throws {
    let lesson = Lesson()
    let outcome = lesson.run(
      "net = \(net)\nx = [[1, 2], [3, -4], [0, 0.5]]\ny = \(y)\nflow(net, x, y\(argument))\nL = \(loss)\n"
        + "rms(g) = sqrt(mean(g ^ 2))")
    guard let chart = outcome.outputs.first?.chart(FlowChart.self) else {
      Issue.record("\(outcome.diagnostics.map(\.message))")
      return
    }
    #expect(chart.layers == ["w1", "w2"] && chart.series.map(\.label) == ["net"])
    for (layer, value) in zip(chart.layers, chart.series[0].values) {
      let expected = try lesson.inline("rms(grad(L, net.\(layer)))").get().value.values[0]
      #expect(expected > 0 && (value - expected).magnitude <= 1e-6 * expected, "\(layer): \(value), \(expected)")
    }
  }

  @Test func flowsTakeLabels() {
    guard
      let chart: FlowChart = check(
        "flow(mlp(1, 2, 1), [[1], [2]], [1, 2], labels: (\"first\", \"second\"))")
    else { return }
    #expect(chart.layers == ["first", "second"])
  }

  @Test func picturesTakeOneLabel() {
    guard let chart: ImageChart = check("y = [3, 4]\nimage([[0, 1], [1, 0]], labels: y[0])"),
      let plain: ImageChart = check("image([[0, 1], [1, 0]], labels: 3)")
    else { return }
    #expect(chart.captions == ["3"] && plain.captions == ["3"])
  }

  @Test(arguments: [
    ("scatter([1, 2], [1, 2, 3])", "has shape [2]"), ("scatter([[1, 2]], [0.5])", "whole numbers from 0"),
    ("f(x) = x\ncontour(f, (0, 1), (0, 1))", "two numbers"), ("contour(max, (1, 0), (0, 1))", "runs from 1 to 0"),
    ("f(x, y) = x\nh = repeat 2 { record(a: 1) }\ncontour(f, (0, 1), (0, 1), paths: h)", "no way"),
    ("f(x) = sum(x)\nboundary(f, [[1, 2]], [0])", "gives shape []"), ("boundary(3, [[1, 2]], [0])", "needs a function"),
    ("heatmap(3)", "shows a matrix"), ("histogram([1], bins: 0)", "from 1 to 1000"),
    ("image(zeros(100, 784))", "cannot be told"), ("image(zeros(7), size: (2, 3))", "takes 6 values"),
    ("confusion([0, 1], [0, 1, 1])", "3 samples"), ("x = 1\nflow(x ^ 2, (x, 2))", "constant"),
    ("x = 1\nflow(x ^ 2, x, [1])", "`y` goes with a model, and `x^2` is a number"),
    ("x = 1\nflow(x ^ 2, x, loss: mse)", "`loss` goes with a model"),
    ("flow(dense(1, 1), [[1]])", "`y` is missing"), ("flow(sequential(relu), [[1]], [1])", "has no weights"),
    ("flow(dense(1, 1), [[1]], [1, 2])", "1 inputs and 2 targets"),
    ("flow(dense(1, 1), [[1]], [1], labels: (\"a\", \"b\"))", "2 labels for 1 layer"),
    ("image([[0, 1], [1, 0]], labels: [[1, 2]])", "a number for each picture, and this is a tensor of shape [1, 2]"),
    ("image(zeros(2, 3, 3), labels: 3)", "1 label for 2 pictures"),
    ("image(zeros(2, 3, 3), truth: [1])", "1 label for 2 pictures"),
    ("h = repeat 2 { record(a: 1) }\nplot(h, xlabel: \"a\")", "does not go with a history"),
    ("h = repeat 2 { record(a: 1) }\nplot(h, [1, 2])", "histories share a plot"),
  ])
  func faults(source: String, message: String) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.first?.message.contains(message) == true, "\(outcome.diagnostics.map(\.message))")
  }
}
