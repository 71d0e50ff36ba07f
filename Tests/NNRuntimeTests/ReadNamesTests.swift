import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// The names that an expression reads, and those that a block changes: what a printed number comes from.
struct ReadNamesTests {
  @Test(
    arguments: [
      ("grad(f, x)", ["grad", "f", "x"]), ("1 + 2", []), ("a + b * a", ["a", "b"]), ("h.loss[-1]", ["h"]),
      ("[i * s for i in 0..3]", ["s"]), ("forward(f, x: y)", ["forward", "f", "y"]),
    ] as [(String, [String])])
  func reads(text: String, expected: [String]) throws {
    let file = SourceFile(path: "", text: text)
    let program = try #require(parseInlineProgram(Excerpt(file, 0..<file.bytes.count)).value)
    #expect(readNames(program.expression) == expected, "\(text)")
  }

  @Test(
    arguments: [
      ("x = 2; f = x^2", ["f", "x"]), ("exp(1)", []), ("x = 1\ny", []),
      ("w = 1; u = 2; p = (w, u)\nE = w^2 + u^2\nminimize(E, p, steps: 1)", ["E", "p", "u", "w"]),
    ] as [(String, [String])])
  func changes(program: String, expected: [String]) {
    #expect(Lesson().run(program).changed == expected, "\(program)")
  }
}
