import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What is on either side of a rule's border, in courses and on the command line.
struct BorderCaseTests {
  private func faults(_ files: [String: String]) throws -> [String] {
    let course = try TemporaryCourse(files)
    return course.build().diagnostics.map { "\($0.id.rawValue) \($0.range.start.line):\($0.range.start.column)" }
  }

  @Test func links() throws {
    let other = "# B {#sec-b}\n\n<a name=\"old\"></a> <i id=\"new\"></i>\n"
    func check(_ link: String, _ expected: [String]) throws {
      #expect(
        try faults([
          "lessons/a.md": "# A\n\n[x](\(link))\n", "lessons/b c.md": other, "lessons/b.md": other,
          "lessons/d.svg": "<svg/>",
        ]) == expected, "\(link)")
    }
    for link in [
      "b.md", "b%20c.md", "b.md#sec-b", "b.md#old", "b.md#new", "b.md?x=1#old", "d.svg?v=2", "#a", "//a.org",
    ] {
      try check(link, [])
    }
    for link in ["b.md#gone", "b%21c.md", "#gone", "d.png", "/x/y"] { try check(link, ["NN-broken-link 3:5"]) }
  }

  @Test func numbersAndSections() throws {
    let lesson = """
      @fig-a @fig-b @tbl-a @tbl-b @eq-a @sec-a

      # A {#sec-a}

      ![A](a.svg){#fig-a}

      | a |
      |---|

      : T {#tbl-a}

      ![B](a.svg){#fig-b}

      | a |
      |---|

      : U {#tbl-b}

      $$x$$ {#eq-a}

      """
    let course = try TemporaryCourse([
      "lessons/a.md": lesson, "lessons/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ])
    #expect(course.build().diagnostics.isEmpty)
    let text = try course.text("output/a.md")
    for link in [
      "[Figure\u{A0}1](#fig-a)", "[Figure\u{A0}2](#fig-b)", "[Table\u{A0}1](#tbl-a)", "[Table\u{A0}2](#tbl-b)",
      "[Equation\u{A0}(1)](#eq-a)", "[A](#sec-a)",
    ] { #expect(text.contains(link), "\(link) in \(text)") }
    #expect(try faults(["lessons/a.md": "# Sec-a\n\n@sec-a\n"]) == ["NN-unknown-reference 3:1"])
  }

  @Test func options() throws {
    func check(_ option: String, _ expected: String?) throws {
      let text = "```nn\n#| \(option)\nx = 1\nx\n```\n"
      #expect(try faults(["lessons/a.md": text]) == (expected.map { [$0] } ?? []), "\(option)")
    }
    try check("digits: 17", nil)
    try check("digits: 18", "NN-bad-option-value 2:12")
    try check("digits: 0", "NN-bad-option-value 2:12")
    try check("label: plain", nil)
    try check("label: eq-a", "NN-bad-option-value 2:11")
    try check("label: sec-a", "NN-bad-option-value 2:11")
    #expect(
      try faults(["lessons/a.md": "---\nexecute:\n  label: a\n---\n"]) == ["NN-bad-option-value 3:3"])
  }

  @Test func frontMatter() throws {
    func check(_ seed: String, _ expected: [String]) throws {
      #expect(try faults(["lessons/a.md": "---\nnn:\n  seed: \(seed)\n---\n"]) == expected, "\(seed)")
    }
    try check("4294967295", [])
    try check("4294967296", ["NN-bad-front-matter 3:9"])
    try check("-1", ["NN-bad-front-matter 3:9"])
    // The nearer one counts: the lesson before the course, its blocks before the lesson.
    func shown(_ course: String, _ matter: String) throws -> String? {
      let course = try TemporaryCourse([
        "lessons/course.yml": "title: T\n" + course, "lessons/a.md": "---\n\(matter)---\n\n`{nn} 1 / 3`\n",
      ])
      _ = course.build()
      return try course.text("output/a.md").split(separator: "\n").last.map(String.init)
    }
    #expect(try shown("execute:\n  digits: 2\n", "title: A\n") == "0.33")
    #expect(try shown("execute:\n  digits: 2\n", "nn:\n  digits: 3\n") == "0.333")
    #expect(try shown("execute:\n  digits: 2\n", "nn:\n  digits: 3\nexecute:\n  digits: 4\n") == "0.3333")
  }

  /// YAML that looks plain and is not.
  @Test func yaml() throws {
    func title(_ value: String) throws -> String? {
      let course = try TemporaryCourse(["lessons/a.md": "---\ntitle: \(value)\n---\n"])
      let result = course.build()
      guard result.diagnostics.isEmpty else { return result.diagnostics.first?.id.rawValue }
      return try course.text("output/a.md").split(separator: "\n").first.map(String.init)
    }
    #expect(try title("a # b") == "# a")
    #expect(try title("a#b") == "# a#b")
    #expect(try title("a:b") == "# a:b")
    #expect(try title("a: b") == "NN-bad-front-matter")
    #expect(try title("\"a\\tb\"") == "# a\tb" || title("\"a\\tb\"") == "# a b")
    #expect(try title("'a\\tb'") == "# a\\tb")
  }

  @Test func draftsAndParts() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "---\ndraft: true\n---\n\n# A\n", "lessons/_b.md": "# B\n", "lessons/c.md": "# C\n",
    ])
    let build = try Program.run(["build"], in: course)
    #expect(build.code == 0 && build.output.hasPrefix("1 lesson,"), "\(build.output)")
    let drafts = try Program.run(["build", "--drafts"], in: course)
    #expect(drafts.code == 0 && drafts.output.hasPrefix("2 lessons,"), "\(drafts.output)")
    #expect(course.exists("output/a.md") && !course.exists("output/_b.md"))
  }

  /// What a build says when it wrote something, nothing, or only took something away.
  @Test func whatABuildSays() throws {
    let lesson = "# A\n\n```nn\n#| label: fig-a\nx = 2\nf = x^2\ngraph(f)\n```\n"
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    func run() throws -> String { try Program.run(["build"], in: course).output }
    #expect(try run().hasSuffix(" written to output\n"))
    #expect(try run() == "1 lesson, output is up to date\n")
    try course.write("output/a/fig-old.svg", try course.text("output/a/fig-a.svg"))
    #expect(try Program.run(["check"], in: course).code == 1, "a figure that nothing shows")
    #expect(try run() == "removed output/a/fig-old.svg\n1 lesson, 0 files written to output\n")
    try FileManager.default.removeItem(atPath: course.path("output/a.md"))
    try FileManager.default.createDirectory(atPath: course.path("output/a.md"), withIntermediateDirectories: true)
    let refused = try Program.run(["build"], in: course)
    #expect(refused.code == 1 && refused.output.isEmpty, "\(refused.output)")
  }

  @Test(
    arguments: [
      ("build --to ,", 2), ("build --to html,", 0), ("build --jobs 0", 2), ("build --jobs 1", 0),
      ("check --jobs -1", 2),
      ("render lessons/a.md --fragment --to md", 2), ("render lessons/a.md --fragment", 0),
      ("explain NN-Bad-Number", 0),
      ("explain Bad-Number", 0), ("explain nn-bad-number", 0),
    ] as [(String, Int32)])
  func usage(line: String, code: Int32) throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n"])
    let result = try Program.run(line.split(separator: " ").map(String.init), in: course)
    #expect(result.code == code, "\(result.errors)")
  }

  @Test func solutions() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\n#| solution: true\nx = 41414\nx\n```\n"])
    for command in [["render", "lessons/a.md"], ["render", "lessons/a.md", "--to", "md"]] {
      #expect(try Program.run(command, in: course).output.contains("41414"))
      #expect(try !Program.run(command + ["--no-solutions"], in: course).output.contains("41414"))
    }
  }

  /// A file that two lessons bring along is one file; two files of one path collide once, however many figures they have.
  @Test func collisions() throws {
    let text = "# X\n\n```nn\n#| label: fig-a\nx = 2\nf = x^2\ngraph(f)\n```\n\n![p](p.svg)\n"
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    let course = try TemporaryCourse([
      "a/lessons/x.md": text, "b/lessons/x.md": text.replacing("x = 2", with: "x = 3"), "a/lessons/p.svg": drawing,
      "b/lessons/p.svg": drawing,
    ])
    let result = course.build(["a/lessons", "b/lessons"])
    #expect(result.diagnostics.map(\.id) == [.outputCollision], "\(result.diagnostics.map(\.message))")
    #expect(result.written.isEmpty)
  }

  /// A lesson's translation is the one of the same name in the folder of another language, and none elsewhere.
  @Test func translations() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: T\nlanguages: [en, ko]\n", "lessons/en/a.md": "# One\n",
      "lessons/ko/a.md": "# Eins\n",
      "lessons/more/a.md": "---\nlang: en\n---\n\n# Two\n",
    ])
    #expect(course.build().diagnostics.isEmpty)
    #expect(try course.text("output/en/a.html").contains("../ko/a.html"))
    #expect(try !course.text("output/more/a.html").contains("../ko/a.html"))
  }
}
