import Artifacts
import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// Each graph of the shipped course, drawn wide, for telephones and for paper: nothing stands on anything else.
struct CourseFiguresTests {
  @Test func noNumberMeetsAnything() {
    var drawings = 0
    for page in ShippedCourse.lessons {
      for figure in page.assembled.report.cells.flatMap(\.outputs).flatMap(graphs) {
        let picture = GraphPicture(figure, language: page.assembled.report.language)
        for drawing in [picture.wide, picture.narrow, picture.paper].compactMap(\.self) {
          drawings += 1
          let collisions = drawing.collisions()
          #expect(collisions.isEmpty, "\(page.path.report), graph of \(figure.nodes[figure.output].name ?? "?")")
        }
      }
    }
    #expect(drawings > 40, "the course has graphs")
  }

  /// A graph that no telephone has room for, and whose numbers would be smaller than 7 pt on paper, stands upright there.
  @Test func paperHasAnUprightDrawingOfItsOwn() {
    var count = 0
    for page in ShippedCourse.lessons {
      for figure in page.assembled.report.cells.flatMap(\.outputs).flatMap(graphs) {
        let picture = GraphPicture(figure, language: page.assembled.report.language)
        guard let paper = picture.paper else { continue }
        count += 1
        #expect(picture.narrow == nil && picture.isLong && !picture.isUpright)
        #expect(paper.leastWidth(numbers: 7 * 96 / 72, words: 6 * 96 / 72) <= 650)
        let rendering = picture.render(prefix: "fig-a")
        #expect(rendering.style.hasPrefix("one long"))
        #expect(String(decoding: rendering.inline.bytes, as: UTF8.self).components(separatedBy: "<svg ").count == 3)
        #expect(!String(decoding: rendering.file ?? [], as: UTF8.self).contains("graph narrow"))
      }
    }
    #expect(count > 0, "the course has a classifier drawn with its matrices")
  }

  private func graphs(_ artifact: Artifact) -> [GraphFigure] {
    switch artifact {
    case .graph(let figure): [figure]
    case .tuple(let items): items.flatMap(graphs)
    case .value, .text, .table, .gradients, .backward, .gradcheck, .forward, .chart, .jacobian, .summary, .slider: []
    }
  }
}
