import Testing

@testable import NNRuntime

/// What a model's run repeats for all batches are operations: a number of the first batch that became part of the program
/// is refused, and nothing else is.
struct RepeatedBatchTests {
  /// Three batches of 256 rows, and some.
  private static let data = "net = dense(2, 2)\nx = randn(600, 2)\ny = randn(600, 2)\nk = 1\n"

  private static let hint =
    "its operations are repeated for all batches; `where(…)` chooses entry by entry, or write the loop out"

  @Test(arguments: [
    ("{ if t[0, 0] > 0 { mse(p, t) } else { mae(p, t) } }", "decides by"),
    ("{ if mean(p) > 0 and k > 0 { mse(p, t) } else { mae(p, t) } }", "decides by"),
    ("p[0, argmax(t[0])]", "decides by"), ("sum(p[nonzero(t[0] > 9)])", "decides by"),
    ("mean(zeros(argmax(t[0])) + 1) + mse(p, t)", "decides by"),
    ("{ s = 0; s += mse(p, t); s }", "updates a name by"),
    ("{ s = mse(p, t); s += 1; s }", "updates a name that holds"),
    ("{ h = repeat 2 { record(a: mse(p, t)) }; h.a[0] }", "records"),
    ("mse(p, predict(net, p))", "decides by"),
    ("{ w = 1; L = w^2 * mse(p, t); minimize(L, w); w }", "minimizes"),
    ("trace(confusion(argmax(p, axis: 1), argmax(t, axis: 1)))", "decides by"),
    ("{ v = mse(p, t); if gradcheck(v).ok { v } else { 0 * v } }", "decides by"),
  ])
  func numbersOfABatch(body: String, doing: String) {
    let start = Self.data + "loss(p, t) = \(body)\n"
    let outcome = Lesson().run(start + "evaluate(net, x, y, loss: loss)")
    #expect(
      outcome.diagnostics.map(\.message) == ["`loss` \(doing) numbers that change with the batch"],
      "\(outcome.diagnostics.map { "\(place($0)): \($0.message)" })")
    #expect(outcome.diagnostics.first?.id == .cannotRepeat && outcome.diagnostics.first?.hint == Self.hint)
    #expect(outcome.diagnostics.first?.range.start.line == 5)
    for run in ["train(net, x, y, loss: loss)", "train(net, x, y, loss: mse, metrics: loss)"] {
      #expect(Lesson().run(start + run).diagnostics.map(\.id) == [.cannotRepeat], "\(run)")
    }
  }

  @Test func places() {
    let message = "decides by numbers that change with the batch"
    checkDiagnostics(
      Self.data + "loss(p, t) = { if t[0, 0] > 0 { mse(p, t) } else { mae(p, t) } }\ntrain(net, x, y, loss: loss)",
      "5:19-30 NN-cannot-repeat: `loss` \(message)", hint: Self.hint)
    checkDiagnostics(
      Self.data + "gate(x) = { if sum(x) > 0 { x } else { 0 * x } }\nloss(p, t) = mse(p, t)\n"
        + "predict(sequential(net, gate), x)", "5:16-26 NN-cannot-repeat: `gate` \(message)")
    checkDiagnostics(
      Self.data + "drop(x) = x * (rand(2) > 0.5)\ntrain(sequential(net, drop), x, y, loss: mse)",
      "5:16-23 NN-cannot-repeat: `drop` draws random numbers once for all batches",
      hint: "write the loop out, so that each round draws its own")
    checkDiagnostics(
      Self.data
        + "σ(x) = tanh(x)\nbackward σ(x; y, dy) = { if sum(y) > 0 { dy * (1 - y^2) } else { (1 - y^2) * dy } }\n"
        + "train(sequential(net, σ), x, y, loss: mse, batch: 100)", "6:30-40 NN-cannot-repeat: `σ` \(message)")
  }

  /// Parameters change in training, and with them what is computed from them; in an evaluation they stay.
  @Test func parameters() {
    let start =
      Self.data + "loss(p, t) = { if norm(net.w1) > 1e-6 { mse(p, t) } else { 0 * mse(p, t) } }\n"
    checkDiagnostics(start + "expect evaluate(net, x, y, loss: loss) == evaluate(net, x, y, loss: mse)")
    checkDiagnostics(
      start + "train(net, x, y, loss: loss)",
      "5:19-38 NN-cannot-repeat: `loss` decides by numbers that change with the batch")
  }

  /// Shapes, constants and other names' numbers may decide, and so may a batch that stands for itself alone.
  @Test func whatStaysMayDecide() {
    checkDiagnostics(
      Self.data + """
        chosen(rows, p, t) = { if rows > 1 and k > 0 { mse(p, t) } else { 0 * mse(p, t) } }
        f(p, t) = {
          rows = shape(p)[0]
          s = 0
          for i in 0..2 { s += k }
          m = chosen(rows, p, t)
          m * p[0, k] * 0 + m
        }
        expect evaluate(net, x, y, loss: f) == evaluate(net, x, y, loss: mse)
        train(net, x, y, loss: f)
        few(p, t) = { if t[0, 0] > -9 { mse(p, t) } else { mae(p, t) } }
        expect evaluate(net, x[0:5], y[0:5], loss: few) == mse(net(x[0:5]), y[0:5])
        drop(x) = x * (rand(2) > 0.5)
        seed(5)
        a = predict(sequential(net, drop), x[0:5])
        seed(5)
        expect a == drop(net(x[0:5]))
        """)
  }

  /// Built-in functions that look at numbers are operations where these change.
  @Test func oneHotAndNormalizeAreOperations() {
    checkDiagnostics(
      Self.data + """
        c = argmax(y, axis: 1)
        right(p, t) = mean(sum(p * one_hot(t, 2), axis: 1))
        expect evaluate(net, x, c, loss: right) == right(net(x), c)
        wide(x) = normalize(x.T).T
        steady = concat(x[0:300], zeros(300, 2))
        expect max(abs(predict(sequential(net, wide), steady) - wide(net(steady)))) < 1e-12
        """)
  }
}
