import Testing

@testable import NNRuntime

/// A built-in function that is handed over as a value is called as one that is written.
struct BuiltinValueTests {
  /// The same fault as a direct call's, with the place of what hands the function over.
  @Test(
    arguments: [
      ("sequential(dense(2, 2), log)(-ones(1, 2) * 1000)", "log(-ones(1, 2))"),
      ("train(dense(2, 1), ones(3, 2), ones(3, 1), loss: exp)", "exp(1, 2)"),
      ("evaluate(dense(2, 1), ones(3, 2), ones(3, 1), loss: mse, metrics: (max,))", nil),
      ("sequential(dense(2, 2), mse)(ones(1, 2))", "mse(1)"),
      ("sequential(dense(2, 2), one_hot)(ones(1, 2))", "one_hot(1)"),
      ("train(dense(2, 1), ones(3, 2), ones(3, 1), loss: sum)", nil),
    ] as [(String, String?)])
  func faults(_ source: String, _ direct: String?) {
    let found = Lesson().run(source).diagnostics
    #expect(found.count == 1, "\(source)")
    guard let direct else { return }
    let expected = Lesson().run(direct).diagnostics
    #expect(found.map(\.id) == expected.map(\.id), "\(source)")
    #expect(found.map(\.hint) == expected.map(\.hint), "\(source)")
  }

  @Test(arguments: [
    ("x = [[1, 2], [3, 4]]\nnet = sequential(softmax)", "net(x)", "softmax(x)"),
    ("x = [[1, 2], [3, 4]]\nnet = sequential(max)", "net(x)", "max(x)"),
    ("x = [[1, -2], [3, 4]]\nnet = sequential(relu, normalize)", "net(x)", "normalize(relu(x))"),
    ("x = [[1, -2], [3, 4]]\nnet = sequential(leaky_relu)", "net(x)", "leaky_relu(x)"),
  ])
  func values(_ setup: String, _ handed: String, _ direct: String) {
    let outcome = Lesson().run(setup + "\n" + handed + "\n" + direct)
    #expect(outcome.diagnostics.isEmpty, "\(setup)")
    let lines = shown(outcome)
    #expect(lines.count == 2 && lines[0] == lines[1], "\(setup): \(lines)")
  }

  @Test(arguments: [
    "plot(norm, -1, 1)", "plot(log, -1, 1)", "plot(max, -1, 1)", "contour(max, x: (-1, 1), y: (-1, 1))",
  ])
  func charts(_ source: String) { checkDiagnostics(source) }
}
