import Foundation
import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// The pipeline makes what is asked for and nothing else, and finds the same faults whatever that is.
struct PipelineTests {
  private static let lesson = """
    # Formulas $x$

    Set twice, $y^2$ and $y^2$, and $$\\foo$$

    ::: {.panel-tabset}
    ## A tab with $\\bar$

    text
    :::

    ```nn
    #| label: fig-a
    #| fig-cap: With $z$ and $\\fig$.
    x = 2
    graph(x^2)
    ```

    A note[^n].

    [^n]: With $\\note$.
    """

  private func times(_ timings: BuildTimings) -> (formulas: Int, pages: Int) {
    (timings.lessons.reduce(0) { $0 + $1.formulaCount }, timings.lessons.reduce(0) { $0 + $1.pageCount })
  }

  /// A check, results alone and Markdown alone make no page, and set the same formulas.
  @Test(arguments: [([.html, .md], 1), ([.html], 1), ([.md], 0), ([.json], 0)] as [(Set<BuildRequest.Format>, Int)])
  func pagesAreMadeWhereTheyAreAskedFor(formats: Set<BuildRequest.Format>, pages: Int) throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n$x$ and $y$\n"])
    let build = course.build(formats: formats)
    let check = checkCourse(course.request(formats: formats))
    if build.diagnostics.contains(where: { $0.id == .noMathRenderer }) { return }
    #expect(times(build.timings) == (2, pages) && times(check.timings) == (2, 0))
    #expect(build.timings.text.contains("2 formulas, \(pages) page"))
    #expect(course.exists("output/a.html") == (pages == 1))
  }

  /// Each formula that cannot be set is told about once and at its place, in a tab's title and a caption too.
  @Test(arguments: BuildRequest.Format.allCases)
  func faultsOfFormulas(format: BuildRequest.Format) throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    let path = course.path("lessons/a.md")
    let found = [course.build(formats: [format]).diagnostics, checkCourse(course.request()).diagnostics]
    for diagnostics in found + [renderLesson(path, format: format).diagnostics] {
      if diagnostics.contains(where: { $0.id == .noMathRenderer }) { continue }
      guard KaTeXInstallation.folder() != nil else { continue }
      let faults = diagnostics.filter { $0.severity == .error && $0.id == .badMath }
      #expect(faults.map { $0.range.start.line } == [3, 6, 13, 20], "\(diagnostics)")
    }
  }

  /// What a page shows of a formula does not depend on the others that are made with it.
  @Test func theSamePageWhateverElseIsMade() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    _ = course.build(output: "all", formats: [.html, .md, .json])
    _ = course.build(output: "html", formats: [.html])
    _ = course.build(output: "md", formats: [.md])
    let (all, html, md) = (course.files("all"), course.files("html"), course.files("md"))
    #expect(html.keys.contains("en/01-chain.html") && md.keys.contains("en/01-chain.md"))
    for (path, bytes) in html.merging(md, uniquingKeysWith: { a, _ in a }) { #expect(all[path] == bytes, "\(path)") }
  }
}
