import SourceText
import Testing

@testable import NNRuntime

/// Scores that are taken for probabilities, and probabilities that are taken for scores: each is told at the argument,
/// and nothing that is right.
struct ScoreReadingTests {
  static let start = """
    a = [0.3, 2.9, 4]; t = [0, 0, 1]; y = softmax(a)
    A = [[0.3, 2.9, 4], [1, 2, 3]]; T = [2, 0]
    X = [[1, -2], [0.5, 3], [-1, 1], [2, 0.25]]; C = [0, 1, 1, 0]
    W = [[0.2, -0.1], [0.4, 0.3]]; b = [0.1, 0.2]

    """

  // MARK: - Ten ways to write it wrongly, and more

  @Test(arguments: [
    // By a name, at once, through `stop`, an index, a slice, another shape, a tuple, a function, a model.
    ("cross_entropy(y, t)", "15-16"), ("cross_entropy(softmax(a), 2)", "15-25"),
    ("cross_entropy(stop(y), t)", "15-22"), ("Y = softmax(A); cross_entropy(Y[0], t)", "31-35"),
    ("Y = softmax(A); cross_entropy(Y[0:1], [2])", "31-37"),
    ("cross_entropy(reshape(y, 1, 3), [2])", "15-31"),
    ("cross_entropy(softmax(A.T, axis: 0).T, T)", "15-38"), ("p = (y, t); cross_entropy(p[0], p[1])", "27-31"),
    ("f(z) = softmax(z); cross_entropy(f(a), t)", "34-38"),
    ("net = dense(2, 2, softmax); cross_entropy(net(X), C)", "43-49"),
    ("L(p) = cross_entropy(p, 2); L(y)", "22-23"), ("for p in softmax(A) { cross_entropy(p, 2) }", "37-38"),
    ("repeat 3 { cross_entropy(y, 2) }", "26-27"), ("cross_entropy(f32(y), 2)", "15-21"),
    ("cross_entropy(y + 1e-7, t)", "15-23"), ("cross_entropy(clip(y, 1e-7, 1 - 1e-7), t)", "15-38"),
    ("cross_entropy([y[0], y[1], y[2]], t)", "15-33"), ("cross_entropy(predict(dense(2, 2, softmax), X), C)", "15-47"),
    // By hand.
    ("e = exp(a); cross_entropy(e / sum(e), t)", "27-37"),
    ("cross_entropy(exp(a - max(a)) / sum(exp(a - max(a))), t)", "15-53"),
    ("E = exp(A); cross_entropy(E / reshape(sum(E, axis: 1), -1, 1), T)", "27-62"),
    ("cross_entropy(exp(log_softmax(a)), t)", "15-34"),
    ("cross_entropy((y + softmax(2 * a)) / 2, t)", "15-39"),
    ("cross_entropy(exp(a - log(sum(exp(a)))), t)", "15-40"),
    ("k = 0.3; cross_entropy(k * y + (1 - k) * softmax(2 * a), t)", "24-56"),
    // Numbers alone.
    ("cross_entropy([0.1, 0.2, 0.7], t)", "15-30"), ("s = softmax([1, 2, 3]); cross_entropy(s, t)", "39-40"),
    // Its like.
    ("softmax(y)", "9-10"), ("log_softmax(y)", "13-14"), ("-log(softmax(softmax(a)))[2]", "14-24"),
    ("s = softmax([1, 2, 3]); softmax(s)", "33-34"),
    ("dense(2, 2, softmax)(X); softmax(dense(2, 2, softmax)(X))", "34-57"),
    ("sequential(dense(2, 2, softmax), softmax)(X)", "1-45"),
  ])
  func softmaxTwice(_ line: String, _ columns: String) { check(line, ["5:\(columns) NN-softmax-twice"]) }

  @Test(arguments: [
    ("train(net, X, C, loss: cross_entropy, epochs: 2, batch: 3)", "24-37"),
    ("evaluate(net, X, C, loss: cross_entropy)", "27-40"),
    ("evaluate(net, X, C, metrics: (accuracy, cross_entropy))", "30-55"),
    ("train(net, X, C, loss: size, metrics: cross_entropy)", "39-52"), ("flow(net, X, C)", "1-16"),
  ])
  func modelsThatEndInSoftmax(_ line: String, _ columns: String) {
    check("net = dense(2, 2, softmax); size(p, t) = mean(p^2)\n\(line)", ["6:\(columns) NN-softmax-twice"])
  }

  @Test func theLossOfTheAuthor() {
    check(
      "net = dense(2, 2, softmax); ce(p, t) = cross_entropy(p, t)\ntrain(net, X, C, loss: ce)",
      ["5:54-55 NN-softmax-twice"])
  }

  @Test(arguments: [
    ("binary_cross_entropy(X @ W + b, 1)", "22-31"), ("w = 0.5; x = 0.8; binary_cross_entropy(w * x, 1)", "40-45"),
    ("w = 0.2; x = 0.5; k = 0.1; binary_cross_entropy(w * x + k, 1)", "49-58"),
    ("binary_cross_entropy(affine(X, W, b), 1)", "22-37"), ("binary_cross_entropy(relu(a), t)", "22-29"),
    ("binary_cross_entropy(tanh(a / 10), t)", "22-34"), ("binary_cross_entropy(0.2 * A[1] * a, t)", "22-36"),
    ("z = log(y); binary_cross_entropy(z + 5, t)", "34-39"),
    ("z = sigmoid(a); binary_cross_entropy(z * y + z * a, t)", "38-51"),
    ("binary_cross_entropy(sum(sigmoid(A), axis: 0), t)", "22-46"), ("binary_cross_entropy(1 - a * a, t)", "22-31"),
  ])
  func noProbability(_ line: String, _ columns: String) {
    let outcome = Lesson().run(Self.start + line)
    #expect(outcome.diagnostics.first.map(place) == "5:\(columns) NN-no-probability", "\(line)")
  }

  @Test func modelsWithoutSigmoid() {
    // From 0.4 to 0.6 for all four: no number shows it.
    check(
      "net = dense(2, 1, init: \"zeros\"); net.b1 += 0.5; z = 0.5 * ones(4, 1)\n"
        + "train(net, 0.01 * X, C, loss: binary_cross_entropy, optimizer: sgd(1e-9))",
      ["6:31-51 NN-no-probability"])
    check(
      "net = dense(2, 1, init: \"zeros\"); net.b1 += 0.5\nevaluate(net, 0.01 * X, C, loss: binary_cross_entropy)",
      ["6:34-54 NN-no-probability"])
  }

  // MARK: - Twenty right ones, and more

  @Test(arguments: [
    "cross_entropy(a, t)", "cross_entropy(A, T)", "cross_entropy(a / 0.5, t)", "cross_entropy(X @ W + b, C)",
    "y\ncross_entropy(a, t)\ny - t", "-sum(t * log(y))", "-log(y[2])", "-mean(log(softmax(A))[arange(2), 0:3][0])",
    "-sum(t * log_softmax(a))", "cross_entropy(log_softmax(a), t)", "cross_entropy(log(y), t)",
    "cross_entropy(y, t, probabilities: true)", "cross_entropy([0.1, 0.2, 0.7], 2, probabilities: true)",
    "cross_entropy(softmax(A), T, probabilities: true)",
    "V = [[1, 2], [3, 4], [5, 6]]; cross_entropy(softmax(A) @ V, [0, 1])",
    "S = softmax(X @ X.T / sqrt(2)); softmax(S @ X @ W)", "cross_entropy(affine(softmax(X), W, b), C)",
    "net = sequential(dense(2, 3, softmax), dense(3, 2)); cross_entropy(net(X), C)",
    "net = dense(2, 2); train(net, X, C, loss: cross_entropy)",
    "net = dense(2, 2, softmax); train(net, X, C, loss: cross_entropy(probabilities: true), metrics: accuracy)",
    "net = dense(2, 2, softmax); evaluate(net, X, C, loss: cross_entropy(probabilities: true), metrics: accuracy)",
    "net = dense(2, 2, softmax); accuracy(predict(net, X), C)", "net = dense(2, 2); softmax(predict(net, X))",
    "net = dense(2, 2, softmax); train(net, X, one_hot(C, 2), loss: mse)",
    "top(p, t) = mean(max(p, axis: 1)); evaluate(dense(2, 2, softmax), X, C, metrics: top)",
    "cross_entropy([[0, 1], [1, 0]], [0, 1])", "cross_entropy([0.5, 0.5], 1)", "softmax([0.2, 0.3, 0.5])",
    "cross_entropy([0, 0, 1], 2)", "s = [1, 2, 3]; repeat 30 { s -= 0.1 * grad(cross_entropy(s, 1), s) }",
    "cross_entropy(A * softmax(A), T)", "cross_entropy(10 * y, t)", "hinge(a, 2)", "mse(y, t)",
    "binary_cross_entropy(sigmoid(X @ W), 1)", "binary_cross_entropy(y, t)", "binary_cross_entropy(0.3, 1)",
    "p = [0.2, 0.9]; binary_cross_entropy(p, [0, 1])", "p = [0.2, 0.9]; binary_cross_entropy(1 - p, [0, 1])",
    "binary_cross_entropy(1 / (1 + exp(-a)), t)", "binary_cross_entropy(exp(a) / (1 + exp(a)), t)",
    "binary_cross_entropy(clip(a, 0.01, 0.99), t)", "binary_cross_entropy(clip(sigmoid(a) + 5, 0, 1), t)",
    "binary_cross_entropy((tanh(a) + 1) / 2, t)",
    "binary_cross_entropy(0.3 * sigmoid(a) + 0.7 * y, t)", "k = 0.3; binary_cross_entropy(k * y + (1 - k) * t, t)",
    "n = [30, 70]; binary_cross_entropy(n / 100, [0, 1])", "binary_cross_entropy(1 - exp(-a^2), t)",
    "binary_cross_entropy((1 + exp(-a))^-1, t)", "binary_cross_entropy(exp(-log(1 + exp(a))), t)",
    "binary_cross_entropy(mod(a, 1), t)", "binary_cross_entropy(a^2 / (1 + a^2), t)",
    "binary_cross_entropy(where(a > 0, 1 / (1 + exp(-a)), exp(a) / (1 + exp(a))), t)",
    "binary_cross_entropy([0.3, 0.7] @ sigmoid(A), t)", "binary_cross_entropy(sqrt(sigmoid(a)), t)",
    "binary_cross_entropy(max(sigmoid(a), y), t)", "binary_cross_entropy(sigmoid(A)[0] * [1, 0.5, 0], t)",
    "binary_cross_entropy(sum(y[1:3]), 1)", "binary_cross_entropy(1 - sigmoid(a) * sigmoid(-a), t)",
    "net = dense(2, 1, sigmoid); train(net, X, C, loss: binary_cross_entropy, metrics: accuracy)",
    "f(z) = sigmoid(z)\nbackward f(z; s, ds) = ds * s * (1 - s)\nbinary_cross_entropy(f(a), t)",
    "p = 0.4; repeat 30 { p -= 0.01 * grad(binary_cross_entropy(p, 1), p) }",
    "p = 0.4; L = binary_cross_entropy(1 - p, 1); p -= 0.01 * grad(L, p)",
    // Squares, means, mixtures, places in a range, softsign, cosines, logarithms of sums.
    "binary_cross_entropy(cos(a)^2, t)", "binary_cross_entropy(sin(a) * sin(a) / 2 + 0.5, t)",
    "binary_cross_entropy(sum(sigmoid(A), axis: 0) / 2, t)",
    "P = sigmoid(a); binary_cross_entropy((P[0] + P[1]) / 2, 1)",
    "binary_cross_entropy(y[0] + y[2], 1)", "S = softmax(A); binary_cross_entropy(S[:, 0] + S[:, 1] + S[:, 2], T > 0)",
    "s = [0.1, 0.2]; g = softmax(s); binary_cross_entropy(g[0] * sigmoid(a) + g[1] * y, t)",
    "g = softmax([0.1, 0.2]); binary_cross_entropy(g[0] * sigmoid(a) + g[1] * y, t)",
    "z = sigmoid(a); binary_cross_entropy((1 - z) * y + z * sigmoid(2 * a), t)",
    "z = sigmoid(a); binary_cross_entropy(y + z * (sigmoid(2 * a) - y), t)",
    "h = zeros(3); repeat 5 { z = sigmoid(h + a); c = sigmoid(h - 1); h = (1 - z) * h + z * c }\n"
      + "binary_cross_entropy(h, t)",
    "binary_cross_entropy((a - min(a)) / (max(a) - min(a)), t)",
    "binary_cross_entropy((1 + a / (1 + abs(a))) / 2, t)",
    "u = X[0]; v = X[1]; binary_cross_entropy((1 + u @ v / (norm(u) * norm(v))) / 2, 1)",
    "binary_cross_entropy(exp(a - log(sum(exp(a)))), t)",
    "m = max(a); binary_cross_entropy(exp(a - (m + log(sum(exp(a - m))))), t)",
    // Probabilities along another axis than the classes'.
    "cross_entropy(softmax(A, axis: 0), T)", "softmax(softmax(A, axis: 0), axis: 1)",
  ])
  func right(_ line: String) { check(line, []) }

  // MARK: - Words

  @Test func theFixIsNamed() {
    checkDiagnostics(
      "a = [0.3, 2.9, 4]; t = [0, 0, 1]\ny = softmax(a)\nL = cross_entropy(y, t)",
      "3:19-20 NN-softmax-twice: `y` is made of probabilities already, and `cross_entropy` applies softmax "
        + "itself",
      hint:
        "give it the scores, `cross_entropy(a, t)`, or say what they are: `cross_entropy(y, t, probabilities: true)`")
    checkDiagnostics(
      "net = dense(2, 2, softmax)\ntrain(net, [[1, 2]], [0], loss: cross_entropy)",
      "2:33-46 NN-softmax-twice: what `net` gives is made of probabilities already, and `cross_entropy` applies "
        + "softmax itself",
      hint: "end the model with the scores, without `softmax`, or write `cross_entropy(probabilities: true)`")
    checkDiagnostics(
      "x = [1, 2]; w = [0.5, 0.1]\nbinary_cross_entropy(x @ w, 1)",
      "2:22-27 NN-no-probability: nothing keeps `x @ w` between 0 and 1, and `binary_cross_entropy` takes "
        + "probabilities",
      hint: "write `binary_cross_entropy(sigmoid(x @ w), 1)`")
    checkDiagnostics(
      "a = [1, 2]; y = softmax(a)\nlog_softmax(y)",
      "2:13-14 NN-softmax-twice: `y` is made of probabilities already, and softmax is applied a second time",
      hint: "write `log_softmax(a)` of the scores, or `log(y)`")
  }

  @Test func onceAtAPlace() {
    check(
      "for i in 1..40 { cross_entropy(y, t) }\nfor i in 1..40 { a -= 0.1 * grad(cross_entropy(softmax(a), t), a) }",
      [
        "5:32-33 NN-softmax-twice", "6:48-58 NN-softmax-twice",
      ])
  }

  @Test func inTheText() throws {
    let lesson = Lesson()
    _ = lesson.run("a = [0.3, 2.9, 4]; y = softmax(a)")
    let result = try lesson.inline("cross_entropy(y, 2)").get()
    #expect(result.warnings.map(\.id) == [.softmaxTwice])
    #expect(try lesson.inline("cross_entropy(a, 2)").get().warnings.isEmpty)
  }

  private func check(_ line: String, _ expected: [String]) {
    let outcome = Lesson().run(Self.start + line)
    #expect(outcome.diagnostics.map(place) == expected, "\(line)\n\(outcome.diagnostics.map(\.message))")
  }
}
