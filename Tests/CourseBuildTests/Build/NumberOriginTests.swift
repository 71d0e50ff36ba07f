import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// Printed numbers say which block they come from.
struct NumberOriginTests {
  private static let lesson = """
    # Numbers

    ```nn
    #| label: first
    x = 2; y = 3
    f = x * y
    ```

    One reads nothing: `{nn} 1 + 1`. One reads $f$: `{nn} grad(f,x):.2f`, typed [6]{nn="f"}, $f = \\nn{f}$.

    ```nn
    #| include: false
    hidden = f + 1
    ```

    ```nn
    x -= 1
    f
    ```

    Afterwards `{nn} x` and `{nn} y`, `{nn} x + y`, `{nn} hidden`.

    """

  private func page(_ lesson: String, solutions: Bool = true) throws -> String {
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    var request = course.request(formats: [.html])
    request.solutions = solutions
    let result = buildCourse(request)
    #expect(result.diagnostics.filter { $0.severity == .error && $0.id != .noMathRenderer }.isEmpty)
    return try course.text("output/a.html")
  }

  /// The title of the link around a number, with its address.
  private func origin(of number: String, in page: String) -> String? {
    let links = page.matches(
      of: /<(?:a|span) class="num(?: set)?"(?: href="([^"]*)" tabindex="-1")? title="([^"]*)"[^>]*>(.*?)<\/(?:a|span)>/)
    return links.first { $0.3.contains(number) }.map {
      ($0.1.map { $0 + " " } ?? "") + $0.2.replacing("\n", with: " | ")
    }
  }

  @Test func aNumberLeadsToTheBlockThatGaveIt() throws {
    let page = try page(Self.lesson)
    #expect(origin(of: "3.00", in: page) == "#first = grad(f, x) | computed in block 1")
    #expect(page.contains("<span class=\"num\" title=\"= 1 + 1\">2</span>"))
    #expect(page.contains("title=\"= f\ncomputed in block 1\">6</a>"))
    #expect(page.contains("<a class=\"num set\" href=\"#first\"") || !page.contains("katex"))
    // An update makes it the second block's; what that did not touch is still the first one's.
    let second = try #require(page.firstMatch(of: /<div class="cell" id="(nn:[a-z0-9]+)">/)).1
    #expect(
      page.contains("<a class=\"num\" href=\"#\(second)\" tabindex=\"-1\" title=\"= x\ncomputed in block 2\">1</a>"))
    #expect(page.contains("<a class=\"num\" href=\"#first\" tabindex=\"-1\" title=\"= y\ncomputed in block 1\">3</a>"))
    #expect(page.contains("href=\"#\(second)\" tabindex=\"-1\" title=\"= x + y\ncomputed in block 2\">4</a>"))
    // Of a block that is not shown, the expression is what can be said.
    #expect(page.contains("<span class=\"num\" title=\"= hidden\">7</span>"))
  }

  /// A line that shows a value leads to where the value is from.
  @Test func aShownLineLeadsToItsBlock() throws {
    #expect(
      try page(Self.lesson).contains(
        "<a class=\"num\" href=\"#first\" tabindex=\"-1\" title=\"= f\ncomputed in block 1\"><span class=\"v\">6</span></a>"
      ))
  }

  @Test func updatesOfAModelAreTheTrainingBlocks() throws {
    let page = try page(
      """
      ```nn
      #| label: made
      w = 1; u = 2
      p = (w, u)
      E = w^2 + u^2
      ```

      ```nn
      #| label: moved
      minimize(E, p, steps: 2)
      ```

      `{nn} w:.3f`

      """)
    #expect(page.contains("href=\"#moved\" tabindex=\"-1\" title=\"= w\ncomputed in block 2\""))
  }

  /// Ids are made from sources: a block that is put in above changes none of those below.
  @Test func anchorsStay() throws {
    func ids(_ page: String) -> [Substring] { page.matches(of: /id="(nn:[^"]*)"/).map(\.1) }
    let before = try ids(page("```nn\na = 1\n```\n\n```nn\na = 1\n```\n"))
    #expect(before.count == 2 && before[1] == before[0] + "-2")
    let after = try ids(page("```nn\nb = 1\n```\n\n```nn\na = 1\n```\n"))
    #expect(after.count == 2 && after[1] == before[0])
  }

  /// A block that is taken over says from where, and hears of a new title there.
  @Test func aTakenBlockNamesItsLesson() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "languages: [en, ko]\n",
      "lessons/en/a.md": "# Where it stands\n\n```nn\n#| label: one\nx = 2\n```\n",
      "lessons/ko/a.md": "# 여기\n\n```nn\n#| from: ../en/a.md\n#| label: one\n```\n\n`{nn} x`이다.\n",
    ])
    var request = course.request(formats: [.html])
    request.usesCache = true
    request.engineVersion = [1]
    _ = buildCourse(request)
    let cell = "id=\"one\" data-from=\"../en/a.html#one\" data-lesson=\""
    #expect(try course.text("output/ko/a.html").contains(cell + "Where it stands\""))
    #expect(try course.text("output/ko/a.html").contains("title=\"= x\n블록 1에서 계산\">2</a>"))
    try course.write("lessons/en/a.md", "# Another title\n\n```nn\n#| label: one\nx = 2\n```\n")
    _ = buildCourse(request)
    #expect(try course.text("output/ko/a.html").contains(cell + "Another title\""))
  }

  @Test func whatStudentsGetNamesNoSolution() throws {
    let page = try page(
      """
      ::: {.callout-note}
      ```nn
      #| solution: true
      secret = 3
      ```
      :::

      `{nn} 1 + 2`

      """, solutions: false)
    #expect(!page.contains("secret"))
  }
}
