import NNRuntime
import NNSyntax
import SourceText

/// Loops written in `nn`, as a lesson runs them.
enum LanguageLoops {
  static var sum: Row {
    row(
      "nn-sum", "x = 0.5; s = 0; for i in 1..500000 { s = s + x * 2 }; grad(s, x)", nodes: 1_000_000,
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
      "nn-calls", "f(a, b) = a * b + 0.5 called 500,000 times", nodes: 1_000_000,
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
      "nn-updates", "repeat 100000 { L = (w * x - y)^2; w -= 0.1 * grad(L, w) }, five nodes a round", nodes: 500_000,
      target: "",
      """
      x = 2; y = 1; w = 3
      repeat 100000 { L = (w * x - y)^2; w -= 0.1 * grad(L, w) }
      expect w == 0.5
      """)
  }

  private static func row(_ name: String, _ work: String, nodes: Int, target: String, _ source: String) -> Row {
    Row(
      name: name, work: work, target: target, count: Double(nodes), unit: "node",
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
