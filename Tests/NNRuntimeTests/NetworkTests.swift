import Artifacts
import Testing

@testable import NNRuntime
@testable import Reporting

@Suite struct NetworkTests {
  /// The network that the source's last line draws.
  private func check(_ source: String, _ location: SourceLocation = #_sourceLocation) -> NetworkChart? {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: location)
    guard let chart = outcome.outputs.last?.chart(NetworkChart.self) else {
      Issue.record("no network", sourceLocation: location)
      return nil
    }
    return chart
  }

  private func weights(_ chart: NetworkChart, _ layer: Int) -> (NetworkChart.Weights, NetworkChart.Weights?)? {
    guard case .weights(let weights, let bias) = chart.connections[layer] else { return nil }
    return (weights, bias)
  }

  private func agree(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-12 * max(1, $1.magnitude) }
  }

  private let byHand =
    "x = [0.5, -1]\nV = [[0.1, -0.2], [0.4, 0.3], [-0.5, 0.6]]\nW = [[0.7, -0.1, 0.2], [-0.3, 0.5, 0.9]]\n"
    + "d = [1, 0]\nhalf(o, t) = sum((t - o)^2) / 2\n"

  /// The numbers of the worked example, found independently of this program.
  @Test func matricesCarryActivationsAndGradients() throws {
    let chart = try #require(
      check(byHand + "network(V, W, x: x, y: d, loss: half, activation: sigmoid, output: sigmoid)"))
    #expect(chart.widths == [2, 3, 2] && chart.parameters == 12 && chart.greatest == 0.9 && chart.name == "V, W")
    #expect(chart.layers[1].functions == ["sigmoid"] && chart.layers[2].functions == ["sigmoid"])
    #expect(agree(chart.layers[0].values, [0.5, -1]))
    #expect(agree(chart.layers[1].values, [0.5621765008857981, 0.47502081252106, 0.29943285752602705]))
    #expect(agree(chart.layers[2].values, [0.6001062991535228, 0.5837889404229915]))
    #expect(agree([try #require(chart.loss)], [0.25036224946844543]))
    #expect(agree(chart.layers[2].gradients, [-0.3998937008464772, 0.5837889404229915]))
    #expect(agree(chart.layers[1].gradients, [-0.10973079570753333, 0.08052094536623894, 0.1084706284946048]))
    #expect(agree(chart.layers[0].gradients, [-0.006045945958739047, 0.02507820996670637]))
    let (v, bias) = try #require(weights(chart, 0))
    // A row for each unit of the layer, here a row for each input.
    #expect(v.values == [0.1, 0.4, -0.5, -0.2, 0.3, 0.6] && bias == nil)
    #expect(
      agree(
        v.gradients,
        [
          -0.013504244374770255, 0.010039997254010431, 0.011377094886993339, 0.02700848874954051,
          -0.020079994508020862, -0.022754189773986678,
        ]))
    #expect(v.weight(from: 1, to: 2) == "V[2, 1]")
  }

  @Test(arguments: [
    ("w1 = zeros(2, 3); w2 = zeros(3, 1)\nnetwork(w1, w2)", [2, 3, 1]),
    ("w1 = zeros(3, 2); w2 = zeros(1, 3)\nnetwork(w1, w2)", [2, 3, 1]),
    ("w = zeros(3, 4)\nnetwork(w, x: [1, 2, 3, 4])", [4, 3]),
    ("w = zeros(3, 4)\nnetwork(w, x: [1, 2, 3])", [3, 4]),
    ("w = zeros(3, 2); v = zeros(2, 3)\nnetwork(w, v, layout: \"w @ x\")", [2, 3, 2]),
    ("w = zeros(3, 2); v = zeros(2, 3)\nnetwork(w, v, layout: \"x@w\")", [3, 2, 3]),
    ("w = zeros(3, 2); b = zeros(2); v = [1, 2]; c = 3\nnetwork((w, b), (v, c))", [3, 2, 1]),
    ("w = zeros(3, 2); b = zeros(2); v = zeros(2, 1)\np = ((w, b), v)\nnetwork(p)", [3, 2, 1]),
    ("w = zeros(2, 3); b = zeros(2)\nnetwork((w, b))", [3, 2]),
    ("w = [1, 2]\nnetwork(w)", [2, 1]), ("w = 3\nb = 1\nnetwork((w, b), x: 2)", [1, 1]),
    ("network([[1, 2, 3], [3, 4, 5]], [[1], [2], [3]])", [2, 3, 1]),
    ("network(mlp(784, 128, 10))", [784, 128, 10]),
    ("net = sequential(dense(3, 2), relu, dense(2, 2), softmax)\nnetwork(net)", [3, 2, 2]),
    ("twice(v) = concat(v, v^2, axis: 1)\nnetwork(sequential(twice, dense(4, 1)), [1, 2])", [2, 4, 1]),
    ("flat(v) = reshape(v, -1, 4)\nnetwork(sequential(flat, dense(4, 1)), [[1, 2], [3, 4]])", [4, 4, 1]),
    ("first(v) = v[:, 0:1]\nnetwork(sequential(dense(3, 2), first))", [3, 2, 1]),
    ("network(dense(2, 1), [[1, 2]])", [2, 1]),
  ])
  func shapesTellHowWeightsAreRead(source: String, widths: [Int]) {
    #expect(check(source)?.widths == widths)
  }

  /// Against the derivatives of the same model written out.
  @Test(arguments: [
    ("mlp(2, 3, 1, activation: sigmoid, output: sigmoid)", "[1]", "", "mse(net([[1, -2]]), [[1]])"),
    ("mlp(2, 3, 4)", "2", "", "cross_entropy(net([[1, -2]]), [2])"),
    ("mlp(2, 3, 2, bias: false)", "[1, 0]", "", "mse(net([[1, -2]]), [[1, 0]])"),
    ("mlp(2, 3, 2)", "1", ", loss: hinge", "hinge(net([[1, -2]]), [1])"),
  ])
  func modelsCarryGradients(net: String, y: String, argument: String, loss: String) throws {
    let lesson = Lesson()
    let outcome = lesson.run("net = \(net)\nnetwork(net, [1, -2], \(y)\(argument))\nL = \(loss)")
    guard let chart = outcome.outputs.first?.chart(NetworkChart.self) else {
      Issue.record("\(outcome.diagnostics.map(\.message))")
      return
    }
    #expect(agree([try #require(chart.loss)], try lesson.inline("L").get().value.values))
    for layer in 0...1 {
      let (w, b) = try #require(weights(chart, layer))
      #expect(agree(w.gradients, try lesson.inline("grad(L, net.w\(layer + 1))").get().value.values))
      if let b { #expect(agree(b.gradients, try lesson.inline("grad(L, net.b\(layer + 1))").get().value.values)) }
    }
    #expect(agree(chart.layers[2].values, try lesson.inline("net([[1, -2]])").get().value.values))
  }

  @Test func unitsHaveNames() throws {
    let chart = try #require(
      check("network(dense(2, 3), inputs: (\"study\", \"sleep\"), outputs: (\"a\", \"b\", \"c\"))"))
    #expect(chart.layers.map(\.names) == [["study", "sleep"], ["a", "b", "c"]] && chart.layers[0].values == [])
  }

  @Test func faults() {
    checkDiagnostics(
      "h = repeat 2 { record(a: 1) }\nnetwork(h)",
      "2:9-10 NN-wrong-kind: `network` draws a model or matrices of weights, and this is a history",
      hint: "`network(net)`, `network(net, x)` or `network(w1, w2)`")
    checkDiagnostics(
      "w = zeros(2, 2, 2)\nnetwork(w)",
      "2:9-10 NN-shape-mismatch: weights are a matrix, and these have shape [2, 2, 2]")
    checkDiagnostics(
      "a = zeros(2, 3); b = zeros(4, 2); c = zeros(5, 6)\nnetwork(a, b, c)",
      "2:12-13 NN-shape-mismatch: `b` has shape [4, 2] and takes 4 numbers, and `a` gives 3",
      hint: "in `w @ x` the shapes do not follow each other either")
    checkDiagnostics(
      "a = zeros(2, 3); b = zeros(3, 2)\nnetwork(a, b)",
      "2:9-10 NN-wrong-arguments: the shapes do not tell whether the matrices have a row for each input or for each "
        + "unit", hint: "say how they are used: `layout: \"x @ w\"` or `layout: \"w @ x\"`")
    checkDiagnostics(
      "a = zeros(2, 3)\nnetwork(a, layout: \"a @ x\")",
      "2:20-27 NN-wrong-arguments: `layout` is \"x @ w\" (a row for each input) or \"w @ x\" (a row for each unit)")
    checkDiagnostics(
      "a = zeros(2, 3); b = zeros(4)\nnetwork((a, b), layout: \"x @ w\")",
      "2:9-15 NN-shape-mismatch: `b` has 4 numbers, and the layer has 3 units")
    checkDiagnostics(
      "a = zeros(2, 3)\nnetwork((a, a, a), a)",
      "2:9-18 NN-wrong-kind: a layer is a matrix of weights, or a tuple of it and its biases, and this is a tuple of 3",
      hint: "`network((w1, b1), (w2, b2))`")
    checkDiagnostics(
      "net = dense(2, 1)\nX = zeros(3, 2)\nnetwork(net, X)",
      "3:14-15 NN-shape-mismatch: the picture is that of one sample, and `X` has 3", hint: "take one of them: `X[0]`")
    checkDiagnostics(
      "net = dense(2, 1)\nnetwork(net, [1, 2, 3])",
      "2:14-23 NN-shape-mismatch: the network takes 2 numbers, and `[1, 2, 3]` has shape [3]")
    checkDiagnostics(
      "network(dense(6, 1), zeros(3, 2))",
      "1:22-33 NN-shape-mismatch: the network takes 6 numbers, and `zeros(3, 2)` has shape [3, 2]",
      hint: "one row of them: `reshape(zeros(3, 2), 6)`")
    checkDiagnostics(
      "network(dense(2, 1), [1, 2], [1, 2, 3])",
      "1:30-39 NN-shape-mismatch: the target of one sample is a class or 1 number, and `[1, 2, 3]` has shape [3]")
    checkDiagnostics(
      "network(dense(2, 1), y: [1])", "1:25-28 NN-wrong-arguments: a target goes with a sample: `x` is missing")
    checkDiagnostics(
      "network(dense(2, 1), [1, 2], loss: mse)",
      "1:36-39 NN-wrong-arguments: a loss compares what the network gives with a target: `y` is missing")
    checkDiagnostics(
      "network(dense(2, 1), [1, 2], [1], 4)",
      "1:35-36 NN-wrong-arguments: behind a model stand a sample and its target, and this is one more")
    checkDiagnostics("network(dense(2, 1), [1, 2], x: [1, 2])", "1:22-28 NN-wrong-arguments: `x` is given twice")
    checkDiagnostics(
      "network(dense(2, 1), activation: relu)",
      "1:34-38 NN-wrong-arguments: `activation` goes with matrices, and `dense(2, 1)` is a model")
    checkDiagnostics(
      "network(sequential(relu))",
      "1:9-25 NN-wrong-arguments: `sequential(relu)` has no weights, and there is nothing to draw")
    checkDiagnostics(
      "network(dense(2, 1), inputs: (\"a\", \"b\", \"c\"))",
      "1:30-45 NN-wrong-arguments: here are 3 names for 2 units")
    checkDiagnostics(
      "network(sequential(dense(2, 3), dense(4, 1)))",
      "1:9-45 NN-shape-mismatch: `w2` takes 4 numbers, and what comes before it gives 3")
    checkDiagnostics(
      "each(o, t) = (o - t)^2\nnetwork(dense(2, 2), [1, 2], [1, 2], loss: each)",
      "2:44-48 NN-not-scalar: a loss is a single number, and this has shape [1, 2]")
    checkDiagnostics(
      "none(o, t) = sum(t)\nnetwork(dense(2, 2), [1, 2], [1, 2], loss: none)",
      "2:44-48 NN-no-dependence: the loss does not depend on the weights",
      hint: "a loss is computed from what the network gives, its first argument")
  }

  /// Widths and fills measure by the greatest number that is one; an infinite one is as wide as any.
  @Test func infiniteNumbers() throws {
    let chart = try #require(check("network([[inf, -inf, 2, 1, 0]], x: [1], layout: \"x @ w\")"))
    #expect(chart.greatest == 2 && chart.layers[1].greatest == 2)
    let styles = [Double.infinity, -.infinity, 2, 1, 0].map {
      NetworkDrawing.style($0, greatest: chart.greatest, false)
    }
    #expect(styles == ["wp v4", "wn v4", "wp v4", "wp v2", "w0"])
    for sizes in [NetworkSizes.wide, .upright] {
      let drawing = NetworkDrawing(chart, ChartWords(language: .en, digits: 4), sizes).drawing
      #expect(drawing.shapes.allSatisfy { $0.opacity?.isFinite ?? true })
    }
  }
}
