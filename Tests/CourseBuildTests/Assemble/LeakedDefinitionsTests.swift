import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What the text outside of solutions could tell of them: faults, claims, and definitions that stand in them alone.
struct LeakedDefinitionsTests {
  private func students(
    _ lesson: String, others: [String: String] = [:]
  ) throws -> (ids: [DiagnosticID], text: String, course: TemporaryCourse) {
    var files = others
    files["lessons/a.md"] = lesson
    let course = try TemporaryCourse(files)
    var request = course.request(formats: [.html, .md, .json])
    request.solutions = false
    let built = buildCourse(request)
    let text = course.files("output").sorted { $0.key < $1.key }
      .map { $0.key + "\n" + String(decoding: $0.value, as: UTF8.self) }.joined(separator: "\n")
    return (built.diagnostics.map(\.id), text, course)
  }

  /// A fault of an open block whose place is a solution's line.
  @Test(arguments: [
    ("f(x) = x @ [[7919, 23757]]", "f([1, 2, 3])", "NN-shape-mismatch"),
    ("f(x) = log(x - 7919)", "f(2)", "NN-non-finite"),
    ("f(x) = sqrt(x - 7919)", "f(2)", "NN-non-finite"),
  ])
  func faultsAtSolutions(_ hidden: String, _ call: String, _ id: String) throws {
    for option in ["", "#| error: true\n"] {
      let lesson =
        "# A\n\n::: {.solution}\n```nn\n\(hidden)\n```\n:::\n\n```nn\n\(option)\(call)\n```\n\nSo `{nn} \(call)`.\n"
      let course = try TemporaryCourse(["lessons/a.md": lesson])
      _ = course.build(formats: [.html, .md])
      #expect(try course.text("output/a.html").contains("7919"))
      let built = try students(lesson)
      #expect(!built.text.contains("7919") && !built.text.contains("7917"), "\(hidden)")
      for file in ["a.html", "a.md", "a.json"] {
        #expect(try built.course.text("output/" + file).contains(id), "\(file)")
      }
      #expect(!built.text.contains("class=\"fault-source\""))
    }
  }

  /// A condition of a solution that a message at an open line quotes.
  @Test func quotedConditions() throws {
    let lesson = """
      # A

      ::: {.solution}
      ```nn
      f(x) = if x > 7919 { x } else { 2 * x }
      ```
      :::

      ```nn
      #| error: true
      x = 7920
      y = f(x)
      forward(y, x: 3)
      ```
      """
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    _ = course.build(formats: [.html])
    #expect(try course.text("output/a.html").contains("x &gt; 7919"))
    let built = try students(lesson)
    #expect(!built.text.contains("7919") && built.text.contains("NN-cannot-repeat"))
  }

  /// Faults that have nothing to do with solutions keep their line.
  @Test func faultsOfTheirOwn() throws {
    let built = try students(
      "# A\n\n::: {.solution}\nS.\n:::\n\n```nn\n#| error: true\nz = [1, 2] + [1, 2, 3]\n```\n")
    #expect(built.text.contains("<mark>") && built.text.contains("fault-source"))
  }

  /// Values of claims that no page shows.
  @Test func claims() throws {
    let lesson = "# A\n\n::: {.solution}\n```nn\nk = 77123\n```\n:::\n\n```nn\nexpect k == 77123\n```\n"
    let built = try students(lesson)
    #expect(built.ids == [] && !built.text.contains("77123"))
    #expect(try built.course.text("output/a.json").contains("\"ok\": true}"))
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    _ = course.build(formats: [.json])
    #expect(try course.text("output/a.json").contains("\"left\": [77123]"))
  }

  @Test(arguments: [
    ("So[^z].", "text[^z]\n\n[^z]: quxval"),
    ("So [a][k].", "[b][k]\n\n[k]: quxval.csv \"quxval\""),
    ("![a][k]", "[b][k]\n\n[k]: quxval.svg"),
    ("So $\\quxcmd$.", "$\\newcommand{\\quxcmd}{quxval}$ $\\quxcmd$"),
  ])
  func definitions(_ open: String, _ hidden: String) throws {
    let lesson = "# A\n\n::: {.solution}\n\(hidden)\n:::\n\nBetween.\n\n\(open)\n"
    let files = ["lessons/quxval.csv": "a\n1\n", "lessons/quxval.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"]
    var all = files
    all["lessons/a.md"] = lesson
    let course = try TemporaryCourse(all)
    let whole = course.build(formats: [.html])
    #expect(whole.diagnostics.map(\.id) == [.openAnswer], "\(whole.diagnostics.map(\.message))")
    #expect(try course.text("output/a.html").contains("quxval"))
    let built = try students(lesson, others: files)
    #expect(built.ids == [.openAnswer])
    #expect(!built.text.contains("quxval") && built.text.contains("Between."), "\(open)")
    #expect(!built.course.exists("output/quxval.csv") && !built.course.exists("output/quxval.svg"))
  }

  /// Addresses in whatever form CommonMark reads them.
  @Test(arguments: [
    "[k]: quxval.csv", "[k]:\nquxval.csv\n'title'", "[k]: <quxval.csv> \"title\"", "> [k]:\n> quxval.csv",
    "[k]: quxv&#97;l.csv", "[k]: quxval.csv\n[x]: b.csv",
  ])
  func addresses(_ definition: String) throws {
    let built = try students(
      "# A\n\nSee [a][k] and ![b][k].\n\n::: {.solution}\nS.\n\n\(definition)\n:::\n",
      others: ["lessons/quxval.csv": "1\n", "lessons/b.csv": "1\n"])
    #expect(built.ids == [.openAnswer, .openAnswer] && !built.text.contains("quxval"), "\(definition)")
    #expect(!built.course.exists("output/quxval.csv"), "\(definition)")
  }

  /// What the text outside defines for itself, and what only solutions use.
  @Test func noLeak() throws {
    let lesson = """
      # A

      $\\newcommand{\\own}{o}$ So $\\own$, [x][k], [y](b.csv), and[^n].

      [k]: b.csv

      [^n]: Note.

      ::: {.solution}
      $\\newcommand{\\inner}{i}$ $\\inner$ [z][m] [w](b.csv)[^o]

      [m]: b.csv

      [^o]: Other.
      :::
      """
    let built = try students(lesson, others: ["lessons/b.csv": "a\n1\n"])
    #expect(built.ids == [] && built.course.exists("output/b.csv"))
  }

  /// Four columns in, a block of colons is code.
  @Test func indentedColons() throws {
    let built = try students("# A\n\nText.\n\n    ::: {.solution}\n    quxval\n    :::\n\nBehind.\n")
    #expect(built.ids == [.unknownDiv] && !built.text.contains("quxval") && built.text.contains("Behind."))
    let note = try students("# A\n\nText.\n\n    ::: {.callout-note}\n    quxval\n    :::\n")
    #expect(note.ids == [.unknownDiv] && note.text.contains("quxval"))
  }
}
