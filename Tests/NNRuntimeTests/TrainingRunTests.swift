import Artifacts
import Synchronization
import Testing

@testable import NNRuntime

/// What a run of `train` or `minimize` keeps, tells, and refuses.
struct TrainingRunTests {
  private static let line = "x = [[0], [1], [2], [3]]\ny = [1, 3, 5, 7]\nnet = dense(1, 1, init: \"zeros\")\n"

  /// Where the parameters stood before each epoch, and after the last.
  @Test func paths() {
    checkDiagnostics(
      Self.line + """
        h = train(net, x, y, loss: mse, optimizer: sgd(0.05), epochs: 3, batch: 4, shuffle: false)
        expect shape(h.path) == [4, 2]
        expect h.path[0] == [0, 0]
        L = mse(h.path[2, 0] * x + h.path[2, 1], reshape(y, 4, 1))
        expect L == h.loss[2]
        expect h.path[3] == [net.w1[0, 0], net.b1[0]]
        two = mlp(1, 2, 1)
        k = train(two, x, y, loss: mse)
        k.path
        """, "12:1-7 NN-unknown-member: this history has no `.path`", hint: "it has `.loss`")
    checkDiagnostics(
      Self.line + "h = train(net, x, y, loss: mse, epochs: 50, optimizer: sgd(0), patience: 3)\n"
        + "expect shape(h.path) == [5, 2]")
  }

  @Test func seriesHaveNamesOfTheirOwn() {
    let names = "each metric has a name of its own in the history, and none is `loss`, `path` or `epoch`"
    let more = "each metric has a name of its own in the history, and none is `val_loss`, `loss`, `path` or `epoch`"
    checkDiagnostics(
      Self.line + "train(net, x, y, loss: mse, metrics: (mae, mae))", "4:38-48 NN-wrong-arguments: \(names)")
    checkDiagnostics(
      Self.line + "path(a, b) = mae(a, b)\ntrain(net, x, y, loss: mse, metrics: path)",
      "5:38-42 NN-wrong-arguments: \(names)")
    checkDiagnostics(
      Self.line + "epoch(a, b) = mae(a, b)\ntrain(net, x, y, loss: mse, metrics: epoch, log: 1)",
      "5:38-43 NN-wrong-arguments: \(names)")
    let validated = Self.line + "val_loss(a, b) = mae(a, b)\nh = train(net, x, y, loss: mse, metrics: val_loss"
    checkDiagnostics(validated + ", validation: (x, y))", "5:42-50 NN-wrong-arguments: \(more)")
    checkDiagnostics(validated + ")\nexpect shape(h.val_loss) == [1]")
    checkDiagnostics(
      Self.line + """
        val_mae(a, b) = mae(a, b)
        train(net, x, y, loss: mse, metrics: (mae, val_mae), validation: (x, y))
        """, "5:38-52 NN-wrong-arguments: \(more)")
    checkDiagnostics(
      Self.line + """
        worst(a, b) = max(abs(a - b))
        h = train(net, x, y, loss: mse, metrics: (worst, mse), validation: (x, y), epochs: 2)
        expect shape(h.worst) == [2]
        expect h.val_worst[1] == worst(net(x), reshape(y, 4, 1))
        expect h.val_mse == h.val_loss
        expect evaluate(net, x, y, metrics: worst) == h.val_worst[1]
        """)
  }

  /// Patience looks at the validation data where there are some: a loss that falls does not help it.
  @Test func patienceLooksAtTheValidationData() {
    checkDiagnostics(
      Self.line + """
        h = train(net, x, y, loss: mse, optimizer: sgd(0.01), epochs: 40, patience: 2, validation: ([[1]], [-9]))
        expect shape(h.loss) == [3]
        expect h.loss[2] < h.loss[0]
        expect h.val_loss[2] > h.val_loss[0]
        """)
    checkDiagnostics(
      Self.line + "train(net, x, y, loss: mse, patience: 0)", "4:39-40 NN-wrong-arguments: `patience` is at least 1")
    checkDiagnostics(
      Self.line + "train(net, x, y, loss: mse, validation: (x, [1]))",
      "4:41-49 NN-wrong-arguments: `validation` is a tuple of inputs and targets with equally many rows")
    checkDiagnostics(
      Self.line + "train(net, x, y, loss: mse, shuffle: \"no\")",
      "4:38-42 NN-wrong-kind: `train` needs a number or a tensor for `shuffle`, and this is text")
  }

  /// An order of its own for each epoch, from the generator; none without `shuffle`.
  @Test func shuffling() {
    checkDiagnostics(
      Self.line + """
        a = sequential(net); b = sequential(net); c = sequential(net)
        seed(3)
        h = train(a, x, y, loss: mse, batch: 1, optimizer: sgd(0.1), epochs: 3)
        seed(3)
        order = permutation(4)
        k = train(b, x[order], y[order], loss: mse, batch: 1, optimizer: sgd(0.1), epochs: 1, shuffle: false)
        expect k.loss[0] == h.loss[0]
        expect k.path[1] == h.path[1]
        seed(3)
        first = rand()
        seed(3)
        j = train(c, x, y, loss: mse, batch: 1, optimizer: sgd(0.1), shuffle: false)
        expect rand() == first
        expect abs(j.loss[0] - h.loss[0]) > 0.01
        """)
  }

  @Test func theFirstNumberThatIsNotFiniteIsNamed() {
    checkDiagnostics(
      Self.line + "train(net, x, y, loss: mse, optimizer: sgd(1e10), epochs: 300, batch: 3, shuffle: false)",
      "4:1-89 NN-non-finite: the numbers stop being finite in epoch 8, batch 1 of 2: `square` of -2.08053e154 gives infinity",
      hint: "a smaller learning rate may help")
    checkDiagnostics(
      "w = 1\nL = w^4\nminimize(L, w, optimizer: sgd(10), steps: 300)",
      "3:1-47 NN-non-finite: the numbers stop being finite in step 5: `^` of -9.08741e192 and 4 gives infinity",
      hint: "a smaller learning rate may help")
    checkDiagnostics(
      "w = 1\nL = w - log(w)\nminimize(L, w, optimizer: newton(), steps: 0)\nL = w + log(w)\n"
        + "minimize(L, w, optimizer: sgd(0.3), steps: 10)",
      "5:1-47 NN-non-finite: the numbers stop being finite in step 2: `log` of -0.65 gives NaN, which is no number",
      hint: "the logarithm takes positive numbers")
  }

  /// A compiled step and an interpreted round say the same of an operation on tensors.
  @Test(arguments: [
    ("x = [[3, 4], [1, 2]]", "sum(x @ x)", "3", "`@` of shape [2, 2] and shape [2, 2] gives infinity"),
    ("x = [3, 4]", "-(x @ x)", "3", "`@` of shape [2] and shape [2] gives infinity"),
    ("x = [1, 2]", "-sum(x)", "1e306", "`sum` of shape [2] gives infinity"),
  ])
  func tensorsAreNamedByTheirShapes(start: String, loss: String, rate: String, expected: String) throws {
    let run = Lesson().run("\(start)\nL = \(loss)\nminimize(L, x, optimizer: sgd(\(rate)), steps: 1000)")
    let loop = Lesson().run("\(start)\nrepeat 1000 { L = \(loss); x -= \(rate) * grad(L, x) }")
    #expect(run.diagnostics.first?.message.hasSuffix(": " + expected) == true, "\(run.diagnostics)")
    #expect(loop.diagnostics.map(\.message) == [expected])
  }

  /// What is not finite where a run begins is named by its place as well, and the derivative as such: nobody wrote its
  /// division.
  @Test(arguments: ["sgd(0.1)", "adam()", "newton()", "bfgs()"])
  func derivativesWithoutNumbers(optimizer: String) {
    let run = "minimize(L, x, optimizer: \(optimizer), steps: 5)"
    checkDiagnostics(
      "x = 0\nL = sqrt(x)\n" + run,
      "3:1-\(run.count + 1) NN-non-finite: the numbers stop being finite in step 0: in the derivative, `/` of 1 and 0 "
        + "gives infinity",
      hint: "the loss has no finite derivative there: another start may help")
  }

  @Test func laterDerivativesAndUpdates() {
    // From 1 to 0 in a step.
    checkDiagnostics(
      "x = 1\nL = sqrt(x)\nminimize(L, x, optimizer: sgd(2), steps: 5)",
      "3:1-44 NN-non-finite: the numbers stop being finite in step 1: in the derivative, `/` of 1 and 0 gives infinity",
      hint: "a smaller learning rate may help")
    checkDiagnostics(
      "x = 1\nL = 1e200 * x\nminimize(L, x, optimizer: sgd(1e200), steps: 5)",
      "3:1-48 NN-non-finite: the numbers stop being finite in step 0: in the update, `*` of 1e200 and 1e200 gives "
        + "infinity", hint: "a smaller learning rate may help")
  }

  @Test func numbersThatAreNotFiniteBeforeTheFirstStep() {
    let run = "train(net, x, y, loss: mse, optimizer: sgd(0.1)"
    let log = "raised(p, t) = mean(log(p) - t)\n"
    checkDiagnostics(
      Self.line + log + "train(net, x, y, loss: raised)",
      "4:21-27 NN-non-finite: the numbers stop being finite before the first step: `log` of 0 gives minus infinity",
      hint: "the logarithm takes positive numbers")
    checkDiagnostics(
      Self.line + "rooted(p, t) = mean(sqrt(p))\ntrain(net, x, y, loss: rooted)",
      "5:1-31 NN-non-finite: the numbers stop being finite before the first step: in the derivative, `/` of 1 and 0 "
        + "gives infinity", hint: "the loss has no finite derivative there: another start may help")
    checkDiagnostics(
      Self.line + "one(p, t) = mean(log(t))\n" + run + ", metrics: one, validation: (x, [0, 1, 2, 3]))",
      "4:18-24 NN-non-finite: the numbers stop being finite on the validation data, before the first step: `log` of 0 "
        + "gives minus infinity", hint: "the logarithm takes positive numbers")
  }

  /// A Hessian without inverse is no matter of arguments; what was done before it is shown.
  @Test func singularHessians() {
    let hint = "`bfgs` goes on without its inverse; another start may help, too"
    checkDiagnostics(
      "w = [1, 2]\nL = (w[0] + w[1])^2\nminimize(L, w, optimizer: newton())",
      "3:1-36 NN-non-finite: the Hessian has no inverse in step 0: its column 1 is a combination of those before it",
      hint: hint)
    checkDiagnostics(
      "w = 2\nL = 3 * w\nminimize(L, w, optimizer: newton())",
      "3:1-36 NN-non-finite: the Hessian has no inverse in step 0: its column 0 is zero", hint: hint)
    checkDiagnostics(
      "inv([[1, 2], [2, 4]])",
      "1:1-22 NN-non-finite: `inv`: the matrix is singular: its column 1 is a combination of those before it")
  }

  @Test func hints() {
    checkDiagnostics(
      "w = 3\nL = 5\nminimize(L, w)", "3:13-14 NN-no-dependence: `L` does not depend on `w`",
      hint: "`L` is an input itself, and computed from nothing")
    let shapes = "`binary_cross_entropy` of shape [2] and shape [2] gives NaN, which is no number"
    checkDiagnostics(
      "binary_cross_entropy([1.5, -0.2], [1, 0])", "1:1-42 NN-non-finite: \(shapes)",
      hint: "its predictions are probabilities, from 0 to 1, as `sigmoid` gives them")
  }

  /// A budget ends a run with an error, and what it would have changed is as it was.
  @Test func budgets() throws {
    var lesson = Lesson()
    #expect(lesson.run(Self.line + "w = 1\nL = w^2").diagnostics.isEmpty)
    lesson.options.budget = 200_000
    for source in [
      "h = train(net, x, y, loss: mse, optimizer: sgd(0.01), epochs: 1000000)",
      "h = minimize(L, w, optimizer: sgd(0.01), steps: 1000000)",
    ] {
      let outcome = lesson.run(source, expectsFailure: true)
      #expect(outcome.diagnostics.map(\.id) == [.operationBudget])
    }
    #expect(try lesson.inline("net.w1[0, 0] + net.b1[0] + w").get().value.values == [1])
    #expect(throws: (any Error).self) { try lesson.inline("h").get() }
    checkDiagnostics(
      Self.line + "train(net, x, y, loss: mse)",
      "4:1-28 NN-time-budget: this block runs longer than 0 seconds", options: RunOptions(timeout: 0))
    checkDiagnostics(
      "p = [-1.2, 1]\nL = 100 * (p[1] - p[0]^2)^2 + (1 - p[0])^2\nminimize(L, p, optimizer: bfgs())",
      "3:1-34 NN-time-budget: this block runs longer than 0 seconds", options: RunOptions(timeout: 0))
  }

  /// What a run of known length will record is in the memory budget before its first step.
  @Test func memory() throws {
    var lesson = Lesson()
    #expect(lesson.run("w = 3\nL = w^2").diagnostics.isEmpty)
    let endless = lesson.run("h = minimize(L, w, optimizer: sgd(0.1), steps: 1000000000)", expectsFailure: true)
    #expect(
      endless.diagnostics.map(\.message) == ["this block holds more than 2,147,483,648 bytes"])
    #expect(try lesson.inline("w").get().value.values == [3])
    #expect(throws: (any Error).self) { try lesson.inline("h").get() }
    // A method that ends by itself takes what it records.
    #expect(
      lesson.run("k = minimize(L, w, optimizer: lbfgs(), steps: 1000000000)\nexpect shape(k.loss)[0] < 10").diagnostics
        .isEmpty)
    // 40,000 losses and points take 1,920,000 bytes at most, 24 a number, and a block's runs share the budget.
    lesson.options.memory = 3_000_000
    let run = "minimize(L, w, optimizer: sgd(0), steps: 40000)"
    #expect(lesson.run(run).diagnostics.isEmpty)
    #expect(
      lesson.run("a = \(run)\nb = \(run)", expectsFailure: true).diagnostics.map(place) == ["2:5-52 NN-memory-budget"])
  }

  /// The callback is told how far a run has come, and changes nothing.
  @Test func progress() throws {
    final class Told: Sendable {
      let events = Mutex<[RunProgress]>([])
    }
    let source =
      Self.line + "h = train(net, x, y, loss: mse, epochs: 3)\nh.loss\nw = 3\nL = w^2 + w^4\n"
      + "k = minimize(L, w, optimizer: newton(), steps: 3)\nk.loss"
    let told = Told()
    var lesson = Lesson()
    lesson.options.progress = { event in told.events.withLock { $0.append(event) } }
    let watched = lesson.run(source)
    let alone = Lesson().run(source)
    #expect(shown(watched) == shown(alone) && alone.diagnostics.isEmpty)
    #expect(
      told.events.withLock { $0 } == [
        RunProgress(.epoch, done: 0, total: 3), RunProgress(.epoch, done: 1, total: 3),
        RunProgress(.epoch, done: 2, total: 3), RunProgress(.epoch, done: 3, total: 3),
        RunProgress(.step, done: 0, total: 3), RunProgress(.step, done: 1, total: 3),
        RunProgress(.step, done: 2, total: 3), RunProgress(.step, done: 3, total: 3),
      ])
  }

  /// The line that a run has to come below, found here by training a constant.
  @Test(arguments: [
    ("mse", "dense(1, 1)", "[1, 3, 5, 9]", 8.75), ("mae", "dense(1, 1)", "[1, 3, 5, 9]", 2.5),
    ("mse", "dense(1, 2)", "[[1, 0], [3, 0], [5, 0], [9, 2]]", 4.75),
    ("cross_entropy", "dense(1, 3)", "[0, 2, 2, 2]", 0.5623351446188083),
    ("cross_entropy", "dense(1, 2)", "[[1, 0], [0.5, 0.5], [1, 0], [0.5, 0.5]]", 0.5623351446188083),
    ("binary_cross_entropy", "dense(1, 1, sigmoid)", "[0, 1, 1, 1]", 0.5623351446188083),
  ])
  func bestConstants(loss: String, net: String, y: String, expected: Double) throws {
    let lesson = Lesson()
    let outcome = lesson.run(
      "y = \(y)\nx = zeros(4, 1)\nnet = \(net)\ntrain(net, x, y, loss: \(loss), optimizer: adam(0.05), "
        + "epochs: 1500, batch: 4)\nlast = evaluate(net, x, y, loss: \(loss))")
    guard let chart = outcome.outputs.first?.chart(HistoryChart.self) else {
      Issue.record("\(outcome.diagnostics.map(\.message))")
      return
    }
    let reference = try #require(chart.reference)
    #expect(reference.label == nil && (reference.value - expected).magnitude < 1e-12)
    let last = try lesson.inline("last").get().value.values[0]
    #expect(last >= reference.value - 1e-12 && last <= reference.value + 0.02, "\(last), \(reference.value)")
  }

  /// A run whose numbers stop being finite shows its trace up to there, and that it ended.
  @Test(arguments: [
    ("w = 2\nL = w^4\nminimize(L, w, optimizer: sgd(1), steps: 50)", "in step "),
    (line + "train(net, x, 100 * y, loss: mse, optimizer: sgd(20), epochs: 200)", "in epoch "),
  ])
  func tracesOfDivergence(source: String, place: String) throws {
    let outcome = Lesson().run("1 + 1\n" + source)
    let message = try #require(outcome.diagnostics.first?.message)
    guard outcome.outputs.count == 1, let chart = outcome.outputs.first?.chart(HistoryChart.self) else {
      Issue.record("\(outcome.outputs.count), \(message)")
      return
    }
    let losses = try #require(chart.series.first { $0.name == "loss" }).values
    #expect(losses.count > 2 && losses.dropLast().allSatisfy(\.isFinite) && losses.last?.isNaN == true)
    // Steps are counted from 0, epochs from 1.
    let number = place == "in step " ? losses.count - 1 : losses.count
    #expect(message.hasPrefix("the numbers stop being finite \(place)\(number)"), "\(message)")
  }

  @Test func tracesTellTheirSeed() {
    func chart(_ argument: String) -> HistoryChart? {
      let outcome = Lesson().run(Self.line + "seed(812)\nx[0]\ntrain(net, x, y, loss: huber\(argument))")
      guard let chart = outcome.outputs.last?.chart(HistoryChart.self) else { return nil }
      return chart
    }
    #expect(chart("")?.seed == 812 && chart("")?.reference == nil)
    #expect(chart(", shuffle: false") != nil && chart(", shuffle: false")?.seed == nil)
  }

  /// Batches are torn apart by rows, so a model has to give a row for each.
  @Test(arguments: [
    ("sum(x)", "a single number"), ("5", "a single number"), ("x.T", "shape [2, 3]"), ("x[0]", "shape [2]"),
    ("reshape(x, 2, 3)", "shape [2, 3]"),
  ])
  func aModelGivesARowForEachSample(body: String, given: String) {
    let start =
      "f(x) = \(body)\nnet = sequential(dense(2, 2), f)\nx = [[1, 2], [3, 4], [5, 6]]\ny = [1, 2, 3]\nshape(net(x))\n"
    let message = "NN-shape-mismatch: the model does not give a row for each sample: for 3 samples it gives \(given)"
    checkDiagnostics(start + "predict(net, x)", "6:9-12 \(message)")
    checkDiagnostics(start + "evaluate(net, x, y, loss: mse)", "6:10-13 \(message)")
    checkDiagnostics(start + "train(net, x, y, loss: mse)", "6:7-10 \(message)")
    checkDiagnostics(start + "flow(net, x, y, loss: mse)", "6:6-9 \(message)")
    let charts = Lesson().run(start + "confusion(net, x, y)")
    #expect(charts.diagnostics.map(\.id) == [.shapeMismatch])
    let boundary = Lesson().run(start + "boundary(net, x, y)")
    #expect(boundary.diagnostics.map(\.id) == [.shapeMismatch])
  }

  /// The rows that are left over tell, where a batch has as many rows as the model has columns.
  @Test func aModelTakesAsManyRowsAsThereAre() {
    checkDiagnostics(
      "t(x) = x.T\nnet = sequential(dense(2, 2), t)\ntrain(net, randn(3, 2), randn(3, 2), loss: mse, batch: 2)",
      "3:7-10 NN-shape-mismatch: the model does not give a row for each sample: for 1 sample it gives shape [2, 1]",
      hint: "each of its layers keeps the first axis, that of the samples")
  }

  /// A class that is none is found in the last sample as in the first, however a function comes to it.
  @Test(arguments: [
    "cross_entropy", "hinge", "ce(p, t) = cross_entropy(p, t)", "ce(p, t) = hinge(p, reshape(t, -1))",
    "ce(p, t) = 2 * cross_entropy(p, t * 1) + mse(p, 0)", "ce(p, t) = -log_mean(p, t)",
  ])
  func classesAreLookedAtInAllSamples(written: String) {
    var start = "net = dense(2, 2)\nx = randn(300, 2)\ngood = zeros(300)\n"
    start += "bad = concat(zeros(299), [7])\nhalf = concat(zeros(299), [0.5])\n"
    start += "log_mean(p, t) = -cross_entropy(p, t)\nbackward log_mean(p, t; y, dy) = (0 * p, 0 * t)\n"
    let name = written.prefix { $0 != "(" }
    start += name == "ce" ? written + "\n" : "1\n"
    let end = 41 + name.count
    let no = "NN-index-out-of-range: class 7 is none of the 2 that the model tells apart"
    checkDiagnostics(start + "evaluate(net, x, bad, loss: \(name))", "9:18-21 \(no)")
    checkDiagnostics(start + "evaluate(net, x, bad, metrics: \(name))", "9:18-21 \(no)")
    checkDiagnostics(
      start + "evaluate(net, x, half, loss: \(name))", "9:18-22 NN-not-whole: a class is a whole number, and one is 0.5"
    )
    guard !written.contains("log_mean") else { return }
    checkDiagnostics(start + "train(net, x, bad, loss: \(name))", "9:15-18 \(no)")
    checkDiagnostics(
      start + "train(net, x, good, loss: \(name), validation: (x, bad))", "9:\(end)-\(end + 8) \(no)")
    checkDiagnostics(start + "train(net, x, good, loss: \(name), validation: (x, good))")
  }

  /// What the first rows hold is said in the same words.
  @Test func theFirstClassIsNoOther() {
    let start = "net = dense(2, 2)\nx = randn(2, 2)\nbad = [2, 0]\n"
    let no = "NN-index-out-of-range: class 2 is none of the 2 that the model tells apart"
    checkDiagnostics(start + "evaluate(net, x, bad, loss: hinge)", "4:18-21 \(no)")
    checkDiagnostics(start + "train(net, x, bad, loss: cross_entropy)", "4:15-18 \(no)")
    checkDiagnostics(start + "flow(net, x, bad, loss: cross_entropy)", "4:14-17 \(no)")
    checkDiagnostics(start + "flow(net, x, bad)", "4:14-17 \(no)")
  }

  /// A run of no steps recorded nothing, and knows what it would have recorded.
  @Test func aRunOfNoSteps() {
    checkDiagnostics(
      Self.line + """
        h = train(net, x, y, loss: mse, metrics: mae, validation: (x, y), epochs: 0, log: 1)
        h
        expect shape(h.loss) == [0]
        expect shape(h.mae) == [0]
        expect shape(h.val_loss) == [0]
        expect shape(h.val_mae) == [0]
        expect shape(h.path) == [1, 2]
        w = 3
        L = w^2
        k = minimize(L, w, steps: 0)
        k
        expect shape(k.loss) == [0]
        expect k.path[0] == [3]
        plot(k)
        """)
  }

  /// The parts of a model are copies, and a loss that looks at no prediction is named.
  @Test func whatIsLearnt() {
    let hint = "a loss is computed from what the model gives, its first argument"
    for body in ["3", "sum(t)", "0 * norm(t)"] {
      let start = Self.line + "l(p, t) = \(body)\n"
      let message = "NN-no-dependence: `l` does not depend on the parameters of `net`"
      checkDiagnostics(start + "train(net, x, y, loss: l)", "5:24-25 \(message)", hint: hint)
      checkDiagnostics(start + "flow(net, x, y, loss: l)", "5:23-24 \(message)", hint: hint)
      checkDiagnostics(start + "evaluate(net, x, y, loss: l)")
    }
    checkDiagnostics(
      """
      d = dense(1, 1)
      net = sequential(d, tanh, d)
      expect net.w1 == net.w2
      before = d.w1
      train(net, [[1], [2]], [1, 0], loss: mse, optimizer: sgd(0.5), epochs: 5)
      expect d.w1 == before
      expect abs(net.w1 - net.w2) > 1e-6
      """)
  }
}
