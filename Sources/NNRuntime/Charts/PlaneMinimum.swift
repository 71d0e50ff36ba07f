/// Where a function of two numbers is least, found without its derivative: J. A. Nelder and R. Mead, "A Simplex Method
/// for Function Minimization" (Computer Journal 7, 1965). A search along the axes stops in the bend of a narrow valley;
/// a triangle turns with it.
struct PlaneMinimum {
  struct Point {
    var x: Double
    var y: Double
    var value: Double
  }

  /// Infinity where the function has no value.
  private let value: (Double, Double) throws(Fault) -> Double

  init(_ value: @escaping (Double, Double) throws(Fault) -> Double) { self.value = value }

  /// - Parameters:
  ///   - start: near the minimum.
  ///   - steps: how far from there the two other corners of the first triangle lie.
  /// - Returns: the best point found: for a smooth function to about half of a double's digits, which is what values
  ///   can tell.
  func search(from start: (x: Double, y: Double), steps: (x: Double, y: Double)) throws(Fault) -> Point {
    var corners = [
      try point(start.x, start.y), try point(start.x + steps.x, start.y), try point(start.x, start.y + steps.y),
    ]
    // A second triangle around what the first has found: one that has become flat stops early.
    for round in 0..<2 {
      if round > 0 {
        let best = corners[0]
        corners = [best, try point(best.x - steps.x / 8, best.y), try point(best.x, best.y - steps.y / 8)]
      }
      for _ in 0..<300 {
        corners.sort { $0.value < $1.value }
        let size = max(
          (corners[2].x - corners[0].x).magnitude / steps.x, (corners[2].y - corners[0].y).magnitude / steps.y,
          (corners[1].x - corners[0].x).magnitude / steps.x, (corners[1].y - corners[0].y).magnitude / steps.y)
        if size < 1e-9 { break }
        try move(&corners)
      }
      corners.sort { $0.value < $1.value }
    }
    return corners[0]
  }

  /// Moves the worst of three sorted corners through the middle of the others, further or less far; draws all of them
  /// towards the best where nothing helps.
  private func move(_ corners: inout [Point]) throws(Fault) {
    let middle = (x: corners[0].x / 2 + corners[1].x / 2, y: corners[0].y / 2 + corners[1].y / 2)
    let worst = corners[2]
    func along(_ share: Double) throws(Fault) -> Point {
      try point(middle.x + share * (middle.x - worst.x), middle.y + share * (middle.y - worst.y))
    }
    let mirrored = try along(1)
    if mirrored.value < corners[0].value {
      let further = try along(2)
      corners[2] = further.value < mirrored.value ? further : mirrored
      return
    }
    if mirrored.value < corners[1].value {
      corners[2] = mirrored
      return
    }
    let nearer = try along(mirrored.value < worst.value ? 0.5 : -0.5)
    if nearer.value < min(mirrored.value, worst.value) {
      corners[2] = nearer
      return
    }
    let best = corners[0]
    for k in 1...2 {
      corners[k] = try point(best.x / 2 + corners[k].x / 2, best.y / 2 + corners[k].y / 2)
    }
  }

  private func point(_ x: Double, _ y: Double) throws(Fault) -> Point {
    let value = try value(x, y)
    return Point(x: x, y: y, value: value.isNaN ? .infinity : value)
  }
}
