import Testing

@testable import Reporting

@Suite struct MarchingSquaresTests {
  private func squares(_ n: Int, _ f: (Double, Double) -> Double) -> MarchingSquares {
    let places = (0..<n).map { Double($0) / Double(n - 1) * 2 - 1 }
    // In hundredths, so that what cannot be seen in a drawing is little here too.
    return MarchingSquares(
      columns: n, rows: n, values: (0..<n * n).map { f(places[$0 % n], places[$0 / n]) }, x: places.map { 100 * $0 },
      y: places.map { 100 * $0 })
  }

  /// Of all outlines together, holes taken off: the even-odd rule.
  private func area(_ outlines: [[Point]]) -> Double {
    var areas = outlines.map { outline -> Double in
      var sum = 0.0
      for k in outline.indices {
        let (a, b) = (outline[k], outline[(k + 1) % outline.count])
        sum += a.x * b.y - b.x * a.y
      }
      return (sum / 2).magnitude
    }
    areas.sort(by: >)
    return areas.enumerated().reduce(0) { $0 + ($1.offset % 2 == 0 ? $1.element : -$1.element) }
  }

  private func check(_ squares: MarchingSquares, _ level: Double, outlines: Int, area expected: Double) {
    let region = squares.region(atLeast: level)
    #expect(region.count == outlines)
    #expect((area(region) / 10_000 - expected).magnitude < 0.005, "\(area(region))")
  }

  @Test func regionsHaveTheirAreaHolesAndEdges() {
    let bump = squares(81) { x, y in 1 - x * x - y * y }
    // A disc of radius 1/√2, and the same inside out.
    check(bump, 0.5, outlines: 1, area: 1.5708)
    check(squares(81) { x, y in x * x + y * y }, 0.5, outlines: 2, area: 4 - 1.5708)
    // All, nothing, and half of the square.
    check(bump, -5, outlines: 1, area: 4)
    check(bump, 2, outlines: 0, area: 0)
    check(squares(20) { x, _ in x }, 0, outlines: 1, area: 2)
  }

  @Test func whatHasNoValueLiesOutside() {
    check(squares(81) { x, y in x < 0 ? .nan : 1 - x * x - y * y }, 0.5, outlines: 1, area: 0.7854)
  }

  @Test func straightPiecesBecomeTwoPoints() {
    let line = (0...100).map { Point(x: Double($0), y: $0 < 50 ? 0 : Double($0 - 50)) }
    #expect(Simplification.line(line) == [line[0], line[50], line[100]])
  }
}
