import Artifacts
import Formulas

@testable import Reporting

/// Graphs as the interpreter would make them, with a tiny scalar differentiation of its own.
struct SampleGraph {
  var figure = GraphFigure(nodes: [], edges: [], output: 0, check: nil)
  private var locals: [Double] = []

  /// One by name, drawn in tests and looked at in pages.
  static var all: [(name: String, figure: GraphFigure)] {
    [
      ("xyz", xyz), ("neuron", neuron), ("fork", fork), ("square", square), ("max", routes), ("apple", apple),
      ("network", network), ("long", long), ("tensors", tensors), ("loop", loop), ("several", several),
    ]
  }

  mutating func input(
    _ name: String, _ value: Double, _ role: GraphFigure.Node.Role = .data, group: Int? = nil
  ) -> Int {
    figure.nodes.append(
      .init(
        role: role, name: name, operation: role == .constant ? "constant" : "input", glyph: "",
        value: ShapedValues(value), gradient: nil, group: group))
    return figure.nodes.count - 1
  }

  mutating func constant(_ value: Double) -> Int {
    let v = input("", value, .constant)
    figure.nodes[v].name = nil
    return v
  }

  mutating func gate(
    _ operation: String, _ glyph: String, _ operands: [Int], _ value: Double, _ local: [Double], name: String? = nil,
    pattern: GatePattern? = nil, group: Int? = nil
  ) -> Int {
    let v = figure.nodes.count
    figure.nodes.append(
      .init(
        role: .gate, name: name, operation: operation, glyph: glyph, value: ShapedValues(value), gradient: nil,
        pattern: pattern, group: group))
    for (k, u) in operands.enumerated() {
      let symbol = LocalDerivative(symbol: Notation(plain: "·"), value: ShapedValues(local[k]))
      figure.edges.append(.init(from: u, to: v, operand: k, local: symbol))
      locals.append(local[k])
    }
    return v
  }

  private func value(_ v: Int) -> Double { figure.nodes[v].value.values[0] }

  mutating func add(_ a: Int, _ b: Int, name: String? = nil, group: Int? = nil) -> Int {
    gate("add", "+", [a, b], value(a) + value(b), [1, 1], name: name, pattern: .distributes, group: group)
  }

  mutating func mul(_ a: Int, _ b: Int, name: String? = nil, group: Int? = nil) -> Int {
    gate(
      "mul", "×", [a, b], value(a) * value(b), [value(b), value(a)], name: name, pattern: .swaps, group: group)
  }

  mutating func max(_ a: Int, _ b: Int, name: String? = nil) -> Int {
    let first = value(a) >= value(b)
    return gate(
      "max", "max", [a, b], first ? value(a) : value(b), first ? [1, 0] : [0, 1], name: name, pattern: .routes)
  }

  mutating func sigmoid(_ a: Int, name: String? = nil) -> Int {
    let s = 1 / (1 + exponential(-value(a)))
    return gate("sigmoid", "σ", [a], s, [s * (1 - s)], name: name)
  }

  /// Backward pass from `output`; the figure is then complete.
  mutating func finish(_ output: Int, locals shown: GraphFigure.Locals = .automatic) -> GraphFigure {
    figure.output = output
    figure.locals = shown
    var gradient = Array(repeating: 0.0, count: figure.nodes.count)
    gradient[output] = 1
    for e in figure.edges.indices.reversed() {
      let edge = figure.edges[e]
      let part = gradient[edge.to] * locals[e]
      gradient[edge.from] += part
      figure.edges[e].contribution = ShapedValues(part)
    }
    for v in figure.nodes.indices where figure.nodes[v].role != .constant {
      figure.nodes[v].gradient = ShapedValues(gradient[v])
    }
    figure.check = CheckSummary(passed: 3, failed: 0, undecided: 0, maxRelative: 1e-10)
    return figure
  }

  static var xyz: GraphFigure {
    var g = SampleGraph()
    let (x, y, z) = (g.input("x", -2), g.input("y", 5), g.input("z", -4))
    let q = g.add(x, y, name: "q")
    let f = g.mul(q, z, name: "f")
    return g.finish(f)
  }

  /// The sigmoid neuron of thirteen values, its last four gates one group.
  static var neuron: GraphFigure {
    var g = SampleGraph()
    let w0 = g.input("w0", 2, .parameter)
    let x0 = g.input("x0", -1)
    let w1 = g.input("w1", -3, .parameter)
    let x1 = g.input("x1", -2)
    let w2 = g.input("w2", -3, .parameter)
    g.figure.groups = [.init(name: "σ")]
    let a = g.mul(w0, x0)
    let b = g.mul(w1, x1)
    let c = g.add(a, b)
    let s = g.add(c, w2, name: "s")
    let n = g.gate("neg", "×−1", [s], -1, [-1], group: 0)
    let e = g.gate("exp", "exp", [n], exponential(-1), [exponential(-1)], group: 0)
    let d = g.gate("add", "+1", [e], 1 + exponential(-1), [1], group: 0)
    let f = 1 / (1 + exponential(-1))
    let out = g.gate("reciprocal", "1/x", [d], f, [-f * f], name: "f", group: 0)
    return g.finish(out)
  }

  static var fork: GraphFigure {
    var g = SampleGraph()
    let (a, b) = (g.input("a", 2), g.input("b", 1))
    let c = g.add(a, b, name: "c")
    let d = g.gate("add", "+1", [b], 2, [1], name: "d", pattern: .passes)
    let e = g.mul(c, d, name: "e")
    return g.finish(e)
  }

  static var square: GraphFigure {
    var g = SampleGraph()
    let (x, y) = (g.input("x", 1.5), g.input("y", -0.25))
    let t = g.add(x, y, name: "t")
    let z = g.gate("square", "x²", [t], 1.5625, [2.5], name: "z")
    return g.finish(z)
  }

  static var routes: GraphFigure {
    var g = SampleGraph()
    let (x, y, z, w) = (g.input("x", 3), g.input("y", -4), g.input("z", 2), g.input("w", -1))
    let p = g.mul(x, y)
    let m = g.max(z, w)
    let s = g.add(p, m)
    let two = g.constant(2)
    let f = g.mul(s, two, name: "f")
    return g.finish(f)
  }

  static var apple: GraphFigure {
    var g = SampleGraph()
    let (price, count, tax) = (g.input("사과_가격", 100), g.input("사과_개수", 2), g.input("세금", 1.1))
    let total = g.mul(price, count, name: "금액")
    let pay = g.mul(total, tax, name: "값")
    return g.finish(pay)
  }

  /// A 2-3-1 network with sigmoid units and squared error: thirty gates.
  static var network: GraphFigure {
    var g = SampleGraph()
    let x = [g.input("x0", 0.3), g.input("x1", 0.5)]
    var hidden: [Int] = []
    let weights = [0.1543, -0.4827, 0.9012, -0.0534, 0.6612, -0.7731]
    for j in 0..<3 {
      let w0 = g.input("w\(j)0", weights[2 * j], .parameter)
      let w1 = g.input("w\(j)1", weights[2 * j + 1], .parameter)
      let b = g.input("b\(j)", 0.1 * Double(j + 1), .parameter)
      g.figure.groups.append(.init(name: "h\(j)"))
      let p = g.mul(x[0], w0, group: j)
      let q = g.mul(x[1], w1, group: j)
      let s = g.add(p, q, group: j)
      let t = g.add(s, b, group: j)
      hidden.append(g.sigmoid(t, name: "h\(j)"))
      g.figure.nodes[hidden[j]].group = j
    }
    var sum = -1
    for j in 0..<3 {
      let v = g.input("v\(j)", 0.7 - 0.6 * Double(j), .parameter)
      let p = g.mul(hidden[j], v)
      sum = j == 0 ? p : g.add(sum, p)
    }
    let c = g.input("c", -0.2, .parameter)
    let s = g.add(sum, c, name: "net")
    let o = g.sigmoid(s, name: "o")
    let target = g.input("t", 0.75)
    let d = g.gate("sub", "−", [o, target], g.value(o) - 0.75, [1, -1], name: "d", pattern: .flips)
    let e = g.gate("square", "x²", [d], g.value(d) * g.value(d), [2 * g.value(d)])
    let half = g.constant(0.5)
    let loss = g.mul(e, half, name: "E")
    return g.finish(loss)
  }

  /// Long numbers, a value used five times, a chain.
  static var long: GraphFigure {
    var g = SampleGraph()
    let a = g.input("a", -0.53445)
    let b = g.input("learning_rate", 0.00012)
    let c = g.input("big", 123456)
    let p = g.mul(a, b)
    let q = g.mul(p, c)
    let r = g.add(a, q)
    let s = g.mul(a, r)
    let t = g.max(a, s)
    let u = g.mul(t, a)
    return g.finish(g.add(u, p, name: "L"))
  }

  /// Forty steps of x ← x · a + b: eighty gates without groups.
  static var loop: GraphFigure {
    var g = SampleGraph()
    let (a, b) = (g.input("a", 0.9, .parameter), g.input("b", 0.05, .parameter))
    var x = g.input("x", 1)
    for _ in 0..<40 { x = g.add(g.mul(x, a), b) }
    return g.finish(x)
  }

  /// Twenty gates in four calls of one function, the calls' results used together.
  static var several: GraphFigure {
    var g = SampleGraph()
    var sum = -1
    for k in 0..<4 {
      g.figure.groups.append(.init(name: "sigmoid"))
      let x = g.input("x\(k)", Double(k) - 1.5)
      let n = g.gate("neg", "×−1", [x], -g.value(x), [-1], group: k)
      let e = g.gate("exp", "exp", [n], exponential(g.value(n)), [exponential(g.value(n))], group: k)
      let d = g.gate("add", "+1", [e], 1 + g.value(e), [1], group: k)
      let s = g.gate("reciprocal", "1/x", [d], 1 / g.value(d), [-1 / (g.value(d) * g.value(d))], group: k)
      sum = k == 0 ? s : g.mul(sum, s)
    }
    return g.finish(g.sigmoid(sum, name: "p"))
  }

  static var tensors: GraphFigure {
    var g = SampleGraph()
    let x = g.input("x", 0)
    let w = g.input("W", 0, .parameter)
    let y = g.gate("matmul", "@", [w, x], 0, [0, 0], name: "y")
    let r = g.gate("relu", "relu", [y], 0, [1], name: "h")
    let f = g.gate("sum", "sum", [r], 2.5, [1], name: "f")
    var figure = g.finish(f)
    func set(_ v: Int, _ shape: [Int], _ values: [Double]) {
      figure.nodes[v].value = ShapedValues(shape: shape, values: values)
      figure.nodes[v].gradient = ShapedValues(shape: shape, values: values.map { -$0 })
    }
    set(x, [2], [0.5, -1])
    set(w, [3, 2], [1, 2, 3, 4, 5, 6])
    set(y, [3], [2.5, -1.25, 0.123456])
    set(r, [3], [2.5, 0, 0.123456])
    for e in figure.edges.indices { figure.edges[e].local = nil }
    return figure
  }
}

/// e^x within 1e-12, so that the samples' numbers come from nowhere else.
func exponential(_ x: Double) -> Double {
  var sum = 1.0
  var term = 1.0
  for k in 1..<60 {
    term *= x / Double(k)
    sum += term
  }
  return sum
}
