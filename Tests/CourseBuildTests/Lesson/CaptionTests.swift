import Foundation
import Testing

@testable import CourseBuild

/// Footnotes and links by reference in captions of blocks, as in captions of pictures and tables.
struct CaptionTests {
  private func build(_ lesson: String) throws -> (html: String, markdown: String, faults: [String]) {
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    let result = course.build()
    return (
      try course.text("output/a.html"), try course.text("output/a.md"),
      result.diagnostics.map { "\($0.range.start.line):\($0.range.start.column) \($0.id.rawValue)" }
    )
  }

  private static func block(_ caption: String, more: String = "") -> String {
    "```nn\n#| label: fig-a\n#| fig-cap: '\(caption)'\n\(more)plot([1, 2])\n```\n"
  }

  @Test func aFootnote() throws {
    let page = try build("# A\n\n\(Self.block("Slope.[^n]"))\nText.[^m]\n\n[^m]: Second.\n\n[^n]: First.\n")
    #expect(page.faults.isEmpty)
    #expect(page.html.contains("Slope.<sup class=\"fnref\" id=\"fnref-1\"><a href=\"#fn-1\""))
    #expect(page.html.contains("<li id=\"fn-1\">\n<p>First."))
    #expect(page.html.contains("<li id=\"fn-2\">\n<p>Second."))
    #expect(page.html.components(separatedBy: "id=\"fnref-").count == 3)
    #expect(page.markdown.contains("Slope.[^n]") && page.markdown.contains("[^n]: First."))
  }

  /// The same note in the text and in a caption: one note, two places to go back to.
  @Test func aFootnoteTwice() throws {
    let page = try build(
      "# A\n\nText.[^n]\n\n\(Self.block("Slope.[^N]"))\n[^n]: Both, and [^deep].\n\n[^deep]: Deep.\n")
    #expect(page.faults.isEmpty)
    for place in ["id=\"fnref-1\"", "id=\"fnref-1-2\"", "href=\"#fnref-1-2\"", "id=\"fn-2\""] {
      #expect(page.html.contains(place), "\(place)")
    }
    #expect(!page.html.contains("id=\"fn-3\""))
  }

  @Test func aFootnoteOfATable() throws {
    let table = "```nn\n#| label: tbl-a\n#| tbl-cap: 'Rows.[^n]'\ntable(x: [1, 2])\n```\n"
    let page = try build("# A\n\n\(table)\n[^n]: Note.\n")
    #expect(page.faults.isEmpty && page.html.contains("<li id=\"fn-1\">\n<p>Note."))
    #expect(page.markdown.contains("Rows.[^n]") && page.markdown.contains("[^n]: Note."))
  }

  /// A block that shows nothing refers to nothing.
  @Test func aCaptionThatIsNotShown() throws {
    let page = try build("# A\n\n\(Self.block("Slope.[^n]", more: "#| include: false\n"))\n[^n]: Unseen.\n")
    #expect(!page.html.contains("Unseen") && !page.html.contains("fnref"))
  }

  @Test func aFootnoteThatIsNotWritten() throws {
    let page = try build("# A\n\n\(Self.block("Slope.[^n]"))")
    #expect(page.faults == ["5:20 NN-unknown-footnote"])
  }

  @Test(arguments: ["[it][r]", "[R][]", "[r]"]) func aLinkByReference(link: String) throws {
    let page = try build("# A\n\n\(Self.block("See \(link) and [1].", more: ""))\n[r]: https://a.org/x_y \"T\"\n")
    #expect(page.faults.isEmpty)
    #expect(page.html.contains("<a href=\"https://a.org/x_y\""))
    #expect(page.html.contains(" and [1]."))
    #expect(page.markdown.contains("](https://a.org/x_y"))
  }

  @Test func aLinkByReferenceToALesson() throws {
    let page = try build("# A\n\n\(Self.block("See [it][r]."))\n[r]: b.md\n")
    #expect(page.faults.map { $0.split(separator: " ")[1] } == ["NN-broken-link"])
  }
}
