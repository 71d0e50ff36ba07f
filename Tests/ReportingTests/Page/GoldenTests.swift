import Testing

@testable import Reporting

/// A lesson with one of everything, as page, Markdown and data.
@Suite struct GoldenTests {
  @Test func page() throws {
    var report = SampleReport.make()
    // The drawing has tests of its own.
    report.cells[0].outputs = []
    let (html, formulas) = report.page()
    #expect(formulas.diagnostics.isEmpty)
    try checkGolden("Goldens/page.html", html)
  }

  @Test func markdown() throws {
    let drawn = DrawnReport(SampleReport.make())
    let file = renderMarkdown(drawn)
    #expect(([file] + drawn.files).map(\.path) == ["ko/04-backprop.md", "ko/04-backprop/fig-graph.svg"])
    try checkGolden("Goldens/report.md", String(decoding: file.bytes, as: UTF8.self))
  }

  @Test func results() throws {
    try checkGolden("Goldens/results.json", String(decoding: renderJSON(SampleReport.make()).bytes, as: UTF8.self))
  }
}
