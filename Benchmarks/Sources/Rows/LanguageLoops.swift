import NNRuntime
import NNSyntax
import SourceText

/// Loops written in `nn`, as a lesson runs them.
enum LanguageLoops {
  static var sum: Row {
    row(
      "nn-sum", "x = 0.5; s = 0; for i in 1..500000 { s = s + x * 2 }; grad(s, x)", count: 1_000_000,
      target: "at most 300 ns a node",
      """
      x = 0.5
      s = 0
      for i in 1..500000 { s = s + x * 2 }
      expect grad(s, x) == 1000000
      """)
  }

  static var calls: Row {
    row(
      "nn-calls", "f(a, b) = a * b + 0.5 called 500,000 times", count: 1_000_000,
      target: "at most 300 ns a node",
      """
      x = 0.5
      s = 1
      f(a, b) = a * b + 0.5
      for i in 1..500000 { s = f(s, x) }
      expect s == 1 within 1e-6
      """)
  }

  static var updates: Row {
    row(
      "nn-updates", "repeat 100000 { L = (w * x - y)^2; w -= 0.1 * grad(L, w) }, five nodes a round", count: 500_000,
      target: "",
      """
      x = 2; y = 1; w = 3
      repeat 100000 { L = (w * x - y)^2; w -= 0.1 * grad(L, w) }
      expect w == 0.5
      """)
  }

  /// The loop of lesson 07 with the numbers of the row `tiny-10000`.
  static var training: Row {
    row(
      "nn-training", "the 2-3-1 network's 10,000 steps written out in `repeat`, its gradient by hand",
      count: 10_000, unit: "step", target: "at most 1,000 ns a step: 10 ms",
      """
      x = [[0.3, 1], [0.5, 0.2], [1, 0.4]]
      y = [[0.75], [0.82], [0.93]]
      seed(812)
      W1 = randn(2, 3); W2 = randn(3, 1)
      course = repeat 10000 {
        h = sigmoid(x @ W1); o = sigmoid(h @ W2)
        record(mse: mean((o - y)^2))
        delta2 = (o - y) * o * (1 - o) * (2 / 3)
        delta1 = (delta2 @ W2.T) * h * (1 - h)
        W1 -= 0.1 * (x.T @ delta1)
        W2 -= 0.1 * (h.T @ delta2)
      }
      expect course.mse[9999] == 0.0008351158697027849 within 1e-9
      """)
  }

  private static func row(
    _ name: String, _ work: String, count: Int, unit: String = "node", target: String, _ source: String
  ) -> Row {
    Row(
      name: name, work: work, target: target, count: Double(count), unit: unit,
      subjects: [Subject("nn") { try run(source) }])
  }

  /// Parses and runs a block in a session of its own.
  private static func run(_ source: String) throws {
    let session = Session { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }
    let file = SourceFile(path: "benchmark.md", text: source)
    let outcome = session.run(parseProgram(Excerpt(file, 0..<file.bytes.count)).value, options: RunOptions())
    guard outcome.diagnostics.isEmpty else {
      throw WrongResult(found: outcome.diagnostics.map(\.message).joined(separator: "\n"), expected: "no diagnostics")
    }
  }
}
