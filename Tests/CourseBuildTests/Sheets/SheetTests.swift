import Autodiff
import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// Pages that are made from a course: its glossary, and the rules of the backward pass.
@Suite struct SheetTests {
  private func build(_ course: TemporaryCourse, _ formats: Set<BuildRequest.Format> = [.html, .md]) -> BuildResult {
    buildCourse(
      BuildRequest(paths: [course.path("lessons")], outputDirectory: course.path("output"), formats: formats))
  }

  private static func files(_ more: [String: String] = [:]) -> [String: String] {
    [
      "lessons/course.yml": "languages: [en, ko]\npages: [glossary]\n",
      "lessons/en/01-a.md": """
      # First

      ## Gates

      ```nn
      q = 3
      ```

      Before, with p. 3 of it. Each operation is a **<dfn>gate</dfn>** with `{nn} q` wires. And more. The *product* of
      the rates is the **<dfn>chain rule</dfn>**:

      $$a = \\nn{q} b$$ {#eq-a}

      By @eq-a a **<dfn>wire</dfn>** holds [a value](02-b.md). Not here[^1].

      [^1]: A note.

      ::: {.exercise}
      Why?

      ::: {.solution}
      Since it is a **<dfn>secret</dfn>**.
      :::
      :::
      """,
      "lessons/en/02-b.md":
        "# Second\n\nA **<dfn>Gate</dfn>** is said again, and an **<dfn>arc</dfn>** is new [@key]:\n\n- a\n",
      "lessons/references.bib": "@book{key, author = {A. Author}, title = {T}, year = 1990}\n",
      "lessons/ko/01-a.md": "# 첫째\n\n연산은 **<dfn>게이트(gate)</dfn>**가 된다.\n",
    ].merging(more) { $1 }
  }

  @Test func termsStandWithTheirSentences() throws {
    let course = try TemporaryCourse(Self.files())
    let result = build(course)
    #expect(result.diagnostics.filter { $0.id != .noMathRenderer } == [])
    let glossary = try course.text("output/en/glossary.md")
    let entries = glossary.split(separator: "\n").filter { $0.hasPrefix("- ") || $0.hasPrefix("  ") }
    #expect(
      entries == [
        "- **arc**", "  A **Gate** is said again, and an **arc** is new. → [Second](02-b.md)",
        "- **chain rule**",
        "  The *product* of the rates is the **chain rule**: $$a = 3 b$$ → [First](01-a.md#gates)",
        "- **gate**", "  Each operation is a **gate** with 3 wires. → [First](01-a.md#gates), [Second](02-b.md)",
        "- **wire**", "  By [Equation\u{A0}(1)](01-a.md#eq-a) a **wire** holds a value. → [First](01-a.md#gates)",
      ])
    #expect(try course.text("output/ko/glossary.md").contains("**게이트(gate)**"))
    let page = try course.text("output/en/glossary.html")
    #expect(page.contains("href=\"01-a.html#gates\""))
    #expect(page.contains("hreflang=\"ko\""))
    #expect(try course.text("output/index.html").contains("href=\"en/glossary.html\">Glossary</a>"))
    #expect(try course.text("output/README.md").contains("[용어집](ko/glossary.md)"))
  }

  /// What the cache keeps of a page includes its terms.
  @Test func cachedPagesStillDefineTerms() throws {
    let course = try TemporaryCourse(Self.files())
    var request = BuildRequest(
      paths: [course.path("lessons")], outputDirectory: course.path("output"), usesCache: true)
    request.engineVersion = [1]
    _ = buildCourse(request)
    let first = try course.text("output/en/glossary.md")
    let again = buildCourse(request)
    #expect(again.written == [])
    #expect(try course.text("output/en/glossary.md") == first)
    try course.write("lessons/en/02-b.md", "# Second\n\nAn **<dfn>edge</dfn>** is new.\n")
    #expect(buildCourse(request).written.contains { $0.hasSuffix("en/glossary.md") })
    #expect(try course.text("output/en/glossary.md").contains("**gate**"))
    #expect(try course.text("output/en/glossary.md").contains("**edge**"))
  }

  /// A check and a cleaning know that no lesson stands behind them.
  @Test func areNotTakenForReportsOfLessonsThatAreGone() throws {
    let course = try TemporaryCourse(Self.files())
    _ = build(course)
    let check = checkCourse(BuildRequest(paths: [course.path("lessons")], outputDirectory: course.path("output")))
    #expect(check.diagnostics.filter { $0.id == .driftedReport } == [])
    #expect(cleanReports([course.path("lessons")], outputDirectory: course.path("output")) == [])
    #expect(course.exists("output/en/glossary.html") && course.exists("output/ko/glossary.md"))
    try course.write("lessons/course.yml", "languages: [en, ko]\n")
    #expect(build(course).removed.filter { $0.hasSuffix("glossary.html") }.count == 2)
  }

  @Test func faults() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "pages: [glossry, glossary]\n", "lessons/a.md": "# A\n\nNo term.\n",
    ])
    let found = build(course).diagnostics.filter { $0.id != .noMathRenderer }
    #expect(
      found.map(\.message) == [
        "`glossry` is no page that can be made", "no lesson in English defines a term for the glossary",
      ])
    #expect(found.map(\.severity) == [.error, .warning])
    #expect(found.first?.hint == "did you mean `glossary`?")
    #expect(found.last?.range.start.column == 18)
  }

  /// A lesson of that name is the author's, and stays.
  @Test func aLessonOfThatNameStays() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "pages: [rules]\n", "lessons/rules.md": "# Mine\n\nText.\n",
    ])
    #expect(build(course).diagnostics == [])
    #expect(try course.text("output/rules.md").contains("# Mine"))
    #expect(try !course.text("output/README.md").contains("backward pass"))
  }

  /// Every row is computed when the page is made, so a rule that is not so is a fault.
  @Test func rulesAreComputed() throws {
    let course = try TemporaryCourse(["lessons/course.yml": "pages: [rules]\n", "lessons/a.md": "# A\n\nText.\n"])
    #expect(build(course).diagnostics.filter { $0.id != .noMathRenderer } == [])
    let sheet = try course.text("output/rules.md")
    #expect(sheet.contains("`dw = x.T @ df`"))
    #expect(sheet.contains("| `tanh(x)` |"))

    let text = RuleSheet.text(Language.en.sheetWords)
    #expect(text.components(separatedBy: "\nexpect ").count > 100)
    for (right, wrong) in [
      (" == x.T @ df within", " == x.T @ df + 1e-6 within"), (" == df * x / f within", " == df * x within"),
      ("f = tanh(x)\n", "backward g(x; y, dy) = dy\ng(x) = tanh(x)\nf = g(x)\n"),
    ] {
      #expect(text.contains(right))
      let lesson = try TemporaryCourse(["a.md": text.replacing(right, with: wrong, maxReplacements: 1)])
      let result = buildCourse(BuildRequest(paths: [lesson.path("a.md")], outputDirectory: lesson.path("output")))
      #expect(result.diagnostics.contains { $0.severity == .error && $0.id != .noMathRenderer }, "\(wrong)")
    }
  }

  /// An operation without a rule is one that no short formula tells of.
  @Test func operationsWithoutRules() {
    let without = Primitive.all.filter {
      $0.operation == nil && $0.isDifferentiable && !$0.isInternal && $0.rule == nil
    }
    #expect(
      Set(without.map(\.name)) == [
        "amax", "amin", "broadcast", "concat", "f32", "hinge", "index", "nll", "reshape", "stack",
      ])
  }
}
