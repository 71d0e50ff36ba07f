import Foundation
import SourceText
import Testing

@testable import CourseBuild
@testable import Reporting

@Suite struct CourseSessionTests {
  private static let files = [
    "lessons/course.yml": "title: A course\nlanguages: [en, ko]\nbibliography: works.bib\n",
    "lessons/works.bib": "@book{a, author = {Ada Byron}, title = {Notes}, year = 1843}\n",
    "lessons/en/_part.md": "An included part with `{nn} 1 + 1`.\n\n```nn\n#| label: part\np = 7\n```\n",
    "lessons/en/data.csv": "x,y\n1,2\n3,4\n",
    "lessons/en/a.md": """
    ---
    title: First
    ---
    Prose of the first, see [the second](02-b.md#sec-two), [@a] and ![alt](dot.svg).

    {{< include _part.md >}}

    ```nn
    #| label: fig-one
    #| fig-cap: The value is `{nn} f`.
    x = 3; y = 2
    f = x * y + p
    graph(f)
    expect f == 13
    ```

    The slope is `{nn} grad(f, x)`, see @fig-one.

    ```nn
    w = 1
    w -= 0.1 * grad(w^2, w)
    g = w * x
    gradients(g)
    ```

    ```nn
    #| label: ways
    table(way: ("one", "two"), n: [1, 2])
    ```

    """,
    "lessons/en/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "lessons/en/02-b.md": """
    # Second

    ## Two {#sec-two}

    ```nn
    t = csv("data.csv")
    sum(t)
    random = rand(2)
    ```

    Back to [the first](a.md#fig-one). Random: `{nn} random`.

    """,
    "lessons/ko/a.md": """
    # 첫째

    ```nn
    #| label: part
    #| from: ../en/_part.md
    ```

    ```nn
    #| label: fig-one
    #| from: ../en/a.md
    ```

    ```nn
    #| label: ways
    #| from: ../en/a.md
    #| words: {one: 하나}
    ```

    글 `{nn} f`.

    """,
  ]

  /// One change to the course, as an author makes them; each may be made at any time.
  private static func edit(_ course: TemporaryCourse, _ step: Int, _ random: inout some RandomNumberGenerator) throws {
    func replace(_ file: String, _ old: String, _ new: String) throws {
      guard course.exists(file) else { return try course.write(file, files[file] ?? "# Back\n") }
      try course.write(file, try course.text(file).replacing(old, with: new))
    }
    let lessons = ["lessons/en/a.md", "lessons/en/02-b.md", "lessons/ko/a.md"]
    let lesson = lessons.randomElement(using: &random) ?? lessons[0]
    switch Int.random(in: 0..<24, using: &random) {
    case 0: try replace(lesson, "\n\n", "\n\nA word \(step).\n\n")
    case 1: try replace("lessons/en/a.md", "Prose of the first", "Prose of the first \(step)")
    case 2: try replace("lessons/en/a.md", "x = 3", "x = \(step)")
    case 3: try replace("lessons/en/a.md", "expect f == 13", "expect f == \(Bool.random(using: &random) ? 13 : 14)")
    case 4: try replace("lessons/en/_part.md", "included", "included (\(step))")
    case 5: try replace("lessons/en/_part.md", "p = 7", "p = \(step)")
    case 6: try course.write("lessons/en/data.csv", "x,y\n1,\(step)\n3,4\n")
    case 7: try replace("lessons/course.yml", "A course", "A course \(step)")
    case 8:
      try course.write("lessons/course.yml", "raw-html: \(Bool.random(using: &random))\nbibliography: works.bib\n")
    case 9: try replace("lessons/works.bib", "Notes", "Notes \(step)")
    case 10: try replace("lessons/en/02-b.md", "sec-two", "sec-other")
    case 11: try replace("lessons/en/a.md", "sec-two", "sec-other")
    case 12: try? FileManager.default.removeItem(atPath: course.path("lessons/en/dot.svg"))
    case 13: try course.write("lessons/en/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'><!--\(step)--></svg>\n")
    case 14: try course.write("lessons/en/03-new.md", "# New \(step)\n\n`{nn} \(step)`\n")
    case 15: try? FileManager.default.removeItem(atPath: course.path("lessons/en/03-new.md"))
    case 16: try? FileManager.default.removeItem(atPath: course.path(lesson))
    case 17: try course.write(lesson, files[lesson] ?? "")
    case 18: try replace("lessons/en/a.md", "title: First", "title: First \(step)\nauthor: A")
    case 19: try replace(lesson, "```nn\n", "```nn\nq = (\n")
    case 20: try replace(lesson, "q = (\n", "")
    case 21: try replace("lessons/en/02-b.md", "# Second", "---\ndraft: true\n---\n# Second")
    case 22: try replace("lessons/en/02-b.md", "draft: true", "draft: false")
    default:
      for (file, text) in files { try course.write(file, text) }
    }
  }

  /// All that a run says of a diagnostic.
  private static func text(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticFormat.full.write(diagnostics, isColored: false)
  }

  @Test(arguments: [1, 2, 3]) func givesWhatAColdRunGives(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let course = try TemporaryCourse(Self.files)
    let marks = seed != 2
    var request = course.request(["lessons"], formats: [.html])
    request.usesCache = seed > 1
    let session = CourseSession(request, marksBlocks: marks)
    request.usesCache = false
    request.marksBlocks = marks
    let maths = Maths(cache: "")
    var kinds: Set<Bool> = []
    for step in 0..<40 {
      if step > 0 { try Self.edit(course, step, &random) }
      let warm = try #require(session.build(), "step \(step)")
      let cold = SessionBuild(runCourse(request, maths: maths), paths: request.paths)
      kinds.insert(warm.hasFaults)
      #expect(warm.pages.map(\.path) == cold.pages.map(\.path), "step \(step)")
      for (a, b) in zip(warm.pages, cold.pages) {
        #expect(a.bytes == b.bytes, "step \(step): \(a.path)")
        #expect(a.files == b.files, "step \(step): \(a.path)")
        #expect(a.hasFaults == b.hasFaults, "step \(step): \(a.path)")
      }
      #expect(warm.shared == cold.shared, "step \(step)")
      #expect(warm.copies.map(\.path) == cold.copies.map(\.path), "step \(step)")
      #expect(Self.text(warm.diagnostics) == Self.text(cold.diagnostics), "step \(step)")
    }
    // Edits that break and edits that mend have both been tried.
    #expect(kinds == [true, false])
  }

  @Test func readsAgainWhatHasChangedAlone() throws {
    let course = try TemporaryCourse(Self.files)
    let session = CourseSession(course.request(["lessons"]))
    func begun() throws -> [String] {
      let lessons = Begun()
      _ = try #require(session.build(progress: lessons.take))
      return lessons.names
    }
    #expect(try begun().count == 3)
    #expect(try begun() == [])
    try course.write("lessons/en/data.csv", "x,y\n1,5\n3,4\n")
    #expect(try begun() == ["02-b.md"])
    // Taken over by another lesson.
    try course.write("lessons/en/a.md", Self.files["lessons/en/a.md", default: ""].replacing("Prose", with: "Words"))
    #expect(try begun() == ["a.md", "a.md"])
    try course.write("lessons/works.bib", "@book{a, author = {Ada Byron}, title = {Other}, year = 1843}\n")
    #expect(try begun().count == 3)
  }

  @Test func runsNoBlockForAWordOfProse() throws {
    let course = try TemporaryCourse(Self.files)
    var request = course.request(["lessons"], formats: [.html])
    request.usesCache = true
    let maths = Maths(cache: "")
    let cache = BuildCache(request, maths: maths)
    var kept = KeptCourse()
    func isRun() -> Bool? {
      let pages = runCourse(request, maths: maths, cache: cache, kept: &kept).pages
      return pages.first { $0.path.path == "en/a.md" }.map { !$0.times.isFromCache }
    }
    let source = Self.files["lessons/en/a.md", default: ""]
    #expect(isRun() == true)
    try course.write("lessons/en/a.md", source.replacing("Prose", with: "A longer\n\nbeginning"))
    #expect(isRun() == false)
    try course.write("lessons/en/a.md", source.replacing("x = 3", with: "x = 4"))
    #expect(isRun() == true)
  }

  @Test func givesNothingWhenItIsCalledOff() throws {
    let course = try TemporaryCourse(Self.files)
    let session = CourseSession(course.request(["lessons"]))
    #expect(session.build(isCancelled: { true }) == nil)
    #expect(session.build()?.pages.count == 3)
    // A block that runs for long is left in its midst.
    try course.write("lessons/en/03-new.md", "```nn\ns = 1\nrepeat 1000000000 {\n  s = s + sin(s)\n}\n```\n")
    let clock = ContinuousClock()
    let start = clock.now
    #expect(session.build(isCancelled: { clock.now - start > .milliseconds(300) }) == nil)
    try course.write("lessons/en/03-new.md", "# Short\n")
    #expect(session.build()?.pages.count == 4)
  }
}

/// Which lessons a build has begun.
private final class Begun: Sendable {
  private let lessons = Lock<[String]>([])

  var take: @Sendable (BuildProgress) -> Void {
    { event in
      guard case .began(let lesson, _) = event else { return }
      self.lessons.change { $0.append(String(lesson.split(separator: "/").last ?? "")) }
    }
  }

  var names: [String] { lessons.value.sorted() }
}

private final class Lock<Value: Sendable>: @unchecked Sendable {
  private var stored: Value
  private let lock = NSLock()

  init(_ value: Value) { stored = value }

  var value: Value { lock.withLock { stored } }
  func change(_ body: (inout Value) -> Void) { lock.withLock { body(&stored) } }
}
