import Artifacts
import Testing

@testable import CourseBuild
@testable import Reporting

/// Each graph of the shipped course, drawn wide and for telephones: nothing stands on anything else.
struct CourseFiguresTests {
  @Test func noNumberMeetsAnything() {
    var drawings = 0
    for page in ShippedCourse.lessons {
      for figure in page.assembled.report.cells.flatMap(\.outputs).flatMap(graphs) {
        let picture = GraphPicture(figure, language: page.assembled.report.language)
        for drawing in [picture.wide, picture.narrow].compactMap(\.self) {
          drawings += 1
          let collisions = drawing.collisions()
          #expect(collisions.isEmpty, "\(page.path.report), graph of \(figure.nodes[figure.output].name ?? "?")")
        }
      }
    }
    #expect(drawings > 40, "the course has graphs")
  }

  private func graphs(_ artifact: Artifact) -> [GraphFigure] {
    switch artifact {
    case .graph(let figure): [figure]
    case .tuple(let items): items.flatMap(graphs)
    case .value, .text, .table, .gradients, .backward, .gradcheck, .forward, .chart, .jacobian, .summary, .slider: []
    }
  }
}
