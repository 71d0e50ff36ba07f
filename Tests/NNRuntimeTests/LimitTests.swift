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

  /// What doubles by calls of functions, on tensors of any size: each operation counts, however small it is.
  @Test(arguments: [
    "concat(f(n - 1), f(n - 1))", "stack(f(n - 1), f(n - 1))[0]", "f(n - 1) + f(n - 1)", "f(n - 1)[0:1] + f(n - 1)",
    "{ a = f(n - 1); b = f(n - 1); a }", "[sum(f(n - 1)) for i in 1..2]", "(f(n - 1), f(n - 1))[0]",
    "if sum(f(n - 1)) > 0 { f(n - 1) } else { f(n - 1) }",
  ])
  func functionsThatDouble(body: String) {
    var lesson = Lesson()
    lesson.options = RunOptions(budget: 5_000_000, memory: 10_000_000)
    let isWhole = body.hasPrefix("if") || body.hasPrefix("{")
    let outcome = lesson.run("f(n) = if n == 0 { ones(2) } else \(isWhole ? body : "{ \(body) }")\nf(40)")
    let ids = outcome.diagnostics.map(\.id)
    #expect(ids == [.operationBudget] || ids == [.memoryBudget], "\(body): \(ids)")
  }

  /// What is held beside nodes counts as long as it is held, in later blocks too, and not when a block has failed.
  @Test(arguments: [
    // One of these fits, ten do not.
    ("h# = repeat 1000 { x = ones(4); record(x) }", 10), ("h# = repeat 4000 { a = 1; record(a) }", 10),
    ("h# = repeat 1000 { a = 1; b = 2; record(a); record(b); c = ones(2); record(c) }", 10),
    ("w# = 1; h# = minimize((w# - 2)^2, w#, steps: 4000, optimizer: sgd(0.1))", 10), ("t# = ones(12000)", 10),
  ])
  func whatBlocksLeaveAddsUp(block: String, count: Int) {
    var lesson = Lesson()
    lesson.options.memory = 300_000
    let graph = lesson.session.environment.graph
    var failed = 0
    for number in 0..<count {
      let before = graph.liveBytes
      let outcome = lesson.run(block.replacing("#", with: "\(number)"), expectsFailure: true)
      guard !outcome.diagnostics.isEmpty else { continue }
      #expect(outcome.diagnostics.map(\.id) == [.memoryBudget])
      #expect(graph.liveBytes == before)
      failed += 1
    }
    #expect((1..<count).contains(failed), "\(failed)")
    let overwritten = lesson.run("h0 = 0; t0 = 0", expectsFailure: true)
    #expect(overwritten.diagnostics.isEmpty)
    #expect(lesson.run(block.replacing("#", with: "0"), expectsFailure: true).diagnostics.isEmpty)
  }

  /// Values on the stack, of comprehensions that wait for others.
  @Test(arguments: [
    "[i for i in 1..10000]", "[[i for i in 1..10000] for j in 1..2]",
    "f(n) = sum([if i == 3000 and n > 0 { f(n - 1) } else { i } for i in 1..3000])\nf(9)",
    "f(n) = if n == 0 { 0 } else { sum([f(n - 1) + i for i in 1..3000]) }\nf(9)",
    "g(x) = sum([x for i in 1..6000])\n[g(i) for i in 1..6000]",
  ])
  func comprehensionsThatWait(source: String) {
    var lesson = Lesson()
    lesson.options = RunOptions(budget: 100_000_000, memory: 300_000)
    let graph = lesson.session.environment.graph
    let before = graph.liveBytes
    #expect(lesson.run(source).diagnostics.map(\.id) == [.memoryBudget], "\(source)")
    #expect(graph.liveBytes == before)
    #expect(shown(lesson.run("sum([i for i in 1..100])")) == ["5050"])
    #expect(graph.liveBytes == before)
  }

  /// Charts keep their numbers until the lesson ends.
  @Test(arguments: [
    "plot(x)", "plot(x, x: x)", "plot(reshape(x, 5000, 2), closed: true)", "scatter(x, x)", "heatmap(x)",
  ])
  func numbersOfCharts(source: String) {
    var lesson = Lesson()
    #expect(lesson.run("x = rand(10000)").diagnostics.isEmpty)
    lesson.options.memory = lesson.session.environment.graph.liveBytes + 200_000
    #expect(lesson.run(source, expectsFailure: true).diagnostics.map(\.id) == [.memoryBudget], "\(source)")
    lesson.options.memory = 100_000_000
    #expect(lesson.run(source).diagnostics.isEmpty, "\(source)")
  }

  /// Gradients on their way.
  @Test(arguments: [
    "grad(sum(tanh(x) * x), x)", "grad(sum(exp(x) @ exp(x)), x)", "gradients(sum(tanh(x) * x))",
    "backward(sum(tanh(x) * x))", "graph(sum(tanh(x) * x))",
  ])
  func gradientsOnTheirWay(source: String) {
    var lesson = Lesson()
    #expect(lesson.run("x = ones(10000) * 0.5 + 0").diagnostics.isEmpty)
    let graph = lesson.session.environment.graph
    let base = graph.liveBytes
    // Three more vectors are nodes of the loss; what flows back has no room.
    lesson.options.memory = base + 300_000
    #expect(lesson.run(source, expectsFailure: true).diagnostics.map(\.id) == [.memoryBudget], "\(source)")
    #expect(graph.liveBytes == base)
    lesson.options.memory = 100_000_000
    #expect(lesson.run(source).diagnostics.isEmpty)
    #expect(graph.liveBytes == base)
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
