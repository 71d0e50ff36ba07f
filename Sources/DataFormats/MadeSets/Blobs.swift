import Autodiff

extension Samples {
  /// Normal clouds of points around centers that are drawn from the square −10…10.
  ///
  /// - Parameters:
  ///   - count: points in all; the first clouds take what does not divide.
  ///   - centers: clouds, each a class.
  ///   - features: coordinates of a point.
  ///   - spread: standard deviation of each cloud.
  ///   - random: drawn from for centers, points and order.
  public static func blobs(
    _ count: Int, centers: Int, features: Int, spread: Double, _ random: inout RandomNumbers
  ) -> Samples {
    var middles: [[Double]] = []
    for _ in 0..<centers { middles.append((0..<features).map { _ in random.uniform(-10, 10) }) }
    var rows: [[Double]] = []
    var classes: [Double] = []
    for (place, middle) in middles.enumerated() {
      // The first ones take what does not divide.
      for _ in 0..<(count / centers + (place < count % centers ? 1 : 0)) {
        rows.append(middle.map { random.normal($0, spread) })
        classes.append(Double(place))
      }
    }
    return Samples(columns: features, rows, classes).shuffled(&random)
  }
}
