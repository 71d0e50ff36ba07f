import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// Pages with live blocks: what they carry, and what others do not.
struct LivePageTests {
  private static let lesson = """
    # Trained

    ```nn
    #| label: fig-way
    #| fig-cap: A way.
    #| live: true
    f(x, y) = x^2 / 20 + y^2
    a = -7; b = 2
    h = minimize(f(a, b), (a, b), optimizer: sgd(0.9), steps: 30)
    contour(f, x: (-8, 8), y: (-4, 4), paths: h)
    ```

    """

  private func page(_ lesson: String, course: String = "title: A\n") throws -> (html: String, markdown: String) {
    let made = try TemporaryCourse(["lessons/a.md": lesson, "lessons/course.yml": course])
    let result = made.build(formats: [.html, .md])
    #expect(result.diagnostics.filter { $0.severity == .error && $0.id != .noMathRenderer }.isEmpty)
    return (try made.text("output/a.html"), try made.text("output/a.md"))
  }

  private func scripts(_ html: String) -> [String] {
    html.matches(of: /<script[^>]*>([\s\S]*?)<\/script>/).map { String($0.1) }
  }

  @Test func controlsAreHiddenUntilAScriptShowsThem() throws {
    let page = try page(Self.lesson)
    #expect(
      page.html.contains(
        #"<div class="training" role="group" aria-label="Training in the page" data-runs="0 1" hidden="">"#))
    #expect(page.html.contains(#"data-live="{&quot;box&quot;:["#) && page.html.contains(#"&quot;way&quot;:0"#))
    #expect(page.html.contains(#"<script type="application/json" id="live">{"runs":{"0":{"steps":[{"count":"#))
    #expect(!page.markdown.contains("training") && !page.markdown.contains("data-"))
    let files = Self.lesson.replacing("#| live: true\n", with: "")
    let still = try self.page(files)
    #expect(!still.html.contains("data-live") && !still.html.contains(#"class="training""#))
    #expect(still.markdown == page.markdown)
  }

  /// Only where a block is live, and known to the policy.
  @Test func theScriptIsThePagesOwn() throws {
    let html = try page(Self.lesson).html
    let own = scripts(html).filter { $0.contains("makeRun") }
    #expect(own.count == 1 && own.allSatisfy(OwnScript.isOne))
    #expect(scripts(try page("# None\n\n```nn\nx = 1\n```\n").html).allSatisfy { !$0.contains("makeRun") })
  }

  @Test func outcomesOfTheCacheHaveTheirRuns() throws {
    let made = try TemporaryCourse(["lessons/a.md": Self.lesson, "lessons/course.yml": "title: A\n"])
    _ = made.build(formats: [.html])
    let first = try made.text("output/a.html")
    try made.write("lessons/a.md", Self.lesson.replacing("A way.", with: "Another caption."))
    _ = made.build(formats: [.html])
    #expect(try made.text("output/a.html") == first.replacing("A way.", with: "Another caption."))
  }

  @Test func optionsThatCannotBeAreTold() throws {
    func faults(_ options: String, _ program: String) throws -> [String] {
      let made = try TemporaryCourse([
        "lessons/a.md": "# A\n\n```nn\n\(options)\n\(program)\n```\n", "lessons/course.yml": "title: A\n",
      ])
      return made.build(formats: [.html]).diagnostics.filter { $0.id == .notLive || $0.id == .badOptionValue }
        .map { "\($0.range.start.line):\($0.range.start.column) \($0.message)" }
    }
    #expect(try faults("#| live: true", "x = 1") == ["4:4 the block runs no `train` or `minimize`"])
    #expect(try faults("#| eval: false\n#| live: true", "x = 1") == ["5:4 the block is not run"])
    #expect(
      try faults("#| live: true\n#| output: false", "x = 1\nh = minimize(x^2, x, steps: 2)")
        == ["4:4 the block shows nothing, so the page has no place for its controls"])
    #expect(try faults("#| live: maybe", "x = 1") == ["4:10 `live` cannot be `maybe`"])
    #expect(try faults("#| live: false", "x = 1") == [])
  }
}
