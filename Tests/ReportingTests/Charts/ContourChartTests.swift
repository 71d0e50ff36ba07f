import Artifacts
import Testing

@testable import Reporting

struct ContourChartTests {
  /// From −1.7e308 to 1.7e308 the height is no number, and the levels are.
  @Test(arguments: [1, 1e300, 1.7e308])
  func levelsLieBetweenLeastAndGreatest(scale: Double) {
    var plane = SampledPlane(xRange: -1...1, yRange: -1...1, columns: 33, rows: 21, values: [])
    plane.values = (0..<33 * 21).map { scale * plane.x($0 % 33) }
    let levels = ContourChart(name: "f", plane: plane, paths: [], minimum: nil, xTitle: "x", yTitle: "y").levels
    #expect(levels.count == 9 && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
    #expect(levels.allSatisfy { $0 > -scale && $0 < scale })
  }
}
