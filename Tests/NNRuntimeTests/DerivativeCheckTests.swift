import Artifacts
import Testing

@testable import NNRuntime

/// Derivatives that are values are compared with central differences at their places in the source: the first and the
/// last evaluation there, and each that is shown, quoted or claimed.
struct DerivativeCheckTests {
  /// Entries that were compared by the last of some blocks.
  @Test(arguments: [
    (["x = 3\ngrad(x^2, x)"], 1), (["x = 3; y = x^2; g = grad(y, x)"], 1),
    (["x = [1, 2, 3]\ng = grad(sum(x^2), x)"], 3),
    (["x = 3; w = 2\n(a, b) = grad(x * w, (x, w))"], 2), (["x = [1, 2]\nvjp(x^2, x, [1, 3])"], 2),
    (["x = [1, 2, 3]\njvp(x^2, x, [1, 3, 0])"], 3),
    // Two entries of the gradient and four of its Jacobian.
    (["x = [1, 2]\nhessian(prod(x), x)"], 6), (["x = 3\nhessian(x^3, x)"], 2),
    // Only the first and the last.
    (["x = 3\nrepeat 5 { g = grad(x^2, x) }"], 2), (["x = 1\nrepeat 70 { x -= 0.1 * grad((x - 3)^2, x) }"], 2),
    (["f(u) = grad(u^2, u)\nx = 3\nfor i in 1..9 { x += 1; y = f(x) }"], 2),
    (["x = 3\nh = repeat 30 { g = grad(x^2, x); x -= 0.1 * g; record(g) }\nh.g"], 2),
    // Each.
    (["x = 3\nrepeat 5 { grad(x^2, x) }"], 5), (["x = 3\nfor i in 1..5 { print(i, grad(x^2, x)) }"], 5),
    (["x = 3\nfor i in 1..5 { expect grad(x^2, x) == 6 }"], 5),
    (["x = 3\nfor i in 1..5 { g = grad(x^2, x); 2 * g }"], 5),
    (["x = 3\ng = [grad(x^2, x) for i in 1..5]\ng"], 5), (["x = 3\nfor i in 1..5 { table(a: grad(x^2, x)) }"], 5),
    // Those that a block left are checked by the one that shows them.
    (["x = 3\ng = [grad(i * x^2, x) for i in 1..5]", "g[2]"], 3),
    (["x = 3\ng = [grad(x^2, x) for i in 1..5]", "x"], 0),
    (["x = 3\ng = grad(x^2, x)", "g"], 0),
    // Figures and tables count by themselves.
    (["x = 3\ny = x^2\ngradients(y)"], 0), (["x = [1, 2]\njacobian(x^2, x)"], 0),
  ])
  func countsWhatItCompares(_ blocks: [String], _ count: Int) {
    let lesson = Lesson()
    var outcome = Outcome()
    for block in blocks { outcome = lesson.run(block) }
    #expect(outcome.diagnostics.isEmpty, "\(blocks): \(outcome.diagnostics.map(\.message))")
    #expect(outcome.derivatives.passed == count, "\(blocks)")
    #expect(outcome.derivatives.entries == count, "\(blocks)")
  }

  @Test func countsThoseOfTheText() throws {
    let lesson = Lesson()
    _ = lesson.run("x = 3\ny = x^2\ng = [grad(i * y, x) for i in 1..3]")
    #expect(try lesson.inline("grad(y, x)").get().checks.passed == 1)
    #expect(try lesson.inline("g[1]").get().checks.passed == 1)
    #expect(try lesson.inline("g[1]").get().checks.passed == 0)
    #expect(try lesson.inline("y").get().checks.entries == 0)
  }

  /// A rule that is right where it is tried, first and last, and wrong between.
  private static let fickle = "k = 2\nf(u) = 2 * u\nbackward f(u; y, dy) = dy * k\nx = 3\n"

  @Test(arguments: [
    ("for i in 1..3 { k = where(i == 2, 5, 2); grad(f(x), x) }", "5:42-55"),
    ("for i in 1..3 { k = where(i == 2, 5, 2); print(grad(f(x), x)) }", "5:48-61"),
    ("for i in 1..3 { k = where(i == 2, 5, 2); expect grad(f(x), x) > 1 }", "5:49-62"),
    ("for i in 1..3 { k = where(i == 2, 5, 2); g = grad(f(x), x); g + 1 }", "5:46-59"),
    ("for i in 1..3 { k = where(i == 2, 5, 2); vjp(f(x), x, 1) }", "5:42-57"),
  ])
  func whatIsShownBetweenIsCheckedToo(_ loop: String, _ place: String) {
    let outcome = Lesson().run(Self.fickle + loop)
    #expect(outcome.diagnostics.map(NNRuntimeTests.place) == ["\(place) NN-gradient-check-failed"], "\(loop)")
    #expect(
      outcome.diagnostics.first?.message.hasSuffix("is 5, and central differences give 2") == true,
      "\(outcome.diagnostics.map(\.message))")
  }

  @Test func whatNobodySeesBetweenIsNot() {
    let outcome = Lesson().run(Self.fickle + "for i in 1..3 { k = where(i == 2, 5, 2); g = grad(f(x), x) }")
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.derivatives.passed == 2)
  }

  @Test func aLaterBlockNamesWhatItShows() {
    let lesson = Lesson()
    let made = lesson.run(
      "f(u, c) = 2 * u\nbackward f(u, c; y, dy) = (dy * c, 0 * c)\nx = 3\n"
        + "g = [grad(f(x, where(i == 2, 5, 2)), x) for i in 1..3]")
    #expect(made.diagnostics.map(\.message) == [])
    #expect(lesson.run("x").diagnostics.isEmpty)
    #expect(lesson.run("2 * g").diagnostics.map(\.id) == [.gradientCheckFailed])
  }

  /// What cancels is no fault of a rule, and false all the same.
  @Test func roundingThatSpoilsADerivativeIsSaid() {
    checkDiagnostics(
      "x = 1e-8\ngrad((1 - cos(x)) / x^2, x)",
      "2:1-28 NN-gradient-check-failed: this derivative is wrong: ∂((1 - cos(x)) / x^2)/∂x is 1e8, and central "
        + "differences give -3.549725e-5",
      hint: "rounding spoils it: another way to write `(1 - cos(x)) / x^2`, or a point beside this one, keeps it right")
  }

  /// Straight-through estimators are meant.
  @Test func whatStopMakesConstantStaysSo() {
    let outcome = Lesson().run("u = 0.3\ny = (u + stop(round(u) - u))^2\ngrad(y, u)\nvjp(y, u, 2)\njvp(y, u, 2)")
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.derivatives.passed == 3)
  }

  @Test func aDecisionAtItsBorderIsUndecided() {
    for source in ["x = 0\ngrad(relu(x) + x, x)", "x = [1, 1]\ngrad(max(x), x)", "x = 2\ngrad(x * floor(x), x)"] {
      let outcome = Lesson().run(source)
      #expect(outcome.diagnostics.isEmpty)
      #expect(outcome.derivatives.undecided > 0 && outcome.derivatives.failed == 0, "\(source)")
    }
  }

  /// The check leaves no trace: values, random numbers, claims, operations and bytes are those of a run without it.
  @Test(arguments: [
    "x = randn(4)\ny = sum(relu(x))\ngrad(y, x)\nhessian(y * y, x)\njvp(y, x, x)\nrand()",
    "f(u) = { expect u == u; sum(u * rand(3)) }\nbackward f(u; y, dy) = dy * (0 * u + y / sum(u))\nx = f32([1, 1, 1])\ny = f(x)\n"
      + "z = grad(sum(x * 3), x)\nz\nrandn(2)",
    "x = [1, 2]\nrepeat 60 { x -= 0.1 * grad(sum((x - 3)^2), x) }\nx\nrand()",
    "x = 2\nh = repeat 40 { g = grad(x^4, x); x -= 0.01 * g; record(g) }\nh.g\nrand()",
    "x = f32([0.5, 2])\ngrad(sum(tanh(x)), x)\nhessian(sum(tanh(x)), x)\njvp(tanh(x), x, x)\nrand()",
    "x = 3\nfor i in 1..30 { print(grad(x^i, x)) }\nexpect grad(x^2, x) == 6",
  ])
  func theCheckLeavesNoTrace(_ source: String) {
    func run(_ checks: Bool) -> (shown: [String], claims: Int, operations: Int, bytes: Int, nodes: Int, next: [String])
    {
      var lesson = Lesson()
      lesson.options.checksDerivatives = checks
      let outcome = lesson.run(source)
      let graph = lesson.session.environment.graph
      let (operations, bytes, nodes) = (graph.operations, graph.liveBytes, graph.liveNodeCount)
      #expect((outcome.derivatives.total > 0) == checks, "\(source)")
      return (
        shown(outcome) + outcome.diagnostics.map(\.message), outcome.claims.count, operations, bytes, nodes,
        shown(lesson.run("randn(3)"))
      )
    }
    let (with, without) = (run(true), run(false))
    #expect(with.shown == without.shown)
    #expect(with.claims == without.claims)
    #expect(with.operations == without.operations)
    #expect(with.bytes == without.bytes)
    #expect(with.nodes == without.nodes)
    #expect(with.next == without.next)
  }

  /// What is held for the last check goes where the memory is needed.
  @Test func noBudgetIsMetBecauseOfACheck() {
    let source =
      "x = zeros(2000) + 0.5\nrepeat 3 { g = grad(sum(sin(cos(sin(x)))), x) }\nbig = zeros(§)\nrepeat 2 { y = sum(big) }"
    func fits(_ size: Int, _ checks: Bool) -> Bool {
      var lesson = Lesson()
      lesson.options.checksDerivatives = checks
      lesson.options.memory = 400_000
      return lesson.run(source.split(separator: "§").joined(separator: "\(size)")).diagnostics.isEmpty
    }
    for size in stride(from: 1_000, through: 60_000, by: 1_000) {
      #expect(fits(size, true) == fits(size, false), "\(size)")
    }
    #expect(fits(1_000, true))
    #expect(!fits(60_000, true))
  }
}
