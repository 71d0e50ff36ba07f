import Artifacts
import Formulas
import Testing

@testable import Reporting

/// Jacobians as pictures and in words.
@Suite struct JacobianDrawingTests {
  private func artifact(_ rows: Int, _ columns: Int, cells: (rows: Int, columns: Int)) -> JacobianArtifact {
    func bounds(_ count: Int, _ cells: Int) -> [Int] { (0...cells).map { $0 * count / cells } }
    let values = (0..<(cells.rows * cells.columns)).map { [0, -1.25e-4, 3, 0.5, -2][$0 % 5] }
    return JacobianArtifact(
      output: .init(name: "y", notation: Notation(name: "y"), shape: [rows]),
      input: .init(name: "x", notation: Notation(name: "x"), shape: [columns]), isTransposed: false,
      structure: .sparse, entries: .triples(rows: [], columns: [], values: []),
      cells: .init(
        rowBounds: bounds(rows, cells.rows), columnBounds: bounds(columns, cells.columns), values: values,
        isSampled: false),
      facts: [.lowRank(1)], product: Notation(plain: "dx = dy"), nonzeroCount: 2, denseBytes: 1.34217728e12,
      storedBytes: 16, check: CheckSummary(passed: 1, failed: 0, undecided: 0, maxRelative: 0), digits: 4)
  }

  @Test(arguments: [
    (2, 3, 2, 3), (8, 8, 8, 8), (1, 5, 1, 5), (1, 64, 1, 64), (20, 30, 20, 30), (64, 9, 64, 9),
    (409_600, 409_600, 32, 32), (3, 5000, 3, 32),
  ])
  func nothingStandsOnAnything(_ rows: Int, _ columns: Int, _ down: Int, _ across: Int) {
    for language in Language.shipped {
      let drawing = JacobianDrawing(
        artifact(rows, columns, cells: (down, across)), ChartWords(language: language, digits: 4))
      for panel in drawing.layout.panels { #expect(panel.collisions() == []) }
    }
  }

  @Test func words() {
    let large = JacobianWords(jacobian: artifact(409_600, 409_600, cells: (32, 32)), words: Language.en.words)
    #expect(large.size == "409,600 × 409,600")
    #expect(large.memory == "stored dense: 1.34\u{202F}TB; kept: 16 bytes")
    #expect(large.cell == "one cell = 12,800 × 12,800 entries, their mean")
    let small = JacobianWords(jacobian: artifact(2, 3, cells: (2, 3)), words: Language.ko.words)
    #expect(small.cell == nil)
    #expect(small.facts.map(\.text).prefix(3) == ["희소행렬", "계수 1: 두 벡터의 외적", "0이 66.7%"])
  }
}
