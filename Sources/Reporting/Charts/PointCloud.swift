/// Points in a frame: a colour and a shape for each class.
struct PointCloud: Sendable {
  var x: [Double]
  var y: [Double]
  var classes: [Int]?
  /// Places in `x` of points that get a ring: what was told wrong.
  var ringed: [Int] = []

  /// More points than these cannot be seen apart: evenly many of them are drawn.
  static let most = 4000

  func draw(into drawing: inout ChartDrawing, _ frame: ChartFrame) {
    let stride = max(1, (x.count + PointCloud.most - 1) / PointCloud.most)
    let radius = x.count <= 400 ? 3.4 : x.count <= 1500 ? 2.6 : 2
    var groups: [Int: [Point]] = [:]
    for k in Swift.stride(from: 0, to: x.count, by: stride) {
      guard let at = frame.point(x[k], y[k]), Clipping.contains(frame.plot, at) else { continue }
      groups[classes?[k] ?? 0, default: []].append(at)
    }
    for group in groups.keys.sorted() {
      drawing.add(.dots(groups[group] ?? [], MarkerShape.of(group), r: radius), PointCloud.style(group))
    }
    let rings = ringed.compactMap { k in frame.point(x[k], y[k]) }.filter { Clipping.contains(frame.plot, $0) }
    if !rings.isEmpty { drawing.add(.dots(rings, .circle, r: radius + 2.6), "ring") }
  }

  /// Filled for the first four classes, open for the next four.
  static func style(_ group: Int) -> String { (group % 8 < 4 ? "p" : "o") + "\(group % 4 + 1)" }

  static func key(_ labels: [String]) -> ChartKey {
    ChartKey(
      entries: labels.enumerated().map {
        (.marker(MarkerShape.of($0.offset), style: style($0.offset)), FigureText($0.element))
      })
  }
}
