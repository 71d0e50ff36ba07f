import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What authors bring along says the same in pages and in Markdown reports.
struct BroughtAlongTests {
  private func built(
    _ text: String, _ more: [String: String] = [:], selfContained: Bool = false
  ) throws -> (html: String, md: String, told: [String]) {
    let course = try TemporaryCourse(["lessons/a.md": "# T\n\n" + text].merging(more) { $1 })
    var request = course.request(formats: selfContained ? [.html] : [.html, .md])
    request.selfContained = selfContained
    let result = buildCourse(request)
    let told = result.diagnostics.map { diagnostic in
      let start = diagnostic.range.start
      return "\(Path.name(diagnostic.range.file.path)):\(start.line):\(start.column) \(diagnostic.id.rawValue)"
    }
    return (
      try course.text("output/a.html"), selfContained ? "" : try course.text("output/a.md"), told
    )
  }

  /// A formula in a heading, wherever the heading is named again.
  @Test func formulasInTitles() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# On $x^2$ and $\\mathbb R$\n\n## Of $w_1$ {#sec-r}\n\nSee @sec-r.\n", "lessons/b.md": "# B\n",
    ])
    #expect(course.build().diagnostics.isEmpty)
    for file in ["index.html", "README.md", "a.html", "b.html", "b.md"] {
      #expect(try course.text("output/" + file).contains("On x² and ℝ"), "\(file)")
    }
    for file in ["a.html", "a.md"] { #expect(try course.text("output/" + file).contains("Of w₁"), "\(file)") }
    #expect(try course.text("output/a.md").contains("# On $x^2$"))
  }

  /// Bold within what is bold, and tags in a fold's title.
  @Test func boldTitles() throws {
    let result = try built(
      """
      ::: {.callout-note title='**가**나'}
      x
      :::

      **가**나
      : x

      ::: {.callout-note collapse='true' title='<b>y</b>'}
      x
      :::
      """)
    #expect(result.md.contains("> **가나**") && result.md.contains("- **가나**"))
    #expect(result.md.contains("<summary>y</summary>"))
  }

  @Test func titlesWithLabels() throws {
    let result = try built(
      """
      ::: {.callout-note}
      ## One {#sec-one}
      x
      :::

      ::: {#thm-a}
      ## Two {#sec-two}
      x
      :::

      ::: {.panel-tabset}
      ## Three {#sec-three}
      x
      :::

      ::: {.solution}
      ## Four {#sec-four}
      x
      :::

      See @sec-one, @sec-two, @sec-three, @sec-four, [it](#sec-three).
      """)
    #expect(result.told == [])
    for (label, title) in [("one", "One"), ("two", "Two"), ("three", "Three"), ("four", "Four")] {
      #expect(result.html.components(separatedBy: "id=\"sec-\(label)\"").count == 2)
      #expect(result.html.contains("href=\"#sec-\(label)\">\(title)</a>"))
      #expect(result.md.components(separatedBy: "<a id=\"sec-\(label)\"></a>").count == 2)
      #expect(result.md.contains("[\(title)](#sec-\(label))"))
    }
  }

  @Test func numberedCallouts() throws {
    let result = try built("::: {#nte-a .callout-note}\n## T\nx\n:::\n\nSee @nte-a and @tip-b.")
    #expect(result.told == ["a.md:8:16 NN-unknown-reference"])
    #expect(result.html.contains(">Note\u{A0}1 (T)</p>") && result.html.contains(">Note\u{A0}1</a>"))
    #expect(result.md.contains("> **Note\u{A0}1 (T)**") && result.md.contains("[Note\u{A0}1](#nte-a)"))
  }

  @Test func references() throws {
    let result = try built(
      "$$x \\label{eq-a}$$\n\n$$y \\tag{B}$$ {#eq-b}\n\n\\ref{eq-a}, \\eqref{eq-a}, \\ref{eq-b}, @eq-b.")
    #expect(result.told == [])
    #expect(result.md.contains("[1](#eq-a), [(1)](#eq-a), [B](#eq-b), [Equation\u{A0}(B)](#eq-b)."))
    #expect(result.md.contains("y \\tag{B}\n"))
    #expect(result.html.contains("href=\"#eq-a\">1</a>, <a class=\"xref\" href=\"#eq-a\">(1)</a>"))
    #expect(result.html.contains("href=\"#eq-b\">B</a>") && !result.html.contains("class=\"eq-no\""))
  }

  @Test func labelsOfOthers() throws {
    let svg = ["lessons/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"]
    #expect(
      try built("![c](a.svg){#fig:x}\n\nSee @fig:x, @fig:nope.", svg).told
        == ["a.md:5:5 NN-unknown-reference", "a.md:5:13 NN-unknown-reference"])
    #expect(try built("## H {#x}\n\nSee @x.").told == ["a.md:5:5 NN-unknown-reference"])
  }

  @Test func linksInHTML() throws {
    let result = try built(
      "So <a href=\"b.md#b\">x</a>.\n\n<p><a href=\"b.md\">y</a></p>", ["lessons/b.md": "# B\n"])
    #expect(result.told == [])
    #expect(result.html.contains("<a href=\"b.html#b\">x") && result.html.contains("<a href=\"b.html\">y"))
    #expect(result.md.contains("<a href=\"b.md#b\">x") && result.md.contains("<a href=\"b.md\">y"))
  }

  @Test func advice() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "[x](b.html) [y](b) <script src=\"no.js\"></script> <a href=\"\">z</a>", "lessons/b.md": "# B\n",
    ])
    let told = course.build().diagnostics
    #expect(told.map(\.message) == ["no file `b.html`", "no file `b`", "no file `no.js`", "this address is empty"])
    #expect(told.prefix(2).map(\.hint) == ["did you mean `b.md`?", "did you mean `b.md`?"])
  }

  @Test func tagsOfParts() throws {
    let result = try built(
      "Text <img src=\"no0.png\">\n{{< include _p.md >}}\nand <img src=\"no9.png\">\n",
      ["lessons/_p.md": "of part <img src=\"no1.png\">\n"])
    #expect(
      result.told == [
        "_p.md:1:19 NN-file-missing", "a.md:3:16 NN-file-missing", "a.md:5:15 NN-file-missing",
      ])
  }

  /// Notes stand beside the text and at the page's end: their places are at the end alone.
  @Test func placesInNotes() throws {
    let result = try built("So.[^a] See @sec-x.\n\n[^a]: Note\n\n    ## Title {#sec-x}\n")
    #expect(result.told == [] && result.html.components(separatedBy: "id=\"sec-x\"").count == 2)
  }

  @Test func whatStaysBesideAPageThatIsOneFile() throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"
    let result = try built(
      "<svg><use href=\"a.svg#x\"/><image href=\"a.svg\"/></svg>\n\n![v](v.mp4)\n\n<p style=\"background: url(a.svg)\">x</p>\n",
      ["lessons/a.svg": svg, "lessons/v.mp4": "x"], selfContained: true)
    #expect(result.told == ["a.md:3:17 NN-file-missing", "a.md:5:6 NN-file-missing"] || result.told.count == 2)
    #expect(result.html.contains("image href=\"data:image/svg+xml") && result.html.contains("url(data:image/svg+xml"))
  }

  @Test func readingTimeFromRightToLeft() throws {
    let course = try TemporaryCourse(["lessons/a.md": "---\nlang: he\ntitle: T\n---\n\nSo.\n", "lessons/b.md": "# B\n"])
    _ = course.build()
    #expect(try course.text("output/a.html").contains("<span dir=\"auto\">1 min read</span>"))
    #expect(try course.text("output/b.html").contains("<span>1 min read</span>"))
  }

  @Test func frontMatter() throws {
    let course = try TemporaryCourse(["lessons/a.md": "---\ntitle: T\ndate: today\n---\n\nSo.\n"])
    #expect(course.build().diagnostics.map { "\($0.range.start.line):\($0.range.start.column)" } == ["3:7"])
    try course.write("lessons/a.md", "---\ntitle: T\ndate: \"`r Sys.Date()`\"\n---\n\nSo.\n")
    #expect(course.build().diagnostics.map(\.id) == [.foreignConstruct])
  }
}
