import Testing

@testable import NNRuntime

/// Loops in functions: what plans take of them, and that nothing else can be seen of it.
@Suite struct FunctionLoopTests {
  @Test func trainsANetworkInAFunction() {
    checkLoops(
      """
      seed(3)
      X = [[0.3, 1], [0.5, 0.2], [1, 0.4]]
      y = [[0.75], [0.82], [0.93]]
      start1 = randn(2, 3)
      start2 = randn(3, 1)
      slope(s) = sigmoid(s) * (1 - sigmoid(s))
      final(a, at_z) = {
        w1 = start1; w2 = start2
        repeat 60 {
          z1 = X @ w1; h = sigmoid(z1)
          z2 = h @ w2; o = sigmoid(z2)
          d2 = (y - o) * slope(a * o + (1 - a) * z2)
          d1 = (d2 @ w2.T) * slope(at_z * z1 + (1 - at_z) * h)
          w1 += X.T @ d1
          w2 += h.T @ d2
        }
        mean((y - sigmoid(sigmoid(X @ w1) @ w2))^2)
      }
      """,
      "runs = [final(0, 0), final(0, 1), final(1, 0), final(1, 1)]; runs; E = final(0.5, 1)",
      then: "graph(E); gradients(E); start1; start2")
  }

  @Test(arguments: [
    "w = a; repeat 70 { w -= 0.1 * w }; w",
    "w = a; v = x; repeat 70 { w *= 0.99; v /= 1.01; v += w; w -= 0.01 }; sum(v) + w",
    "w = a; repeat 70 { w -= 0.1 * grad((w - b)^2, w) }; w",
    "v = x; for i in 3..80 { f = norm(v - b); v -= 0.01 * grad(f, v) }; f",
    "v = x; h = repeat 70 { E = sum((v - a)^2); v -= 0.1 * grad(E, v); record(E); record(v) }; sum(h.E) + sum(h.v)",
    "w = a; repeat 40 { s = 0; for j in 0..2 { s += x[j] * w }; w += 0.01 * s }; w + s",
    "w = a; repeat 30 { repeat 3 { w *= 0.9 }; if b > 1 { w += b } else { w -= b } }; w",
    "w = a; repeat 30 { w += twice(w) * 0.01 }; w",
    "a *= 2; repeat 70 { a -= 0.1 * (a - b) }; a",
    "w = a * 3; repeat 70 { w += 1 }; w",
    "w = f32(x); repeat 70 { w -= 0.1 * w }; w",
  ]) func takesBodies(body: String) {
    let names = "p = 0.5; q = 2; x = [0.3, -1.2, 2.1]; w = 7; twice(t) = { s = t * 2; s }; s = 9"
    let setup = "\(names); f(a, b) = { \(body) }"
    checkLoops(
      setup, "y = f(p, 2); y; z = f(0.25, q); z; f(p, q)",
      then: "graph(y); graph(z); p; q; w; s; a = f(1, 1); a")
  }

  @Test func takesLoopsFromEverywhere() {
    let setup = """
      p = 0.5
      descend(t) = { w = t; repeat 40 { w -= 0.1 * (w^3 - t) }; w }
      twice(g, t) = g(t) + g(2 * t)
      """
    checkLoops(setup, "twice(descend, p)")
    checkLoops(setup, "for i in 1..5 { descend(i) }; table(i: [descend(1), descend(2)])")
    checkLoops(setup, "plot(descend, -1, 1)", then: "p")
    checkLoops(setup, "u = 0; repeat 30 { u += descend(u) * 0.1 }; u")
    checkLoops(
      "\(setup); rule(t) = t^2; backward rule(t; y, dy) = dy * 2 * descend(t)", "f = rule(p); grad(f, p); gradients(f)")
    checkLoops(
      "steps(t, f) = { w = t; repeat 40 { w -= 0.1 * f(w) }; w }; g(t) = t^2", "steps(2, g); steps(1, sin)")
  }

  @Test func takesLoopsOfExpressionsInTheText() throws {
    var lesson = Lesson()
    let texts = try [true, false].map { compiles in
      lesson.options.compilesLoops = compiles
      _ = lesson.run("f(t) = { w = t; repeat 40 { w -= 0.1 * (w^3 - t) }; w }")
      return try lesson.inline("f(0.5):.17g").get().text
    }
    #expect(texts[0] == texts[1])
    #expect(lesson.session.environment.plannedRounds == 36)
  }

  @Test(arguments: [
    "for i in 1..60 { w -= 0.1 * i }; w",
    "repeat 60 { if w > 3 { w -= 1 }; w += 0.5 }; w",
    "u = a; repeat 60 { u = u + 0.1 * w; w += 1 }; u",
    "repeat 60 { w += rand() }; w",
    "t = (sin, rand); repeat 60 { (g, r) = t; w += r() }; w",
    "repeat 60 { w += counted(w); w *= 0.5 }; w",
    "repeat 60 { k = w; w += 1; k += w; w += m; m = k }; w",
    "v = 1; repeat 60 { h = repeat 3 { record(w) }; w += h.w[0] }; w",
    "repeat 20 { w += 1 }; w",
  ]) func leavesBodies(body: String) {
    let setup = "x = [1, 2]; m = 0; counted(t) = { h = repeat 2 { record(t) }; h.t[1] }"
    checkLoops("\(setup); f(a) = { w = a; \(body) }", "f(0.5); f(2)", isTaken: false)
  }

  /// A global of the name of a local does not stand in the way; one that the function may really read does.
  @Test func asksWhichNamesAFunctionReadsOutside() {
    let own = "step(t) = { z = t * 2; o = z + 1; o }"
    checkLoops(own, "w = 1; z = 0; repeat 40 { w -= 0.1 * step(w); z = w; o = z }; w; z")
    let branch = "step(t) = { if t > 100 { z = t }; z * 2 }"
    checkLoops(branch, "w = 1; z = 5; repeat 40 { w -= 0.001 * step(3); z = w * 0.5 }; w; z", isTaken: false)
    let both = "step(t, c) = { if c { z = t } else { z = 2 * t }; z * 2 }"
    checkLoops(both, "w = 1; z = 5; repeat 40 { w -= 0.01 * step(w, 1) * step(w, 0); z = w * 0.5 }; w; z")
  }

  /// Where a round of the loop outside would be too long for a plan, the one inside has its own.
  @Test func prefersLongLoopsInside() {
    let f = "f(t) = { w = t; repeat 9000 { w -= 0.001 * (w - 2) * w }; w }"
    let options = RunOptions(budget: 1_000_000_000)
    checkLoops(f, "u = 0; for i in 1..3 { u += f(u) }; u", options: options)
    checkLoops(f, "u = 0; repeat 30 { u += f(u) * 0.01 }; u", options: options)
    checkLoops("", "u = 1; repeat 30 { repeat 9000 { u *= 0.9999 } }; u", options: options)
  }

  @Test func findsTheFaultWhereItIs() {
    let f = "f(a) = { w = a; repeat 2000 { w *= 1.5 }; w }"
    checkLoops(f, "1; f(3)", then: "f(1)")
    checkLoops("f(a) = { w = a; h = repeat 2000 { y = log(50 - w); w += 1; record(y) }; h.y }", "f(1)")
    checkLoops("f(a) = { w = a; repeat 2000 { w += x[5] } ; w }; x = [1, 2]", "f(1)", isTaken: false)
    checkLoops("g(t) = 1 / (t - 90); f(a) = { w = a; repeat 2000 { y = g(w); w += 1 }; y }", "f(0)", then: "f(91)")
    checkLoops("f(a) = { repeat 60 { b += 1 }; b }; b = 1", "f(0)", then: "b", isTaken: false)
    checkLoops("f(a) = { repeat 60 { a += 1 }; if a > 0 { b = 1 }; a + c }", "f(0)")
    // A rule that fails in its loop, and a plot that goes on after a point without a value.
    checkLoops(
      "r(t) = t^2; backward r(t; y, dy) = { w = t; repeat 2000 { w *= 1.5 }; w }; p = 2; f = r(p)", "grad(f, p)")
    checkLoops("f(t) = { w = 0.5; repeat 60 { w -= 0.1 * log(t) * w }; w }", "plot(f, -1, 3)")
  }

  @Test(arguments: [9_000, 20_000, 30_000, 30_050, 30_777, 60_000, 90_000]) func stopsAtTheBudget(budget: Int) {
    checkLoops(
      "f(a) = { w = a; repeat 50 { w *= 0.9; v = w * 2 }; v }", "f(3); f(4)", then: "f(5)",
      options: RunOptions(budget: budget))
  }

  @Test(arguments: [30_000, 100_000, 200_000]) func stopsAtTheMemory(memory: Int) {
    checkLoops(
      "f(a) = { w = a; h = repeat 4000 { w *= 0.99; record(w); record(v: [1, 2, w]) }; sum(h.w) }", "f(3)",
      then: "f(1)", options: RunOptions(memory: memory))
  }
}
