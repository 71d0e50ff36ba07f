/// Regions in which a sampled function is at least so great, as closed outlines (marching squares; W. Lorensen and
/// H. Cline, SIGGRAPH 1987, in the plane). An outline runs along the edge of the grid where the region reaches it.
struct MarchingSquares: Sendable {
  let columns: Int
  let rows: Int
  /// Row by row; what is not finite lies outside every region.
  private let values: [Double]
  /// Where the grid's lines stand, in px.
  private let x: [Double]
  private let y: [Double]

  init(columns: Int, rows: Int, values: [Double], x: [Double], y: [Double]) {
    precondition(
      values.count == columns * rows && x.count == columns && y.count == rows, "a grid takes that many values")
    self.columns = columns
    self.rows = rows
    self.values = values
    self.x = x
    self.y = y
  }

  /// Closed outlines of {value ≥ level}; filled by the even-odd rule, holes are right.
  func region(atLeast level: Double) -> [[Point]] {
    // A ring of nodes around the grid, at its edge and outside the region: then every outline is closed.
    let width = columns + 2
    let height = rows + 2
    func value(_ i: Int, _ j: Int) -> Double {
      guard i > 0, j > 0, i <= columns, j <= rows else { return -.infinity }
      let v = values[(j - 1) * columns + i - 1]
      return v.isFinite || v == .infinity ? v : -.infinity
    }
    func place(_ i: Int, _ j: Int) -> Point {
      Point(x: x[min(max(i - 1, 0), columns - 1)], y: y[min(max(j - 1, 0), rows - 1)])
    }
    // Edges between nodes: 2k to the right of node k, 2k + 1 below it.
    func crossing(_ edge: Int) -> Point {
      let node = edge / 2
      let (i, j) = (node % width, node / width)
      let (a, b) = (place(i, j), edge % 2 == 0 ? place(i + 1, j) : place(i, j + 1))
      let (va, vb) = (value(i, j), edge % 2 == 0 ? value(i + 1, j) : value(i, j + 1))
      var share = (level - va) / (vb - va)
      if !share.isFinite { share = va.isFinite ? 0 : 1 }
      share = min(max(share, 0), 1)
      return Point(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
    }
    // At each edge up to two segments meet.
    var links = [Int32](repeating: -1, count: 4 * width * height)
    func link(_ a: Int, _ b: Int) {
      links[2 * a + (links[2 * a] < 0 ? 0 : 1)] = Int32(b)
      links[2 * b + (links[2 * b] < 0 ? 0 : 1)] = Int32(a)
    }
    for j in 0..<(height - 1) {
      // The corners of a cell, clockwise from the upper left one; the right ones are the next cell's left ones.
      var (b, c) = (value(0, j), value(0, j + 1))
      for i in 0..<(width - 1) {
        let (a, d) = (b, c)
        (b, c) = (value(i + 1, j), value(i + 1, j + 1))
        let kind = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)
        if kind == 0 || kind == 15 { continue }
        let node = j * width + i
        let (top, right, bottom, left) = (2 * node, 2 * (node + 1) + 1, 2 * (node + width), 2 * node + 1)
        switch kind {
        case 1, 14: link(left, top)
        case 2, 13: link(top, right)
        case 4, 11: link(right, bottom)
        case 8, 7: link(bottom, left)
        case 3, 12: link(left, right)
        case 6, 9: link(top, bottom)
        default:
          // A saddle: what lies in the middle decides.
          let isJoined = a / 4 + b / 4 + c / 4 + d / 4 >= level
          if (kind == 5) == isJoined {
            link(left, bottom)
            link(top, right)
          } else {
            link(left, top)
            link(right, bottom)
          }
        }
      }
    }
    var outlines: [[Point]] = []
    for start in 0..<(2 * width * height) where links[2 * start] >= 0 {
      var outline: [Point] = []
      var at = start
      var from = -1
      repeat {
        outline.append(crossing(at))
        let (a, b) = (Int(links[2 * at]), Int(links[2 * at + 1]))
        links[2 * at] = -1
        links[2 * at + 1] = -1
        let next = a == from || a < 0 ? b : a
        from = at
        at = next
      } while at >= 0 && at != start && links[2 * at] >= 0
      if outline.count > 2 { outlines.append(Simplification.closed(outline)) }
    }
    return outlines.filter { $0.count > 2 }
  }
}

/// Lines with fewer points that stray from the given ones by less than can be seen (Ramer, Douglas and Peucker).
enum Simplification {
  static func line(_ points: [Point], tolerance: Double = 0.12) -> [Point] {
    guard points.count > 2 else { return points }
    var keep = [Bool](repeating: false, count: points.count)
    keep[0] = true
    keep[points.count - 1] = true
    var spans = [(0, points.count - 1)]
    while let (first, last) = spans.popLast() {
      guard last - first > 1 else { continue }
      let (a, b) = (points[first], points[last])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = (dx * dx + dy * dy).squareRoot()
      var farthest = first
      var distance = tolerance
      for k in (first + 1)..<last {
        let p = points[k]
        let d =
          length == 0
          ? ((p.x - a.x) * (p.x - a.x) + (p.y - a.y) * (p.y - a.y)).squareRoot()
          : ((p.x - a.x) * dy - (p.y - a.y) * dx).magnitude / length
        if d > distance {
          distance = d
          farthest = k
        }
      }
      if farthest > first {
        keep[farthest] = true
        spans.append((first, farthest))
        spans.append((farthest, last))
      }
    }
    return points.indices.filter { keep[$0] }.map { points[$0] }
  }

  /// A closed outline: cut at its first point and at the one farthest from it.
  static func closed(_ points: [Point]) -> [Point] {
    guard points.count > 4 else { return points }
    var farthest = 0
    var distance = -1.0
    for (k, p) in points.enumerated() {
      let d = (p.x - points[0].x) * (p.x - points[0].x) + (p.y - points[0].y) * (p.y - points[0].y)
      if d > distance { (farthest, distance) = (k, d) }
    }
    guard farthest > 0 else { return points }
    let there = line(Array(points[0...farthest]))
    let back = line(Array(points[farthest...]) + [points[0]])
    return Array(there.dropLast() + back.dropLast())
  }
}
