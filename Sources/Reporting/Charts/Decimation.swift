/// Long lines with fewer points that look the same: of each column of the drawing the first, least, greatest and last
/// point stay (U. Jugel et al., "M4", VLDB 2014), so that no spike is lost.
enum Decimation {
  /// At most `limit` points, in their order.
  static func thinned(_ points: [Point], limit: Int = 600) -> [Point] {
    guard points.count > limit, limit >= 4 else { return points }
    let buckets = limit / 4
    var result: [Point] = []
    result.reserveCapacity(limit)
    for bucket in 0..<buckets {
      let start = bucket * points.count / buckets
      let end = (bucket + 1) * points.count / buckets
      var least = start
      var greatest = start
      for k in start..<end {
        if points[k].y < points[least].y { least = k }
        if points[k].y > points[greatest].y { greatest = k }
      }
      var last = -1
      for k in [start, min(least, greatest), max(least, greatest), end - 1] where k > last {
        result.append(points[k])
        last = k
      }
    }
    return result
  }
}
