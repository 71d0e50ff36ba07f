import Artifacts
import Testing

@testable import NNRuntime

/// The worked examples of the lecture notes, their numbers typed from the list of facts.
struct FactTests {
  /// Each claim of a block, run with the fact's own tolerance, must hold.
  private func check(
    _ source: String, _ facts: [(String, Double)], relative: Double = 0, absolute: Double = 0,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let lesson = Lesson()
    let outcome = lesson.run(source)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    for (expression, expected) in facts {
      switch lesson.inline(expression) {
      case .success(let result):
        let value = result.value.values.first ?? .nan
        #expect(
          (value - expected).magnitude <= max(relative * expected.magnitude, absolute),
          "\(expression) is \(value), not \(expected)", sourceLocation: location)
      case .failure(let diagnostic): Issue.record("\(expression): \(diagnostic.message)", sourceLocation: location)
      }
    }
  }

  @Test func xyz() {
    check(
      "x = -2; y = 5; z = -4\nq = x + y\nf = q * z",
      [
        ("q", 3), ("f", -12), ("grad(f, f)", 1), ("grad(f, q)", -4), ("grad(f, x)", -4), ("grad(f, y)", -4),
        ("grad(f, z)", 3),
      ])
  }

  @Test func squareOfSum() {
    check(
      "x = 3; y = -5\nt = x + y\nz = t^2",
      [("t", -2), ("z", 4), ("grad(z, t)", -4), ("grad(t, x)", 1), ("grad(z, x)", -4), ("grad(z, y)", -4)])
  }

  @Test func apple() {
    check(
      "price = 100; count = 2; tax = 1.1\nsubtotal = price * count\ntotal = subtotal * tax",
      [
        ("subtotal", 200), ("total", 220), ("grad(total, price)", 2.2), ("grad(total, count)", 110),
        ("grad(total, tax)", 200), ("grad(total, subtotal)", 1.1), ("forward(total, price: price + 1)", 222.2),
        ("total", 220.00000000000003),
      ], relative: 1e-14)
  }

  @Test func linearNode() {
    let start = "w = 5; x = -2; b = -4\nq = w * x\nf = q + b\n"
    check(
      start,
      [
        ("q", -10), ("f", -14), ("grad(f, f)", 1), ("grad(f, q)", 1), ("grad(f, b)", 1), ("grad(f, w)", -2),
        ("grad(f, x)", 5),
      ])
    check(
      start + "(gw, gb) = grad(f, (w, b))\nw -= 1 * gw\nb -= 1 * gb\nq_new = w * x\nf_new = q_new + b",
      [("w", 7), ("b", -5), ("q_new", -14), ("f_new", -19), ("forward(f)", -19), ("f", -14)])
    for (rate, expected) in [(1.0, -19.0), (0.1, -14.5), (0.01, -14.05)] {
      check(
        start + "lr = \(rate)\n(gw, gb) = grad(f, (w, b))\nw -= lr * gw\nb -= lr * gb",
        [("w * x + b", expected), ("forward(f)", expected)], relative: 1e-15)
    }
  }

  @Test func gates() {
    check("x = 3; y = 4\nout = x + y\nL = 2 * out", [("out", 7), ("grad(L, x)", 2), ("grad(L, y)", 2)])
    check("x = 2; y = 3\nout = x * y\nL = 5 * out", [("out", 6), ("grad(L, x)", 15), ("grad(L, y)", 10)])
    check("x = 4; y = 5\nout = max(x, y)\nL = 9 * out", [("out", 5), ("grad(L, x)", 0), ("grad(L, y)", 9)])
    check("x = 7\na = x; L = 4 * x + 2 * a", [("x", 7), ("a", 7), ("grad(L, x)", 6)])
  }

  @Test func branch() {
    check(
      "x = 3; y = 2\ns = x^2\np = x * y\nf = s + p",
      [("f", 15), ("grad(f, x)", 8), ("grad(s, x)", 6), ("grad(p, x)", 2), ("grad(f, y)", 3)])
  }

  static let neuron = """
    w0 = 2; x0 = -1; w1 = -3; x1 = -2; w2 = -3
    w0x0 = w0 * x0
    w1x1 = w1 * x1
    sum01 = w0x0 + w1x1
    s = sum01 + w2
    neg = -s
    exp' = exp(neg)
    plus1 = exp' + 1
    f = 1 / plus1
    """

  @Test func sigmoidNeuron() {
    check(
      Self.neuron,
      [
        ("w0x0", -2), ("w1x1", 6), ("sum01", 4), ("s", 1), ("neg", -1), ("exp'", 0.36787944117144233),
        ("plus1", 1.3678794411714423), ("f", 0.7310585786300049), ("grad(f, w0)", -0.19661193324148185),
        ("grad(f, x0)", 0.3932238664829637), ("grad(f, w1)", -0.3932238664829637),
        ("grad(f, x1)", -0.5898357997244456), ("grad(f, w2)", 0.19661193324148185),
        ("grad(f, w0x0)", 0.19661193324148185), ("grad(f, w1x1)", 0.19661193324148185),
        ("grad(f, sum01)", 0.19661193324148185), ("grad(f, s)", 0.19661193324148185),
        ("grad(f, neg)", -0.19661193324148185), ("grad(f, exp')", -0.534446645388523),
        ("grad(f, plus1)", -0.534446645388523), ("grad(f, f)", 1),
      ], relative: 1e-14, absolute: 1e-15)
  }

  @Test func sigmoidNeuronOrder() throws {
    let outcome = Lesson().run(Self.neuron + "\ngradients(f)\nbackward(f)")
    #expect(outcome.diagnostics.isEmpty)
    guard case .gradients(let table) = outcome.outputs[0], case .backward(let steps) = outcome.outputs[1] else {
      Issue.record("no table and steps")
      return
    }
    #expect(
      table.rows.map(\.name) == [
        "f", "plus1", "exp'", "neg", "s", "sum01", "w0x0", "w1x1", "w2", "w0", "x0", "w1", "x1",
      ])
    #expect(steps.steps.map(\.atName) == ["f", "plus1", "exp'", "neg", "s", "sum01", "w0x0", "w1x1"])
  }

  @Test func sigmoidGate() {
    check(
      """
      σ(t) = 1 / (1 + exp(-t))
      s = 1
      chain = grad(σ(s), s)
      gate = grad(sigmoid(s), s)
      backward σ(t; y, dy) = dy * y * (1 - y)
      rule = grad(σ(s), s)
      """,
      [
        ("σ(s)", 0.7310585786300049), ("chain", 0.19661193324148185), ("gate", 0.19661193324148185),
        ("rule", 0.19661193324148185),
      ], relative: 1e-15)
  }

  @Test func sigmoidUnit() {
    check(
      "w = [0.5, -0.25, 0.75]\nx = [1, 2, -1]\nb = 0.1\nz = sum(w * x) + b\ny = sigmoid(z)",
      [("z", -0.65), ("y", 0.3429895373265012)], relative: 1e-15)
  }

  @Test func graphMethods() {
    let outcome = Lesson().run(
      "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\nforward(f)\nbackward(f)\nbackward(f)\ngradients(f)")
    #expect(outcome.diagnostics.isEmpty)
    guard case .forward(let forward) = outcome.outputs[0], case .backward(let steps) = outcome.outputs[1],
      case .backward(let again) = outcome.outputs[2], case .gradients(let table) = outcome.outputs[3]
    else {
      Issue.record("other outputs")
      return
    }
    let orders: Set = ["xyqzf", "xyzqf", "xzyqf", "yxqzf", "yxzqf", "yzxqf", "zxyqf", "zyxqf"]
    #expect(orders.contains(forward.nodes.map(\.name).joined()))
    #expect(forward.nodes.filter { $0.operation != "input" }.count == 2)
    #expect(steps.steps.count == 2)
    #expect(steps.steps.map(\.flows.first?.downstream) == again.steps.map(\.flows.first?.downstream))
    #expect(table.rows.allSatisfy { $0.value.shape == $0.gradient?.shape })
  }
}
