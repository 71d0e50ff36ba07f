/// A shape tells series and classes apart where colours cannot.
enum MarkerShape: Sendable, Hashable, CaseIterable {
  case circle
  case square
  case triangle
  case diamond
  /// ✕: where a run ended by itself.
  case cross
  /// ＋: a minimum.
  case plus

  /// The shape of the n-th series.
  static func of(_ index: Int) -> MarkerShape { [.circle, .square, .triangle, .diamond][index % 4] }

  /// The shape of the n-th class: in a crowd of small marks a triangle differs more from a circle than a square does.
  static func ofClass(_ index: Int) -> MarkerShape { [.circle, .triangle, .square, .diamond][index % 4] }
}

extension MarkerShape {
  /// The outline of a marker around a point; `r` is the radius of a circle of about the same weight.
  func path(_ at: Point, _ r: Double) -> String {
    func p(_ dx: Double, _ dy: Double) -> Point { Point(x: at.x + dx * r, y: at.y + dy * r) }
    switch self {
    case .circle:
      let (d, n) = (PathData.number(2 * r), PathData.number(r))
      return "M\(PathData.number(at.x - r)),\(PathData.number(at.y))a\(n),\(n) 0 1,0 \(d),0a\(n),\(n) 0 1,0-\(d),0z"
    case .square:
      return PathData.polyline([p(-0.88, -0.88), p(0.88, -0.88), p(0.88, 0.88), p(-0.88, 0.88)]) + "z"
    case .triangle: return PathData.polyline([p(0, -1.15), p(1.1, 0.8), p(-1.1, 0.8)]) + "z"
    case .diamond: return PathData.polyline([p(0, -1.25), p(1.05, 0), p(0, 1.25), p(-1.05, 0)]) + "z"
    case .cross:
      return PathData.polyline([p(-1, -1), p(1, 1)]) + PathData.polyline([p(-1, 1), p(1, -1)])
    case .plus:
      return PathData.polyline([p(-1, 0), p(1, 0)]) + PathData.polyline([p(0, -1), p(0, 1)])
    }
  }
}
