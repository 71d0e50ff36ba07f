import Testing

@testable import NNRuntime

/// Empty tensors, equal numbers, masks and points without a derivative.
struct SpecialPointTests {
  private func check(_ source: String, _ expected: String..., location: SourceLocation = #_sourceLocation) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [], "\(source)", sourceLocation: location)
    #expect(shown(outcome) == expected, "\(source)", sourceLocation: location)
  }

  /// Of bounds that cross the upper one holds, and it alone has the gradient.
  @Test func boundsThatCross() {
    let gradients = "y; grad(y, x); grad(y, low); grad(y, high)"
    check("x = 3; low = 5; high = 2; y = clip(x, low, high); \(gradients)", "2", "0", "0", "1")
    check("x = 6; low = 5; high = 2; y = clip(x, low, high); \(gradients)", "2", "0", "0", "1")
    check("x = 1; low = 5; high = 2; y = clip(x, low, high); \(gradients)", "2", "0", "0", "1")
    check("x = 6; low = 2; high = 5; y = clip(x, low, high); \(gradients)", "5", "0", "0", "1")
    check("x = 3; low = 5; high = 2; y = clip(x, low, high)\nexpect gradcheck(y).ok")
  }

  private static let optimizers = [
    "sgd(0.1)", "sgd(0.1, momentum: 0.5)", "adagrad(0.1)", "adadelta", "rmsprop(0.1)", "adam(0.1)", "adamw(0.1)",
    "nadam(0.1)", "newton", "bfgs", "lbfgs",
  ]

  /// What is empty takes part and changes nothing.
  @Test(arguments: optimizers) func minimizesBesideEmptyInputs(_ optimizer: String) {
    let start = "x = zeros(0); y = [1, 2]; W = zeros(0, 2); "
    for (loss, used) in [
      ("sum(y^2) + sum(x)", "x"), ("sum(concat(x, y)^2)", "x"), ("sum(concat(y, x)^2) + sum(x * x)", "x"),
      ("sum(y^2) + sum((W @ y)^2)", "W"), ("sum(y^2) + sum(W * y)", "W"), ("sum(y^2) + sum(y[2:])", "y"),
      ("sum(y^2) + sum(sum(W, axis: 0) * y)", "W"), ("sum(y^2) + sum(sum(W, axis: 1))", "W"),
      ("sum((y + W.T @ x)^2)", "x, W"), ("sum(y^2) + sum(exp(x))", "x"),
      ("sum(y^2) + sum(where(x > 0, x, 1))", "x"), ("sum((y + sum(x))^2)", "x"),
    ] {
      func run(_ loss: String, _ inputs: String) -> [String] {
        let source = "\(start)L = \(loss); h = minimize(L, \(inputs), optimizer: \(optimizer), steps: 3); y; h.loss"
        let outcome = Lesson().run(source)
        #expect(outcome.diagnostics.map(\.message) == [], "\(source)")
        return shown(outcome)
      }
      let expected = run("sum(y^2)", "y")
      for inputs in used == "y" ? ["y"] : ["y", "(y, \(used))", "(\(used), y)"] {
        #expect(run(loss, inputs) == expected, "\(loss) by \(inputs)")
      }
    }
  }

  @Test func runsWithEmptyTensors() {
    check("x = zeros(0); L = sum(x); h = minimize(L, x, steps: 3); x; h.loss", "[]", "[0, 0, 0]")
    check("W = zeros(0, 2); L = sum((W @ [1, 2])^2); h = minimize(L, W); W", "[0, 2] []")
    check("A = zeros(2, 0); B = zeros(0, 3); L = sum((A @ B - 1)^2); h = minimize(L, (A, B), steps: 1); h.loss", "[6]")
    check(
      "l(p, t) = mse(p, t) + sum(p[0:0]); n = dense(2, 1, init: \"zeros\"); "
        + "h = train(n, ones(3, 2), ones(3, 1), loss: l, optimizer: sgd(0.25), epochs: 2); h.loss; n.w1",
      "[1, 0.25]", "[2, 1] [0.25, 0.25]")
    check(
      "x = f32(zeros(0)); y = f32([1, 2]); L = sum(y^2) + sum(x); h = minimize(L, (x, y), optimizer: sgd(0.5), steps: 1); y",
      "[0, 0]")
    check(
      "x = zeros(0); y = 1; repeat 9 { L = sum(x^2) + y^2; y -= 0.5 * grad(L, y); x -= grad(L, x) }; y; x", "0", "[]")
    check("x = zeros(0, 3); y = [1, 2, 3]; f = sum(x @ y) + sum(y); forward(f, y: [4, 5, 6])", "forward 15")
  }

  @Test func namesWhatIsEmpty() {
    for (source, message) in [
      ("softmax(zeros(0))", "`softmax`: there is no entry to give a share to"),
      ("log_softmax(zeros(2, 0))", "`log_softmax`: there is no entry to give a share to"),
      ("argmax(zeros(0))", "`argmax`: there is no entry to choose from"),
      ("argmin(zeros(2, 0), axis: 1)", "`argmin`: there is no entry to choose from"),
      ("ones(2, 1, 3) @ ones(4, 3, 2)", "`@` does not fit the shapes [2, 1, 3] and [4, 3, 2]"),
      ("solve(ones(2, 3, 3), ones(4, 3, 1))", "`solve` does not fit the shapes [2, 3, 3] and [4, 3, 1]"),
    ] {
      #expect(Lesson().run(source).diagnostics.map(\.message) == [message])
    }
  }

  /// 80 columns, most of whose means are not their numbers.
  @Test func normalizesConstantColumnsTo0() {
    for number in ["0.1", "0.2", "0.3", "0.7", "1.1", "1e-9", "123.456", "3"] {
      for length in [1, 2, 3, 5, 6, 7, 9, 10, 11, 100] {
        let zeros = Array(repeating: "0", count: length).joined(separator: ", ")
        check("normalize(\(number) * ones(\(length), 1))", "[\(length), 1] [\(zeros)]")
        check("x = \(number) * ones(\(length)); s = std(x); s; var(x); sum(abs(grad(s, x)))", "0", "0", "0")
      }
    }
    check("normalize([[0.1, 1], [0.1, 3], [0.1, 2]])[:, 0]", "[0, 0, 0]")
    check("normalize(f32([[0.1], [0.1], [0.1]]))", "[3, 1] [0, 0, 0]")
  }

  /// A kink has no second derivative, and none is made up.
  @Test func hasNoHessianAtAKink() {
    for source in [
      "x = [0, 0]; hessian(norm(x), x)", "x = [0.1, 0.1, 0.1]; hessian(std(x), x)",
      "x = [0, 0]; hessian(norm(x) + norm(x)^2, x)", "x = [0, 0, 1]; hessian(norm(x[0:2]) + x[2]^2, x)[0:2, 0:2]",
    ] {
      let outcome = Lesson().run(source)
      if case .value(let value)? = outcome.outputs.first {
        #expect(value.value.values.allSatisfy { !$0.isFinite }, "\(source)")
      } else {
        #expect(outcome.diagnostics.map(\.id) == [.nonFinite], "\(source)")
      }
    }
  }

  @Test func passesOverMaskedScores() {
    let masked = "x = [1, 2, 3]; L = cross_entropy(where([1, 0, 1], x, -inf), 2); "
    check(masked + "gradcheck(L).ok; grad(L, x)[1]; sum(abs(hessian(L, x)[1]))", "1", "0", "0")
    check(masked + "h = minimize(L, x, steps: 20); x[1]", "2")
    check(
      "x = zeros(3, 3); m = [[1, 0, 0], [1, 1, 0], [1, 1, 1]]; sum(softmax(where(m, x, -inf)), axis: 1)", "[1, 1, 1]")
    checkDiagnostics(
      "x = [1, 2]\ncross_entropy(where([0, 0], x, -inf), 1)",
      "2:1-41 NN-non-finite: `cross_entropy` of shape [2] and shape [] gives NaN, which is no number",
      hint: "softmax has no value where every score is minus infinity: mask at most all but one")
  }

  @Test func namesNoPrimitiveOfItsOwn() {
    let outcome = Lesson().run("x = 0; L = x^0.5; minimize(L, x)")
    #expect(outcome.diagnostics.count == 1)
    #expect(outcome.diagnostics.allSatisfy { !$0.message.contains("power_slope") && $0.message.contains("`^`") })
  }
}
