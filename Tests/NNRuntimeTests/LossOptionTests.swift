import Testing

@testable import NNRuntime

/// Losses and activations with options: what `cross_entropy(p, t, probabilities: true)` gives, and functions made by
/// giving options alone.
struct LossOptionTests {
  private static let start = "a = [0.3, 2.9, 4]; y = softmax(a)\n"

  // Worked out with Python's math.log.
  @Test(arguments: [
    ("cross_entropy(y, [0, 0, 1], probabilities: true)", "0.3057144648124521"),
    ("cross_entropy(y, 2, probabilities: true)", "0.3057144648124521"),
    ("cross_entropy([0.1, 0.6, 0.3], [0.2, 0.3, 0.5], probabilities: true)", "1.2157511078915744"),
    ("cross_entropy([[0.3, 0.7], [0.5, 0.5]], [0, 1], probabilities: true)", "0.9485599924429406"),
    ("cross_entropy([1, 0], 0, probabilities: true)", "0"),
  ])
  func values(_ call: String, _ value: String) { check("expect \(call) == \(value)") }

  @Test func gradients() {
    // y − t through the softmax; −t/p/n by the probabilities themselves; −ln p by the target.
    check("expect grad(cross_entropy(y, [0, 0, 1], probabilities: true), a) == y - [0, 0, 1]")
    check("expect grad(cross_entropy(y, 2, probabilities: true), y) == [0, 0, -1.3575946101684189]")
    check(
      "P = [[0.3, 0.7], [0.5, 0.5]]\n"
        + "expect grad(cross_entropy(P, [0, 1], probabilities: true), P) == [[-1.6666666666666667, 0], [0, -1]]")
    check(
      "p = [0.1, 0.6, 0.3]; t = [0.2, 0.3, 0.5]; L = cross_entropy(p, t, probabilities: true)\n"
        + "expect grad(L, p) == [-2, -0.5, -1.6666666666666667]\n"
        + "expect grad(L, t) == [2.3025850929940455, 0.5108256237659907, 1.2039728043259361]\n"
        + "expect gradcheck(L).ok\nexpect trace(hessian(L, p)) == 20 + 0.3/0.36 + 0.5/0.09")
    check(
      "expect gradcheck(cross_entropy(y, 2, probabilities: true)).ok\ngraph(cross_entropy(y, 2, probabilities: true))")
  }

  @Test func rowsThatAreNone() {
    checkDiagnostics(
      "cross_entropy([0.3, 2.9, 4], 2, probabilities: true)",
      "1:15-28 NN-bad-probabilities: `[0.3, 2.9, 4]` is not made of probabilities: entry [1] is 2.9",
      hint: "leave `probabilities: true` out where these are scores")
    checkDiagnostics(
      "p = [[0.5, 0.5], [0.5, 0.4]]\ncross_entropy(p, [1, 0], probabilities: true)",
      "2:15-16 NN-bad-probabilities: `p` is not made of probabilities: row [1] adds up to 0.9")
    checkDiagnostics(
      "cross_entropy([-0.5, 1.5], 0, probabilities: true)",
      "1:15-26 NN-bad-probabilities: `[-0.5, 1.5]` is not made of probabilities: entry [0] is -0.5")
    checkDiagnostics(
      "net = dense(2, 3, sigmoid)\ntrain(net, [[1, 2]], [0], loss: cross_entropy(probabilities: true))",
      "2:33-67 NN-bad-probabilities: what `net` gives is not made of probabilities: row [0] adds up to "
        + "\(sigmoidSum)")
    // Columns that add up to 1, and rows that do not: 0.5 + 0.3.
    checkDiagnostics(
      "p = [[log(0.5), log(0.3)], [log(0.5), log(0.7)]]\ncross_entropy(softmax(p, axis: 0), [0, 1], probabilities: true)",
      "2:15-34 NN-bad-probabilities: `softmax(p, axis: 0)` is not made of probabilities: row [0] adds up to 0.8")
    checkDiagnostics(
      "huber([3], [1], delta: -2)", "1:24-26 NN-wrong-arguments: `delta` is above 0",
      hint: "it is `huber(prediction, target, delta: 1)`")
    checkDiagnostics(
      "evaluate(dense(2, 1), [[1, 2]], [1], loss: huber(delta: 0))", "1:57-58 NN-wrong-arguments: `delta` is above 0")
    checkDiagnostics(
      "cross_entropy([0, 1], 0, probabilities: true)",
      "1:1-46 NN-non-finite: `cross_entropy` of shape [2] and shape [] gives infinity",
      hint: "a probability of 0 for the right class costs infinitely much; of the scores the loss is finite")
  }

  private var sigmoidSum: String {
    let outcome = Lesson().run("net = dense(2, 3, sigmoid)\nsum(net([[1, 2]]))")
    return shown(outcome)[0]
  }

  /// Loops in a plan refuse what the machine refuses, in the same round.
  @Test func compiledLoops() {
    let source =
      "p = [0.25, 0.75]\nfor i in 1..60 { p += [0.01, -0.01] * (i < 40); p *= 1 + 0.001 * (i > 50); "
      + "cross_entropy(p, 0, probabilities: true) }"
    let sources = [
      source,
      "z = [1, 2, 3]; t = 1\nh = repeat 60 { L = cross_entropy(softmax(z), t, probabilities: true); record(L); "
        + "z -= 0.1 * grad(L, z) }\nz\nh.L",
      "z = [1, 2, 3]\nf = huber(delta: 0.5)\nh = repeat 60 { L = f(z, 0); record(L); z -= 0.1 * grad(L, z) }\nz\nh.L",
      "z = [1, 2, 3]; d = 0.5\nh = repeat 60 { L = huber(delta: d)(z, 0); record(L); z -= 0.1 * grad(L, z) }\nz\nh.L",
    ]
    for source in sources {
      var plain = Lesson()
      plain.options.compilesLoops = false
      let (slow, fast) = (plain.run(source), Lesson().run(source))
      #expect(shown(slow) == shown(fast), "\(source)")
      #expect(slow.diagnostics.map(place) == fast.diagnostics.map(place), "\(source)")
      #expect(slow.diagnostics.map(\.message) == fast.diagnostics.map(\.message), "\(source)")
    }
    for source in sources.dropFirst() {
      let planned = Lesson()
      _ = planned.run(source)
      #expect(planned.session.environment.plannedRounds > 50, "\(source)")
    }
    #expect(Lesson().run(source).diagnostics.map(place) == ["2:90-91 NN-bad-probabilities"])
  }

  /// The same steps as those of the scores, since the gradient is the same.
  @Test func training() {
    check(
      """
      X = [[1, -2], [0.5, 3], [-1, 1], [2, 0.25]]; C = [0, 1, 1, 0]
      seed(3); first = dense(2, 2); one = train(first, X, C, loss: cross_entropy, epochs: 5, batch: 3)
      seed(3); second = dense(2, 2, softmax)
      two = train(second, X, C, loss: cross_entropy(probabilities: true), epochs: 5, batch: 3)
      expect one.loss == two.loss
      expect first.w1 == second.w1
      expect evaluate(second, X, C, loss: cross_entropy(probabilities: true)) == evaluate(first, X, C, loss: cross_entropy)
      expect evaluate(first, X, one_hot(C, 2), loss: huber(delta: 0.1)) == huber(first(X), one_hot(C, 2), delta: 0.1)
      """)
  }

  @Test func optionsAlone() {
    check("f = huber(delta: 2)\nexpect f([3], [0]) == 4\nexpect huber(delta: 2)([3], [0]) == 4")
    check("f = leaky_relu(slope: 0.2)\nexpect f([-1, 2]) == [-0.2, 2]")
    check("net = dense(1, 1, leaky_relu(slope: 0.5))\nexpect net([[2]]) == leaky_relu(2 * net.w1, slope: 0.5)")
    check("d = 2; x = 5\nL = huber(delta: d)(x, 0)\nexpect L == 8\nexpect grad(L, d) == 3\nexpect grad(L, x) == 2")
    check("f = softmax(axis: 0)\nexpect f([[0, 0], [0, 0]]) == 0.5")
    checkSeen("huber(delta: 2)", ["function huber(prediction, target)"])
  }

  @Test func faultsOfOptions() {
    checkDiagnostics(
      "huber(delta: [1, 2])([1], [2])",
      "1:1-21 NN-shape-mismatch: `huber` does not fit the shapes [2]", hint: "`delta` is a single number")
    checkDiagnostics(
      "cross_entropy(probabilites: true)",
      "1:15-27 NN-wrong-arguments: `cross_entropy` has no parameter `probabilites`")
    checkDiagnostics(
      "f = cross_entropy(probabilities: \"yes\")\nf([1, 0], 0)",
      "1:34-39 NN-wrong-kind: `cross_entropy` needs a number or a tensor for `probabilities`, and this is text")
    checkDiagnostics(
      "train(dense(1, 2, softmax), [[1], [2]], [0, 5], loss: cross_entropy(probabilities: true))",
      "1:41-47 NN-index-out-of-range: class 5 is none of the 2 that the model tells apart")
    checkDiagnostics(
      "f = huber(delta: 2)\nf([1])", "2:1-7 NN-wrong-arguments: `huber` needs `target`",
      hint: "it is `huber(prediction, target)`")
    checkDiagnostics(
      "f = huber(delta: 2)\nbackward f(p, t; y, dy) = (dy, dy)",
      "2:10-11 NN-bad-backward-rule: `f` is built in and has its derivative")
  }

  private func check(_ lines: String) {
    let outcome = Lesson().run(Self.start + lines)
    #expect(outcome.diagnostics.isEmpty, "\(lines)\n\(outcome.diagnostics.map { "\(place($0)) \($0.message)" })")
    #expect(outcome.claims.allSatisfy { $0.holds })
  }
}
