import Foundation
import Testing

@testable import CourseBuild

/// A build without solutions says nothing of them, in any file, and everything else.
struct WithoutSolutionsTests {
  /// Everything that a solution can hold, with a word or a number that stands nowhere else.
  private static let solution = """
    Secretprose with `{nn} 4 * 1111.5` and $\\nn{2 * 1234.25}$.[^hidden] Again[^shared], and [@hidden2001].^[Secretinline.]

    - Secretitem
    - ![Secretpicture](secret.svg)

    | Secrethead |
    |:--|
    | `{nn} 3 * 3333.25` |

    #### Secretheading

    ```nn
    #| label: fig-secret
    #| fig-cap: 'Secretcaption `{nn} 5 * 5555.5`.'
    #| fig-alt: 'Secretalternative'
    secret = 98765.4321
    g = secret^2
    graph(g)
    print("Secrettext", g)
    plot([secret, 2 * secret])
    expect g > 8642.125
    ```
    """

  private static func lesson(_ wrapped: String) -> String {
    """
    # Shown

    Before.[^shared] After.[^last]

    \(wrapped)

    ```nn
    #| label: open
    shown = 7654.25
    shown
    expect shown == 7654.25
    ```

    `{nn} 2 * shown`

    [^hidden]: Secretnote with `{nn} 7 * 7777.5` and another.[^deep]

    [^deep]: Secretdepth.

    [^shared]: Sharednote.

    [^last]: Lastnote.
    """
  }

  private static let secrets = [
    "secret", "4446", "2468.5", "9999.75", "27777.5", "54442.5", "98765", "9754610", "8642", "hidden2001",
  ]

  private static func indented(_ mark: String) -> String {
    solution.split(separator: "\n", omittingEmptySubsequences: false).map { mark + $0 }.joined(separator: "\n")
  }

  private func check(_ wrapped: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: Course\n", "lessons/a.md": Self.lesson(wrapped),
      "lessons/secret.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      "lessons/references.bib": "@book{hidden2001, author = {Secret, A.}, title = {Secretbook}, year = 2001}",
    ])
    var request = course.request(formats: [.html, .md, .json])
    let whole = buildCourse(request)
    #expect(whole.diagnostics.isEmpty, "\(whole.diagnostics.map(\.message))", sourceLocation: sourceLocation)
    request.solutions = false
    request.outputDirectory = course.path("students")
    let abridged = buildCourse(request)
    #expect(abridged.diagnostics.isEmpty, "\(abridged.diagnostics.map(\.message))", sourceLocation: sourceLocation)

    func text(_ folder: String) -> String {
      course.files(folder).filter { !$0.key.hasPrefix("assets/") }.sorted { $0.key < $1.key }
        .map { "\($0.key)\n" + String(decoding: $0.value, as: UTF8.self) }.joined(separator: "\n").lowercased()
    }
    let (full, students) = (text("output"), text("students"))
    for secret in Self.secrets {
      #expect(full.contains(secret), "\(secret) is not shown at all", sourceLocation: sourceLocation)
      #expect(!students.contains(secret), "\(secret) leaks", sourceLocation: sourceLocation)
    }
    for shown in ["before.", "sharednote", "lastnote", "7654.25", "15308.5"] {
      #expect(students.contains(shown), "\(shown) is missing", sourceLocation: sourceLocation)
    }
    // The notes that are left are numbered without a gap, and lead back to where they are referred to.
    let page = try course.text("students/a.html")
    for place in ["id=\"fn-1\"", "id=\"fn-2\"", "href=\"#fnref-1\"", "id=\"fnref-2\""] {
      #expect(page.contains(place), "\(place)", sourceLocation: sourceLocation)
    }
    #expect(!page.contains("fn-3") && !page.contains("fnref-1-2"), sourceLocation: sourceLocation)
  }

  @Test func aContainer() throws { try check("::: {.solution}\n\(Self.solution)\n:::") }
  @Test func anAlert() throws {
    try check(Self.indented("> ").replacing("> Secretprose", with: "> [!SOLUTION]\n> Secretprose"))
  }
  @Test func inAnExercise() throws {
    try check("::: {.exercise}\nTask.\n\n::: {.solution}\n\(Self.solution)\n:::\n:::")
  }
  @Test func inAList() throws { try check("1. Item\n\n   ::: {.solution}\n\(Self.indented("   "))\n   :::") }

  @Test func inTabs() throws {
    try check("::: {.panel-tabset}\n\n## Task\n\nT.\n\n## More\n\n::: {.solution}\n\(Self.solution)\n:::\n\n:::")
  }

  /// A fault in a solution is told where it is built, and quoted in no file.
  @Test func aFaultyOne() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n::: {.solution}\n```nn\nx = 4321.5\nexpect x == 8765.25\n```\n:::\n"
    ])
    var request = course.request(formats: [.html, .md, .json])
    request.solutions = false
    let result = buildCourse(request)
    #expect(result.diagnostics.map(\.id) == [.expectationFailed])
    let json = try course.text("output/a.json")
    #expect(json.contains("\"ok\": false"))
    for (name, data) in course.files("output") where !name.hasPrefix("assets/") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains("4321.5") && !text.contains("8765.25"), "\(name)")
    }
  }
}
