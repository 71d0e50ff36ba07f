import Foundation
import Testing

@testable import Reporting

/// A lesson with one of everything, as page, Markdown and data. `RECORD_GOLDENS=1` writes the files anew and fails, so
/// that the difference is read.
@Suite struct GoldenTests {
  private func check(_ name: String, _ bytes: [UInt8], at location: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Goldens").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try Data(bytes).write(to: file)
      Issue.record("recorded \(name)", sourceLocation: location)
      return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let actual = String(decoding: bytes, as: UTF8.self)
    let lines = zip(expected.split(separator: "\n"), actual.split(separator: "\n"))
    let first = lines.first { $0 != $1 }
    #expect(expected == actual, "\(name): \(first.map { "expected \($0), got \($1)" } ?? "")", sourceLocation: location)
  }

  @Test func page() throws {
    var report = SampleReport.make()
    // The drawing has tests of its own.
    report.cells[0].outputs = []
    let (html, formulas) = report.page()
    #expect(formulas.diagnostics.isEmpty)
    try check("page.html", Array(html.utf8))
  }

  @Test func markdown() throws {
    let drawn = DrawnReport(SampleReport.make())
    let file = renderMarkdown(drawn)
    #expect(([file] + drawn.files).map(\.path) == ["ko/04-backprop.md", "ko/04-backprop/fig-graph.svg"])
    try check("report.md", file.bytes)
  }

  @Test func results() throws {
    try check("results.json", renderJSON(SampleReport.make()).bytes)
  }
}
