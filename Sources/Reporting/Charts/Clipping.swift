/// Lines cut at a rectangle.
enum Clipping {
  /// The pieces of a line inside `box`.
  static func pieces(of line: [Point], in box: Box) -> [[Point]] {
    guard line.count > 1 else { return line.filter { contains(box, $0) }.map { [$0] } }
    var result: [[Point]] = []
    var piece: [Point] = []
    for k in 1..<line.count {
      guard let (a, b) = segment(line[k - 1], line[k], in: box) else {
        if !piece.isEmpty { result.append(piece) }
        piece = []
        continue
      }
      if piece.last != a {
        if !piece.isEmpty { result.append(piece) }
        piece = [a]
      }
      piece.append(b)
    }
    if !piece.isEmpty { result.append(piece) }
    return result
  }

  static func contains(_ box: Box, _ p: Point) -> Bool {
    p.x >= box.left && p.x <= box.right && p.y >= box.top && p.y <= box.bottom
  }

  /// The part of a segment inside a box (Liang and Barsky).
  private static func segment(_ a: Point, _ b: Point, in box: Box) -> (Point, Point)? {
    if contains(box, a), contains(box, b) { return (a, b) }
    var enter = 0.0
    var leave = 1.0
    let dx = b.x - a.x
    let dy = b.y - a.y
    for (p, q) in [
      (-dx, a.x - box.left), (dx, box.right - a.x), (-dy, a.y - box.top), (dy, box.bottom - a.y),
    ] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? a : Point(x: a.x + enter * dx, y: a.y + enter * dy),
      leave == 1 ? b : Point(x: a.x + leave * dx, y: a.y + leave * dy)
    )
  }
}
