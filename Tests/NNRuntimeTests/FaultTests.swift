import Testing

@testable import NNRuntime

/// Every fault that running can bring, with its place.
struct FaultTests {
  @Test func names() {
    checkDiagnostics("x1 = 1\nx1 + x2", "2:6-8 NN-unknown-name: unknown name `x2`", hint: "did you mean `x1`?")
    checkDiagnostics(
      "simgoid(1)", "1:1-8 NN-unknown-function: unknown function `simgoid`", hint: "did you mean `sigmoid`?")
    checkDiagnostics(
      "qwerty(1)", "1:1-7 NN-unknown-function: unknown function `qwerty`",
      hint: "`lessons explain --reference` lists the functions there are")
    checkDiagnostics("사과 = 1\n사가", "2:1-7 NN-unknown-name: unknown name `사가`", hint: "did you mean `사과`?")
    checkDiagnostics("f(x) = x + k\nf(1)", "1:12-13 NN-unknown-name: unknown name `k`")
    checkDiagnostics("exp = 3", "1:1-4 NN-builtin-rebound: `exp` is a built-in name and now means something else")
  }

  @Test func operationsAreCalledAsTheyAreWritten() {
    checkDiagnostics(
      "[1, 2] < [1, 2, 3]", "1:1-19 NN-shape-mismatch: `<` does not fit the shapes [2] and [3]")
    checkDiagnostics("min([])", "1:1-8 NN-wrong-arguments: `min`: there is no entry to choose from")
    checkDiagnostics(
      "max([1, 2], axis: 5)", "1:1-21 NN-index-out-of-range: `max` has no axis 5 here: the tensor has 1 axis")
    checkDiagnostics("x = [1, 2]\nx[0, 0]", "2:1-8 NN-index-out-of-range: 2 indices for a tensor of shape [2]")
  }

  @Test func calls() {
    checkDiagnostics(
      "x = 3\nx(2)", "2:1-2 NN-not-callable: `x` is a number and cannot be called",
      hint: "for a product write `x * (…)`")
    checkDiagnostics("exp()", "1:1-6 NN-wrong-arguments: `exp` needs `x`", hint: "it is `exp(x)`")
    checkDiagnostics(
      "exp(1, 2)", "1:8-9 NN-wrong-arguments: `exp` takes 1 argument, and here are 2", hint: "it is `exp(x)`")
    checkDiagnostics("sum([1], axs: 0)", "1:10-13 NN-wrong-arguments: `sum` has no parameter `axs`")
    checkDiagnostics(
      "f(a) = a\nf(1, 2)", "2:6-7 NN-wrong-arguments: `f` takes 1 argument, and here are 2", hint: "it is `f(a)`")
    checkDiagnostics("f(a) = a\nf(b: 2)", "2:3-4 NN-wrong-arguments: `f` has no parameter `b`")
    checkDiagnostics("f(a, b) = a\nf(2)", "2:1-5 NN-wrong-arguments: `f` needs `b`")
    checkDiagnostics("exp(\"a\")", "1:5-8 NN-wrong-kind: `exp` needs a number or a tensor for `x`, and this is text")
    checkDiagnostics(
      "x = 3\ngraph(x, show: \"all\")", "2:16-21 NN-wrong-arguments: `show` can be \"local\", and this is \"all\"")
    checkDiagnostics("record(3)", "1:1-10 NN-wrong-arguments: `record` stands inside a loop")
  }

  @Test func kinds() {
    checkDiagnostics("(1, 2) ^ 3", "1:1-11 NN-wrong-kind: a tuple of 2 is no number to compute with")
    checkDiagnostics(
      "x = [1, 2]\nif x { 1 }", "2:4-5 NN-not-scalar: a condition must be a single number, and this has shape [2]")
    checkDiagnostics("(a, b) = (1, 2, 3)", "1:10-19 NN-tuple-size: 2 names cannot take apart a tuple of 3")
    checkDiagnostics("(a, b) = 3", "1:10-11 NN-tuple-size: 2 names need a tuple of 2, and this is a number")
    checkDiagnostics("repeat 1.5 { 1 }", "1:8-11 NN-not-whole: the number of rounds must be whole, and this is 1.5")
    checkDiagnostics("f(x) = { if x > 0 { 1 } }\ny = f(-1)", "2:1-2 NN-no-value: the right side gives no value")
    checkDiagnostics(
      "h = repeat 2 { record(a: 1) }\nh.b", "2:1-4 NN-unknown-member: this history has no `.b`", hint: "it has `.a`")
  }

  @Test func shapes() {
    checkDiagnostics(
      "[1, 2] + [1, 2, 3]", "1:1-19 NN-shape-mismatch: `+` does not fit the shapes [2] and [3]")
    checkDiagnostics(
      "a = [1, 2]\nexpect a == [1, 2, 3]",
      "2:1-22 NN-shape-mismatch: a claim compares equal shapes, and these are [2] and [3]")
  }

  @Test func numbers() {
    checkDiagnostics(
      "1 / 0", "1:1-6 NN-non-finite: `/` of 1 and 0 gives infinity", hint: "is the divisor meant to be 0?")
    checkDiagnostics("x = -1\nlog(x)", "2:1-7 NN-non-finite: `log` of -1 gives NaN, which is no number")
    checkDiagnostics("x = 0\ny = 3\ny / x", "3:1-6 NN-non-finite: `/` of 3 and 0 gives infinity")
  }

  @Test func derivatives() {
    checkDiagnostics(
      "x = [1, 2]\ngrad(x, x)",
      "2:6-7 NN-gradient-of-non-scalar: the gradient is that of a single number, and `x` has shape [2]")
    checkDiagnostics(
      "x = 1; y = 2\nf = 2 * x\ngrad(f, y)", "3:9-10 NN-no-dependence: `f` does not depend on `y`",
      hint: "`f` was computed from `x`")
    checkDiagnostics(
      "x = 1\nf = 2 * x\ngrad(f, 3)", "3:9-10 NN-no-dependence: `3` is a constant, and `f` does not depend on it")
    checkDiagnostics(
      "w = 5\nf = w^2\nw -= 1\ngrad(f, w)",
      "4:9-10 NN-stale-gradient: `f` was computed from an earlier `w` (line 2)")
    checkDiagnostics("x = 1\nf = 2 * x\nforward(f, y: 3)", "3:12-13 NN-unknown-name: unknown name `y`")
    checkDiagnostics(
      "x = 1; y = 2\nf = 2 * x\nforward(f, y: 3)", "3:12-13 NN-no-dependence: `f` does not depend on `y`")
    checkDiagnostics(
      "x = 1; y = 2 * x\nf = 2 * y\nforward(f, y: 3)",
      "3:12-13 NN-not-an-input: `y` is computed from other nodes and is no input")
  }

  @Test func handWrittenRules() {
    checkDiagnostics("backward f(x; y, dy) = dy", "1:10-11 NN-unknown-name: unknown name `f`")
    checkDiagnostics(
      "f(a, b) = a * b\nbackward f(x; y, dy) = dy",
      "2:10-11 NN-bad-backward-rule: the rule names 1 input, and `f` has 2")
    checkDiagnostics(
      "f(a, b) = a * b\nbackward f(a, b; y, dy) = dy\nx = 1\ngrad(f(x, x), x)",
      "2:10-11 NN-bad-backward-rule: the rule of `f` gives 1 gradient for 2 inputs")
    checkDiagnostics(
      "backward exp(x; y, dy) = dy * y", "1:10-13 NN-bad-backward-rule: `exp` is built in and has its derivative")
  }

  @Test func claims() {
    checkDiagnostics(
      "x = 2\nexpect x == 3\nx", "2:1-14 NN-expectation-failed: expected `x == 3`, and it is 2 against 3",
      hint: "the difference is -1")
    checkDiagnostics(
      "expect [1, 2] < [2, 2]",
      "1:1-23 NN-expectation-failed: expected `[1, 2] < [2, 2]`, and 1 of 2 entries do not agree: entry [1] is 2 against 2"
    )
    checkDiagnostics("expect 0", "1:1-9 NN-expectation-failed: expected `0` to hold, and it is 0")
    checkDiagnostics(
      "a = 1; expect a == 1.1 within 0.2\nexpect 1 == 1.1 within 0.05",
      "2:1-28 NN-expectation-failed: expected `1 == 1.1` within 0.05, and it is 1 against 1.1")
    checkDiagnostics("a = 1; b = 0\nexpect a == 1 + 1e-10\nexpect b == 1e-13\nexpect a != 2")
    checkDiagnostics(
      "expect 1 == 1 + 1e-8", "1:1-21 NN-expectation-failed: expected `1 == 1 + 1e-8`, and it is 1 against 1.00000001")
  }

  @Test func updates() {
    checkDiagnostics(
      "f(x) = { w -= 1; x }\nw = 1\nf(2)",
      "1:10-11 NN-non-local-update: a function cannot update `w`, which it did not bind")
    checkDiagnostics("w -= 1", "1:1-2 NN-unknown-name: unknown name `w`")
  }

  @Test func budgets() {
    var options = RunOptions()
    options.budget = 100_000
    checkDiagnostics(
      "x = 1\nrepeat 1000000 { x = x * 1 }",
      "2:1-15 NN-operation-budget: this block takes more than 100,000 operations", options: options)
    checkDiagnostics("f(n) = f(n + 1)\nf(0)", "1:8-16 NN-depth-budget: calls are nested deeper than 1000")
    options.memory = 1_000_000
    checkDiagnostics(
      "zeros(1000, 1000)", "1:1-18 NN-memory-budget: this block holds more than 1,000,000 bytes", options: options)
  }

  @Test func aFailedBlockLeavesNothing() {
    let lesson = Lesson()
    #expect(lesson.run("x = 1").diagnostics.isEmpty)
    let failed = lesson.run("x = 2\ny = 3\nprint(\"a\")\nz = nope")
    #expect(failed.outputs.isEmpty)
    #expect(failed.diagnostics.map(place) == ["4:5-9 NN-unknown-name"])
    #expect(lesson.run("w = x").isSkipped)
    #expect(lesson.run("y").isSkipped)
    #expect(lesson.run("w").isSkipped)
    #expect(!lesson.run("y = 3\ny").isSkipped)
    #expect(shown(lesson.run("y")) == ["3"])
    #expect(lesson.run("z", expectsFailure: true).diagnostics.map(place) == ["1:1-2 NN-unknown-name"])
    #expect(shown(lesson.run("x = 5\nx")) == ["5"])
  }
}
