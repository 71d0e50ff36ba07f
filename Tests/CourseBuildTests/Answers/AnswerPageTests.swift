import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// Fields for answers from a lesson to its pages: what is asked, what is judged, and what must not be told.
struct AnswerPageTests {
  private static let lesson = """
    # Fields

    ```nn
    x = 3
    y = 5
    f = x ^ 2 * y
    ```

    > [!EXERCISE] By hand
    > The slope is [?]{nn="grad(f, x) + 0.0625" wrong="grad(f, y) + 0.125" say="that is the slope in the other direction."},
    > and half of it [?]{nn="grad(f, x) / 2" within="0.5"}.
    >
    > ::: {.hint}
    > A product.
    > :::

    ::: {#exr-b .exercise}
    Ask.

    ```nn
    #| echo: false
    #| answer: grad(f, y) / 7  # a comment
    #| wrong: 9 / 5
    #| say: divide by 7
    7
    ```
    :::

    Alone: [?]{nn="f / 32"}.

    ::: {.solution}
    It is `{nn} grad(f, x) + 0.0625`.
    :::

    """

  private func build(
    _ lesson: String, solutions: Bool = true, safe: Bool = false, language: String = "en"
  ) throws -> [String: Data] {
    let course = try TemporaryCourse([
      "lessons/a.md": "---\nlang: \(language)\n---\n" + lesson, "lessons/course.yml": safe ? "raw-html: false\n" : "",
    ])
    var request = course.request(formats: [.html, .md, .json])
    request.solutions = solutions
    let result = buildCourse(request)
    #expect(result.diagnostics.filter { $0.id != .noMathRenderer } == [])
    return course.files("output")
  }

  private func text(_ files: [String: Data], _ name: String) throws -> String {
    String(decoding: try #require(files[name]), as: UTF8.self)
  }

  @Test func fieldsAreNamedAndSealed() throws {
    let page = try text(build(Self.lesson), "a.html")
    let names = page.matches(of: /class="answer" data-name="([^"]*)"/).map { String($0.1) }
    #expect(
      names == [
        "Exercise (By hand), answer 1", "Exercise (By hand), answer 2", "Exercise\u{A0}1, answer", "Your answer",
      ])
    #expect(page.matches(of: /<span class="blank"><span class="sr">a line to write on<\/span><\/span>/).count == 4)
    #expect(page.contains("<p class=\"ask\">Your answer: <span class=\"answer\""))
    #expect(page.contains("&quot;say&quot;: &quot;") && !page.contains("slope in the other direction"))
    #expect(page.contains("<p class=\"practice\">"))
    #expect(page.contains(ScriptText.compact(AnswerScript.text)))
    #expect(!page.contains("<input"))
    let korean = try text(build(Self.lesson, language: "ko"), "a.html")
    #expect(korean.contains("data-name=\"연습 문제 (By hand), 답 2\"") && korean.contains("data-name=\"답\""))
  }

  /// From the text, from code, from a bibliography.
  @Test func pagesHoldNoCharacterThatHTMLForbids() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\na\u{1B}b\u{B} [@k] `c\u{1}`\n\n## D\u{FFFE}\n",
      "lessons/references.bib": "@book{k, author={A, B}, title={T\u{85}U\u{0}V}, year=2000}\n",
    ])
    _ = buildCourse(course.request(formats: [.html, .md]))
    for name in ["a.html", "a.md"] {
      let text = try text(course.files("output"), name)
      #expect(
        !text.unicodeScalars.contains { ["\u{1B}", "\u{B}", "\u{1}", "\u{FFFE}", "\u{85}", "\u{0}"].contains($0) })
      #expect(text.contains("a\u{FFFD}b") && text.contains("U\u{FFFD}V"), "\(name)")
    }
  }

  @Test func pagesWithoutFieldsHaveNothingOfThem() throws {
    let page = try text(build("# A\n\n```nn\nx = 3\n```\n"), "a.html")
    #expect(!page.contains("data-answer") && !page.contains("class=\"practice\""))
  }

  @Test func theMarkdownReportHasLines() throws {
    let report = try text(build(Self.lesson), "a.md")
    #expect(report.contains("The slope is \\_\\_\\_\\_,\n> and half of it \\_\\_\\_\\_."))
    #expect(report.contains("Your answer: \\_\\_\\_\\_\n"))
    #expect(report.contains("Alone: \\_\\_\\_\\_."))
  }

  /// 30.0625, 9.125, 15, 9/7, 1.40625: neither the numbers nor what they come from.
  @Test func studentsGetNoAnswer() throws {
    let files = try build(Self.lesson, solutions: false)
    for (name, data) in files where !name.hasPrefix("assets/") {
      let text = String(decoding: data, as: UTF8.self)
      for secret in ["30.06", "9.125", "1.2857", "1.285", "1.406", "grad(f, x)", "f / 32", "0.0625"] {
        #expect(!text.contains(secret), "\(name) holds \(secret)")
      }
    }
    // Nor does who gets the solutions, where they do not say it.
    for (name, data) in try build(Self.lesson) where !name.hasPrefix("assets/") {
      let text = String(decoding: data, as: UTF8.self)
      for secret in ["9.125", "1.2857", "1.285", "1.406", "grad(f, y)", "f / 32", "in the other direction"] {
        #expect(!text.contains(secret), "\(name) holds \(secret)")
      }
    }
    // The page is the same but for the solution.
    func fields(_ files: [String: Data]) throws -> [Substring] {
      try text(files, "a.html").matches(of: /data-answer="[^"]*"/).map(\.0)
    }
    #expect(try fields(files) == fields(build(Self.lesson)))
  }

  /// What is written beside a field that is none says an answer as well.
  @Test(arguments: [
    "[?] {nn=\"79.19\"}", "[?]\n{nn=\"79.19\"}", "$[?]{nn=\"79.19\"}$", "$$\nx = [?]{nn=\"79.19\"}\n$$",
    "[]{nn=\"79.19\"}",
    "[5] {nn=\"79.19\"}", "[`3`]{nn=\"79.19\"}", "[$3$]{nn=\"79.19\"}", "[?]{nn=\"79.19\"", "[?](nn=\"79.19\")",
    "<div>[?]{nn=\"79.19\"}</div>", "<div>\n<p>It is [?] {nn=\"79.19\"}\n</p>\n</div>", "<!--\n[?]{nn=\"79.19\"}\n-->",
    "[?]{nn=“79.19” and so on", "> - [?] {nn=\"79.19\"}", "| a |\n|---|\n| [?] {nn=\"79.19\"} |",
    "## So [?] {nn=\"79.19\"}",
  ])
  func slipsAreLeftOut(field: String) throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n\(field)\n"])
    let result = buildCourse(course.request(formats: [.html, .md, .json]))
    #expect(result.diagnostics.contains { $0.id == .answerField && $0.severity == .error }, "\(result.diagnostics)")
    for (name, data) in course.files("output") where !name.hasPrefix("assets/") {
      #expect(!String(decoding: data, as: UTF8.self).contains("79.19"), "\(name)")
    }
  }

  /// The file knows an answer by its hash: whoever builds is told at the field what it has become.
  @Test func driftedAnswersAreTold() throws {
    let lesson = "# A\n\n```nn\nx = 3\n```\n\nIt is [?]{nn=\"7 * x\" wrong=\"x / 2\" say=\"no\"} and `{nn} 4`.\n"
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    #expect(!course.build().hasFaults)
    func told(_ edited: String) throws -> [String] {
      try course.write("lessons/a.md", edited)
      return checkCourse(course.request()).diagnostics.filter { $0.id == .driftedValue }.map {
        "\($0.range.start.line):\($0.range.start.column) \($0.message)"
      }
    }
    #expect(try told(lesson) == [])
    #expect(
      try told(lesson.replacing("x = 3", with: "x = 4")) == [
        "7:15 the answer `7 * x` is another than before: 28", "7:29 the answer `x / 2` is another than before: 2",
      ])
    #expect(try told(lesson.replacing("7 * x", with: "x * 7")) == [])
    #expect(
      try told(lesson.replacing("7 * x", with: "8 * x")) == ["7:15 the answer `8 * x` is another than before: 24"])
    #expect(
      try told(lesson.replacing("It is", with: "[?]{nn=\"x\"} is")) == ["7:9 `x` is not in the report yet: 3"])
    #expect(
      try told(lesson.replacing("[?]{nn=\"7 * x\" wrong=\"x / 2\" say=\"no\"}", with: "it")) == [
        "1:1 `[?]` stands in the report and is gone: a field for answers"
      ])
  }

  @Test func theKeyNamesEachField() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson + "[?]{nn='[1, 2][1]' within='0'}\n"])
    let key = answerKey(course.request())
    #expect(key.diagnostics.filter { $0.id != .noMathRenderer } == [])
    let rows = key.text.split(separator: "\n").map {
      $0.split(separator: ",", maxSplits: 2)[1...].joined(separator: ",")
    }
    #expect(
      rows == [
        "line,exercise,field,expression,value,within,wrong",
        #"10,Exercise (By hand),1,"grad(f, x) + 0.0625",30.0625,1%,9.125"#,
        #"11,Exercise (By hand),2,"grad(f, x) / 2",15,0.5,"#,
        "22,Exercise\u{A0}1,1,\"grad(f, y) / 7  # a comment\",1.2857142857142858,1%,1.8", "29,,1,f / 32,1.40625,1%,",
        #"34,,2,"[1, 2][1]",2,0,"#,
      ])
  }

  @Test func translationsAskTheSame() throws {
    let lesson = "# A\n\n```nn\n#| label: a\n#| answer: 2 * 2\nx = 3\n```\n\n*It is [?]{nn=\"x ^ 2\"}*.\n"
    func check(_ korean: String, solutions: Bool = true) throws -> [String] {
      let course = try TemporaryCourse([
        "lessons/en/a.md": lesson, "lessons/ko/a.md": korean, "lessons/course.yml": "languages: [en, ko]\n",
      ])
      var request = course.request()
      request.solutions = solutions
      return checkCourse(request).diagnostics.filter { $0.id == .translationDiffers }.map {
        "\($0.range.start.line): \($0.message)"
      }
    }
    #expect(try check(lesson.replacing("2 * 2", with: "2*2")) == [])
    #expect(try check(lesson.replacing("x ^ 2", with: "x")).count == 1)
    #expect(try check(lesson.replacing("#| answer: 2 * 2\n", with: ""), solutions: false).count == 1)
  }

  /// A fault of a field quotes the answer, and the results for programs leave it out with the solutions.
  @Test func faultsTellStudentsNothing() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n[?]{nn=\"12.34567\" wrong=\"12.34\" say=\"no\"}\n"])
    for (solutions, isTold) in [(true, true), (false, false)] {
      let result = renderLesson(course.path("lessons/a.md"), format: .json, solutions: solutions)
      #expect(result.diagnostics.map(\.id) == [.answerField])
      #expect(String(decoding: result.output, as: UTF8.self).contains("12.34567") == isTold)
    }
  }

  @Test func theCheckOfGradientsIsThatOfValues() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": """
      # A

      ```nn
      s(a) = a ^ 2
      backward s(a; b, db) = db * a
      x = 3
      y = s(x)
      ```

      [?]{nn="grad(y, x)"}

      """
    ])
    let result = checkCourse(course.request())
    #expect(result.diagnostics.map(\.id) == [.gradientCheckFailed])
    #expect(result.diagnostics.first?.range.start.line == 10)
  }

  /// An answer never moves with a slider, nor is it on the tape.
  @Test func slidersLeaveAnswersAlone() throws {
    let lesson = "# A\n\n```nn\nx = 3\nslider(x, -5, 5)\ny = x ^ 2\ny\n```\n\nIt is [?]{nn=\"exp(sin(y))\"}.\n"
    let page = try text(build(lesson), "a.html")
    #expect(page.contains("data-answer"))
    let shown = try text(build(lesson.replacing("[?]{nn=\"exp(sin(y))\"}", with: "`{nn} exp(sin(y))`")), "a.html")
    func hasSine(_ page: String) -> Bool { page.contains("Math.sin") || page.contains(".sin") }
    #expect(hasSine(shown) && !hasSine(page))
  }

  @Test func safeModeAdmitsTheScript() throws {
    let page = try text(build(Self.lesson, safe: true), "a.html")
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    let own = ContentPolicy.text(scripts: [ScriptText.compact(AnswerScript.text)])
    let hash = try #require(own.firstMatch(of: /sha256-[^']*/)).0
    #expect(policy.contains(hash))
  }

  /// Outcomes of the cache give the same page and the same faults.
  @Test func theCacheChangesNothing() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson + "[?]{nn=\"1\" wrong=\"1.001\" say=\"no\"}\n"])
    var request = course.request()
    request.usesCache = true
    let first = buildCourse(request)
    let second = buildCourse(request)
    #expect(first.diagnostics.map(\.message) == second.diagnostics.map(\.message) && !first.diagnostics.isEmpty)
  }
}
