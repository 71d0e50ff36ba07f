import Testing

@testable import Reporting

@Suite struct EqualAxesTests {
  private func axis(_ lower: Double, _ upper: Double) -> ChartAxis { ChartAxis(lower: lower, upper: upper) }

  /// A unit is as long on both axes, everything asked for is inside, and ticks stand at one distance.
  private func check(_ x: ChartAxis, _ y: ChartAxis, _ sizes: ChartSizes, _ name: String) throws {
    let axes = EqualAxes(x, y, sizes)
    let frame = axes.frame()
    let (columns, rows) = (x.upper - x.lower, y.upper - y.lower)
    let across = try #require(frame.x.at(x.upper)) - #require(frame.x.at(x.lower))
    let upward = try #require(frame.y.at(y.lower)) - #require(frame.y.at(y.upper))
    #expect((across / columns / (upward / rows) - 1).magnitude < 1e-6, "\(name)")
    for corner in [(x.lower, y.lower), (x.upper, y.upper)] {
      let at = try #require(frame.point(corner.0, corner.1))
      #expect(Clipping.contains(frame.plot.inset(-1e-6), at), "\(name)")
    }
    #expect(axes.sizes.width <= sizes.width && frame.height < 480, "\(name)")
    #expect(axes.x.step == axes.y.step, "\(name)")
  }

  @Test func aUnitIsAsLongOnBothAxes() throws {
    var random = SampleCharts.RandomPlots(state: 5)
    for k in 0..<300 {
      let scale = [1e-7, 0.01, 1, 300, 1e9][random.below(5)]
      let x = axis(-scale * Double(1 + random.below(500)), scale * Double(random.below(900)))
      let y = axis(-scale * Double(1 + random.below(500)), scale * Double(random.below(900)))
      for sizes in [ChartSizes.square, .narrow, .panel] { try check(x, y, sizes, "\(k): \(x), \(y)") }
    }
  }

  /// What is square is drawn on a square, not in the middle of a wide page.
  @Test func aSquareIsDrawnOnASquare() {
    let axes = EqualAxes(axis(0, 1), axis(0, 1), .square)
    let plot = axes.frame().plot
    #expect((plot.width - plot.height).magnitude < 2)
    #expect(axes.sizes.width < 460)
  }

  /// The corners of the unit square turned by 45°, in px: the same distances, and right angles.
  @Test func rightAnglesStayRight() throws {
    let corners = [(0.0, 0.0), (1, 1), (0, 2), (-1, 1)]
    for sizes in [ChartSizes.square, .narrow] {
      let frame = EqualAxes(axis(-1, 1), axis(0, 2), sizes).frame()
      let points = try corners.map { try #require(frame.point($0.0, $0.1)) }
      let sides = (0..<4).map { k in
        (points[(k + 1) % 4].x - points[k].x, points[(k + 1) % 4].y - points[k].y)
      }
      for (k, side) in sides.enumerated() {
        let next = sides[(k + 1) % 4]
        #expect((side.0 * next.0 + side.1 * next.1).magnitude < 1e-6)
        #expect((side.0 * side.0 + side.1 * side.1 - next.0 * next.0 - next.1 * next.1).magnitude < 1e-6)
      }
    }
  }
}
