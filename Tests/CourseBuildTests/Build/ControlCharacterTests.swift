import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Characters that no file format has a place for come to nothing worse than a mark in their place.
struct ControlCharacterTests {
  /// XML with one of them is not read at all, so that no browser would show the figure.
  @Test func figuresAreXML() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n```nn\nx = [1, 2]\nplot(x, xlabel: \"a\u{1}b\u{FFFE}\u{C}c\", ylabel: \"\u{0}\")\n```\n"
    ])
    let result = course.build()
    #expect(!result.hasFaults)
    let figures = course.files("output").filter { $0.key.hasSuffix(".svg") }
    #expect(figures.count == 1)
    for (name, file) in figures {
      #expect(!file.contains { $0 < 0x20 && ![9, 10, 13].contains($0) }, "\(name)")
      let text = String(decoding: file, as: UTF8.self)
      #expect(text.contains("a\u{FFFD}b\u{FFFD}") && !text.contains("\u{FFFE}"), "\(name)")
    }
    #expect(try !course.text("output/a.html").utf8.contains(0))
  }

  /// It is told of, where it stands.
  @Test func nulIsPointedAt() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\ny = 1\nx = \u{0} 2\n```\n"])
    let fault = try #require(course.build().diagnostics.first)
    #expect(fault.message == "unexpected character U+0000")
    #expect(fault.range.start == (5, 5))
  }
}
