import Foundation
import SourceText
import Testing

@testable import CourseBuild
@testable import Reporting

/// Where authors are not trusted, no address and no markup of theirs can run script, in whatever way it comes.
struct SafeModeTests {
  private static let lesson = """
    # A

    <script>alert(1)</script>

    <b>raw</b> [link](javascript:alert(1)) <javascript:alert(2)> ![image](javascript:alert(3)) [data](data:text/html,x)
    [file](file:///etc/passwd) [reference][r] [tab](java&Tab;script:alert(4)) [**good**](https://a.org) <mailto:a@b.org>

    [r]: vbscript:x "title"

    | head [h](javascript:alert(5)) |
    |---|
    | <i>cell</i> [c](javascript:alert(6)) |

    ![Figure <u>cap</u> [f](javascript:alert(7))](javascript:alert(8))

    > [!NOTE]
    > [n](javascript:alert(9)) <s>raw</s>

    Text[^1].

    [^1]: [note](javascript:alert(10))

    ```nn
    #| label: fig-a
    #| fig-cap: "[cap](javascript:alert(11)) <em>raw</em>"
    x = 2
    y = x^2
    graph(y)
    ```

    See @fig-a.
    """

  private func course(_ courseFile: String) throws -> TemporaryCourse {
    try TemporaryCourse(["lessons/course.yml": courseFile, "lessons/a.md": Self.lesson])
  }

  private static var script: Regex<(Substring, Substring)> {
    /<script(?: data-[a-z]+="[^"<>]*")*>([^<]*(?:<(?!\/script)[^<]*)*)<\/script>/
  }

  /// Addresses in `href` and `src`, and what stands between tags that the lesson wrote.
  private func expectSafe(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let html = page.replacing(Self.script) { OwnScript.isOne(String($0.1)) ? "" : String($0.0) }
    for tag in ["<script", "<b>raw", "<i>cell", "<u>cap", "<s>raw", "<em>raw"] {
      #expect(!html.contains(tag), "\(tag)", sourceLocation: sourceLocation)
    }
    for match in html.matches(of: /(?:href|src)="([^"]*)"/) {
      let address = match.1.lowercased()
      let isAllowed =
        !address.prefix { $0 != "/" && $0 != "#" && $0 != "?" }.contains(":")
        || ["https:", "mailto:", "data:image/"].contains { address.hasPrefix($0) }
      #expect(isAllowed, "\(address)", sourceLocation: sourceLocation)
    }
  }

  @Test func everyChannelOfALesson() throws {
    let course = try course("raw-html: false\n")
    #expect(!course.build().hasFaults)
    let html = try course.text("output/a.html")
    try expectSafe(html)
    #expect(html.contains("<a href=\"https://a.org\"><strong>good</strong></a>"))
    #expect(html.contains("href=\"mailto:a@b.org\""))
    let markdown = try course.text("output/a.md")
    for text in ["](javascript:", "<javascript:", "<script", "<i>cell", "<b>raw", "<s>raw", "](data:", "](file:"] {
      #expect(!markdown.contains(text), "\(text)")
    }
    #expect(markdown.contains("[**good**](https://a.org)"))
    let plain = try self.course("raw-html: true\n")
    #expect(!plain.build().hasFaults)
    #expect(try plain.text("output/a.html").contains("href=\"javascript:alert(1)\""), "an author who is trusted")
  }

  /// Nothing that can be wrong about the word or the file opens what it was to close.
  @Test(arguments: [
    "raw-html: False", "raw-html: no", "raw-html: \"false\"", "raw-html: 0", "raw-html:", "raw-html: [false]",
    "raw_html: false", "rawhtml: false", "Raw-HTML: false", "raw-html : flase", "raw-html: false\nraw-html: true",
    "raw-html: true\nraw-html: false", "raw-html: false\ntitle: [", "raw-html: true\n\tx",
    "title: {en: A\nraw-html: false",
    "raw-html: &a false\nraw-html: *b",
    "execute:\n  raw-html: false", "html: false",
  ])
  func aFaultInTheCourseFileIsSafe(text: String) throws {
    let course = try course(text + "\n")
    let result = course.build()
    // An error, or of a key that is nearly this one the warning that all unknown keys are.
    #expect(result.diagnostics.contains { $0.id == .badCourseFile || $0.id == .unknownOption }, "it is told")
    if course.exists("output/a.html") { try expectSafe(try course.text("output/a.html")) }
    let page = try Program.run(["render", "lessons/a.md"], in: course)
    #expect(page.errors.contains("lessons/course.yml:"))
    try expectSafe(page.output.replacing(/<style>[^<]*<\/style>/, with: ""))
  }

  @Test func aCourseFileThatCannotBeReadIsSafe() throws {
    for kind in ["folder", "link to nowhere", "link out", "no text"] {
      let course = try TemporaryCourse(["course/en/a.md": Self.lesson, "outside.yml": "raw-html: true\n"])
      let path = "course/course.yml"
      switch kind {
      case "folder": try course.write(path + "/x", "")
      case "no text": try course.write(path, Data([0x72, 0xFF]))
      default:
        try FileManager.default.createSymbolicLink(
          atPath: course.path(path), withDestinationPath: kind == "link out" ? "../outside.yml" : "nothing.yml")
      }
      for paths in [["course"], ["course/en/a.md"]] {
        #expect(course.build(paths).hasFaults, "\(kind)")
        try expectSafe(try course.text("output/en/a.html"))
      }
    }
  }

  /// A list of references is data from elsewhere: refused in every course.
  @Test(arguments: [
    "url = {javascript:alert(1)}", "url = {JavaScript:alert(1)}", "url = {vbscript:x}", "url = {data:text/html,x}",
    "url = {file:///etc/passwd}", "url = \"java\tscript:x\"", "doi = {http-javascript:x}", "url = {script}",
    "url = {https://a.org/><script>alert(1)</script>}", "url = {javascript://a.org/%0aalert(1)}",
  ])
  func addressesOfABibliography(field: String) throws {
    for courseFile in ["raw-html: false\n", "raw-html: true\n", "title: T\n"] {
      let course = try TemporaryCourse([
        "lessons/course.yml": courseFile, "lessons/a.md": "# A\n\n[@k]\n",
        "lessons/references.bib": "@misc{k, title = {T}, author = {A, B}, year = {2000}, \(field)}\n",
      ])
      #expect(!course.build().hasFaults)
      try expectSafe(try course.text("output/a.html"))
      let markdown = try course.text("output/a.md")
      #expect(!markdown.contains("<script") && !markdown.lowercased().contains(/<(java|vb|data|file|http-)/))
    }
  }

  @Test func addressesOfABibliographyThatAreAllowed() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n[@k] [@d]\n",
      "lessons/references.bib": """
      @misc{k, title = {T}, author = {A, B}, year = {2000}, url = {https://a.org/x}}
      @misc{d, title = {U}, author = {C, D}, year = {2001}, doi = {10.1038/323533a0}}
      """,
    ])
    #expect(!course.build().hasFaults)
    let html = try course.text("output/a.html")
    #expect(html.contains("href=\"https://a.org/x\"") && html.contains("href=\"https://doi.org/10.1038/323533a0\""))
    #expect(try course.text("output/a.md").contains("<https://doi.org/10.1038/323533a0>"))
  }

  /// RFC 3986, 4.2: a name with a colon is written behind `./`.
  @Test func namesOfFilesAreNoSchemes() throws {
    let evil = "javascript:document.title='x';y"
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: T\n", "lessons/a.md": "# A\n\n[b](./\(evil).md) ![p](./javascript:p.svg)\n",
      "lessons/\(evil).md": "# B\n\n```nn\n#| label: fig-a\nx = 2\ny = x^2\ngraph(y)\n```\n",
      "lessons/javascript:p.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "lessons/c#d?e%20.md": "# C\n",
      "lessons/vbscript:en/z.md": "# Z\n",
    ])
    #expect(!course.build().hasFaults)
    for page in course.files("output").keys where page.hasSuffix(".html") {
      try expectSafe(try course.text("output/" + page))
    }
    let index = try course.text("output/index.html")
    #expect(index.contains("href=\"./javascript:document.title="))
    #expect(index.contains("href=\"c%23d%3Fe%2520.html\""))
    #expect(try course.text("output/a.html").contains("src=\"./javascript:p.svg\""))
    #expect(try course.text("output/a.html").contains("y.html\">b</a>"))
    #expect(!(try course.text("output/README.md")).contains("](javascript:"))
    #expect(!(try course.text("output/a.md")).contains("](javascript:"))
  }

  // MARK: - Files beside a report

  private static let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>"

  private func courseWithFiles(_ courseFile: String) throws -> TemporaryCourse {
    try TemporaryCourse([
      "lessons/course.yml": courseFile,
      "lessons/a.md": """
      # A

      [page](p.html) [page again](p.html#x) [data](d.csv) ![drawing](good.svg) ![evil](evil.svg)

      [drawing](good.svg) [evil][r] [text](t.txt) ![page](q.html)

      [r]: evil.svg "title"
      """,
      "lessons/p.html": "<script>x</script>", "lessons/q.html": "<script>x</script>", "lessons/d.csv": "a\n1\n",
      "lessons/t.txt": "<script>x</script>", "lessons/good.svg": Self.drawing,
      "lessons/evil.svg": Self.drawing.replacing("<rect", with: "<script>x</script><rect"),
    ])
  }

  @Test func filesThatABrowserMightRunStayWhereTheyAre() throws {
    let course = try courseWithFiles("raw-html: false\n")
    let result = course.build()
    let found = result.diagnostics.map { "\($0.id.rawValue) \($0.range.start.line):\($0.range.start.column)" }
    #expect(
      found == [
        "NN-untrusted-file 3:8", "NN-untrusted-file 3:82", "NN-untrusted-file 5:38", "NN-untrusted-file 5:53",
      ], "\(found)")
    #expect(result.diagnostics.allSatisfy { $0.hint?.contains("raw-html: false") == true && $0.severity == .error })
    let note = try #require(result.diagnostics.first { $0.message.contains("evil.svg") }?.notes.first)
    #expect(note.range?.start.column == 41, "where the script stands in the drawing")
    for name in ["p.html", "q.html", "t.txt", "evil.svg"] { #expect(!course.exists("output/" + name), "\(name)") }
    for name in ["d.csv", "good.svg"] { #expect(course.exists("output/" + name), "\(name)") }
    for page in ["output/a.html", "output/a.md"] {
      let text = try course.text(page)
      for name in ["p.html", "q.html", "t.txt", "evil.svg"] {
        for way in ["href=\"\(name)", "src=\"\(name)", "](\(name)"] { #expect(!text.contains(way), "\(page): \(way)") }
      }
      #expect(text.contains("good.svg") && text.contains("d.csv"))
    }
    let page = try Program.run(["render", "lessons/a.md"], in: course)
    #expect(page.code == 1 && !page.output.contains("q.html\""))
    #expect(page.output.components(separatedBy: "src=\"data:image/svg+xml").count == 2, "the good one alone")

    let trusted = try courseWithFiles("raw-html: true\n")
    #expect(!trusted.build().hasFaults)
    for name in ["p.html", "q.html", "t.txt", "evil.svg"] { #expect(trusted.exists("output/" + name), "\(name)") }
  }

  // MARK: - The second lock

  /// SHA-256 in base64, by the system's own program.
  private static func digest(of text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let hexadecimal = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).prefix(64)
    process.waitUntilExit()
    let digits = Array(hexadecimal)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }

  @Test func pagesSayThatNothingRuns() throws {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src "
    let safe = try course("raw-html: false\n")
    _ = safe.build()
    for page in ["output/a.html", "output/index.html"] {
      let text = try safe.text(page)
      let place = try #require(text.range(of: policy), "\(page)")
      #expect(!text[..<place.lowerBound].contains("<title"), "before anything of an author's")
      // The hashes are those of the scripts that stand on the page, in their order.
      let scripts = text.matches(of: Self.script).map { String($0.1) }
      let digests = try scripts.map { try "'sha256-\(Self.digest(of: $0))'" }
      #expect(
        text[place.upperBound...].hasPrefix(digests.joined(separator: " ") + " 'strict-dynamic'; object-src 'none'; "),
        "\(page)")
      #expect(text.components(separatedBy: "<script").count == scripts.count + 1)
      #expect(scripts.allSatisfy(OwnScript.isOne) && scripts.contains(PageScript.scheme.text))
    }
    #expect(try Program.run(["render", "lessons/a.md"], in: safe).output.contains(policy))
    #expect(!(try Program.run(["render", "lessons/a.md", "--fragment"], in: safe).output.contains(policy)))
    let trusted = try course("raw-html: true\n")
    _ = trusted.build()
    #expect(!(try trusted.text("output/a.html")).contains("Content-Security-Policy"))
    #expect(!(try trusted.text("output/index.html")).contains("Content-Security-Policy"))
  }

  /// Formulas of earlier builds come from a file beside the course, which its authors can write.
  @Test func formulasOfEarlierBuildsAreNotBelieved() throws {
    for (courseFile, isBelieved) in [("raw-html: true\n", true), ("raw-html: false\n", false)] {
      let course = try TemporaryCourse(["lessons/course.yml": courseFile, "lessons/a.md": "# A\n\n$x + 12345$\n"])
      _ = course.build()
      guard try course.text("output/a.html").contains("class=\"katex\"") else { return }
      let path = ".lessons-cache/formulas"
      var bytes = Array(try Data(contentsOf: URL(filePath: course.path(path))))
      guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: "12345</mn>".utf8) }) else {
        Issue.record("the formula is kept")
        return
      }
      bytes.replaceSubrange(place..<place + 5, with: "<b>x!".utf8.prefix(5))
      let sum = Fingerprint.of(bytes.dropLast(8))
      bytes.replaceSubrange((bytes.count - 8)..., with: (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) })
      try course.write(path, Data(bytes))
      _ = course.build()
      #expect(try course.text("output/a.html").contains("<b>x!") == isBelieved, "\(courseFile)")
    }
  }
}
