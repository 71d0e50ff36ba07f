import Testing

@testable import NNRuntime

/// Ranges with steps, loops over members, comprehensions and `if` as a value: what they give, with their derivatives,
/// and what is wrong.
struct LoopFormTests {
  /// Runs with plans for loops and without.
  private func check(_ source: String, _ expected: String..., at location: SourceLocation = #_sourceLocation) {
    for compiles in [true, false] {
      var lesson = Lesson()
      lesson.options.compilesLoops = compiles
      let outcome = lesson.run(source)
      #expect(
        outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], "\(source)", sourceLocation: location)
      #expect(shown(outcome) == expected, "\(source)", sourceLocation: location)
    }
  }

  @Test func ranges() {
    check("for i in 3..0 by -1 { i }", "3", "2", "1", "0")
    check("for i in 0..7 by 3 { i }", "0", "3", "6")
    check("for i in -1..-6 by -2 { i }", "-1", "-3", "-5")
    check("for i in 4..4 by -7 { i }", "4")
    check("s = 0\nfor 나 in 10..1 by -3 { s += 나 }\ns", "22")
    check("n = 4\nfor i in (n - 1)..0 by -1 - 1 { i }", "3", "1")
    check("h = for i in 3..1 by -1 { record(i: i^2) }\nh.i", "[9, 4, 1]")
    check("f(n) = { s = 0; for i in n..0 by -1 { s = 10 * s + i }; s }\nf(3)", "3210")
    check("for i in 9e14..9e14 + 1 { i }", "900000000000000", "900000000000001")
  }

  @Test func rangesWithoutRounds() {
    check("n = 0\nfor i in 1..n { i }\n7", "7")
    check("for i in 0..-1 { i }\nfor i in 3..2 { i }\n7", "7")
    check(
      "for i in 1..0 by 1 { i }\nfor i in 5..3 by 2 { i }\nfor i in 5..4 by 2 { i }\nfor i in 0..1 by -1 { i }\n7", "7")
  }

  @Test func byIsAName() {
    check("by = 2\nfor by in by..by * 3 by by { by }\nby", "2", "4", "6", "6")
    check("by = 2\nby - 1\nfor i in 0..by { i }", "1", "0", "1", "2")
    check("f(by) = by^2\nf(by: 3)", "9")
    check("by = [1, 2]\n[by for by in by]", "[1, 2]")
  }

  @Test func members() {
    check("for v in [5, 6] { v }", "5", "6")
    check("x = [0.5, 1, 3]\ns = 0\nfor v in x { s = s + v^2 }\ns\ngrad(s, x)", "10.25", "[1, 2, 6]")
    check(
      "X = [[1, 2], [3, 4]]\nf = 1\nfor row in X { f = f * sum(row) }\nf\ngrad(f, X)", "21", "[2, 2] [7, 7, 3, 3]")
    check("w = 2; b = 3\nL = w^2 * b\nfor p in (w, b) { grad(L, p) }", "12", "4")
    check("for f in (sin, cos) { f(0) }", "0", "1")
    check("for t in ((1, 2), (3, 4)) { (a, b) = t; a * b }", "2", "12")
    check("f(x) = { s = 0; for v in x { s = s + v^3 }; s }\nx = [1, 2]\ngrad(f(x), x)", "[3, 12]")
    check("x = [1, 2]\nf = x[0]\nfor v in x { f = v * f }\ngrad(f, x)", "[4, 1]")
    check("h = for v in [1, 2, 3] { E = v^2; record(E) }\nh.E", "[1, 4, 9]")
    check("h = repeat 2 { a = 1; record(a) }\nfor v in h.a { v }", "1", "1")
    check("for v in arange(0, 1, step: 0.5) { v }", "0", "0.5")
  }

  @Test func variablesOfMembers() {
    check("for v in [1, 2] { 3 * v }\nv", "3", "6", "2")
    check("x = [1, 2]\nfor v in x { v -= 1; v }\nx", "0", "1", "[1, 2]")
    check("x = [1, 2]\nfor x in x { x }\nx", "1", "2", "2")
    check("v = 9\nf(x) = { for v in x { v }; v }\nf([1, 2])\nv", "2", "9")
    check("v = 9\nfor v in zeros(0) { v }\nv", "9")
    check("for r in zeros(0, 3) { r }\nfor r in zeros(2, 0) { r }", "[]", "[]")
  }

  @Test func membersHaveNames() throws {
    let lesson = Lesson()
    let outcome = lesson.run(
      "x = [2, 3]; w = 4\nf = 1\nfor v in x { f = f * v }\ntotal = f * w\nfor p in (w, f) { p }\ngradients(total)")
    #expect(outcome.diagnostics.isEmpty)
    guard case .gradients(let table) = outcome.outputs.last else {
      Issue.record("no table")
      return
    }
    let names = table.rows.map(\.name)
    #expect(names.contains("v"))
    #expect(names.contains("w"))
    #expect(!names.contains("p"))
  }

  @Test func sourcesAreThoseOfTheStart() {
    let loop = "for v in w { minimize(sum(w^2), w, optimizer: sgd(0.25), steps: 1); s = s + v }"
    check("f(k) = { w = k * [1, 2]; s = 0; \(loop); s }\nf(1)", "3")
    check("w = [1, 2]; s = 0; h = \(loop)\ns\nw", "chart", "chart", "3", "[0.25, 0.5]")
    check(
      "w = 2; b = 4; [if 1 { minimize(p^2, p, optimizer: sgd(0.25), steps: 1); p } else { 0 } for p in (w, b)]; w",
      "chart", "chart", "[1, 2]", "2")
    check("x = [1, 2]\nfor v in x { x = 2 * x; v }\nx", "1", "2", "[4, 8]")
  }

  @Test func comprehensions() {
    check("[i^2 for i in 0..3]", "[0, 1, 4, 9]")
    check("[i for i in 3..1 by -1]", "[3, 2, 1]")
    check("[1 for i in 0..-1]\nshape([v for v in zeros(0)])", "[]", "[0]")
    check("x = [1, 2, 3]\ny = [v^2 for v in x]\ny\ngrad(sum(y), x)", "[1, 4, 9]", "[2, 4, 6]")
    check("[[10 * i + j for j in 0..2] for i in 0..1]", "[2, 3] [0, 1, 2, 10, 11, 12]")
    check("[[i for i in 0..i] for i in 2..3 by 2]", "[1, 3] [0, 1, 2]")
    check("shape([[[i, j] for j in 0..1] for i in 0..2])", "[3, 2, 2]")
    check(
      "x = [1, 2, 3, 4, 5]; k = [1, 0, -1]\ny = [sum(x[i:i + 3] * k) for i in 0..2]\ny\ngrad(sum(y^2), k)",
      "[-2, -2, -2]", "[-24, -36, -48]")
    check(
      "X = [[1, 2], [3, 4]]\ny = [row * row for row in X]\ny\ngrad(sum(y), X)", "[2, 2] [1, 4, 9, 16]",
      "[2, 2] [2, 4, 6, 8]")
    check("w = 2; b = 3\nL = w * b\n[grad(L, p) for p in (w, b)]", "[3, 2]")
    check("sum([i for i in 1..4]) + [2 * i\n  for i in 0..1][1]", "12")
    check("f(x, n) = sum([x^i for i in 0..n])\nx = 2\ny = f(x, 3)\ny\ngrad(y, x)", "15", "17")
    check("x = [1, 2]\nhessian(sum([v^3 for v in x]), x)", "[2, 2] [6, 0, 0, 12]")
    check("w = 2\ny = [if i > 0 { w^i } else { 1 } for i in 0..2]\ny\ngrad(sum(y), w)", "[1, 2, 4]", "5")
    check("a = 1\nf = 3 * a\n[forward(f, a: i) for i in 0..1]", "[0, 3]")
  }

  @Test func variablesOfComprehensionsAreLocal() {
    check("i = 7\n[i for i in 0..1]\ni", "[0, 1]", "7")
    check("f(n) = { i = 5; s = sum([i for i in 0..n]); s + i }\nf(3)", "11")
    check("f(t) = t + i\ni = 1\n[f(0) for i in 5..6]", "[1, 1]")
    check("i = 2\n[if 1 { i += 10; i } else { 0 } for i in i..3]\ni", "[12, 13]", "2")
    check("i = 2\n[if 1 { i = 5; t = i; t } else { 0 } for i in 0..1]\ni + t", "[5, 5]", "7")
    check("i = 2\nfor i in 0..1 { [i for i in 5..6] }\ni", "[5, 6]", "[5, 6]", "1")
    check("[exp for exp in 1..2]\nexp(0)", "[1, 2]", "1")
    let lesson = Lesson()
    _ = lesson.run("i = 7")
    #expect(lesson.run("j = [log(i - 1) for i in 0..1]").diagnostics.map(\.id) == [.nonFinite])
    #expect(shown(lesson.run("i")) == ["7"])
  }

  @Test func conditions() {
    check("a = 3\ny = if a > 2 { a^2 } else { a }\ny\ngrad(y, a)", "9", "6")
    check("f(x) = if x > 0 { x } else if x == 0 { 10 } else { -x }\nf(2) + f(0) + f(-3)", "15")
    check("1 + (if 0 { 1 } else { 5 })\n[if 1 { 2 } else { 3 }, 4]\nmax(if 1 { 2 } else { 3 }, 1)", "6", "[2, 4]", "2")
    check("2 * if 1 { 3 } else { 4 } + 1", "7")
    check("y = if 1 {\n  t = 4\n  t * 2\n}\nelse { 0 }\ny + t", "12")
    check("y = if 0 { 1 } else { z = 3 }\ny\nz", "3", "3")
    check("w = 1\ny = if 1 { w += 4 } else { w }\ny + w", "10")
    check("y = if 1 { if 0 { 1 } else { 2 } } else { 3 }\ny", "2")
    check("(a, b) = if 1 { (1, 2) } else { (3, 4) }\nb", "2")
    check("w = 5\nw -= if w > 3 { 1 } else { 2 }\nw", "4")
    check(
      "expect (if 1 { 2 } else { 3 }) == 2\nf(x) = { if x > 0 { y = if x > 1 { 2 } else { 1 }; y } else { 0 } }\nf(3)",
      "2")
    check("for i in 1..2 { y = if 1 { record(a: i); i } else { 0 } }", "chart")
    check("h = if 1 { repeat 2 { a = 3; record(a) } } else { 0 }\nh.a", "[3, 3]")
    check("g = if 1 { sin } else { cos }\ng(0)", "0")
  }

  @Test func inTheText() throws {
    let lesson = Lesson()
    _ = lesson.run("i = 7; x = [1, 2]; y = [v^2 for v in x]; f = sum(y)")
    for (source, expected) in [
      "sum([i for i in 1..4])": "10", "if i > 3 { 1 } else { 2 }": "1",
      "[grad(f, x)[k] for k in 1..0 by -1]:.1f": "[4.0, 2.0]",
      "i": "7",
    ] {
      #expect(try lesson.inline(source).get().text == expected, "\(source)")
    }
    #expect(throws: (any Error).self) { try lesson.inline("if 1 { expect 1 == 2; 1 } else { 2 }").get() }
  }

  // MARK: - Faults

  @Test func faultsOfRanges() {
    checkDiagnostics(
      "for i in 3..0 { i }", "1:10-14 NN-bad-range: the range goes down, from 3 to 0",
      hint: "a range counts up; `3..0 by -1` counts down")
    checkDiagnostics("for i in 1..0 { i }", "1:10-14 NN-bad-range: the range goes down, from 1 to 0")
    checkDiagnostics("n = 1\nfor i in n..0 { i }", "2:10-14 NN-bad-range: the range goes down, from 1 to 0")
    checkDiagnostics("[i for i in 5..2 + 1]", "1:13-21 NN-bad-range: the range goes down, from 5 to 3")
    checkDiagnostics(
      "for i in 5..2 by 2 { i }",
      "1:10-19 NN-bad-range: a step of 2 leads away from the end of the range, which goes from 5 to 2",
      hint: "write `5..2 by -2`")
    checkDiagnostics(
      "for i in 0..2 by -1 { i }",
      "1:10-20 NN-bad-range: a step of -1 leads away from the end of the range, which goes from 0 to 2")
    checkDiagnostics("for i in 0..2 by 0 { i }", "1:18-19 NN-bad-range: the step of a range must not be 0")
    checkDiagnostics(
      "for i in 0..1 by 0.1 { i }", "1:18-21 NN-not-whole: the step of a range must be whole, and this is 0.1",
      hint: "`for x in arange(0, 1, step: 0.1)` and `for x in linspace(0, 1, 11)` go over other numbers")
    checkDiagnostics("for i in 0..0.5 { i }", "1:13-16 NN-not-whole: the end of a range must be whole, and this is 0.5")
    checkDiagnostics(
      "for i in 0..inf { i }", "1:13-16 NN-not-whole: the end of a range must be whole, and this is Infinity")
    checkDiagnostics(
      "for i in [1, 2]..3 { i }",
      "1:10-16 NN-not-scalar: the start of a range must be a single number, and this has shape [2]")
    checkDiagnostics("for i in (1, 2)..3 { i }", "1:10-16 NN-wrong-kind: a tuple of 2 is no number to compute with")
  }

  @Test func faultsOfMembers() {
    let message = "`for` goes over a range, the entries of a tensor or the members of a tuple, and this is"
    checkDiagnostics(
      "for i in 5 { i }", "1:10-11 NN-wrong-kind: \(message) a number", hint: "`for i in 1..5` counts to it")
    checkDiagnostics("n = 5\n[i for i in n]", "2:13-14 NN-wrong-kind: \(message) a number")
    checkDiagnostics("for i in \"abc\" { i }", "1:10-15 NN-wrong-kind: \(message) text")
    checkDiagnostics("for i in exp { i }", "1:10-13 NN-wrong-kind: \(message) a function")
    checkDiagnostics(
      "h = repeat 2 { a = 1; record(a) }\nfor i in h { i }", "2:10-11 NN-wrong-kind: \(message) a history",
      hint: "what it recorded are vectors: `for i in h.a`")
    checkDiagnostics(
      "for i in range(3) { i }", "1:10-15 NN-unknown-function: unknown function `range`",
      hint: "a loop goes over `0..n - 1`, both ends included, or over `v in x`")
    checkDiagnostics(
      "net = mlp(2, 1)\nfor p in net { p }", "2:10-13 NN-wrong-kind: \(message) a model",
      hint: "parameters stand in a tuple: `for p in (net.w1, net.b1)`")
    checkDiagnostics("f = graph(2)\nfor p in f { p }", "2:10-11 NN-wrong-kind: \(message) a graph figure")
    checkDiagnostics("for i in k { i }", "1:10-11 NN-unknown-name: unknown name `k`")
  }

  @Test func faultsOfComprehensions() {
    checkDiagnostics(
      "[[0 for j in 1..i] for i in 1..2]",
      "1:1-34 NN-ragged-array: the elements of an array must have one shape: the first has [1], number 2 has [2]")
    checkDiagnostics(
      "[(i, 1) for i in 1..2]",
      "1:2-8 NN-wrong-kind: numbers and tensors of one shape are collected, and this is a tuple of 2")
    checkDiagnostics(
      "[exp for i in 1..2]",
      "1:2-5 NN-wrong-kind: numbers and tensors of one shape are collected, and this is a function")
    checkDiagnostics(
      "f(x) = { if x > 0 { 1 } }\n[f(i) for i in 0..1]", "2:2-6 NN-no-value: what is collected here gives no value")
    checkDiagnostics("[1 / i for i in -1..1]", "1:2-7 NN-non-finite: `/` of 1 and 0 gives infinity")
    checkDiagnostics("y = [i for i in 0..1]\ni", "2:1-2 NN-unknown-name: unknown name `i`")
  }

  @Test func argumentsWithoutAValue() {
    checkDiagnostics(
      "f(x) = { if x > 0 { 1 } }\na = 7\ng(b, a) = a + b\ng(1, f(-1))",
      "4:6-11 NN-no-value: what is given for `a` gives no value")
    checkDiagnostics(
      "f(x) = { if x > 0 { 1 } }\na = 7\ng(b, a) = a + b\ng(1, a: f(-1))",
      "4:9-14 NN-no-value: what is given for `a` gives no value")
  }

  @Test func faultsOfConditions() {
    checkDiagnostics(
      "c = 1\ny = if c { 1 }", "2:5-7 NN-no-value: `if` as a value needs an `else`",
      hint: "write `if … { a } else { b }`; each branch gives a value")
    checkDiagnostics(
      "y = if [1, 2] { 1 } else { 2 }",
      "1:8-14 NN-not-scalar: a condition must be a single number, and this has shape [2]")
  }

  // MARK: - Budgets

  @Test func budgets() {
    var small = RunOptions()
    small.memory = 1_000_000
    checkDiagnostics(
      "[0 for i in 1..1_000_000_000]", "1:13-29 NN-memory-budget: this block holds more than 1,000,000 bytes",
      options: small)
    small = RunOptions()
    small.budget = 100_000
    checkDiagnostics(
      "[0 for i in 1..1_000_000]", "1:2-3 NN-operation-budget: this block takes more than 100,000 operations",
      options: small)
  }

  @Test func manyEntries() {
    check("sum([i for i in 1..100000])", "5000050000")
    check("x = ones(20000)\ny = [v^2 for v in x]\nsum(y)", "20000")
    check("w = 2\ny = [w * i for i in 1..20000]\ngrad(sum(y), w)", "200010000")
  }

  // MARK: - Plans

  @Test func plansTakeThem() {
    let setup = "w = 5; b = 2; x = [1, 2, 3]; X = [[1, 2], [3, 4]]; q(t) = t^2; p = (w, b)"
    checkLoops(setup, "repeat 60 { for i in 3..0 by -1 { w -= 0.01 * i * w } }; w", then: "i")
    checkLoops(setup, "h = for i in 100..1 by -1 { w *= 0.99; record(w) }; h.w; i")
    checkLoops(setup, "repeat 60 { L = sum([(w - v)^2 for v in x]); w -= 0.05 * grad(L, w) }; w; L", then: "graph(L)")
    checkLoops(
      setup, "repeat 60 { L = 0; for v in x { L = L + q(w - v) }; w -= 0.05 * grad(L, w) }; w; v", then: "gradients(L)")
    checkLoops(setup, "repeat 60 { w -= 0.01 * sum([sum([i * j * w for j in 0..2]) for i in 2..0 by -1]) }; w")
    checkLoops(setup, "repeat 60 { X *= 0.9; y = [sum(r) for r in X]; b += 0.1 * y[0] }; y; b")
    checkLoops(setup, "repeat 60 { w -= if 2 > 1 { 0.1 * w } else { w } }; w")
    checkLoops(setup, "f(a) = { w = a; repeat 60 { w -= 0.01 * sum([w * v for v in x]) }; w }; f(3)")
    checkLoops(setup, "repeat 60 { for t in (b, 3) { w -= 0.01 * t } }; w")
  }

  @Test func plansLeaveThem() {
    let setup = "w = 5; b = 2; x = linspace(0, 1, 50)"
    checkLoops(setup, "for v in x { w -= 0.1 * v * w }; w", isTaken: false)
    checkLoops(setup, "for i in 99..0 by -1 { w -= 0.001 * i }; w", isTaken: false)
    checkLoops(setup, "repeat 60 { w -= if w > 3 { 0.1 * w } else { 0.01 } }; w", isTaken: false)
    checkLoops(setup, "for i in 1..60 { y = [w * k for k in 1..i]; w -= 0.0001 * sum(y) }; w; y", isTaken: false)
    checkLoops(setup, "[if 1 { w -= v; w } else { 0 } for v in x]; w", isTaken: false)
  }
}
