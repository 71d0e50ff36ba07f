import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Tuples of parameters: entries with names of their own, arithmetic and gradients over all of them, updates that reach
/// the names in their brackets.
struct TupleTests {
  /// Claims that hold, and nothing that is told.
  static let claims: [String] = [
    // Entries are inputs.
    "x = [1, 2]; p = ([3, 4], 0); L = sum(x * p[0]); expect grad(L, p[0]) == [1, 2]",
    "p = (3, (5, [1, 2])); f = p[0] * p[1][0] * sum(p[1][1]); expect grad(f, p) == (15, 9, 15, 15)",
    "p = (3, (5, 7)); expect p[-1][-2] == 5; expect p[0 + 1][1] == 7",
    "p = (2, 3); (a, b) = p; f = a * b; expect grad(f, p[0]) == 3; expect grad(f, a) == 3",
    "w = 2; p = (w ^ 2, 1); expect grad(p[0] ^ 2, p[0]) == 8; expect grad(p[0] ^ 2, w) == 32",
    "make() = (1, [2, 3]); p = make(); expect grad(p[0] * sum(p[1]), p) == (5, 1, 1)",
    "f(p) = p[0] * p[1] ^ 2; q = (2, 3); expect grad(f(q), q) == (9, 12)",
    "f(a) = { p = (a, 3); grad(p[0] * p[1], p) }; expect f(5) == (3, 5)",
    "repeat 2 { p = (4, 5); g = grad(p[0] * p[1], p) }; expect g == (5, 4)",
    "n = (2, 3); expect shape(zeros(n)) == [2, 3]",
    // Structure of the results.
    "p = (2, (3, 4)); g = grad(p[0] * p[1][0] * p[1][1], p); expect g[1][1] == 6; expect g[1] == (8, 6)",
    "p = (2, (3, 4)); expect vjp([p[0], p[1][0] * p[1][1]], p, [1, 2]) == (1, 8, 6)",
    "p = (2, (3, 4)); expect jvp(p[0] * p[1][0] * p[1][1], p, (1, (0, 2))) == 24",
    "p = (2, 3); L = p[0] ^ 2 * p[1]; c = gradcheck(L, p: (12, 4)); expect c.ok == 1",
    "p = (2, 3); L = p[0] ^ 2 * p[1]; c = gradcheck(L, p: (12, 5)); expect c.ok == 0",
    "p = (2, (3, 4)); L = p[0] * p[1][0] + p[1][1]; expect forward(L, p: (5, (6, 7))) == 37",
    "p = (2, 3); L = p[0] * p[1]; p -= 1; expect forward(L) == 2; expect forward(L, p: (5, 6)) == 30; expect L == 6",
    // Arithmetic.
    "p = (1, (2, [3, 4])); expect p + p == (2, 4, 6, 8); expect -p == (-1, -2, -3, -4)",
    "p = (1, (2, [3, 4])); expect 2 * p == (2, 4, 6, 8); expect p / 2 == (0.5, 1, 1.5, 2); expect 1 - p == (0, -1, -2, -3)",
    "p = (1, [2, 3]); expect [10, 20] * p == (10, 20, 20, 60); expect p * p - p == (0, 2, 6)",
    "p = (1, 2); m = 0 * p; repeat 2 { m = 0.5 * m + p }; expect m == (1.5, 3)",
    "p = (1, 2); q = 3 * p; expect grad(q[0] * q[1], p) == (18, 9)",
    "expect norm((3, (4, [12, 84]))) == 85; expect norm([3, 4]) == 5",
    "p = (3, [4]); expect grad(norm(p), p) == (0.6, 0.8)",
    // Updates of all entries and of one.
    "p = (1, (2, [3, 4])); p -= (1, (1, [1, 2])); expect p == (0, 1, 2, 2); p *= 3; expect p == (0, 3, 6, 6)",
    "p = (1, (2, 4)); p[0] += 2; p[1][-1] /= 8; expect p == (3, 2, 0.5); p[1] -= (1, 1); expect p == (3, 1, -0.5)",
    "p = (1, 2, 3); for i in 0..2 { p[i] *= p[i] }; expect p == (1, 4, 9)",
    "p = (1, 2); old = p; p += 1; expect old == (1, 2); expect p == (2, 3)",
    "p = (1, 2); q = p; q[0] += 1; expect p == (1, 2); expect q == (2, 2)",
    "p = (2, 3); f = p[0] * p[1]; p -= 0.5 * grad(f, p); expect p == (0.5, 2); expect f == 6",
    "f(p) = { p -= 1; p[0] *= 5 }; q = (2, 3); expect f(q) == 5; expect q == (2, 3); expect f((4, 5)) == 15",
    // What an update of a tuple moves, and what moves a tuple.
    "w = 1; b = 2; p = (w, b); p -= 1; expect w == 0; expect b == 1; w += 5; expect p == (5, 1)",
    "w = 1; b = 2; c = 3; p = (w, (b, c)); p[1] *= 2; expect c == 6; c -= 1; expect p[1] == (4, 5)",
    "w = 1; c = 3; p = (w, 2); q = (p, c); q *= 2; expect w == 2; expect p == (2, 4); w = 9; q += 1; expect p == (3, 5)",
    "w = 1; p = (w, 2); q = (p[0], 3); q -= 1; expect w == 0; expect p == (0, 2); w += 7; expect q == (7, 2)",
    "w = 1; old = w; p = (w, 2); keep = p; p += 1; expect old == 1; expect keep == (1, 2); old -= 9; expect w == 2",
    "w = 1; p = (w, 2); w = 5; p -= 1; expect w == 5; expect p == (0, 1); w += 1; expect p == (0, 1)",
    "w = 1; p = (w, 2); p = (w, p[1]); p -= 1; expect w == 0; expect p == (0, 1)",
    "w = 1; p = (2 * w, w + 1); p -= 1; expect w == 1; w += 1; expect p == (1, 1)",
    "w = 1; p = (w, w); p[0] -= 1; expect p == (0, 0); expect w == 0",
    "a = 1; b = 2; p = (a, b); (a, b) = (b, a); p += 1; expect a == 2; expect b == 1; expect p == (2, 3)",
    "w = 1; for i in 1..2 { p = (w, i); p += i }; expect p == (4, 4); expect w == 4; expect i == 2",
    "w = 1; if w > 0 { p = (w, 2) }; w += 1; expect p == (2, 2)",
    "f(w) = { b = 1; p = (w, b); p += 1; b *= 10; p[0] + p[1] + 100 * w }; v = 2; expect f(v) == 323; expect v == 2",
    "w = 1; f() = { p = (w, 2); p += 1; p[0] }; expect f() == 2; expect w == 1",
    // Models.
    "net = dense(1, 1, init: \"zeros\"); p = (net.w1, net.b1); p += 1; expect net.w1 == [[1]]; net.b1 += 4; expect p[1] == [5]",
    "net = dense(1, 1); p = (net.w1,); h = train(net, [[1]], [1], loss: mse, epochs: 3); expect p[0] == net.w1",
    "net = dense(1, 1); w = net.w1; v = 1 * w; h = train(net, [[1]], [1], loss: mse); expect w == v",
    """
    net = dense(1, 1, init: "zeros"); bump(m) = { m.b1 += 100; 0 }
    step(m) = { q = (m.w1, m.b1); bump(m); q += 1; m.b1 += 10; q[1] }; p = (net.b1, 3)
    expect step(net) == 111; expect p == (111, 3); expect net.w1 == [[1]]
    """,
    // Functions that update.
    "p = (3, [4]); h = minimize(p[0] ^ 2 + sum(p[1] ^ 2), p, optimizer: sgd(0.25), steps: 2); expect p == (0.75, 1)",
    """
    w = 4; b = 8; p = (w, (b, 16)); old = p; oldw = w; L = p[0] ^ 2 + p[1][0] ^ 2 + p[1][1] ^ 2
    h = minimize(L, p, optimizer: sgd(0.25), steps: 1); expect p == (2, 4, 8); expect w == 2; expect b == 4
    expect old == (4, 8, 16); expect oldw == 4
    h = minimize(L, (w, p[1][1]), optimizer: sgd(0.25), steps: 1); expect p == (1, 4, 4); expect w == 1
    expect forward(L) == 33
    """,
    "w = 4; old = w; h = minimize(w ^ 2, w, optimizer: sgd(0.25), steps: 1); expect old == 4; expect w == 2",
    "w = 4; old = w; f() = w; h = minimize(w ^ 2, f(), optimizer: sgd(0.25), steps: 1); expect w == 2; expect old == 2",
    "p = (4, 1); f() = p; h = minimize(p[0] ^ 2, f()[0], optimizer: sgd(0.25), steps: 1); expect p == (2, 1)",
    "fit(p) = { h = minimize(p[0] ^ 2, p[0], optimizer: sgd(0.25), steps: 1); p }; q = (4, 1); expect fit(q) == (2, 1); expect q == (4, 1)",
    "net = dense(1, 1, init: \"zeros\"); b = net.b1; p = (net.b1, 1); h = minimize(sum((p[0] - 4) ^ 2), net.b1, optimizer: sgd(0.25), steps: 1); expect p == (2, 1); expect net.b1 == 2; expect b == 0",
  ]

  @Test(arguments: claims) func holds(source: String) { checkDiagnostics(source) }

  /// JAX's way to write a network, three ways to write its step; 50 of them in NumPy give the loss and the weights.
  @Test(arguments: [
    "p -= 0.1 * g", "p = (p[0] - 0.1 * g[0], p[1] - 0.1 * g[1], p[2] - 0.1 * g[2], p[3] - 0.1 * g[3])",
    "for i in 0..3 { p[i] -= 0.1 * g[i] }", "p = p - 0.1 * g", "(w, b, v, c) = p; p = (w, b, v, c); p -= 0.1 * g",
  ])
  func descent(step: String) {
    checkDiagnostics(
      """
      x = [[1, 2], [3, -1], [0, 0.5]]; t = [1, 0, 1]
      loss(p) = mse(tanh(x @ p[0] + p[1]) @ p[2] + p[3], t)
      p = ([[0.1, 0.2], [-0.3, 0.4]], [0, 0.1], [0.5, -0.6], 0)
      expect loss(p) == 1.4993695482847624 within 1e-12
      repeat 50 { g = grad(loss(p), p)
        \(step) }
      expect loss(p) == 0.00013448623631078123 within 1e-12
      expect p[0] == [[-0.13316483, 0.37399844], [0.31955948, -0.11480904]] within 1e-8
      expect p[3] == 0.6467503771673753 within 1e-12
      expect norm(g) == 0.009228416628899441 within 1e-12
      """)
  }

  @Test func loops() {
    let network = "w = [1, 2]; b = 0.5; x = [3, 4]; loss(p) = (sum(p[0] * x) + p[1] - 1)^2; p = (w, b)"
    checkLoops(
      network, "h = repeat 40 { L = loss(p); p -= 0.01 * grad(L, p); record(L) }", then: "h.L; p; w; b; loss(p)")
    checkLoops(
      network, "repeat 40 { L = loss(p); g = grad(L, p); w -= 0.01 * g[0]; b -= 0.01 * g[1] }", then: "p; w; b")
    checkLoops(network, "repeat 40 { L = loss((w, b)); w -= 0.01 * grad(L, w) }", then: "p; w; p -= 1; w; b")
    checkLoops(network, "repeat 40 { p[1] -= 0.01 * grad(loss(p), p[1]) }", then: "p; gradients(loss(p)); b")
    checkLoops(network, "repeat 40 { w -= 0.01 * p[0]; p[0] *= 0.9; p -= 0.01 }", then: "p; w; b")
    checkLoops(
      network, "repeat 40 { g = grad(loss(p), p); for i in 0..1 { p[i] -= 0.01 * g[i] } }", then: "p; w", isTaken: true)
    checkLoops(network, "repeat 40 { q = (w, b); w -= 0.01 * grad(loss(q), w) }", then: "p; q; w; q += 1; w")
    checkLoops(network, "repeat 40 { q = (w, b); q -= 0.01 * grad(loss(q), q) }", then: "p; q; w", isTaken: false)
    checkLoops("p = ([1, 2], (3, 4))", "repeat 40 { p = 0.9 * p }", then: "p", isTaken: false)
    checkLoops(
      network + "; fit(a, c) = { q = (a, c); repeat 40 { q -= 0.01 * grad(loss(q), q) }; (q, a, c) }", "r = fit(w, b)",
      then: "r; w; p")
    checkLoops(
      network + "; step(q) = { r = (q, 1); q = q - 0.01 * r[0]; r -= 1; q + 0 * r[1] }", "repeat 40 { w -= step(w) }",
      then: "w; p")
    checkLoops("v = 1; p = (v, v); v = 2", "repeat 40 { p[0] -= 0.1 * p[0] }", then: "p; v")
    checkLoops("v = 1; p = (v, v); v = 2", "repeat 40 { v -= 0.1 * v }", then: "p; v")
  }

  /// Bodies of loops put together at random: plans and the machine leave the same numbers behind.
  @Test func loopsAtRandom() {
    let pieces = [
      "w -= 0.01 * p[0]", "b *= 0.99", "p -= 0.01 * p", "p[0] *= 0.98", "p[1][0] += 0.001 * w", "p[-1] -= 0.01 * p[1]",
      "q -= 0.001", "q[0] *= 0.99", "q[0][1][1] -= 0.01 * b", "w -= 0.01 * grad(sum(p[0] * b), p[0])",
      "p -= 0.01 * grad(sum(w * b) + p[1][1] ^ 2, p)", "r = (w, b)", "r[0] -= 0.01", "r = p", "r -= 0.01 * r",
      "(s, t) = p", "s -= 0.01 * t[0]", "for i in 0..1 { q[0][1][i] *= 0.99 }", "if true { p = (w, (b, c)) }",
      "c -= 0.01",
      "b = 0.9 * b", "p = (w, p[1])", "old = p", "old -= 0.01",
    ]
    var random = SplitMix64(state: 11)
    var taken = 0
    for _ in 0..<120 {
      let count = Int.random(in: 1...4, using: &random)
      let body = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: "; ")
      let source = """
        w = [1, 2]; b = 0.5; c = 3; p = (w, (b, c)); q = (p, 7); r = (w, c); (s, t) = (w, (b, 1)); old = q
        f(w, b, c, q, r, s, t, old) = { p = (w, (b, c)); repeat 30 { \(body) }; (w, b, c, p, q, r, s, t, old) }
        repeat 30 { \(body) }
        (w, b, c, p, q, r, s, t, old)
        f([1, 2], 0.5, 3, (([3, 4], (5, 6)), 7), (1, 2), [8, 9], (10, 11), (12, (13, 14)))
        p -= 1; q *= 2; w += 1
        (w, b, c, p, q, r, s, t, old)
        """
      var results: [[String]] = []
      for compiles in [true, false] {
        var lesson = Lesson()
        lesson.options.compilesLoops = compiles
        let outcome = lesson.run(source)
        results.append(outcome.diagnostics.map(\.message) + shown(outcome))
        if lesson.session.environment.plannedRounds > 0 { taken += 1 }
      }
      #expect(results[0] == results[1], "\(body)")
    }
    #expect(taken > 30)
  }

  /// The same programs on every run.
  private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func entriesAreCalledByTheirNames() {
    let lesson = Lesson()
    #expect(lesson.run("p = (3, (4, 5)); w = 6; q = (w, p)").diagnostics.isEmpty)
    #expect(names(lesson, "p[0] * p[1][0] * q[0]") == ["p[0]", "p[1][0]", "w"])
    #expect(lesson.run("f = p[0] ^ 2 * q[0]; q -= 1; p[0] -= 1").diagnostics.isEmpty)
    #expect(names(lesson, "f * p[0] * q[0]") == ["p[0] (1)", "w (1)", "w", "p[0]"])
    #expect(names(lesson, "q[1][1][1] * 2") == ["p[1][1]"])
    #expect(lesson.run("w = 7; q += 1").diagnostics.isEmpty)
    #expect(names(lesson, "q[0] * w") == ["w", "q[0]"])
  }

  /// What the inputs of a number are called.
  private func names(_ lesson: Lesson, _ source: String) -> [String] {
    guard case .gradcheck(let check)? = lesson.run("gradcheck(\(source))").outputs.last else { return [] }
    return check.entries.map(\.name)
  }

  @Test func aFailedBlockTakesLinksBack() throws {
    let lesson = Lesson()
    #expect(lesson.run("w = 1; p = (w, 2)").diagnostics.isEmpty)
    #expect(!lesson.run("w = 5; p -= 1; q = (p, w); unknown", expectsFailure: true).diagnostics.isEmpty)
    #expect(lesson.run("p -= 1; expect w == 0; w += 3; expect p == (3, 1)").diagnostics.isEmpty)
    #expect(!lesson.run("v = 2; p = (v, w); unknown", expectsFailure: true).diagnostics.isEmpty)
    #expect(lesson.run("p -= 1; expect w == 2; w += 1; expect p == (3, 0)").diagnostics.isEmpty)
    #expect(try lesson.inline("(p, (w, 1))").get().text == "((3, 0), (3, 1))")
    #expect(try lesson.inline("grad(p[0] * p[1], p)").get().text == "(0, 3)")
  }

  /// What a failed block would have moved is not shown unmoved by those that follow.
  @Test(arguments: ["p -= 1", "p[0] -= 1", "h = minimize(w ^ 2, p[0])", "w -= 1"])
  func whatFollowsAFailedBlockIsSkipped(update: String) {
    let lesson = Lesson()
    #expect(lesson.run("w = 1; p = (w, 2); v = 3").diagnostics.isEmpty)
    #expect(lesson.run(update + "\nunknown").diagnostics.map(\.id) == [.unknownName])
    #expect(lesson.run("w").isSkipped && lesson.run("p").isSkipped && !lesson.run("v").isSkipped)
  }

  @Test func manyUpdatesTakeNoMemory() {
    var options = RunOptions()
    options.memory = 1 << 20
    options.compilesLoops = false
    checkDiagnostics(
      "w = zeros(100); p = (w, (1, 2)); repeat 2000 { p += 1; w -= 1 }; expect p[1][0] == 2001; expect w == 0",
      options: options)
  }

  @Test func faults() {
    check(
      "x = [1, 2]\nx[0] -= 3",
      "2:1-5 NN-bad-target: `x` is a tensor of shape [2], and only entries of tuples are updated one by one",
      hint: "update it as a whole, `x -= …`, or make a new tensor, for example with `where` or `stack`")
    check(
      "p = (1, 2)\np[1][0] *= 3",
      "2:1-8 NN-bad-target: `p[1]` is a number, and only entries of tuples are updated one by one")
    check("p = (1, (2, 3))\np[2] -= 1", "2:3-4 NN-index-out-of-range: index 2 is out of range: the tuple has 2 items")
    check(
      "p = (1, (2, 3))\np[1][-3] -= 1", "2:6-8 NN-index-out-of-range: index -3 is out of range: the tuple has 2 items")
    check("p = (1, 2)\np[0.5] += 1", "2:3-6 NN-not-whole: an index must be whole, and this is 0.5")
    check(
      "p = (1, ([2, 3], 3))\np -= (1, 2)",
      "2:1-2 NN-tuple-size: `-=` needs one structure on both sides, and these are `(number, ([2], number))` and `(number, number)`"
    )
    check(
      "p = (1, \"a\")\n2 * (p + (1, 2, 3))",
      "2:6-19 NN-tuple-size: `+` needs one structure on both sides, and these are `(number, text)` and `(number, number, number)`",
      hint: "tuples go entry by entry with tuples of their structure, and as a whole with a number or a tensor")
    check(
      "w = 1\nw -= (1, 2)", "2:1-2 NN-wrong-kind: a tuple of 2 is no number to compute with")
    check("p = (1, \"a\")\np -= 1", "2:1-2 NN-bad-target: `p[1]` is text, and only numbers and tensors are updated")
    check("p = (1, [2, 3])\np += [4, 5]", "2:1-2 NN-shape-mismatch: `+=` does not fit the shapes [] and [2]")
    check(
      "w = 1; p = (w, (2, w))\np -= 1",
      "2:1-2 NN-bad-target: `p` holds one variable twice, and would update it twice",
      hint: "update single entries: `p[0] -= …`")
    check("p = (1, 2)\np @ p", "2:1-6 NN-wrong-kind: a tuple of 2 is no number to compute with")
    check("p = (1, 2)\np ^ 2", "2:1-6 NN-wrong-kind: a tuple of 2 is no number to compute with")
    check(
      "p = (1, 2)\nsum(p)", "2:5-6 NN-wrong-kind: `sum` needs a number or a tensor for `x`, and this is a tuple of 2")
    check(
      "norm((1, 2), axis: 0)",
      "1:20-21 NN-wrong-arguments: `norm` of a tuple is that of all its entries, and takes no axis")
    check(
      "p = (1, 2)\nf() = { p[0] += 1; 0 }\nf()",
      "2:9-13 NN-non-local-update: a function cannot update `p[0]`, which it did not bind")
    check("q[0] += 1", "1:1-2 NN-unknown-name: unknown name `q`")
    check(
      "p = (1, 2)\nL = p[0] * p[1]\np -= 1\ngrad(L, p)",
      "4:9-10 NN-stale-gradient: `L` was computed from an earlier `p[0]` (line 2)")
    check("p = (1, 2)\ngrad(p[0] ^ 2, p)", "2:16-17 NN-no-dependence: `p[0]^2` does not depend on `p[1]`")
    check(
      "f(t) = grad(sum([1, 2] * t), t)\nf([3, 4])",
      "1:30-31 NN-no-dependence: `t` is a constant, and `sum([1, 2] * t)` does not depend on it")
    check(
      "f(t) = grad(sum([1, 2] * t[0]), t[0])\nf(([3, 4], 0))",
      "1:33-37 NN-no-dependence: `t[0]` is a constant, and `sum([1, 2] * t[0])` does not depend on it")
    check(
      "p = (1, 2)\njvp(p[0] * p[1], p, (1, (2, 3)))",
      "2:21-32 NN-wrong-kind: `v` has a direction for each variable, and these are `(number, number)` and `(number, (number, number))`"
    )
    check(
      "p = (1, 2); L = p[0] * p[1]\nforward(L, p: (3, (4, 5)))",
      "2:15-26 NN-tuple-size: `p` is grouped as `(number, number)`, and this as `(number, (number, number))`")
    check(
      "p = (1, 2); L = p[0] * p[1]\ngradcheck(L, p: (3, [4, 5]))",
      "2:14-15 NN-shape-mismatch: `p[1]` has shape [], and the gradient given has [2]",
      hint: "a gradient has the shape of its variable")
  }

  private func check(
    _ source: String, _ expected: String, hint: String? = nil, _ location: SourceLocation = #_sourceLocation
  ) { checkDiagnostics(source, expected, hint: hint, location) }
}
