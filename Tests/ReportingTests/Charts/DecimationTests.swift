import Testing

@testable import Reporting

@Suite struct DecimationTests {
  @Test func noSpikeAndNoEndIsLost() {
    var points = (0..<100_000).map { Point(x: Double($0), y: 0) }
    points[31_415].y = 7
    points[77_777].y = -5
    let thin = Decimation.thinned(points)
    #expect(thin.count <= 600)
    #expect(thin.first == points.first && thin.last == points.last)
    #expect(thin.contains(points[31_415]) && thin.contains(points[77_777]))
    #expect(thin.map(\.x) == thin.map(\.x).sorted())
    #expect(Decimation.thinned(Array(points.prefix(600))).count == 600)
  }

  @Test func linesAreCutAtTheFrame() {
    let box = Box(left: 0, top: 0, right: 10, bottom: 10)
    func check(_ line: [(Double, Double)], _ expected: [[(Double, Double)]]) {
      let pieces = Clipping.pieces(of: line.map { Point(x: $0.0, y: $0.1) }, in: box)
      #expect(pieces == expected.map { $0.map { Point(x: $0.0, y: $0.1) } })
    }
    check([(1, 1), (9, 9)], [[(1, 1), (9, 9)]])
    check([(5, 5), (5, 20), (8, 20), (8, 5)], [[(5, 5), (5, 10)], [(8, 10), (8, 5)]])
    check([(-5, 5), (15, 5)], [[(0, 5), (10, 5)]])
    check([(-5, -5), (-5, 20)], [])
  }
}
