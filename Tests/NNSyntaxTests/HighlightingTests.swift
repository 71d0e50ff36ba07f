import SourceText
import Testing

@testable import NNSyntax

@Suite struct HighlightingTests {
  /// Runs as `kind:text`.
  func check(_ source: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let bytes = Array(source.utf8)
    let runs = highlight(source).map { run in
      "\(run.kind.rawValue):\(String(decoding: bytes[run.range], as: UTF8.self))"
    }
    #expect(runs.joined(separator: " ") == expected, sourceLocation: sourceLocation)
  }

  @Test func runs() {
    check("x = 2.5 # hi", "name:x operator:= number:2.5 comment:# hi")
    check("# hi\nf(\"값\")", "comment:# hi function:f text:\"값\"")
    check(
      "for i in 1..3 { in = i }",
      "keyword:for name:i keyword:in number:1 operator:.. number:3 name:in operator:= name:i")
    check(
      "expect a == b within 1e-3",
      "keyword:expect name:a operator:== name:b keyword:within number:1e-3")
    check(
      "for by in by..2 by by { by }",
      "keyword:for name:by keyword:in name:by operator:.. number:2 keyword:by name:by name:by")
    check("[v for v in x]", "name:v keyword:for name:v keyword:in name:x")
    check("by = by - 1", "name:by operator:= name:by operator:- number:1")
    check("backward f(x; y, dy) = dy", "keyword:backward function:f name:x name:y name:dy operator:= name:dy")
    check("backward(f)", "function:backward name:f")
    check("a $ b", "name:a name:b")
    check("", "")
  }
}
