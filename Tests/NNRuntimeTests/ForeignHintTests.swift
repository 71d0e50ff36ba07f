import Testing

@testable import NNRuntime

/// What readers of NumPy, PyTorch and Keras are told to write, and where.
struct ForeignHintTests {
  /// - Parameter place: the marked range on line 3, behind the bindings of `X`, `w1` and `net`.
  func check(
    _ source: String, _ place: String, _ hint: String, _ location: SourceLocation = #_sourceLocation
  ) {
    let outcome = Lesson().run("X = [[1, 2], [3, 4]]; w1 = [[1], [2]]\nnet = dense(2, 1)\n" + source)
    #expect(outcome.diagnostics.map(NNRuntimeTests.place) == [place], "\(source)", sourceLocation: location)
    #expect(outcome.diagnostics.first?.hint == hint, "\(source)", sourceLocation: location)
  }

  @Test func functionsOfALibrary() {
    check("np.dot(X, w1)", "3:1-3 NN-unknown-name", "write `X @ w1`")
    check("y = 2 * np.dot(X, w1 - 1)", "3:9-11 NN-unknown-name", "write `X @ (w1 - 1)`")
    check("np.random.seed(812)", "3:1-3 NN-unknown-name", "write `seed(812)`")
    check("w = np.random.randn(2, 3)", "3:5-7 NN-unknown-name", "write `randn(2, 3)`")
    check("w = np.zeros((2, 3))", "3:5-7 NN-unknown-name", "write `zeros(2, 3)`")
    check("v = np.array([1, 2])", "3:5-7 NN-unknown-name", "write `[1, 2]`")
    check("y = np.maximum(0, X)", "3:5-7 NN-unknown-name", "write `max(0, X)`")
    check("y = np.power(X + 1, 2)", "3:5-7 NN-unknown-name", "write `(X + 1) ^ 2`")
    check("y = np.sum(X, axis=0)", "3:5-7 NN-unknown-name", "write `sum(X, axis: 0)`")
    check("n = numpy.linalg.norm(X)", "3:5-10 NN-unknown-name", "write `norm(X)`")
    check("c = np.pi", "3:5-7 NN-unknown-name", "write `pi`")
    check("p = F.softmax(net(X))", "3:5-6 NN-unknown-name", "write `softmax(net(X))`")
    check("torch.manual_seed(3)", "3:1-6 NN-unknown-name", "write `seed(3)`")
    check("d = torch.nn.Linear(2, 3)", "3:5-10 NN-unknown-name", "write `dense(2, 3)`")
    check(
      "np.fft(X)", "3:1-3 NN-unknown-name",
      "functions stand without `np.`; `lessons explain --reference` lists those there are")
  }

  @Test func classesOfALibrary() {
    check(
      "o = torch.optim.Adam(0.1)", "3:5-10 NN-unknown-name",
      "write `optimizer: adam(…)` in `train(…)` or `minimize(…)`")
    check("o = SGD(lr=0.1)", "3:5-8 NN-unknown-function", "write `optimizer: sgd(…)` in `train(…)` or `minimize(…)`")
    check(
      "l = nn.CrossEntropyLoss()", "3:5-7 NN-unknown-name",
      "write `loss: cross_entropy` in `train(…)`, or `cross_entropy(prediction, target)`")
    check(
      "l = BCEWithLogitsLoss()", "3:5-22 NN-unknown-function",
      "write `binary_cross_entropy(sigmoid(scores), target)`")
    check("m = keras.Sequential([net])", "3:5-10 NN-unknown-name", "write `sequential(layer, layer, …)`")
    check(
      "m = sequential(net, nn.ReLU())", "3:21-23 NN-unknown-name",
      "write `relu`, a function that can stand among the layers as it is")
  }

  @Test func parametersOfALibrary() {
    check("F.softmax(X, dim=0)", "3:1-2 NN-unknown-name", "write `softmax(X, axis: 0)`")
    check("softmax(X, dim: 0)", "3:12-15 NN-wrong-arguments", "did you mean `axis`? it is `softmax(x, [axis: …])`")
    check(
      "o = sgd(learning_rate: 1)", "3:9-22 NN-wrong-arguments",
      "did you mean `lr`? it is `sgd(lr: 1e-3, momentum: 0, nesterov: false, weight_decay: 0)`")
  }

  @Test func methods() {
    check("y = X.dot(w1)", "3:5-10 NN-unknown-member", "write `X @ w1`")
    check("y = X.T.dot(w1)", "3:5-12 NN-unknown-member", "write `X.T @ w1`")
    check("y = (X + 1).dot(w1)", "3:5-16 NN-unknown-member", "write `(X + 1) @ w1`")
    check("X.reshape(4, 1)", "3:1-10 NN-unknown-member", "write `reshape(X, 4, 1)`")
    check("X.reshape((4, 1))", "3:1-10 NN-unknown-member", "write `reshape(X, 4, 1)`")
    check("X.shape", "3:1-8 NN-unknown-member", "write `shape(X)`")
    check("n = X.shape[0]", "3:5-12 NN-unknown-member", "write `shape(X)`")
    check("n = X.size", "3:5-11 NN-unknown-member", "write `prod(shape(X))`")
    check("m = X.mean(axis: 0)", "3:5-11 NN-unknown-member", "write `mean(X, axis: 0)`")
    check("v = X.flatten()", "3:5-14 NN-unknown-member", "write `reshape(X, -1)`")
    check("z = X.detach()", "3:5-13 NN-unknown-member", "write `stop(X)`")
    check("net.fit(X, w1, epochs: 3)", "3:1-8 NN-unknown-member", "write `train(net, X, w1, epochs: 3)`")
    check("net.predict(X)", "3:1-12 NN-unknown-member", "write `predict(net, X)`")
    check("net.compile()", "3:1-12 NN-unknown-member", "loss, optimizer and metrics stand in `train(…)`")
    check("L = mean(X)\nL.backward()", "4:1-11 NN-unknown-member", "write `grad(L, w)`")
    check(
      "h = train(net, X, w1, loss: mse)\nh.history", "4:1-10 NN-unknown-member",
      "a history's series are its members, as `h.loss`")
  }

  @Test func namesOfPython() {
    check("n = len(X)", "3:5-8 NN-unknown-function", "write `shape(X)[0]`")
    check("flag = True", "3:8-12 NN-unknown-name", "write `true`")
    check("y = matmul(X, w1)", "3:5-11 NN-unknown-function", "write `X @ w1`")
    check(
      "for i in range(10) { i }", "3:10-15 NN-unknown-function",
      "a loop goes over `0..n - 1`, both ends included, or over `v in x`")
  }

  @Test func namesOfTheAuthorComeFirst() {
    let outcome = Lesson().run("np = [[1, 2], [3, 4]]\nlen(x) = sum(x)\nlen(np.T) == 10")
    #expect(shown(outcome) == ["1"])
    #expect(outcome.diagnostics.isEmpty)
    check("x1 = 1\nx2 + 1", "4:1-3 NN-unknown-name", "did you mean `x1`?")
    check("X.dott(w1)", "3:1-7 NN-unknown-member", "it has `.T`")
  }

  /// Functions by the names that `from … import` gives them.
  @Test(arguments: [
    ("cat(X, X)", "write `concat(a, b, …)`"), ("power(X, 2)", "write `X ^ 2`"), ("pow(X, 2)", "write `X ^ 2`"),
    ("hist(X)", "write `histogram(X)`"), ("imshow(X)", "write `image(X)`"), ("randperm(5)", "write `permutation(5)`"),
    ("clamp(X, 0, 1)", "write `clip(X, 0, 1)`"), ("absolute(X)", "write `abs(X)`"), ("expit(X)", "write `sigmoid(X)`"),
    ("swish(X)", "write `silu(X)`"), ("manual_seed(0)", "write `seed(0)`"), ("read_csv(\"a\")", "write `csv(\"a\")`"),
    ("identity(2)", "write `eye(2)`"), ("broadcast_to(X, 2, 2)", "write `broadcast(X, 2, 2)`"),
    ("random(3)", "write `rand(3)`"), ("bce(X, X)", "write `binary_cross_entropy(X, X)`"),
    ("allclose(X, X)", "write `expect a == b within 1e-8`"),
    ("svd(X)", "there is no `svd`; `solve`, `inv` and `det` work on square matrices"),
    ("arcsin(0.5)", "there is no `arcsin`; `sin`, `cos`, `tan` and `tanh` have no inverse here"),
    ("map(X)", "write `[f(v) for v in x]`"), ("str(X)", "texts and numbers stand side by side: `print(\"x =\", x)`"),
    ("norn(X)", "`lessons explain --reference` lists the functions there are"),
    ("sigmod(X)", "did you mean `sigmoid`?"),
  ])
  func importedFunctions(source: String, hint: String) {
    let outcome = Lesson().run("X = [[1, 2], [3, 4]]\n" + source)
    #expect(
      outcome.diagnostics.map(\.id) == [.unknownFunction] && outcome.diagnostics.first?.hint == hint,
      "\(outcome.diagnostics.first?.hint ?? "none")")
  }

  @Test func importedNames() {
    check("y = e", "3:5-6 NN-unknown-name", "write `exp(1)`")
    check("y = nan", "3:5-8 NN-unknown-name", "no number of a lesson is NaN; choose by `where(…)`")
    check("y = linalg.norm(X)", "3:5-11 NN-unknown-name", "write `norm(X)`")
    check("net.eval()", "3:1-9 NN-unknown-member", "leave it out: a model computes in one way, on one processor")
    check(
      "mean(X, axis: 0, keepdims: true)", "3:18-26 NN-wrong-arguments", "write `reshape(…)` around it, with a size of 1"
    )
    check("\"n\" + X", "3:1-8 NN-wrong-kind", "texts and numbers stand side by side: `print(\"n =\", n)`")
  }

  /// Where a hint is an expression, it is one.
  @Test(arguments: [
    "sinh", "cosh", "log2", "log10", "log1p", "expm1", "exp2", "reciprocal", "negative", "rsqrt", "cbrt", "trunc",
    "relu6",
    "hardtanh", "flatten", "float", "int", "array", "absolute", "expit", "swish", "hist", "matshow",
  ])
  func expressions(name: String) throws {
    let hint = try #require(Lesson().run("x = [[0.5, 2]]\n\(name)(x)").diagnostics.first?.hint)
    let code = try #require(hint.firstMatch(of: /^write `(.*)`$/)?.1)
    let outcome = Lesson().run("x = [[0.5, 2]]\n\(code)")
    #expect(outcome.diagnostics.isEmpty && outcome.outputs.count == 1, "\(code)")
  }

  @Test func insideFunctionsAndLoops() {
    check("f(x) = np.exp(x)\nf(X)", "3:8-10 NN-unknown-name", "write `exp(x)`")
    check("f(x) = x.sum()\nf(X)", "3:8-13 NN-unknown-member", "write `sum(x)`")
    check("repeat 3 { X.dot(w1) }", "3:12-17 NN-unknown-member", "write `X @ w1`")
  }

  @Test func inTheText() {
    let lesson = Lesson()
    _ = lesson.run("X = [[1, 2], [3, 4]]")
    guard case .failure(let diagnostic) = lesson.inline("X.shape") else {
      Issue.record("a tensor has no such member")
      return
    }
    #expect(diagnostic.hint == "write `shape(X)`")
    #expect(diagnostic.range.start.column == 1)
  }

  @Test func longOperandsAreLeftOut() {
    check(
      "np.dot([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, 12]], w1)", "3:1-3 NN-unknown-name", "write `… @ w1`")
  }
}
