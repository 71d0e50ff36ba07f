import Testing

@testable import Reporting

@Suite struct PointCloudTests {
  private func drawn(_ cloud: PointCloud) -> [Drawing.Shape] {
    var drawing = Drawing(width: 340, height: 200)
    let frame = ChartFrame(x: ChartAxis(lower: 0, upper: 10), y: ChartAxis(lower: 0, upper: 10), sizes: .panel)
    cloud.draw(into: &drawing, frame)
    return drawing.shapes
  }

  private func dots(_ shape: Drawing.Shape) -> [Point] {
    if case .dots(let points, _, _) = shape.form { return points }
    return []
  }

  /// Marks that touch are painted one after the other, and all of them are there.
  @Test func laterPointsLieUponEarlierOnes() {
    let apart = drawn(PointCloud(x: [1, 5, 9], y: [1, 5, 9]))
    #expect(apart.map { dots($0).count } == [3])
    let together = drawn(PointCloud(x: [5, 5.05, 5.1, 1], y: [5, 5, 5, 1]))
    #expect(together.map { dots($0).count } == [2, 1, 1])
    #expect(dots(together[1])[0].x < dots(together[2])[0].x)
  }

  @Test func whatWasToldWrongStandsOnARing() {
    let shapes = drawn(PointCloud(x: [1, 5], y: [1, 5], classes: [0, 1], ringed: [1]))
    #expect(shapes.map(\.style) == ["halo", "p1", "p2"])
    #expect(dots(shapes[0]) == dots(shapes[2]))
    // A crowd does not cover it.
    let crowd = drawn(PointCloud(x: [5, 5.05, 5.1], y: [5, 5, 5], classes: [0, 1, 1], ringed: [0]))
    #expect(crowd.suffix(2).map(\.style) == ["halo", "p1"])
  }
}
