import SourceText
import Testing

@testable import NNRuntime

/// Single operations, orders and recursions that take more than a small budget: each ends in its diagnostic.
struct OperationLimitTests {
  static let limited: [(source: String, id: DiagnosticID)] = [
    ("A = ones(200, 200) + eye(200)\ndet(A)", .operationBudget),
    ("A = ones(200, 200) + eye(200)\ninv(A)", .operationBudget),
    ("A = ones(200, 200) + eye(200)\nsolve(A, ones(200))", .operationBudget),
    ("A = ones(200, 200)\nA @ A", .operationBudget),
    ("A = ones(200, 200)\nx = ones(200)\njacobian(tanh(A @ tanh(A @ x)), x)", .operationBudget),
    ("A = ones(200, 200)\nx = ones(200)\nhessian(sum(tanh(A @ x))^2, x)", .operationBudget),
    ("x = ones(200)\nminimize(sum((x - 2)^2)^2, x, optimizer: newton(), steps: 3)", .operationBudget),
    ("x = ones(900)\nminimize(sum((x - 2)^2)^2, x, optimizer: bfgs(), steps: 9)", .operationBudget),
    ("x = 1\nminimize((x - 2)^4, x, steps: 1e15)", .memoryBudget),
    ("one_hot(zeros(1000), 10000)", .operationBudget),
    ("one_hot(zeros(1000), 1e12)", .memoryBudget),
    ("permutation(9e6)", .operationBudget),
    ("permutation(1e15)", .memoryBudget),
    ("choice(9e6, 2, replace: false)", .operationBudget),
    ("choice(1e15, 2, replace: false)", .memoryBudget),
    ("make_spirals(10, classes: 9e6)", .operationBudget),
    ("make_spirals(10, classes: 1e15)", .memoryBudget),
    ("make_blobs(10, centers: 1e15)", .memoryBudget),
    ("randn(3000, 3000)", .operationBudget),
    ("linspace(0, 1, 9e6)", .operationBudget),
    ("fib(n) = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }\nfib(40)", .operationBudget),
    ("x = 0.5; d = exp(x)\nrepeat 20000 { d = sin(d) }\ngrad(grad(d, x), x)", .operationBudget),
    // The graphs of these grow with each order as they like.
    ("x = [0.1, 0.2]; d = exp(x @ x)\nrepeat 40 { d = sum(grad(d, x)) }\nd", .operationBudget),
    ("x = [0.1, 0.2]; d = sum(softmax(x)[0])\nrepeat 40 { d = grad(d, x)[1] }\nd", .operationBudget),
    ("x = [0.1, 0.2]; d = exp(x @ x)\nrepeat 40 { d = sum(hessian(d, x)) }\nd", .operationBudget),
    ("x = [0.1, 0.2]; y = x * exp(x @ x)\nrepeat 40 { y = jacobian(y, x)[0] }\ny", .operationBudget),
    (
      "f(x) = x^3\nbackward f(x; y, dy) = 3 * dy * x^2\nx = 0.5; d = exp(f(x))\nrepeat 40 { d = grad(d, x) }",
      .operationBudget
    ),
  ]

  @Test(arguments: limited.indices) func meetsItsBudget(_ k: Int) {
    var lesson = Lesson()
    lesson.options = RunOptions(budget: 5_000_000, memory: 100_000_000)
    let (source, id) = Self.limited[k]
    #expect(lesson.run(source).diagnostics.map(\.id) == [id], "\(source)")
  }

  /// What shows a derivative's graph fails where the graph does not fit, wherever the budget ends on the way.
  @Test(arguments: ["forward(g, x: 1)", "graph(g)", "gradients(g)", "backward(g)", "gradcheck(g)", "forward(g)"])
  func aGraphThatDoesNotFitIsNotShown(_ display: String) {
    let source = "x = 0.5; d = exp(x)\nrepeat 300 { d = sin(d) }\ng = grad(d, x)\n"
    for budget in [92_000, 100_000, 120_000] {
      var lesson = Lesson()
      lesson.options.budget = budget
      #expect(lesson.run(source + display).diagnostics.map(\.id) == [.operationBudget])
    }
  }

  @Test func aHighOrderTakesFewOperations() {
    var lesson = Lesson()
    lesson.options.budget = 5_000_000
    #expect(lesson.run("x = 0.5; d = exp(x^2)\nrepeat 22 { d = grad(d, x) }\nd").diagnostics.isEmpty)
    #expect(lesson.run("v = [0.5, 0.1]; e = exp(v^2)\nrepeat 14 { e = grad(sum(e), v) }\ne").diagnostics.isEmpty)
  }
}
