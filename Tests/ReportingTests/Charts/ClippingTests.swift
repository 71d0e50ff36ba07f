import Testing

@testable import Reporting

/// Lines cut at a plot's frame, and long ones thinned.
@Suite struct ClippingTests {
  private let box = Box(left: 0, top: 0, right: 10, bottom: 10)

  private func check(_ line: [(Double, Double)], _ expected: [[(Double, Double)]]) {
    let pieces = Clipping.pieces(of: line.map { Point(x: $0.0, y: $0.1) }, in: box)
    #expect(pieces == expected.map { $0.map { Point(x: $0.0, y: $0.1) } }, "\(line)")
  }

  @Test func pieces() {
    check([(1, 1), (9, 9)], [[(1, 1), (9, 9)]])
    check([(-5, 5), (15, 5)], [[(0, 5), (10, 5)]])
    check([(5, 5), (5, 20)], [[(5, 5), (5, 10)]])
    // Out and in again: two pieces, with nothing between them.
    check([(2, 5), (2, 15), (8, 15), (8, 5)], [[(2, 5), (2, 10)], [(8, 10), (8, 5)]])
    check([(5, 5), (15, 5), (5, 8)], [[(5, 5), (10, 5)], [(10, 6.5), (5, 8)]])
    // Beside the frame, along its sides, and past its corner.
    check([(11, 2), (11, 8)], [])
    check([(2, -1), (8, -1)], [])
    check([(10, 2), (10, 8)], [[(10, 2), (10, 8)]])
    check([(9, -5), (15, 1)], [])
    check([(5, 5)], [[(5, 5)]])
    check([(5, 11)], [])
  }

  /// No spike is lost, upwards or downwards.
  @Test func spikes() {
    for spike in [-100.0, 100] {
      for place in [0, 1, 137, 998, 999] {
        var points = (0..<1000).map { Point(x: Double($0), y: 0) }
        points[place].y = spike
        let thinned = Decimation.thinned(points, limit: 40)
        #expect(thinned.count <= 40)
        #expect(thinned.contains(points[place]), "\(spike) at \(place)")
        #expect(thinned.first == points.first && thinned.last == points.last)
      }
    }
  }

  /// A line keeps its corners: what is left strays from no point by more than can be seen.
  @Test func corners() {
    let zigzag = (0..<20).map { Point(x: Double($0), y: $0 % 2 == 0 ? 0 : 0.9) }
    #expect(Simplification.line(zigzag) == zigzag)
    let straight = (0..<20).map { Point(x: Double($0), y: 0.05 * Double($0 % 2)) }
    #expect(Simplification.line(straight).count < 20)
  }

  /// A saddle is joined where its middle belongs to the region.
  @Test(arguments: [(0.4, 1), (0.6, 2)]) func saddles(level: Double, outlines: Int) {
    let squares = MarchingSquares(columns: 2, rows: 2, values: [1, 0, 0, 1], x: [0, 1], y: [0, 1])
    #expect(squares.region(atLeast: level).count == outlines)
    let other = MarchingSquares(columns: 2, rows: 2, values: [0, 1, 1, 0], x: [0, 1], y: [0, 1])
    #expect(other.region(atLeast: level).count == outlines)
  }

  @Test func contoursStandWhereTheLevelIs() throws {
    let ramp = MarchingSquares(columns: 3, rows: 2, values: [0, 1, 2, 0, 1, 2], x: [0, 10, 20], y: [0, 10])
    let outline = try #require(ramp.region(atLeast: 0.25).first)
    #expect(outline.map(\.x).min() == 2.5 && outline.map(\.x).max() == 20)
  }
}
