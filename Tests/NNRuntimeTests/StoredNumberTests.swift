import Testing

@testable import NNRuntime

/// A derivative by what a stored number was computed from is refused, at the place where it is asked for; every other
/// one is right.
struct StoredNumberTests {
  @Test(arguments: [
    // An update that accumulates.
    ("w = 2\nloss = 0\nfor t in 1..3 { loss += (w * t)^2 }\ntotal = loss + w^2\ngrad(total, w)", "5:13-14"),
    ("g(w) = { loss = 0\n for t in 1..3 { loss += (w*t)^2 }\n loss + w^2 }\na = 2\ny = g(a)\ngrad(y, a)", "6:9-10"),
    ("x = 2\ns = 1\ns *= x^2\ngrad(s + x, x)", "4:13-14"),
    ("x = [1, 2]\ns = [0, 0]\ns += x\ngrad(sum(s * x), x)", "4:18-19"),
    ("x = 2\ns = 0\ns += x\nt = 0\nt += s\ngrad(t * x, x)", "6:13-14"),
    ("x = 2\ns = 0\ns += x\nvjp(s * x, x, 1)", "4:12-13"),
    ("x = 2\ns = 0\ns += x\njvp(s * x, x, 1)", "4:12-13"),
    ("x = [1, 2]\ns = 0\ns += sum(x)\njacobian(s * x, x)", "4:17-18"),
    ("x = 2\ns = 0\ns += x\nhessian(s * x^2, x)", "4:18-19"),
    ("x = 2\ns = 0\ns += x\ngradients(s * x, wrt: x)", "4:23-24"),
    ("x = 2\ns = 0\ns += x\nminimize((s * x)^2, x)", "4:21-22"),
    ("x = 2\ns = 0\ns += x\ngradcheck(s * x, x: 2)", "4:18-19"),
    ("x = 2\ns = 0\ns += x\nforward(s * x, x: 3)", "4:16-17"),
    // Nodes that are no inputs, and ways through results of functions.
    ("w = 1\nh = 3 * w\ns = 0\ns += h\ngrad(s + h^2, h)", "5:15-16"),
    ("w = 1\nh = 3 * w\ns = 0\ns += h\ngrad(s + h^2, w)", "5:15-16"),
    ("f(u) = u^2\nw = 1\ns = 0\ns += f(w)\ngrad(s * w, w)", "5:13-14"),
    ("f(u) = { s = 0; s += u^2; s }\nplot(f, -1, 1, derivative: true)", "2:6-7"),
    // The derivative kept by name is a node like any other.
    ("w = 2\ng = grad(w^2, w)\nv = 0\nv += g\ngrad(v * g, g)", "5:13-14"),
    // A step forgets its rate; what was updated just before is read as it is.
    ("η = 0.1\nw = 2\nw -= η * grad(w^2, w)\ngrad(w^2, η)", "4:11-13"),
    ("a = 1\nb = 2\na -= 0.2*(a*b-1)*b\nb -= 0.2*(a*b-1)*a\ngrad((a*b-1)^2, a)", "5:17-18"),
    ("w = 2\nold = w\nw -= 1\ngrad(w * old, old)", "4:15-18"),
    ("η = 0.1\nw = 2\nh = minimize((w-1)^2, w, optimizer: sgd(η), steps: 1)\ngrad((w-1)^2 + η, η)", "4:20-22"),
    // A rule that keeps a number has no derivative of its own.
    ("f(x) = x^3\nbackward f(x; y, dy) = dy * stop(3 * x^2)\nx = 2\nhessian(f(x), x)", "4:15-16"),
    ("f(x) = x^3\nbackward f(x; y, dy) = dy * stop(3 * x^2)\nx = 2\ng = grad(f(x), x)\ngrad(g, x)", "5:9-10"),
    ("f(x) = x^3\nbackward f(x; y, dy) = { c = 0; c += 3 * x^2; dy * c }\nx = 2\nhessian(f(x), x)", "4:15-16"),
    // A derivative of a derivative.
    ("z = 0.5\nv = z\nk = z\nk -= z^2\nd = grad(tanh(v - k), k)\ngrad(d, z)", "6:9-10"),
    // Histories.
    ("k = [1, 2]\nh = for i in 0..2 { record(y: sum(k * i)) }\ngrad(sum(h.y^2), k)", "3:18-19"),
    ("k = 2\nh = repeat 3 { record(y: k^2) }\nf = h.y[1] + k\ngrad(f, k)", "4:9-10"),
    ("k = 2\nh = repeat 3 { record(y: k^2) }\nlast = h.y[2]\ngrad(last * k, k)", "4:16-17"),
    // Many nodes of one place: the one that bears the name now is kept.
    (
      "b = 1.5\nt = 2\nw = b\nrepeat 2 { t = 0.8 * t }\nh = for i in 1..40 { w = w + t; record(E: w) }\ngrad(mean(h.E) + t, t)",
      "6:21-22"
    ),
    ("x = 1\nw = 2\nh = minimize((w - x)^2, w, steps: 2)\ngrad(h.loss[0] * x, x)", "4:21-22"),
    // Built-in functions that give numbers.
    ("a = 1\nx = linspace(a, 3, 5)\ngrad(sum(x) + a, a)", "3:18-19"),
    ("a = 2\ngrad(full((2, 2), a)[0, 0] * a, a)", "2:33-34"),
    ("net = dense(2, 1)\nf = sum(predict(net, [[1, 2]])) + sum(net.w1^2)\ngrad(f, net.w1)", "3:9-15"),
    ("a = 0.1\n(x, y) = make_moons(4, noise: a)\ngrad(sum(x) + a, a)", "3:18-19"),
    // A rule written by hand knows nothing of what its function reads beside its arguments.
    ("w = 2\nf(u) = u * w\nbackward f(u; y, dy) = dy * w\na = 3\ngrad(f(a) + w, w)", "5:16-17"),
  ])
  func cut(source: String, range: String) { checkSeen(source, ["\(range) NN-cut-dependence"]) }

  @Test(arguments: [
    ("w = 2\nloss = 0\nfor t in 1..3 { loss = loss + (w * t)^2 }\ngrad(loss + w^2, w)", ["60"]),
    // Totals that nobody differentiates through.
    ("w = 3\ntotal = 0\nrepeat 3 { L = (w-1)^2; total += L; w -= 0.1 * grad(L, w) }\nJ = w^2\ngrad(J, w)", ["4.048"]),
    // Training by hand from the forward pass.
    (
      "X = [[1, 2]]\nW = [[1], [1]]\nd = X @ W - 1\nW -= 0.1 * X.T @ d\nJ = sum((X @ W - 1)^2)\ngrad(J, W)",
      ["[2, 1] [2, 4]"]
    ),
    // Momentum, both ways.
    ("w = 2\nv = 0\nrepeat 2 { v = 0.5 * v + grad(w^2, w); w -= 0.1 * v }\ngrad(w^2, w)", ["2.16"]),
    ("w = 2\nv = 0\nrepeat 2 { v *= 0.5; v += grad(w^2, w); w -= 0.1 * v }\ngrad(w^2, w)", ["2.16"]),
    // `stop` says that a number is meant.
    ("w = 2\ns = 0\ns += stop(w)^2\ngrad(s * w, w)", ["4"]),
    ("w = 2\ns = 0\ns += w > 1\ngrad(s * w, w)", ["1"]),
    ("w = 2\ns = 0\ns += floor(w)\ngrad(s * w, w)", ["2"]),
    ("w = 2\ns = 0\ns += w^2\ngrad(stop(s) * w, w)", ["4"]),
    ("a = 1\nb = 2\na -= 0.25*(a*b-1)*b\nb -= stop(0.5*(a*b-1)*a)\ngrad(a*b, a)", ["2"]),
    // A rule and its function read what the names outside meant then.
    (
      "a = 3\nf(x) = a * x^2\nbackward f(x; y, dy) = dy * 2 * a * x\nx = 2\nL = f(x)\na = 7\ngrad(L, x)\nhessian(L, x)",
      ["12", "6"]
    ),
    (
      "a = 3\nf(x) = a * x^2\nbackward f(x; y, dy) = dy * 2 * a * x\nx = 2\nL = f(x)\na += 4\ngrad(L, x)\nforward(L)",
      ["12", "forward 28"]
    ),
    ("f(x) = x^3\nbackward f(x; y, dy) = dy * stop(3 * x^2)\nx = 2\ngrad(f(x), x)", ["12"]),
    // Second names that a branch gave.
    ("x = 2\nif x > 3 { r = 1 } else { r = x }\ngrad(x * r, r)", ["4"]),
    ("x = 2\nr = x\nif x > 3 { r -= 1 }\ngrad(x * r, r)", ["4"]),
    // A name that was bound anew is another node.
    ("w = 2\ns = 0\ns += w\nw = 5\ngrad(s * w, w)", ["2"]),
    ("w = 2\ns = 0\ns += w\nw -= 1\ngrad(s * w, w)", ["2"]),
    // By the stored number itself, and by what `stop` gave.
    ("w = 2\ns = 0\ns += w\ngrad(s^2, s)", ["4"]),
    ("x = 3\ny = stop(x)\ngrad(y^2 + x, y)\ngrad(y^2 + x, x)", ["6", "1"]),
    ("k = 2\nh = repeat 3 { record(y: k^2) }\nlast = h.y[2]\ngrad(last^2, last)\nlast", ["8", "4"]),
    ("k = 2\nh = repeat 3 { record(y: k^2) }\nh.y\nh.y[0] + 1", ["[4, 4, 4]", "5"]),
  ])
  func right(source: String, values: [String]) { checkSeen(source, values) }

  /// What is remembered is what still lives: a loop of many rounds keeps nothing of them.
  @Test func memory() {
    var lesson = Lesson()
    lesson.options.compilesLoops = false
    let start = "w = 3\ntotal = 0\nx = 2\n"
    let body = "{ L = (w - x)^2; total += L; w -= 0.01 * grad(L, w) }"
    _ = lesson.run(start + "repeat 10 \(body)")
    let graph = lesson.session.environment.graph
    let (nodes, bytes) = (graph.liveNodeCount, graph.liveBytes)
    _ = lesson.run(start + "repeat 3000 \(body)")
    #expect(graph.liveNodeCount == nodes && graph.liveBytes == bytes)
  }

  /// Rounds that a plan takes hand on what they remember, however long the way from name to name is.
  @Test func plans() {
    let shift = "for i in 1..40 { e += d; d += c; c += b; b += a; a += 0.1 * x }"
    let start = "x = 2\na = 0\nb = 0\nc = 0\nd = 0\ne = 0"
    checkLoops(start, shift, then: "grad(e * x, x)")
    checkLoops(start, "for i in 1..40 { record(e); e += d; d += c; c += b; b += a; a += 0.1 * x }", then: "e")
    checkLoops(start, "h = for i in 1..40 { record(e); e += b; b += a; a += 0.1 * x }", then: "grad(h.e[5] * x, x)")
    checkLoops("w = 3\nt = 0", "repeat 40 { t += w; w *= 0.9 }", then: "grad(t * w, w)")
    checkLoops("w = 3\nt = 0", "repeat 40 { w *= 0.9; t += w }", then: "grad(t * w, w)")
  }
}
