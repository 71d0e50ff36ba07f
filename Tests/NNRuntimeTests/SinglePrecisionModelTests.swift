import Testing

@testable import NNRuntime

/// `f32(net)`: a model of its own, in 32 bits.
struct SinglePrecisionModelTests {
  private static let start = """
    seed(2)
    net = mlp(2, 4, 2, activation: tanh)
    x = [[1, 2], [3, -4], [0, 0.5], [-1, 1]]
    y = [1, 0, 1, 0]
    small = f32(net)

    """

  @Test func parametersAreRoundedCopies() {
    checkDiagnostics(
      Self.start + """
        expect all(small.w1 == f32(net.w1))
        expect not all(small.w1 == net.w1)
        expect summary(small).total == summary(net).total
        expect sum(abs(f32(small).w2 - small.w2)) == 0
        """)
  }

  @Test func eachIsTrainedAlone() {
    checkDiagnostics(
      Self.start + """
        before = net(x)
        h = train(small, x, y, loss: cross_entropy, optimizer: adam(0.1), epochs: 30, metrics: accuracy, validation: (x, y))
        expect all(net(x) == before)
        expect h.loss[29] < h.loss[0]
        after = small(x)
        k = train(net, x, y, loss: cross_entropy, optimizer: adam(0.1), epochs: 30)
        expect all(small(x) == after)
        expect all(small.w1 == f32(small.w1))
        small.w1 -= 0.1 * net.w1
        expect all(small.w1 == f32(small.w1))
        """)
  }

  /// It computes in 32 bits whether its data have 32 or 64.
  @Test func everythingTakesIt() {
    checkDiagnostics(
      Self.start + """
        expect all(small(x) == small(f32(x)))
        expect all(predict(small, x) == small(x))
        expect all(f32(small(x)) == small(x))
        expect sum(abs(small(x) - net(x))) < 1e-5
        expect evaluate(small, x, y, loss: cross_entropy) == cross_entropy(small(x), y) within 1e-6
        (l, a) = evaluate(small, x, y, loss: cross_entropy, metrics: accuracy)
        expect sum(confusion(small, x, y)) == 4
        expect trace(confusion(small, x, y)) / 4 == a
        L = cross_entropy(small(x), y)
        h = minimize(L, (small.w1, small.b1), optimizer: sgd(0.1), steps: 5)
        expect all(small.w1 == f32(small.w1))
        wide = sequential(small, dense(2, 1))
        expect shape(wide(x)) == [4, 1]
        """)
    let outcome = Lesson().run(
      Self.start + "small\nboundary(small, x, y)\nflow(small, x, y)\ngradients(cross_entropy(small(x), y))")
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(shown(outcome) == ["summary 22", "chart", "chart", "gradients"])
    #expect(outcome.checks.failed == 0 && outcome.checks.passed > 0)
  }

  @Test func whatDoesNotFitIsRefused() {
    checkDiagnostics(
      "net = dense(1, 1, init: \"zeros\")\nnet.b1 += 1e300\nf32(net)",
      "3:1-9 NN-non-finite: `f32` of shape [1] gives infinity", hint: "32-bit floats reach to 3.4e38")
    checkDiagnostics(
      "small = f32(dense(1, 1, init: \"zeros\"))\nsmall.b1 += 1e300",
      "2:1-9 NN-non-finite: `+` of 0 and 1e300 gives infinity")
    checkDiagnostics(
      "small = f32(dense(1, 1, init: \"zeros\"))\nsmall.b1 += [1e300]",
      "2:1-9 NN-non-finite: `f32` of shape [1] gives infinity")
    checkDiagnostics(
      "small = f32(dense(1, 1, init: \"zeros\"))\npredict(small, [[1e300]])",
      "2:16-25 NN-non-finite: `f32` of shape [1, 1] gives infinity")
    checkDiagnostics("f32([1e300])", "1:1-13 NN-non-finite: `f32` of shape [1] gives infinity")
    checkDiagnostics(
      "f32(mse)", "1:5-8 NN-wrong-kind: `f32` needs a number or a tensor for `x`, and this is a function")
  }
}
