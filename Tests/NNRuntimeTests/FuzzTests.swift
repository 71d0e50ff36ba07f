import Testing

@testable import NNRuntime

/// Programs out of thin air: whatever they are, the process survives and the next block runs.
struct FuzzTests {
  struct Generator {
    var state: UInt64
    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }
  }

  static let tokens =
    [
      "x", "y", "w", "f", "g", "h", "1", "2", "0", "0.5", "-1", "1e300", "(", ")", "[", "]", "{", "}", ",", ";", "\n",
      ":", "=", "+=", "-=", "*=", "/=", "+", "-", "*", "/", "^", "@", "%", "==", "!=", "<", ">=", "and", "or", "not",
      "if", "else", "for", "in", "..", "repeat", "expect", "within", "backward", "\"a\"", ".", "T", "#", "true", "pi",
      "inf", "(x)", "x = 2\n", "y = [1, 2, 3]\n", "f(x) = x * x\n", "f(x)", "f(a, b) = { a * b }\n",
      "h = repeat 3 { record(x) }\n",
      "h.x", "[0]", "[1:]", "[-1]", "m = [[1, 2], [3, 4]]\n", "m", "m @ m", "x -= 0.1\n", "p = (1, 2)\n", "p",
      "(a, b) = p\n", "backward f(x; y, dy) = dy * x\n",
      "[x for i in 0..2]", "[i * x for i in y]\n", "for v in y { ", "for i in 2..0 by -1 { ", "by", "by -1",
      "z = if x { ", "} else { 1 }\n",
      "net = mlp(2, 3, 1)\n", "net(m)", "net.w1", "net.b2 -= x\n",
    ] + Builtins.all.map { $0.name + "(" } + Builtins.all.map { $0.name + "(x)" }
    + Builtins.all.map { $0.name + "(m, axis: 1)" } + Builtins.all.map { "\($0.name)(f(x), x)\n" }

  static let valid = [
    "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\ngradients(f)\nbackward(f)\ngraph(f)\ngradcheck(f)\nforward(f, x: 3)",
    "σ(t) = 1 / (1 + exp(-t))\nbackward σ(t; y, dy) = dy * y * (1 - y)\ns = 1\ng = σ(s)\ngraph(g)\ngrad(g, s)",
    "w = 5; x = -2; b = -4\nh = repeat 3 { L = (w * x - b)^2; (gw, gb) = grad(L, (w, b)); w -= 0.1 * gw; b -= 0.1 * gb; record(L) }\nh.L\nh",
    "m = [[1, 2], [3, 4]]; v = [1, -1]\ny = sum((m @ v)^2)\ngradients(y, wrt: (m, v))\nhessian(y, v)\nvjp(m @ v, v, [1, 2])\njvp(m @ v, v, [1, 2])\ntable(a: v, b: v)\nm[1, :]\nm[:, 0]\nv[[1, 0]]\nm.T",
    "f(n) = { if n <= 0 { 1 } else { n * f(n - 1) } }\nexpect f(5) == 120\nfor i in 1..3 { f(i) }\nprint(\"x\", f(2), [1, 2])\nx = stop(f(3)) + max([1, 2]) + max(1, 2)\nx",
    "x = [1, 2, 3]\ny = where(x > 2, x, -x)\nz = concat(x, y) \ns = softmax(z)\nt = log_softmax(reshape(z, 2, 3), axis: 0)\nargmax(z)\nshape(t)\none_hot([0, 1], 3)\ngrad(sum(t), x)\nnorm(z) + std(z) + var(z) + mean(z) + prod(x)",
    "x = [1, 2, 3]; w = 2\ny = [if v > 1 { w * v } else { v } for v in x]\nfor r in [[i * j for j in 0..1] for i in 2..0 by -1] { r[0] }\nrepeat 30 { L = sum([(w - v)^2 for v in x]); w -= if L > 1 { 0.1 } else { 0.01 } * grad(L, w) }\nfor p in (w, y) { p }\nh = for i in 3..1 by -2 { record(i: i) }\nh.i",
    "net = mlp(2, 3, 1, activation: tanh)\nsmall = f32(net)\nL = mse(net(m), [[1], [2]])\nnet.w1 -= 0.1 * grad(L, net.w1)\nh = train(small, m, [1, 2], loss: mse, epochs: 2, metrics: mae)\nh.mae\nflow(net, m, [1, 2])\nup(n) = { n.b1 += 1; n.b1 }\nup(small)\npredict(small, m)",
  ]

  private func run(_ source: String) {
    var lesson = Lesson()
    lesson.options = RunOptions(budget: 400_000, memory: 2_000_000, depth: 100)
    _ = lesson.run("x = 2; y = [1, 2, 3]; m = [[1, 2], [3, 4]]; w = 3; h = repeat 2 { record(w) }")
    _ = lesson.run(source)
    _ = lesson.inline(source)
    _ = lesson.run(source, expectsFailure: true)
    #expect(shown(lesson.run("q = 1 + 1\nq")) == ["2"])
  }

  @Test(arguments: 0..<8) func tokenSoup(_ seed: Int) {
    var generator = Generator(state: UInt64(seed) &* 977 &+ 1)
    for _ in 0..<250 {
      var source = ""
      for _ in 0..<(1 + generator.next(14)) {
        source += generator.pick(Self.tokens) + (generator.next(2) == 0 ? " " : "")
      }
      run(source)
    }
  }

  @Test(arguments: 0..<8) func mutations(_ seed: Int) {
    var generator = Generator(state: UInt64(seed) &* 7919 &+ 3)
    for _ in 0..<100 {
      var characters = Array(generator.pick(Self.valid))
      for _ in 0..<(1 + generator.next(5)) {
        let place = generator.next(characters.count)
        switch generator.next(4) {
        case 0: characters.remove(at: place)
        case 1: characters.insert(contentsOf: generator.pick(Self.tokens), at: place)
        case 2: characters.swapAt(place, generator.next(characters.count))
        default: characters.replaceSubrange(place..<min(place + 3, characters.count), with: generator.pick(Self.tokens))
        }
        if characters.isEmpty { characters = ["x"] }
      }
      run(String(characters))
    }
  }
}
