import Testing

@testable import NNRuntime

struct StatementTests {
  private func check(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    #expect(shown(outcome) == expected, sourceLocation: location)
  }

  @Test func bindings() {
    check("x = 3\nx", ["3"])
    check("x = 2; y = x + 1\n(x, y)", ["(2, 3)"])
    check("x = 2\nf = x^2\ngrad(f, x)", ["4"])
    check("w = 5; x = -2; b = -4\nf = w * x + b\nw -= grad(f, w)\nw\nf\nf = w * x + b\nf", ["7", "-14", "-18"])
    check("(a, b) = (1, 2)\na + b", ["3"])
  }

  @Test func functions() {
    check("sq(x) = x * x\nsq(3)", ["9"])
    check("f(a, b) = { t = a * b; t + 1 }\nf(2, 3)\nf(b: 2, a: 5)", ["7", "11"])
    check("f(x) = { a = 2 * x }\nf(3)", ["6"])
    check("f(n) = { if n == 0 { 1 } else { n * f(n - 1) } }\nf(10)", ["3628800"])
    check("k = 2\nf(x) = k * x\nk = 3\nf(2)", ["6"])
  }

  @Test func loops() {
    check("s = 0\nfor i in 1..10 { s += i }\ns", ["55"])
    check("h = repeat 3 { x = 1; record(x) }\nh.x", ["[1, 1, 1]"])
    check("for i in 1..3 { i }", ["1", "2", "3"])
    check("for i in 3..2 { i }", [])
    check("repeat 0 { 1 }", [])
    check("h = for i in 1..3 { record(square: i^2) }\nh.square", ["[1, 4, 9]"])
  }

  /// At a kink a loss has the derivative 0; where `huber` goes over into a straight line, both sides agree.
  @Test func kinksOfLosses() {
    check("x = [1, 2]\ngrad(mae(x, [1, 3]), x)", ["[0, -0.5]"])
    check("s = [0, 1]\ngrad(hinge(s, 1), s)", ["[0, 0]"])
    check("x = [1, -1, 0]\n3 * grad(huber(x, [0, 0, 0]), x)", ["[1, -1, 0]"])
    check("p = [0, 1]\ngrad(binary_cross_entropy(p, [1, 0]), p)", ["[0, 0]"])
  }

  @Test func tables() {
    check("table(a: [1, 2], b: [3, 4])", ["table a: [\"1\", \"2\"]; b: [\"3\", \"4\"]"])
    check(
      "x = [1, 2]\ntable(of: (\"x\", \"a number\"), shape: (shape(x), 3))",
      ["table of: [\"x\", \"a number\"]; shape: [\"[2]\", \"3\"]"])
  }

  @Test func conditions() {
    check("if 1 < 2 { 1 } else { 2 }", ["1"])
    check("if 0 { 1 } else if 2 == 2 { 5 } else { 2 }", ["5"])
    check("x = 0\nx != 0 and 1 / x > 2", ["0"])
    check("x = 0\nx == 0 or 1 / x > 2", ["1"])
    check("not 3", ["0"])
  }

  @Test func tensors() {
    check("[1, 2] + 1", ["[2, 3]"])
    check("x = 2\n[x, x + 1]", ["[2, 3]"])
    check("m = [[1, 2], [3, 4]]\nm[1, 0]\nm[:, 1]\nm[-1]\nm.T", ["3", "[2, 4]", "[3, 4]", "[2, 2] [1, 3, 2, 4]"])
    check("v = [5, 6, 7]\nv[[2, 0]]\nv[1:]\nv[:-1]", ["[7, 5]", "[6, 7]", "[5, 6]"])
  }
}
