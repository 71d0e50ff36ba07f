import Autodiff

extension Samples {
  /// Normal clouds of points around centers that are drawn from the square −10…10.
  ///
  /// - Parameter spread: standard deviation of each cloud.
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
