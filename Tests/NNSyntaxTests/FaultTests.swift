import SourceText
import Testing

@testable import NNSyntax

/// Each fault's id, place and message; and that the rest is still parsed.
@Suite struct FaultTests {
  /// - Parameter expected: `id line:column-line:column message → hint`, one a diagnostic.
  func check(
    _ source: String, _ expected: [String], tree: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: source)
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    let found = parsed.diagnostics.map { diagnostic in
      let start = diagnostic.range.start
      let end = diagnostic.range.end
      let id = diagnostic.id.rawValue.dropFirst(3)
      return "\(id) \(start.line):\(start.column)-\(end.line):\(end.column) \(diagnostic.message)"
        + (diagnostic.hint.map { " → \($0)" } ?? "")
    }
    #expect(found == expected, sourceLocation: sourceLocation)
    if let tree { #expect(dump(parsed.value) == tree, sourceLocation: sourceLocation) }
  }

  @Test func dumpAll() {
    for source in [
      "x = .5", "x = 5.", "x = 1.2.3", "3x", "1e", "60_", "1__0", "1e999", "0x1F",
      "x = $ + 1", "a && b", "a × b", "x = 3 − 1", "x = “a”", "a\u{A0}= 1", "'a'", "x²", "f（x）",
      "print(\"abc", "x = f(1, 2\ny = 3", "x = [1, 2 3]\ny = 2", "x = [[1, 2]\n [3, 4]]", "x = (1, 2]\ny = 1",
      "repeat 3 {\n x = 1\n", "}", "x = 1 + ", "x =\ny = 2", "x = * 2", "a < b < c", "2 = x", "x[0] = 3", "f(x) += 1",
      "a.b = 1", "a = b = 3", "a, b = f(x)", "if x = 3 { y }", "if x > 3:\n  y", "for i in range(10) { $ }",
      "for i in 1...3 { i }", "while x < 3 { y }\nz = $", "return x", "def f(x): return x", "x = lambda a: a",
      "import numpy as np", "let x = 3", "else { 3 }", "y = if a { b } else { c }", "f(repeat 3 { x })", "x[::2]",
      "x[]",
      "()", "f(a: 1, 2)", "f(x) { x }", "f(2) = 3", "f(x, x) = 3", "f(x = 2) = x", "backward f(x) = 3",
      "backward f(x; y) = 3", "backward f = 3", "expect a < b within 1", "expect a = b", "expect", "print x", "2 x",
      "x + not y", "x = +3", "x := 3", "x = 1..3", "f(1..3)", "x = $\ny = )\nz = 3 4\nw = 1", "break", "x.5", "a !b",
      "'a", "“a", "x = ",
      "f(,)", "f(1,,2)", "x = {1}", "a++", "x = 3 if y else 4", "1 +\n}", "x = \"a\" b", "(a, 2) = f(x)",
      "(a, a) = f(x)",
      "f(x, $)\ny = (1 +\nz = 2", "a || b", "!a", "pass", "x = y'z", "repeat { x }", "for in 1..2 { x }",
      "for i 1..2 { x }",
    ] {
      print("check(\(String(reflecting: source)), [")
      let file = SourceFile(path: "a.md", text: source)
      let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
      for diagnostic in parsed.diagnostics {
        let start = diagnostic.range.start
        let end = diagnostic.range.end
        let id = diagnostic.id.rawValue.dropFirst(3)
        print(
          "  "
            + String(
              reflecting: "\(id) \(start.line):\(start.column)-\(end.line):\(end.column) \(diagnostic.message)"
                + (diagnostic.hint.map { " → \($0)" } ?? "")) + ",")
      }
      print("], tree: \(String(reflecting: dump(parsed.value))))")
    }
  }
}
