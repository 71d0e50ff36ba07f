/// A point of a drawing, in px; y grows downwards.
struct Point: Sendable, Hashable {
  var x: Double
  var y: Double

  /// The point with its axes swapped: a drawing that runs to the right becomes one that runs downwards.
  var swapped: Point { Point(x: y, y: x) }
}

/// An upright rectangle.
struct Box: Sendable, Hashable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  init(center: Point, width: Double, height: Double) {
    left = center.x - width / 2
    right = center.x + width / 2
    top = center.y - height / 2
    bottom = center.y + height / 2
  }

  var width: Double { right - left }
  var height: Double { bottom - top }
  var center: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }

  func inset(_ d: Double) -> Box { Box(left: left + d, top: top + d, right: right - d, bottom: bottom - d) }

  func moved(_ dx: Double, _ dy: Double) -> Box {
    Box(left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy)
  }

  /// Whether the interiors meet; boxes that only touch do not.
  func meets(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func union(_ other: Box) -> Box {
    Box(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// Whether the straight line from `a` to `b` runs through the interior (Liang and Barsky's clipping).
  func meets(from a: Point, to b: Point) -> Bool {
    var enter = 0.0
    var leave = 1.0
    let dx = b.x - a.x
    let dy = b.y - a.y
    for (p, q) in [(-dx, a.x - left), (dx, right - a.x), (-dy, a.y - top), (dy, bottom - a.y)] {
      if p == 0 {
        if q <= 0 { return false }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    return enter < leave
  }
}

/// One piece of a wire.
enum Stroke: Sendable, Hashable {
  case line(to: Point)
  case curve(Point, Point, to: Point)

  var end: Point {
    switch self {
    case .line(let p): p
    case .curve(_, _, let p): p
    }
  }
}

/// A wire's course: lines and cubic Bézier curves.
struct Path: Sendable, Hashable {
  var start: Point
  var strokes: [Stroke] = []

  init(_ start: Point) { self.start = start }

  var end: Point { strokes.last?.end ?? start }

  /// Goes straight on to `p`; a line in the same direction as the one before becomes longer instead.
  mutating func line(to p: Point) {
    if p == end { return }
    if case .line(let q)? = strokes.last {
      let from = strokes.count > 1 ? strokes[strokes.count - 2].end : start
      if (from.y == q.y && q.y == p.y) || (from.x == q.x && q.x == p.x) {
        strokes[strokes.count - 1] = .line(to: p)
        return
      }
    }
    strokes.append(.line(to: p))
  }

  mutating func curve(_ c1: Point, _ c2: Point, to p: Point) { strokes.append(.curve(c1, c2, to: p)) }

  /// The path as straight pieces: 16 a curve, whose distance from it stays below a quarter px at the sizes drawn here.
  var polyline: [Point] {
    var points = [start]
    for stroke in strokes {
      switch stroke {
      case .line(let p): points.append(p)
      case .curve(let c1, let c2, let p):
        let from = points[points.count - 1]
        for i in 1...16 { points.append(Path.point(from, c1, c2, p, at: Double(i) / 16)) }
      }
    }
    return points
  }

  /// The point of a cubic curve at `t` in 0…1.
  static func point(_ a: Point, _ b: Point, _ c: Point, _ d: Point, at t: Double) -> Point {
    let s = 1 - t
    let w0 = s * s * s
    let w1 = 3 * s * s * t
    let w2 = 3 * s * t * t
    let w3 = t * t * t
    return Point(
      x: w0 * a.x + w1 * b.x + w2 * c.x + w3 * d.x, y: w0 * a.y + w1 * b.y + w2 * c.y + w3 * d.y)
  }

  mutating func map(_ transform: (Point) -> Point) {
    start = transform(start)
    for i in strokes.indices {
      switch strokes[i] {
      case .line(let p): strokes[i] = .line(to: transform(p))
      case .curve(let a, let b, let p): strokes[i] = .curve(transform(a), transform(b), to: transform(p))
      }
    }
  }
}
