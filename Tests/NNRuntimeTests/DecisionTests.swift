import Testing

@testable import NNRuntime

/// What rests on a decision is computed again only where the decision comes out as it did.
struct DecisionTests {
  private static let branch = "f(u) = { if u > 0 { u^2 } else { 10 - 3 * u } }\nw = 1\nL = f(w)\n"

  @Test(arguments: [
    (branch + "forward(L, w: 2)", "forward 4"),
    ("x = [5, 2, 3]\ny = x[argmax(x)]\nforward(y, x: [9, 5, 2])", "forward 9"),
    ("x = [5, 2, 3]\ny = one_hot(argmax(x), 3) * x\nforward(y, x: [9, 5, 2])", "forward [9, 0, 0]"),
    ("x = [5, 0, 3]\ny = x[nonzero(x)]\nforward(y, x: [9, 0, 2])", "forward [9, 2]"),
    ("x = 2\nif x > 1 { c = 5 } else { c = 7 }\nforward(c * x, x: 3)", "forward 15"),
    ("n = 3\ns = 0\nfor i in 1..n { s = s + i * n }\nforward(s, n: 3)", "forward 18"),
    ("x = 1\nif x > 0 or x < 5 { z = 2 * x } else { z = 7 }\nforward(z, x: 9)", "forward 18"),
    ("x = [1, 2]\nn = shape(x)[0]\nforward(n * sum(x), x: [3, 4])", "forward 14"),
    // An input that was given is what it is, whatever decided it.
    ("x = 2\nc = 1\nif x > 1 { c = 5 }\nforward(c * x, c: 3)", "forward 6"),
    // What only decides may be given as long as it decides the same.
    ("x = 2\na = 3\nif x > 1 { c = 5 * a } else { c = a }\nforward(c, x: 4)", "forward 15"),
  ])
  func same(source: String, value: String) { checkSeen(source, [value]) }

  @Test(arguments: [
    (branch + "forward(L, w: -2)", "4:1-18"),
    (branch + "M = 2 * L\nforward(M + w, w: -2)", "5:1-22"),
    ("x = [5, 2, 3]\ny = x[argmax(x)]\nforward(y, x: [4, 5, 2])", "3:1-25"),
    ("x = [5, 2, 3]\ny = one_hot(argmax(x), 3) * x\nforward(y, x: [4, 5, 2])", "3:1-25"),
    ("x = [5, 0, 3]\ny = x[nonzero(x)]\nforward(y, x: [4, 5, 2])", "3:1-25"),
    ("x = 2\nif x > 1 { c = 5 } else { c = 7 }\nforward(c * x, x: 0)", "3:1-21"),
    ("x = 2\nc = 1\nif x > 5 { c = 3 }\nforward(c * x, x: 6)", "4:1-21"),
    ("x = 2\na = 3\nif x > 1 { c = 5 * a } else { c = a }\nforward(c, x: 0)", "4:1-17"),
    ("x = 2\nlr = 0.5\nif x > 1 { lr *= 0.5 }\nforward(lr * x, x: 0)", "4:1-22"),
    ("n = 3\ns = 0\nfor i in 1..n { s = s + i * n }\nforward(s, n: 4)", "4:1-17"),
    ("n = 3\ns = 0\nrepeat n { s = s + n }\nforward(s, n: 2)", "4:1-17"),
    ("n = 3\ns = sum(zeros(n)) + sum(ones(n)) * n\nforward(s, n: 2)", "3:1-17"),
    ("k = 1\nx = [4, 5, 6]\nforward(x[k] * k, k: 2)", "3:1-24"),
    ("k = 1\nx = [4, 5, 6]\nforward(sum(x[k:]) * k, k: 2)", "3:1-30"),
    ("x = 1\nif x > 0 and x < 5 { z = x } else { z = 7 }\nforward(z * x, x: 9)", "3:1-21"),
    ("x = 1\nif x > 0 or x < -5 { z = 2 * x } else { z = 7 }\nforward(z, x: -1)", "3:1-18"),
    ("x = 1\nc = x > 0 or x < -5\nforward(c * x, x: -1)", "3:1-22"),
    ("f(u) = { if u > 0 { 1 } else { 2 } }\nx = 3\ny = f(x) * x\nforward(y, x: -1)", "4:1-18"),
    ("x = 3\nif x > 0 { p = (x, 2 * x) } else { p = (0, 0) }\nforward(p[1], x: -1)", "3:1-21"),
    // Another name of an older node, too.
    ("x = 1\nif x > 0 { z = x } else { z = 7 }\nforward(z * x, x: -1)", "3:1-22"),
    ("x = 1\nc = x\nif x > 5 { c = 3 }\nforward(c * x, x: 6)", "4:1-21"),
    ("f(u) = { if u > 0 { u } else { 0 } }\nx = 1\nforward(f(x) * x, x: -1)", "3:1-25"),
    ("x = 1\nif x > 0 { t = 2 * x; z = t } else { z = 7 }\nforward(z, x: -1)", "3:1-18"),
    ("w = 1\nif w > 0 { p = (w, 2) } else { p = (7, 2) }\nforward(p[0] * w, w: -1)", "3:1-25"),
    // A parameter that moves over a border.
    (
      "f(u) = { if u > 0 { u^2 } else { 10 - 3 * u } }\nw = 0.5\nL = f(w)\nminimize(L, w, optimizer: sgd(1.2))",
      "4:1-36"
    ),
    ("f(u) = { if u > 0 { u^2 } else { 10 - 3 * u } }\nw = 0.5\nminimize(f(w), w, optimizer: newton())", "3:1-39"),
    ("x = [5, 4]\nminimize(x[argmax(x)]^2, x, optimizer: sgd(0.1), steps: 20)", "2:1-60"),
  ])
  func changed(source: String, range: String) { checkSeen(source, ["\(range) NN-cannot-repeat"]) }

  /// A decision within the check's step is a kink: smaller steps are taken, and at the border nothing can be said.
  @Test(arguments: [
    ("f(u) = { if u > 0 { 3 * u } else { 0 - u } }\nx = 0\nL = f(x) * 1", false),
    ("f(u) = { if u > 1e-9 { 3 * u + 5 } else { 3 * u } }\nx = 0\nL = f(x) * 1", true),
    ("f(u) = { if u > 1 { 3 * u + 5 } else { 3 * u } }\nx = 0\nL = f(x) * 1", true),
    ("x = [1, 1.000000001]\nL = x[argmax(x)] * 2", true),
    ("x = [1, 1]\nL = x[argmax(x)] * 2", false),
    ("x = [1, 2]\nL = x[argmax(x)] * 2", true),
    // A condition on a derivative of which nobody has asked for the graph.
    ("x = 3; y = x^2; L = 2 * x\nif grad(y, x) > 2 { L = 3 * x }", true),
  ])
  func kinks(source: String, isDecided: Bool) {
    let outcome = Lesson().run(source + "\ngradcheck(L)\ngradients(L)")
    #expect(outcome.diagnostics.isEmpty, "\(source)")
    guard case .gradcheck(let check) = outcome.outputs.first else { return #expect(Bool(false), "\(source)") }
    #expect((check.summary.undecided == 0) == isDecided && check.summary.failed == 0, "\(source)")
  }

  /// The message names the decision.
  @Test func message() {
    checkDiagnostics(
      Self.branch + "forward(L, w: -2)",
      "4:1-18 NN-cannot-repeat: this cannot be computed again: `u > 0` on line 1 would come out differently")
  }
}
