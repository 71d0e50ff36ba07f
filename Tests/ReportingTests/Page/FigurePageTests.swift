import Artifacts
import Foundation
import Markup
import SourceText
import Testing

@testable import Reporting

/// A page with figures: how they stand on it, captions, text alternatives, facts and links; what is drawn has goldens of
/// its own and is left out here.
@Suite struct FigurePageTests {
  private static let text = """
    See @fig-graph and @fig-run.

    ```nn
    #| label: fig-graph
    graph(f)
    ```

    ```nn
    #| label: fig-run
    plot(h)
    ```

    ![A *picture*](dot.svg){#fig-dot width=60%}

    """

  private func report() -> Report {
    let file = SourceFile(path: "lesson.md", text: Self.text)
    let document = parseDocument(file) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }.value
    var graph = CellReport(source: "graph(f)", outputs: [.graph(SampleGraph.xyz)], range: document.cells[0].range)
    graph.label = "fig-graph"
    graph.caption = [.text("The "), .emphasis([.text("graph")], needsTag: false)]
    let history = HistoryChart(series: [HistoryChart.Series(name: "loss", values: [4, 2, 1])], unit: .step, seed: 3)
    var run = CellReport(source: "plot(h)", outputs: [.chart(.history(history))], range: document.cells[1].range)
    run.label = "fig-run"
    let targets = ["fig-graph", "fig-run", "fig-dot"].enumerated().map { place, label in
      (label, ReferenceTarget(kind: .figure, text: "\(place + 1)", anchor: label))
    }
    return Report(
      title: "Figures", path: "en/a", source: file, document: document, cells: [graph, run],
      targets: Dictionary(uniqueKeysWithValues: targets), images: ["dot.svg": "../dot.svg"])
  }

  /// The drawings' own elements are cut out, an element stands on a line.
  private func outline(_ page: [UInt8]) -> String {
    var parts = String(decoding: page, as: UTF8.self).components(separatedBy: "</desc>")
    for place in parts.indices.dropFirst() {
      if let end = parts[place].range(of: "</svg>") { parts[place].removeSubrange(..<end.lowerBound) }
    }
    return parts.joined(separator: "</desc>…").replacingOccurrences(of: "><", with: ">\n<") + "\n"
  }

  @Test func page() throws {
    let drawn = DrawnReport(report())
    #expect(drawn.files.map(\.path) == ["en/a/fig-graph.svg", "en/a/fig-run.svg", "en/a/fig-run.csv"])
    let (html, formulas) = report().page()
    #expect(formulas.diagnostics.isEmpty)
    try checkGolden("Goldens/figures.html", outline(Array(html.utf8)))
  }
}
