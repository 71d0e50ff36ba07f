import Testing

@testable import NNRuntime

/// Large, long and deep programs, in a debug build on a test's own small stack.
struct LimitTests {
  @Test func aSumOf200000Terms() {
    let source = "x = 1\ns = " + Array(repeating: "x", count: 200_000).joined(separator: " + ") + "\ns\ngrad(s, x)"
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.isEmpty)
    #expect(shown(outcome) == ["200000", "200000"])
  }

  @Test func recursionToTheLimit() {
    let f = "f(n) = { if n == 0 { 0 } else { 1 + f(n - 1) } }\n"
    #expect(shown(Lesson().run(f + "f(999)")) == ["999"])
    #expect(Lesson().run(f + "f(1001)").diagnostics.map(\.id) == [.depthBudget])
    #expect(Lesson().run("a(n) = b(n)\nb(n) = a(n)\na(1)").diagnostics.map(\.id) == [.depthBudget])
  }

  @Test func rulesThatCallEachOther() {
    let lesson = Lesson()
    let outcome = lesson.run(
      """
      f(x) = x * x
      backward f(x; y, dy) = dy * grad(f(x), x)
      x = 3
      g = f(x)
      grad(g, x)
      """)
    #expect(outcome.diagnostics.map(\.id) == [.depthBudget] || outcome.diagnostics.map(\.id) == [.operationBudget])
  }

  @Test func aLoopOfUpdatesRunsInConstantMemory() {
    var lesson = Lesson()
    lesson.options.memory = 100_000
    let outcome = lesson.run(
      "x = 2; y = 1; w = 3\nrepeat 20000 { L = (w * x - y)^2; w -= 0.1 * grad(L, w) }\nexpect w == 0.5\nw")
    #expect(outcome.diagnostics.isEmpty)
    #expect(shown(outcome) == ["0.5"])
  }

  @Test func nestedTuplesAndArrays() {
    #expect(Lesson().run("t = (1,)\nrepeat 100000 { t = (t,) }").diagnostics.map(\.id) == [.depthBudget])
    #expect(Lesson().run("t = 1\nrepeat 100000 { t = [t] }").diagnostics.map(\.id) == [.shapeMismatch])
    #expect(Lesson().run("repeat 20000 { 1 }").diagnostics.map(\.id) == [.memoryBudget])
  }

  @Test func whatIsSharedIsShownOnlyInPart() {
    #expect(Lesson().run("t = (1, 2)\nrepeat 60 { t = (t, t) }\nt").diagnostics.map(\.id) == [.memoryBudget])
    #expect(Lesson().run("x = ones(300000)\nrepeat 100 { x }").diagnostics.map(\.id) == [.memoryBudget])
  }

  @Test func checksOfManyEntriesLookAtFewer() {
    #expect(Lesson().run("x = ones(200000)\nf = sum(x * x)\ngradcheck(f)").diagnostics.isEmpty)
  }

  @Test(arguments: ["inf - inf", "x = inf\nx * 0", "sum([inf, -inf])", "mod(inf, 2)"])
  func nanFromInfinity(source: String) {
    let found = Lesson().run(source).diagnostics
    #expect(found.map(\.id) == [.nonFinite])
    #expect(found.allSatisfy { $0.message.hasSuffix("gives NaN, which is no number") })
  }

  @Test func manyPathsOfCalls() {
    var lesson = Lesson()
    lesson.options.budget = 20_000_000
    let f = "f(n) = { if n == 0 { 1 } else { f(n - 1) + f(n - 1) + f(n - 1) + f(n - 1) + f(n - 1) } }\n"
    #expect(lesson.run(f + "f(20)").diagnostics.map(\.id) == [.operationBudget])
  }

  @Test func numbersOutOfBounds() {
    for source in [
      "arange(0, -1e300)", "arange(1e300)", "zeros(1e15, 1e15)", "eye(1e9)", "linspace(0, 1, 1e14)",
      "full((1e9, 1e9), 0)",
      "one_hot([1e18], 3)", "[1, 2][1e300]", "[1, 2][[1e300]]", "[1, 2][-1e300:1e300]", "reshape([1, 2], -1, -1)",
      "repeat 1e300 { 1 }", "for i in 1..1e300 { }", "zeros(-1)", "transpose([[1]], 5, 5)", "sum([1], axis: 1e18)",
      "max([1], axis: -1e18)", "broadcast(1, 1e15, 1e15)", "stack(1, axis: 99)", "concat(1, 2)", "max(zeros(0))",
    ] {
      var lesson = Lesson()
      lesson.options = RunOptions(budget: 10_000_000, memory: 10_000_000)
      _ = lesson.run(source)
      #expect(shown(lesson.run("1 + 1")) == ["2"])
    }
  }

  /// A text that is written once and shown often.
  @Test func textShownOften() {
    let text = "t = \"" + String(repeating: "x", count: 10_000) + "\"\n"
    #expect(Lesson().run(text + "repeat 2_000 { t }").diagnostics.isEmpty)
    let diagnostics = Lesson().run(text + "repeat 2_001 { t }").diagnostics
    #expect(diagnostics.map(\.id) == [.memoryBudget])
    #expect(diagnostics.first?.range.start.line == 2)
    #expect(Lesson().run(text + "repeat 1_001 { print(t, t) }").diagnostics.map(\.id) == [.memoryBudget])
  }
}
