import Testing

@testable import NNRuntime

/// Loops that plans take, against the same loops interpreted: whatever can be seen afterwards is the same.
@Suite struct RepeatedLoopTests {
  private static let network = """
    seed(3)
    X = [[0.3, 1], [0.5, 0.2], [1, 0.4]]
    y = [[0.75], [0.82], [0.93]]
    w1 = randn(2, 3)
    w2 = randn(3, 1)
    sigma(x) = 1 / (1 + exp(-x))
    """

  @Test func trainsANetwork() {
    checkLoops(
      Self.network,
      """
      h = repeat 90 {
        a = sigma(X @ w1)
        o = sigma(a @ w2)
        E = sum((y - o)^2) / 2
        (g1, g2) = grad(E, (w1, w2))
        w1 -= 0.5 * g1
        w2 -= 0.5 * g2
        record(E)
      }
      """, then: "h.E; w1; w2; E; a; g1; grad(E, X); graph(E); gradients(E)")
    checkLoops(
      Self.network,
      """
      repeat 90 {
        z = X @ w1
        a = sigmoid(z)
        o = sigmoid(a @ w2)
        d = (o - y) * o * (1 - o)
        d1 = (d @ w2.T) * a * (1 - a)
        w2 -= 0.5 * (a.T @ d)
        w1 -= 0.5 * (X.T @ d1)
      }
      """, then: "w1; w2; o; d1")
  }

  @Test(arguments: [
    "w -= 0.1 * grad(w^2, w)",
    "w -= 0.1 * grad((w - 1)^2, w); v *= 0.9; v += w; record(v); record(w)",
    "f = (w - 3)^2; g = grad(f, w); w -= 0.1 * g; w *= 0.99; record(g); record(f)",
    "f = sum(abs(x - 3) * where(x > 0, x, -x)); x -= 0.01 * grad(f, x); record(f)",
    "f = norm(x); x -= 0.01 * grad(f, x); k = 2; w += k; record(x)",
    "s = softmax(x); x += 0.1 * (s - x[0]); record(s); for j in 0..2 { x *= 0.5; w += x[j] * j }",
    "f = sum(x^3); x -= 0.001 * grad(sum(grad(f, x)^2), x); record(f)",
    "f = det([[w, v], [x[0], 1]]); w -= 0.1 * grad(f, w); record(f)",
    "f = sum(solve([[2 + w^2, v], [0, 1]], [1, 2])); w -= 0.1 * grad(f, w); record(f)",
    "f = trace(inv([[2 + w^2, v], [0, 1]])); w -= 0.1 * grad(f, w); record(f)",
    "a = accuracy([[w, v]], [1]); w -= 0.1; record(a)",
    "w += 1; record(n: 3)", "s = 0; for j in 0..2 { s += x[j] * w; s *= 0.9 }; w -= 0.1 * s; record(s)",
  ]) func takesBodies(body: String) {
    checkLoops("w = 0.5; v = 2; x = [0.3, -1.2, 2.1]", "h = repeat 70 { \(body) }; h", then: "w; v; x")
    checkLoops("w = 0.5; v = 2; x = [0.3, -1.2, 2.1]", "for i in 3..80 { \(body) }", then: "w; v; x; i")
  }

  @Test(arguments: [
    "w -= 0.1 * i", "if w > 3 { w -= 1 }; w += 0.5", "if i == 50 { w = 7 }; v += 1",
    "p = w; w += v; q = p; v += q - r; r = q",
    "w += rand()", "w += 1; expect w > 0", "u = u + 0.1 * w; w += 1", "w += x[round(v) % 3]; v += 1",
  ]) func leavesBodies(body: String) {
    checkLoops(
      "w = 0.5; v = 2; x = [0.3, -1.2, 2.1]; r = 1; u = 0", "for i in 1..60 { \(body) }", then: "w; v; x",
      isTaken: false)
  }

  @Test func findsTheFaultWhereItIs() {
    let setup = "w = 3; x = [1, 2]; sigma(t) = 1 / (1 + exp(-t))"
    checkLoops(setup, "repeat 2000 { w *= 1.5 }", then: "w")
    checkLoops(setup, "repeat 2000 { y = log(50 - w); w += 1 }", then: "w")
    checkLoops(setup, "repeat 2000 { y = sigma(-w); w += 1; record(y) }", then: "w")
    checkLoops(setup, "h = repeat 2000 { x -= 0.6 * grad(sum(x^2) * w, x); record(x) }", then: "x")
  }

  @Test(arguments: [20_000, 30_000, 30_050, 30_777, 60_000, 70_000]) func stopsAtTheBudget(budget: Int) {
    checkLoops(
      "w = 3", "repeat 50 { w *= 0.9; v = w * 2 }", then: "w", isTaken: budget > 8_000,
      options: RunOptions(budget: budget))
  }
}

/// What a plan stops before: the machine takes the round that a matrix without inverse ends, and says so.
@Suite struct SingularRoundTests {
  @Test(arguments: ["solve(a, [1, 2])", "inv(a)"]) func endsWhereThereIsNoInverse(call: String) {
    var found: [[String]] = []
    for compiles in [true, false] {
      var lesson = Lesson()
      lesson.options.compilesLoops = compiles
      let outcome = lesson.run("w = 30\nh = repeat 90 { a = [[w, 0], [0, 1]]; s = sum(\(call)); w -= 1; record(s) }\nw")
      found.append(outcome.diagnostics.map { "\(place($0)) \($0.message)" })
    }
    #expect(found[0] == found[1])
    #expect(found[0].count == 1 && found[0][0].contains("the matrix is singular"), "\(found)")
  }
}
