import SourceText
import Testing

@testable import Markup

/// Which runs of a document are text with digits in it.
struct ProseStretchTests {
  @Test(
    arguments: [
      ("a 1 b", ["a 1 b"]), ("a `1` 2 $3$ 4", [" 2 ", " 4"]), ("no digit", []), ("    code 1", []),
      ("```\n1\n```", []), ("```nn\nx = 1\n```", []), ("> a 1\n> b 2", ["a 1", "b 2"]), ("1. a\n2. b 3", ["b 3"]),
      ("[a 1](b2.md) 3", ["[a 1]", " 3"]), ("<b x=\"1\">2</b>", ["2"]), ("a^[n 1 `2`]", ["n 1 "]),
      ("`{nn} 1` 2 [3]{nn=\"x\"} 4", [" 2 ", " 4"]), ("| 1 | a \\| 2 |\n|---|---|\n| `3` | 4 |", ["1", "4"]),
      ("x^2^ 3", [" 3"]), ("<div>\n1\n</div>", []), ("@fig-1 2 [@key, p. 3] 4", [" 2 ", " 4"]),
      ("![a 1](b.png){width=60%}", ["![a 1]"]), ("A[^1] 2\n\n[^1]: b 3", [" 2", "b 3"]),
    ] as [(String, [String])])
  func stretches(text: String, expected: [String]) {
    let file = SourceFile(path: "a.md", text: text + "\n")
    let document = parseDocument(file) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, path, at: range)
    }.value
    #expect(document.stretches.map(\.range.text) == expected, "\(text)")
  }

  @Test func headingsAndComments() {
    let text = "# A 1\n\n<!-- nn: ignore -->\nb 2 <!-- nn: ignore -->\n\n<!-- other 3 -->\n"
    let file = SourceFile(path: "a.md", text: text)
    let document = parseDocument(file) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, path, at: range)
    }.value
    #expect(document.stretches.map(\.isHeading) == [true, false])
    #expect(document.ignores.map(\.start.line) == [3, 4])
    // The comments are in no block and no text, nor are the blanks before them.
    #expect(document.blocks.count == 3)
    guard case .paragraph(let content) = document.blocks[1].kind, case .text("b 2")? = content.last else {
      Issue.record("\(document.blocks[1])")
      return
    }
  }
}
