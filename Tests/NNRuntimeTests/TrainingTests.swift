import Artifacts
import Foundation
import Testing

@testable import NNRuntime

/// Models, optimizers and training through the language; the numbers are those of the list of facts.
struct TrainingTests {
  private func check(
    _ source: String, _ facts: [(String, Double)] = [], relative: Double = 0, absolute: Double = 0,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let lesson = Lesson()
    let outcome = lesson.run(source)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    for (expression, expected) in facts {
      switch lesson.inline(expression) {
      case .success(let result):
        let value = result.value.values.first ?? .nan
        #expect(
          (value - expected).magnitude <= max(relative * expected.magnitude, absolute),
          "\(expression) is \(value), not \(expected)", sourceLocation: location)
      case .failure(let diagnostic): Issue.record("\(expression): \(diagnostic.message)", sourceLocation: location)
      }
    }
  }

  // MARK: - Optimizers

  struct Trajectory: Decodable {
    var optimizer: String
    var steps: Int
    var points: [[Double]]
    var losses: [Double]
    var last: [Double]?
    var lastLoss: Double?
  }

  /// On x²/20 + y² from (−7, 2).
  @Test func trajectories() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("OptimizerReference.json")
    let cases = try JSONDecoder().decode([Trajectory].self, from: Data(contentsOf: file))
    #expect(cases.count == 15)
    for trajectory in cases {
      let lesson = Lesson()
      let outcome = lesson.run(
        "p = [-7, 2]\nL = p[0]^2 / 20 + p[1]^2\nh = minimize(L, p, optimizer: \(trajectory.optimizer), "
          + "steps: \(trajectory.steps))")
      #expect(outcome.diagnostics.map(\.message) == [], "\(trajectory.optimizer)")
      let path = try lesson.inline("h.path").get().value
      let losses = try lesson.inline("h.loss").get().value.values
      #expect(path.shape == [trajectory.steps + 1, 2])
      #expect(losses.count == trajectory.steps)
      func compare(_ a: Double, _ b: Double) {
        #expect(
          (a - b).magnitude <= 1e-13 + 1e-12 * max(a.magnitude, b.magnitude), "\(trajectory.optimizer): \(a), not \(b)")
      }
      for (step, point) in trajectory.points.enumerated() {
        compare(path.values[2 * step], point[0])
        compare(path.values[2 * step + 1], point[1])
        if step < losses.count { compare(losses[step], trajectory.losses[step]) }
      }
      guard let last = trajectory.last, let lastLoss = trajectory.lastLoss else { continue }
      let found = try lesson.inline("p").get().value.values
      compare(found[0], last[0])
      compare(found[1], last[1])
      compare(try lesson.inline("forward(L)").get().value.values[0], lastLoss)
    }
  }

  /// `001.optim.keras-anchors`: one step on x²/2.
  @Test func anchors() {
    let start = "x = 10\nL = x^2 / 2\n"
    check(
      start + "minimize(L, x, optimizer: rmsprop(0.1, rho: 0.9, epsilon: 1e-7, epsilon_at: \"inside\"), steps: 1)",
      [("x", 9.683772235564302)], relative: 1e-13)
    check(
      start + "minimize(L, x, optimizer: adam(0.1, epsilon: 1e-7, epsilon_at: \"uncorrected\"), steps: 1)",
      [("x", 9.900000031622767)], relative: 1e-13)
    check("x = 1\nL = x^2 / 2\nminimize(L, x, optimizer: sgd(0.1), steps: 1)", [("x", 0.9)], relative: 1e-13)
    check(
      "x = 1\nL = x^2 / 2\nh = minimize(L, x, optimizer: sgd(0.1, momentum: 0.9), steps: 2)",
      [("h.path[1, 0]", 0.9), ("h.path[2, 0]", 0.72), ("x", 0.72)], relative: 1e-13)
  }

  /// `001.convex-gd`: x_k = x₀ (1 − 2η)ᵏ.
  @Test func convex() {
    for (rate, expected) in [(0.1, 0.1073741824), (0.5, 0), (0.9, 0.1073741824), (1, 1), (1.1, 6.1917364224)] {
      check(
        "x = 1\nL = x^2\nminimize(L, x, optimizer: sgd(\(rate)), steps: 10)", [("x", expected)], relative: 1e-12,
        absolute: 1e-15)
    }
  }

  /// `001.optim.newton`.
  @Test func newton() {
    check(
      "p = [-7, 2]\nL = p[0]^2 / 20 + p[1]^2\nh = minimize(L, p, optimizer: newton(), steps: 1)",
      [("p[0]", 0), ("p[1]", 0), ("forward(L)", 0), ("h.loss[0]", 6.45)], absolute: 1e-14)
    check(
      "a = -1.2; b = 1\nL = 100 * (b - a^2)^2 + (1 - a)^2\nh = minimize(L, (a, b), optimizer: newton(), steps: 20)\n"
        + "expect shape(h.loss)[0] < 10", [("a", 1), ("b", 1)], absolute: 1e-9)
  }

  /// `001.optim.bfgs-rosenbrock.scipy`.
  @Test func rosenbrock() {
    for method in ["bfgs()", "lbfgs()"] {
      check(
        "p = [-1.2, 1]\nL = 100 * (p[1] - p[0]^2)^2 + (1 - p[0])^2\nh = minimize(L, p, optimizer: \(method), steps: 200)\n"
          + "expect shape(h.loss)[0] <= 60", [("p[0]", 1), ("p[1]", 1)], absolute: 1e-4)
      check(
        "p = [0, 0]\nL = 100 * (p[1] - p[0]^2)^2 + (1 - p[0])^2\nminimize(L, p, optimizer: \(method), steps: 200)",
        [("p[0]", 1), ("p[1]", 1)], absolute: 1e-4)
      check(
        """
        p = [1.3, 0.7, 0.8, 1.9, 1.2]
        L = sum(100 * (p[1:] - p[:-1]^2)^2 + (1 - p[:-1])^2)
        minimize(L, p, optimizer: \(method), steps: 200)
        expect p == [1, 1, 1, 1, 1] within 1e-4
        """)
    }
  }

  static let study = """
    seed(812)
    repeat 4 {
      w1 = randn(2, 3)
      w2 = randn(3, 1)
    }
    X = [[1, 1], [0.25, 0.625], [0.875, 0.75]]
    y = [[56], [20], [47]] / 56
    o = sigmoid(sigmoid(X @ w1) @ w2)
    J = 0.5 * sum((y - o)^2)

    """

  /// `001.bfgs.network`.
  @Test func studyNetworkByBFGS() {
    check(
      Self.study + "h = minimize(J, (w1, w2), optimizer: bfgs(), steps: 2000)\nexpect forward(J) < 1e-6")
  }

  /// `001.train10000.true`: 10,000 steps down the true gradient.
  @Test func studyNetworkByDescent() {
    check(
      Self.study
        + "h = minimize(J, (w1, w2), optimizer: sgd(1), steps: 10000)\nerror = h.loss * 2 / 3\nlast = forward(J) * 2 / 3",
      [
        ("error[0]", 0.19523515397548788), ("error[1]", 0.14926336886486957), ("error[999]", 0.004090234091598884),
        ("error[5999]", 0.0036032502937809754), ("error[9999]", 0.0031767615536495877), ("last", 0.003176640235832962),
        ("w1[0, 0]", 3.434534174190244), ("w2[1, 0]", -7.2019856820639045),
      ], relative: 1e-11, absolute: 1e-13)
  }

  struct Losses: Decodable {
    var optimizer: String
    var losses: [Double]
  }

  /// 200 steps of a 784-32-10 network, from the same weights, data and batches as PyTorch: `scripts/training-reference`.
  @Test func lossesOfPyTorch() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("TrainingReference.json")
    let cases = try JSONDecoder().decode([Losses].self, from: Data(contentsOf: file))
    #expect(cases.count == 9)
    for reference in cases {
      let lesson = Lesson()
      let outcome = lesson.run(
        """
        seed(3)
        net = mlp(784, 32, 10)
        seed(4)
        x = rand(80, 784)
        y = randint(0, 10, 80)
        h = train(net, x, y, loss: cross_entropy, optimizer: \(reference.optimizer), epochs: 20, batch: 8, shuffle: false)
        """)
      #expect(outcome.diagnostics.map(\.message) == [], "\(reference.optimizer)")
      let losses = try lesson.inline("h.loss").get().value.values
      #expect(losses.count == reference.losses.count)
      for (a, b) in zip(losses, reference.losses) {
        #expect((a - b).magnitude <= 1e-9 * b, "\(reference.optimizer)")
      }
    }
  }

  // MARK: - Models

  @Test func counts() {
    check(
      """
      softmax_regression = dense(784, 10)
      small = mlp(784, 50, 10)
      study = mlp(2, 3, 1, activation: sigmoid, output: sigmoid)
      bare = sequential(dense(2, 3, sigmoid, bias: false), dense(3, 1, sigmoid, bias: false))
      expect summary(softmax_regression).total == 7850
      expect summary(small).total == 39760
      expect summary(study).total == 13
      expect summary(bare).total == 9
      """)
    #expect(
      shown(Lesson().run("net = sequential(dense(784, 128), relu, dense(128, 10))\nsummary(net)")) == ["summary 101770"]
    )
  }

  @Test func parameters() {
    check(
      """
      seed(812)
      net = sequential(dense(2, 3, sigmoid, bias: false, init: "normal"), dense(3, 1, sigmoid, bias: false, init: "normal"))
      seed(812)
      w1 = randn(2, 3)
      w2 = randn(3, 1)
      X = [[1, 1], [0.25, 0.625], [0.875, 0.75]]
      expect net.w1 == w1
      expect net.w2 == w2
      expect net(X) == sigmoid(sigmoid(X @ w1) @ w2)
      expect predict(net, X) == net(X)
      E = sum(net(X)^2)
      F = sum(sigmoid(sigmoid(X @ w1) @ w2)^2)
      expect grad(E, net.w1) == grad(F, w1)
      seed(3)
      wide = dense(100, 200)
      expect max(abs(wide.w1)) <= sqrt(6 / 300)
      expect max(abs(wide.w1)) > 0.99 * sqrt(6 / 300)
      expect sum(abs(wide.b1)) == 0
      he = dense(100, 200, relu, init: "he")
      expect std(he.w1) == sqrt(2 / 100) within 0.003
      expect sum(abs(dense(2, 2, init: "zeros").w1)) == 0
      """)
  }

  @Test func trainingIsDescent() {
    // One batch of all rows, not shuffled: the same as minimize.
    check(
      """
      seed(5)
      x = randn(7, 2)
      y = randn(7)
      seed(6)
      net = mlp(2, 4, 1, activation: tanh)
      seed(6)
      w1 = uniform(-1, 1, (2, 4)); b1 = zeros(4); w2 = uniform(-sqrt(6 / 5), sqrt(6 / 5), (4, 1)); b2 = zeros(1)
      expect w1 == net.w1
      expect w2 == net.w2
      L = mse(affine(tanh(affine(x, w1, b1)), w2, b2), reshape(y, 7, 1))
      h = minimize(L, (w1, b1, w2, b2), optimizer: adam(0.05), steps: 20)
      k = train(net, x, y, loss: mse, optimizer: adam(0.05), epochs: 20, batch: 7, shuffle: false, metrics: mae)
      expect h.loss == k.loss
      expect net.w1 == w1
      expect net.b2 == b2
      expect evaluate(net, x, y, loss: mse) == forward(L)
      expect shape(k.mae) == [20]
      """)
  }

  /// The epoch's loss is the mean over its batches, each before its update, weighted by their rows.
  @Test func epochLoss() {
    check(
      """
      x = [[1], [2], [3], [4], [5]]
      y = [2, 4, 6, 8, 11]
      net = dense(1, 1, init: "zeros")
      h = train(net, x, y, loss: mse, optimizer: sgd(0.01), epochs: 1, batch: 2, shuffle: false)
      w = 0; b = 0
      total = 0
      for i in 0..2 {
        xs = x[2 * i:2 * i + 2]
        ys = reshape(y[2 * i:2 * i + 2], shape(xs)[0], 1)
        L = mse(w * xs + b, ys)
        total += L * shape(xs)[0]
        (gw, gb) = grad(L, (w, b))
        w -= 0.01 * gw
        b -= 0.01 * gb
      }
      expect h.loss[0] == total / 5
      expect net.w1 == w
      expect net.b1 == b
      """)
  }

  /// `001.make_samples.training-band`.
  @Test func regressionBand() {
    check(
      """
      seed(0)
      x = uniform(1, 8, (1000, 2))
      y = (x @ [5, 2] + 40) / 100
      net = sequential(dense(2, 3, sigmoid), dense(3, 1, sigmoid))
      h = train(net, x, y, loss: mse, optimizer: sgd(0.01), epochs: 50, batch: 32, metrics: mae)
      expect h.loss[0] >= 0.005
      expect h.loss[0] <= 0.35
      expect h.loss[49] < h.loss[0]
      expect h.loss[49] >= 0.005
      expect h.loss[49] <= 0.02
      """)
  }

  /// With PyTorch's numbers for the same points, weights and order.
  @Test func classification() {
    check(
      """
      seed(1)
      (x, y) = make_moons(200, noise: 0.1)
      (x, xt, y, yt) = split((x, y), 0.75)
      net = mlp(2, 16, 2, activation: relu)
      h = train(net, x, y, loss: cross_entropy, optimizer: adam(0.02), epochs: 60, batch: 16, metrics: accuracy, validation: (xt, yt))
      expect h.accuracy[59] == 0.9
      expect h.loss[59] == 0.22129175836112747
      expect h.val_accuracy[59] > 0.9
      expect shape(h.val_loss) == [60]
      (l, a) = evaluate(net, xt, yt, loss: cross_entropy, metrics: accuracy)
      expect l == h.val_loss[59]
      expect a == h.val_accuracy[59]
      expect accuracy(net(xt), yt) == a
      c = confusion(net, xt, yt)
      expect sum(c) == 50
      expect trace(c) / 50 == a
      expect sum(c, axis: 1) == [sum(yt == 0), sum(yt == 1)]
      """)
  }

  @Test func earlyStopAndLog() {
    check(
      """
      x = [[0], [1]]
      y = [0, 1]
      net = dense(1, 1, init: "zeros")
      h = train(net, x, y, loss: mse, optimizer: sgd(0), epochs: 50, patience: 3, shuffle: false)
      expect shape(h.loss) == [4]
      """)
    let outcome = Lesson().run(
      "x = [[0], [1]]\ny = [0, 1]\nnet = dense(1, 1, init: \"zeros\")\n"
        + "h = train(net, x, y, loss: mse, optimizer: sgd(0), epochs: 5, log: 2, shuffle: false)")
    #expect(shown(outcome) == ["table epoch: [\"2\", \"4\", \"5\"]; loss: [\"0.5\", \"0.5\", \"0.5\"]"])
  }

  @Test func updates() {
    check(
      "w = 3\nf = w^2\nminimize(f, w, optimizer: sgd(0.1), steps: 1)\ng = f + 0",
      [("w", 2.4), ("f", 9), ("forward(f)", 5.76)], relative: 1e-15)
    check(
      "w = 3\nf = w^2\nminimize(f, w, optimizer: sgd(0.1), steps: 1)\nminimize(f, w, optimizer: sgd(0.1), steps: 1)",
      [("w", 1.92)], relative: 1e-15)
    check(
      "run(p) = { w = p + 0; L = w^2; h = minimize(L, w, optimizer: sgd(0.1), steps: 3); h.loss[2] + w }\nrun(1)",
      [("run(1)", 0.4096 + 0.512)], relative: 1e-14)
    check(
      "net = dense(1, 1, init: \"zeros\")\nL = (net([1])[0] - 1)^2\nminimize(L, (net.w1, net.b1), optimizer: sgd(0.1), steps: 1)",
      [("net.w1[0, 0]", 0.2), ("net.b1[0]", 0.2), ("forward(L)", 0.36)], relative: 1e-14)
  }

  @Test func aFailedBlockTakesTrainingBack() throws {
    let lesson = Lesson()
    #expect(lesson.run("net = dense(1, 1, init: \"zeros\")\nw = 1\nL = w^2").diagnostics.isEmpty)
    let failed = lesson.run(
      "train(net, [[1]], [1], loss: mse, optimizer: sgd(0.1))\nminimize(L, w, optimizer: sgd(0.1), steps: 1)\nunknown",
      expectsFailure: true)
    #expect(failed.diagnostics.count == 1)
    #expect(try lesson.inline("net.w1").get().value.values == [0])
    #expect(try lesson.inline("w").get().value.values == [1])
  }

  private func refuse(_ source: String, _ expected: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(
      Lesson().run(source).diagnostics.map { "\(place($0)): \($0.message)" } == [expected], sourceLocation: location)
  }

  @Test func refusals() {
    refuse(
      "w = 1\nL = w^2\nh = minimize(L, w, optimizer: sgd(3), steps: 1000)",
      "3:5-51 NN-non-finite: the numbers stop being finite in step 221: `^` of -2.96736e154 and 2 gives infinity")
    refuse("w = 1\nL = 2 * w\nv = 3\nminimize(L, v)", "4:13-14 NN-no-dependence: `L` does not depend on `v`")
    refuse(
      "w = 1\nv = 2 * w\nL = v^2\nminimize(L, v)",
      "4:13-14 NN-not-an-input: `v` is computed from other nodes and is no input")
    refuse(
      "w = 1\nf() = { L = w^2; minimize(L, w, steps: 1) }\nf()",
      "2:18-42 NN-non-local-update: a function cannot update `w`, which it has not bound")
    refuse(
      "w = 1\nminimize(w^2, w, optimizer: 0.1)",
      "2:29-32 NN-wrong-kind: `optimizer` is a rule such as `sgd(0.1)`, and this is a number")
    refuse("sgd(0.1, nesterov: true)", "1:20-24 NN-wrong-arguments: Nesterov's steps need a momentum")
    refuse(
      "adam(epsilon_at: \"below\")",
      "1:18-25 NN-wrong-arguments: `epsilon_at` can be \"outside\" or \"inside\" or \"uncorrected\"")
    refuse(
      "net = dense(2, 1)\nnet([1, 2, 3])", "2:1-15 NN-shape-mismatch: `affine` does not fit the shapes [3] and [2, 1]")
    refuse("net = dense(2, 1)\nnet.w3", "2:1-7 NN-unknown-member: this model has no `.w3`")
    refuse(
      "net = dense(1, 2)\ntrain(net, [[1]], [5], loss: cross_entropy)",
      "2:19-22 NN-index-out-of-range: class 5 is none of the 2 that the model tells apart")
    refuse(
      "net = dense(1, 2)\ntrain(net, [[1]], [1, 2], loss: mse)",
      "2:19-25 NN-shape-mismatch: there are 1 inputs and 2 targets: a row for each sample")
    refuse(
      "σ(x) = 1 / (1 + exp(-x))\nbackward σ(x; y, dy) = 2 * dy * y * (1 - y)\nnet = dense(1, 1, σ)\ntrain(net, [[1]], [1], loss: mse)",
      "4:7-10 NN-gradient-check-failed: the derivative written for `σ` is wrong: with upstream gradients other than 1 "
        + "it gives 0.55503995 for `x[0, 0]`, and central differences give 0.27751998")
  }
}
