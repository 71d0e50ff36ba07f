import Testing

@testable import NNRuntime

/// Inputs that once gave a number that is not so, or nothing where something was to be said: each gives the right value
/// or the named diagnostic, compiled loops or not.
struct NothingFalseTests {
  private func check(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    for compiles in [true, false] {
      var lesson = Lesson()
      lesson.options.compilesLoops = compiles
      let outcome = lesson.run(source)
      let seen = shown(outcome) + outcome.diagnostics.map { "\($0.id.rawValue) \($0.range.start.line)" }
      #expect(seen == expected, "\(source)\n\(outcome.diagnostics.map(\.message))", sourceLocation: location)
    }
  }

  /// Numbers, each as a claim.
  @Test(arguments: [
    // Values without entries in what runs as a plan.
    "x = zeros(0)\nL = sum(x)\nh = minimize(L, x)\nexpect h.loss[0] == 0",
    "x = [1, 2]\nL = sum(x^2) + sum(x[2:])\nminimize(L, x, steps: 2)\nexpect sum(x^2) < 5",
    "W = zeros(0, 2)\nL = sum((W @ [1, 2])^2)\nminimize(L, W)\nexpect L == 0",
    "l(p, t) = mse(p, t) + sum(p[0:0])\nexpect train(dense(2, 1), ones(3, 2), zeros(3, 1), loss: l).loss[0] >= 0",
    // Gradients that are not finite beside ones that are.
    "w = [1, 2]\nL = sum(w^2)\nexpect not gradcheck(L, w: [inf, 4]).ok",
    "a = 0; b = 0; y = max(sqrt(a * a + b * b), 1e-10)\nexpect not gradcheck(y).ok",
    "x = 0; y = where(x < 1, x, sqrt(x))\nexpect not gradcheck(y).ok",
    "f(u) = 3 * u\nbackward f(u; y, dy) = dy * inf\nx = 2\ny = f(x)\nexpect not gradcheck(y).ok",
    // Equal numbers that binary fractions cannot hold.
    "expect normalize([[0.1], [0.1], [0.1]]) == [[0], [0], [0]]",
    "x = [0.1, 0.1, 0.1]\ny = std(x)\nexpect y == 0\nexpect grad(y, x) == [0, 0, 0]",
    // Special points.
    "x = 0\nexpect hessian(x^0, x) == 0",
    "x = [0, 2]; L = sum(reshape(x, 2, 1)^[0, 1, 2, 3])\nexpect hessian(L, x) == [[2, 0], [0, 14]]",
    "A = [[1, 2], [2, 4]]\nexpect hessian(det(A), A) == [[0, 0, 0, 1], [0, 0, -1, 0], [0, -1, 0, 0], [1, 0, 0, 0]]",
    "A = [[0]]\nexpect hessian(det(A), A) == [[0]]",
    "x = [0, 0]\nexpect hessian(norm(x)^2, x) == [[2, 0], [0, 2]]",
    "expect sum(f32(0.1 * ones(1000000))) == 100000 within 0.02",
    "expect (f32(0.1 * ones(1, 1000000)) @ f32(ones(1000000, 1)))[0, 0] == 100000 within 0.5",
    // Entries of tuples.
    "x = [1, 2]\np = ([3, 4], 0)\nL = sum(x * p[0])\nexpect grad(L, p[0]) == [1, 2]",
    "p = (3, 5)\nL = p[0] * p[1]\nexpect grad(L, p)[0] == 5",
    """
    x = [[1, 2], [3, 4]]; t = [1, 0]
    p = ([0.5, -0.5], 0)
    loss(p) = mean((x @ p[0] + p[1] - t)^2)
    start = loss(p)
    repeat 50 { g = grad(loss(p), (p[0], p[1])); p = (p[0] - 0.01 * g[0], p[1] - 0.01 * g[1]) }
    expect loss(p) < 0.9 * start
    """,
    // A rule that says nothing of what is no variable.
    "c(z, t) = sum((z - t)^2)\nbackward c(z, t; y, dy) = (dy * 2 * (z - t), 0 * t)\nz = [1, 2]\nt = [0, 1]\nL = c(z, t)\nexpect grad(L, z) == [2, 2]",
    // What a rule reads beside its arguments, updated since.
    "a = 3\nf(x) = a * x^2\nbackward f(x; y, dy) = dy * 2 * a * x\nx = 2\ny = f(x)\na += 2\nh = minimize(y, x, optimizer: sgd(0.01), steps: 1)\nexpect h.loss[0] == 20\nexpect x == 1.8",
    // Loops.
    "n = 0\nfor t in 3..0 by -1 { n += 1 }\nexpect n == 4",
    "s = 0\nfor v in [0.5, 1, 3] { s += v }\nexpect s == 4.5",
    "k = [1, 2]; x = [1, 2, 3]\ny = [sum(x[i:i+2] * k) for i in 0..1]\nexpect grad(sum(y^2), k) == [42, 68]",
    "w = 2; loss = 0\nfor t in 1..3 { loss = loss + (w * t)^2 }\nexpect grad(loss + w^2, w) == 60",
  ])
  func right(source: String) { check(source, shown(Lesson().run(source)).filter { $0 == "chart" }) }

  @Test(arguments: [
    ("f(u) = { if u > 0 { u^2 } else { 10 - 3 * u } }\nw = 1\nL = f(w)\nforward(L, w: -2)", "NN-cannot-repeat 4"),
    (
      "f(u) = { if u > 0 { u^2 } else { 10 - 3 * u } }\nw = 0.5\nL = f(w)\nh = minimize(L, w, optimizer: sgd(1.2), steps: 3)",
      "NN-cannot-repeat 4"
    ),
    ("x = [5, 2, 3]\ny = x[argmax(x)]\nforward(y, x: [4, 5, 2])", "NN-cannot-repeat 3"),
    ("x = [5, 2, 3]\ny = one_hot(argmax(x), 3) * x\nforward(y, x: [4, 5, 2])", "NN-cannot-repeat 3"),
    ("x = [5, 0, 3]\ny = x[nonzero(x)]\nforward(y, x: [4, 5, 2])", "NN-cannot-repeat 3"),
    // A rule that forgets what arrives, whatever asks.
    ("f(u) = u^2\nbackward f(u; y, dy) = 2 * u\nx = [1, 2, 3]\nL = sum(f(x))\ngraph(L)", "NN-gradient-check-failed 5"),
    (
      "f(u) = u^2\nbackward f(u; y, dy) = 2 * u\nx = [1, 2, 3]\nL = sum(f(x))\ngradients(L)",
      "NN-gradient-check-failed 5"
    ),
    (
      "f(u) = u^2\nbackward f(u; y, dy) = 2 * u\nx = [1, 2, 3]\nL = sum(f(x))\nbackward(L)",
      "NN-gradient-check-failed 5"
    ),
    (
      "f(u) = u^2\nbackward f(u; y, dy) = 2 * u\nx = [1, 2, 3]\nL = sum(f(x))\njacobian(L, x)",
      "NN-gradient-check-failed 5"
    ),
    (
      "f(u) = u^2\nbackward f(u; y, dy) = 2 * u\nx = [1, 2, 3]\nL = sum(f(x))\nh = minimize(L, x)",
      "NN-gradient-check-failed 5"
    ),
    (
      "cube(x) = x^3\nbackward cube(x; y, dy) = dy * 2 * x^2\na = 2\nf = cube(a)\ng = grad(f, a)",
      "NN-gradient-check-failed 5"
    ),
    (
      "h(x, k) = x^k\nbackward h(x, k; y, dy) = (dy * k * x^(k - 1), dy * 77)\nx = 2\nk = 3\ngrad(h(x, k), k)",
      "NN-gradient-check-failed 5"
    ),
    (
      "sg(x) = 1 / (1 + exp(-x))\nbackward sg(x; y, dy) = dy * y\nsp(x) = log(1 + exp(x))\n"
        + "backward sp(x; y, dy) = dy * sg(x)\nx = 1\nL = sp(x)\nhessian(L, x)", "NN-gradient-check-failed 7"
    ),
    // What is born in a backward pass.
    ("x = [0, 0]\nrepeat 3 { L = sqrt(sum(x^2)); x -= 0.1 * grad(L, x) }", "NN-non-finite 2"),
    ("x = 0; y = sqrt(x)\nx -= 0.1 * grad(y, x)", "NN-non-finite 2"),
    ("x = [0, 1]\nv = vjp(sqrt(x), x, [1, 1])", "NN-non-finite 2"),
    ("x = [0, 1]\nv = jvp(sqrt(x), x, [1, 1])", "NN-non-finite 2"),
    ("x = [0, 1]\nv = jacobian(sqrt(x), x)", "NN-non-finite 2"),
    ("x = [0, 0]\nhessian(norm(x), x)", "NN-non-finite 2"),
    // Stored numbers.
    (
      "w = 2; loss = 0\nfor t in 1..3 { loss += (w * t)^2 }\ntotal = loss + w^2\ng = grad(total, w)",
      "NN-cut-dependence 4"
    ),
    (
      "g(w) = { loss = 0\n for t in 1..3 { loss += (w*t)^2 }\n loss + w^2 }\na = 2\nd = grad(g(a), a)",
      "NN-cut-dependence 5"
    ),
    (
      "k = [1, 2]; x = [1, 2, 3]\nh = for i in 0..1 { record(y: sum(x[i:i+2] * k)) }\nd = grad(sum(h.y^2), k)",
      "NN-cut-dependence 3"
    ),
    // Loops that would not run.
    ("n = 0\nfor t in 3..0 { n += 1 }", "NN-bad-range 2"),
    ("for d in 3 { d }", "NN-wrong-kind 1"),
  ])
  func refused(source: String, diagnostic: String) { check(source, [diagnostic]) }
}
