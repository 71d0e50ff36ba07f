import Artifacts
import Formulas
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Training in a page beside training in the lesson: the same numbers, by the same steps.
struct LiveRunTests {
  private func runs(_ source: String, in lesson: Lesson = Lesson()) throws -> [LiveRun] {
    let outcome = lesson.run(source, live: true)
    #expect(outcome.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    guard case .runs(_, let runs)? = outcome.live else { return [] }
    return runs
  }

  /// The run in the page against the lesson's, whose history is `h`.
  ///
  /// - Parameter parameters: expressions, in the order of the run's.
  private func check(
    _ source: String, parameters: [String], relative: Double = 1e-9, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let lesson = Lesson()
    let runs = try runs(source, in: lesson)
    #expect(runs.count == 1, sourceLocation: location)
    guard let run = runs.first, let harness = RunHarness(run) else { return }
    let found = try harness.run()
    #expect(found.stop == "done", sourceLocation: location)
    func compare(_ a: [Double], _ b: [Double], _ what: String) {
      #expect(a.count == b.count, "\(what)", sourceLocation: location)
      let most = b.map(\.magnitude).max() ?? 0
      for (x, y) in zip(a, b) {
        #expect((x - y).magnitude <= relative * max(most, 1e-3), "\(what): \(x), not \(y)", sourceLocation: location)
      }
    }
    compare(found.losses, try lesson.inline("h.loss").get().value.values, "loss")
    compare(
      found.parameters, try parameters.flatMap { try lesson.inline($0).get().value.values }, "parameters")
  }

  @Test(arguments: [
    "sgd(0.05)", "sgd(0.02, momentum: 0.9)", "sgd(0.02, momentum: 0.9, nesterov: true)",
    "sgd(0.05, weight_decay: 0.01)", "adagrad(0.1)", "adadelta(epsilon: 0.01)", "rmsprop(0.01)",
    "rmsprop(0.01, epsilon_at: \"inside\")", "adam(0.01)", "adam(0.01, epsilon_at: \"inside\")",
    "adam(0.01, epsilon_at: \"uncorrected\")", "adamw(0.01)", "nadam(0.01)",
  ])
  func thousandStepsOfEachOptimizer(_ optimizer: String) throws {
    try check(
      """
      a = -1.2; b = 1
      h = minimize((1 - a)^2 + 2 * (b - a^2)^2, (a, b), optimizer: \(optimizer), steps: 1000)
      """, parameters: ["a", "b"])
  }

  /// 25 batches in 40 epochs, the last of them smaller.
  @Test(arguments: [
    ("mse", "tanh", "x @ [[1], [-2]]"), ("binary_cross_entropy", "sigmoid", "x[:, 0:1] > 0"),
    ("mae", "relu", "x[:, 0:1]"), ("huber", "gelu", "x[:, 0:1]"),
  ])
  func batchesOfEachLoss(_ loss: String, _ activation: String, _ target: String) throws {
    for seed in [1, 812] {
      try check(
        """
        seed(\(seed))
        x = randn(98, 2)
        y = \(target)
        net = mlp(2, 3, 1, activation: \(activation)\(loss == "binary_cross_entropy" ? ", output: sigmoid" : ""))
        h = train(net, x, y, loss: \(loss), optimizer: adam(0.01), epochs: 40, batch: 4)
        """, parameters: ["net.w1", "net.b1", "net.w2", "net.b2"])
    }
  }

  @Test func classesAreTold() throws {
    for options in ["batch: 16", "batch: 16, shuffle: false", "batch: 100, optimizer: sgd(0.1)"] {
      try check(
        """
        seed(5)
        x = randn(50, 2)
        y = x[:, 0] > x[:, 1]^2
        net = mlp(2, 5, 3, activation: relu)
        h = train(net, x, y, loss: cross_entropy, epochs: 250, \(options))
        """, parameters: ["net.w1", "net.b1", "net.w2", "net.b2"])
    }
  }

  /// The lesson's generator was elsewhere when the run began.
  @Test func orderFollowsWhatWasDrawnBefore() throws {
    let lesson = Lesson()
    let runs = try runs(
      "seed(4)\nx = randn(700, 1)\nnet = dense(1, 1)\nh = train(net, x, x, loss: mse, epochs: 1)", in: lesson)
    #expect(runs.first?.order?.seed == 4)
    #expect((runs.first?.order?.drawn ?? 0) > 1400)
  }

  @Test func anotherRateIsAnotherRun() throws {
    let source = "a = 1\nh = minimize(a^2, a, optimizer: adamw(RATE), steps: 200)"
    guard let harness = RunHarness(try #require(try runs(source.replacing("RATE", with: "0.01")).first)) else { return }
    let lesson = Lesson()
    _ = lesson.run(source.replacing("RATE", with: "0.05"))
    let wanted = try lesson.inline("h.loss[-1]").get().value.values[0]
    let found = try harness.run(rate: 5)
    #expect((try #require(found.losses.last) - wanted).magnitude < 1e-12)
  }

  @Test func runsThatGetOutOfHandStop() throws {
    let run = try #require(try runs("a = 1\nh = minimize(a^4, a, optimizer: sgd(0.1), steps: 50)").first)
    guard let harness = RunHarness(run) else { return }
    let found = try harness.run(rate: 10)
    #expect(found.stop == "infinite" && found.done < 50)
  }

  @Test func decisionsAreWatched() throws {
    let run = try #require(
      try runs("a = 3\nf = if a > 0 { a^2 } else { -a }\nh = minimize(f, a, optimizer: sgd(0.1), steps: 5)").first)
    guard let harness = RunHarness(run) else { return }
    #expect(try harness.run().stop == "done")
    #expect(try harness.run(rate: 10).stop == "branches")
  }

  @Test func functionsAndModelsOfALessonAreFollowed() throws {
    let lesson = Lesson()
    let outcome = lesson.run(
      """
      f(x, y) = x^2 / 20 + y^2
      go(rule) = {
        a = -7; b = 2
        minimize(f(a, b), (a, b), optimizer: rule, steps: 30)
      }
      plain = go(sgd(0.9)); ball = go(sgd(0.1, momentum: 0.9))
      contour(f, x: (-8, 8), y: (-4, 4), paths: (plain, ball, plain.path))
      plot(plain, ball)
      """, live: true)
    guard case .runs(0, let runs)? = outcome.live else {
      Issue.record("no runs")
      return
    }
    #expect(runs.count == 2)
    guard case .chart(.contour(let contour)) = outcome.outputs[0],
      case .chart(.history(let history)) = outcome.outputs[1]
    else {
      Issue.record("no charts")
      return
    }
    #expect(contour.paths.map(\.run) == [0, 1, nil])
    #expect(history.series.map(\.run) == [0, 1])
    guard let harness = RunHarness(runs[1]) else { return }
    let found = try harness.run().path
    let wanted = zip(contour.paths[1].x, contour.paths[1].y).flatMap { [$0, $1] }
    #expect(found.count == 62 && zip(found, wanted).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  /// The boundary behind the last step is the lesson's, in the block and in a later one.
  @Test(arguments: [
    "2, 4, 1, activation: tanh, output: sigmoid", "2, 4, 1, activation: tanh", "2, 4, 3, activation: tanh",
  ])
  func boundariesFollow(_ shape: String) throws {
    let lesson = Lesson()
    let isOne = shape.contains("1,") && !shape.contains("3,")
    let outcome = lesson.run(
      """
      seed(2)
      x = randn(60, 2)
      y = x[:, 0] * x[:, 1] > 0
      net = mlp(\(shape))
      h = train(net, x, \(isOne ? "reshape(y, 60, 1), loss: mse" : "y, loss: cross_entropy"), epochs: 40, batch: 32)
      """, live: true)
    let later = lesson.run("boundary(net, x, y)\nnet.w1 -= 0.1\nboundary(net, x, y)")
    guard case .runs(_, let runs)? = outcome.live, case .chart(.boundary(let chart)) = later.outputs.first,
      case .chart(.boundary(let moved)) = later.outputs.last
    else {
      Issue.record("no boundary")
      return
    }
    #expect(moved.live == nil, "other parameters are no longer the run's")
    guard let live = chart.live, let harness = RunHarness(runs[0], [chart]) else { return }
    let found = try harness.run(boundary: live.number)
    #expect(found.wrong == chart.wrong)
    let wanted = chart.planes.flatMap(\.values)
    #expect(found.planes.count == wanted.count)
    #expect(zip(found.planes, wanted).allSatisfy { ($0 - $1).magnitude < 1e-9 })
  }

  /// A function of what `minimize` moves is followed as a model is.
  @Test func boundariesOfFunctionsFollow() throws {
    let lesson = Lesson()
    let outcome = lesson.run(
      """
      seed(2)
      x = randn(60, 2)
      y = x[:, 0] > x[:, 1]
      W = zeros(2, 2); b = zeros(2)
      h = minimize(cross_entropy(affine(x, W, b), y), (W, b), optimizer: sgd(0.5), steps: 50)
      """, live: true)
    let later = lesson.run(
      """
      told(p) = softmax(affine(p, W, b))
      boundary(told, x, y)
      same(p) = p @ [[1, 0], [0, 1]]
      boundary(same, x, y)
      """)
    guard case .runs(_, let runs)? = outcome.live, case .chart(.boundary(let chart)) = later.outputs.first,
      case .chart(.boundary(let other)) = later.outputs.last
    else {
      Issue.record("no boundary")
      return
    }
    #expect(other.live == nil)
    guard let live = chart.live, let harness = RunHarness(runs[0], [chart]) else { return }
    let found = try harness.run(boundary: live.number)
    #expect(zip(found.planes, chart.planes.flatMap(\.values)).allSatisfy { ($0 - $1).magnitude < 1e-9 })
    #expect(found.wrong == chart.wrong && found.planes.count == 97 * 73)
  }

  // MARK: - Refusals

  private func refusal(_ source: String) -> String? {
    guard case .refused(let problem, _)? = Lesson().run(source, live: true).live else { return nil }
    return problem
  }

  @Test func reasonsAreTold() {
    #expect(refusal("x = 3\nx^2") == "the block runs no `train` or `minimize`")
    #expect(
      refusal("x = 3\nh = minimize(x^2, x, optimizer: newton())")?.hasPrefix("`newton`, `bfgs` and `lbfgs` search")
        == true)
    #expect(refusal("x = f32(3)\nh = minimize(x^2, x)")?.hasPrefix("a page cannot do the steps") == true)
    #expect(refusal("x = [[3, 1], [1, 2]]\nh = minimize(det(x)^2, x, steps: 2)")?.contains("`det`") == true)
    #expect(
      refusal("net = dense(100, 1)\nx = randn(700, 100)\nh = train(net, x, x[:, 0], loss: mse)")?
        .hasSuffix("numbers for it, and 60000 are the most") == true)
    #expect(
      refusal("repeat 13 {\n  x = 3\n  minimize(x^2, x, steps: 2)\n}") == "the block runs training more than 12 times")
  }

  @Test func aStepIsShortEnoughForAPage() {
    let product = Tape.Step(
      .product(batches: 1, rows: 300, inner: 300, columns: 300), place: 0, count: 90_000, operands: [0, 0])
    let step = TrainingTape(
      tape: Tape(count: 90_000, given: [], steps: [product]), loss: 0, rate: 0, parameters: [], data: [], rows: 0,
      moves: [], watches: [])
    var ledger = LiveLedger()
    ledger.begin(true)
    #expect(
      ledger.add(LiveRun(steps: [step], data: [], count: 0, order: nil, length: 1, unit: .step, rate: 1)) == nil)
    #expect(
      ledger.finish(hasFailed: false)
        == .refused(
          problem: "a step takes 27000000 operations, and 20000000 are the most in a page",
          hint: "take smaller batches, or a smaller model"))
  }

  @Test func failedBlocksAndOthersHaveNone() {
    #expect(Lesson().run("x = 3\nh = minimize(x^2, x)\nlog(-1)", live: true).live == nil)
    #expect(Lesson().run("x = 3\nh = minimize(x^2, x)").live == nil)
    // Numbers go on behind a failed block.
    let lesson = Lesson()
    _ = lesson.run("x = 3\nh = minimize(x^2, x)\nlog(-1)", live: true)
    guard case .runs(0, _)? = lesson.run("x = 3\nh = minimize(x^2, x)", live: true).live else {
      Issue.record("not the first")
      return
    }
  }
}
