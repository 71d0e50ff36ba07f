import SourceText
import Testing

@testable import Markup

/// Lines behind many blanks in many lists: each blank is looked at a few times, not once for each list.
struct IndentationTests {
  private func blanksRead(_ text: String) -> (read: Int, bytes: Int) {
    let file = SourceFile(path: "a.md", text: text)
    var scanner = BlockScanner(
      Excerpt(file, 0..<file.bytes.count),
      prose: ProseMasker(
        Excerpt(file, 0..<file.bytes.count), marks: nil, rejected: [], known: KnownLabels(), macros: Macros()))
    scanner.scan()
    return (scanner.blanksRead, file.bytes.count)
  }

  @Test(
    arguments: [
      // A list in each list, to one depth and beyond the one that cmark takes.
      { count in (0..<count).map { String(repeating: "  ", count: $0) + "- x" }.joined(separator: "\n") },
      { count in (0..<count).map { String(repeating: "   ", count: $0) + "1. x" }.joined(separator: "\n") },
      { count in (0..<count).map { String(repeating: "\t", count: $0) + "- x" }.joined(separator: "\n") },
      { count in String(repeating: "- ", count: count) + "x\n" + String(repeating: "  ", count: count) + "y\n" },
      { count in
        String(repeating: "- ", count: count) + "x\n"
          + String(repeating: String(repeating: "  ", count: count) + "y\n", count: 20)
      },
      { count in String(repeating: "> ", count: count) + "x\n" + String(repeating: "> ", count: count) + "  y\n" },
    ] as [@Sendable (Int) -> String])
  func areReadAFewTimes(text: @Sendable (Int) -> String) {
    for count in [50, 100, 200, 400] {
      let (read, bytes) = blanksRead(text(count))
      #expect(read <= 3 * bytes)
    }
  }
}
