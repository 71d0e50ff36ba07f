import Testing

@testable import SourceText

@Suite struct ExcerptTests {
  /// Two lines of a quote without their prefixes, then a piece of another file.
  let excerpt: Excerpt
  let file = SourceFile(path: "a.md", text: "> ab\n> cd\n")
  let other = SourceFile(path: "b.md", text: "xyz")

  init() {
    var excerpt = Excerpt(file: file, at: 2)
    excerpt.append(Array("ab\n".utf8), from: file, at: 2)
    excerpt.append(Array("cd\n".utf8), from: file, at: 7)
    excerpt.append(Array("yz".utf8), from: other, at: 1)
    self.excerpt = excerpt
  }

  func check(
    _ range: Range<Int>, _ path: String, _ bytes: Range<Int>, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (found, name) in [(excerpt.range(range), "whole"), (excerpt.slice(range).range, "slice")] {
      #expect(found.file.path == path, "\(name)", sourceLocation: sourceLocation)
      #expect(found.bytes == bytes, "\(name)", sourceLocation: sourceLocation)
    }
  }

  @Test func ranges() {
    check(0..<2, "a.md", 2..<4)
    check(3..<5, "a.md", 7..<9)
    check(1..<4, "a.md", 3..<8)
    check(6..<8, "b.md", 1..<3)
    check(5..<7, "a.md", 9..<10)
    check(3..<3, "a.md", 7..<7)
    #expect(excerpt.string == "ab\ncd\nyz")
  }
}
