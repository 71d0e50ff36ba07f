import Artifacts
import Testing

@testable import NNRuntime

/// What a table, a figure or a list of steps says as a whole, and of how much it says it.
struct VerdictTests {
  @Test(arguments: [
    ("x = 3\ny = x", CheckVerdict.undecided), ("x = [2, 2.9999999]\ny = sum(floor(x) * x)", .pass),
    ("x = [2]\ny = sum(floor(x) * x)", .undecided), ("x = 0\ny = 2 * relu(x)", .undecided),
    ("x = 1\ny = 2 * relu(x)", .pass), ("a = -2; n = 3\ny = a^n", .pass), ("x = 0\ny = 3 * sqrt(x)", .undefined),
  ])
  func whole(_ source: String, _ verdict: CheckVerdict) {
    for call in ["gradients(y)", "graph(y)", "backward(y)"] {
      let outcome = Lesson().run(source + "\n" + call)
      #expect(outcome.diagnostics.isEmpty)
      #expect(outcome.checks.verdict == verdict, "\(source)")
    }
  }

  /// ∂f/∂f is 1 by definition: it is no check that passed, and is not counted.
  @Test func theSeedIsADefinition() throws {
    let outcome = Lesson().run("x = 3; w = 2\ny = x * w\ngradients(y)")
    guard case .gradients(let table)? = outcome.outputs.first else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.map(\.verdict) == [.definition, .pass, .pass])
    #expect(table.check.passed == 2 && table.check.entries == 2)
  }

  @Test(arguments: [
    ("x = randn(100)\ny = sum(x^2)\ngradients(y)", 128, 200), ("x = [1, 2]\ny = sum(x^2)\ngraph(y)", 4, 4),
    ("x = randn(30)\ny = softmax(x)\njacobian(y, x)", 32, 900), ("x = [1, 2]\ny = x^2\njacobian(y, x)", 4, 4),
  ])
  func counts(_ source: String, _ looked: Int, _ entries: Int) {
    let checks = Lesson().run(source).checks
    #expect(checks.passed + checks.undecided == looked, "\(source)")
    #expect(checks.entries == entries, "\(source)")
  }
}
