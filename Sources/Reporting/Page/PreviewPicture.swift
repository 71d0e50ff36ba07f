/// The picture that other sites show beside a link to a page: two gates on their wires, as on the icon.
///
/// Drawn by distances to circles and segments, with sums, products and square roots alone, so that its bytes are the same
/// on every machine. It has no words: one picture serves all languages, and no font is shipped.
enum PreviewPicture {
  /// Size that Open Graph's readers cut nothing from.
  static let width = 1200
  static let height = 630

  static let path = "assets/preview.png"

  static var bytes: [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width { pixels.append(level(Double(column) + 0.5, Double(row) + 0.5)) }
    }
    return PNG.grey(width: width, height: height, pixels)
  }

  private struct Segment {
    var x1, y1, x2, y2: Double

    init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
      (self.x1, self.y1, self.x2, self.y2) = (x1, y1, x2, y2)
    }

    func distance(_ x: Double, _ y: Double) -> Double {
      let (dx, dy) = (x2 - x1, y2 - y1)
      let along = max(0, min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
      let (px, py) = (x - x1 - along * dx, y - y1 - along * dy)
      return (px * px + py * py).squareRoot()
    }
  }

  private static let wires = [
    Segment(150, 195, 420, 275), Segment(150, 395, 420, 315), Segment(420, 295, 800, 335), Segment(420, 500, 800, 335),
    Segment(150, 500, 420, 500), Segment(800, 335, 1050, 335),
  ]
  private static let gates: [(x: Double, y: Double, radius: Double)] = [(420, 295, 92), (800, 335, 92)]
  private static let plus = [Segment(375, 295, 465, 295), Segment(420, 250, 420, 340)]
  private static let times = [Segment(768, 303, 832, 367), Segment(768, 367, 832, 303)]

  /// Grey of a pixel: wires on dark ground, gates over them, their signs on top.
  private static func level(_ x: Double, _ y: Double) -> UInt8 {
    var level = 28.0
    func paint(_ distance: Double, _ grey: Double) {
      let share = max(0, min(1, 0.5 - distance))
      level += (grey - level) * share
    }
    for wire in wires { paint(wire.distance(x, y) - 5, 150) }
    for gate in gates {
      let (dx, dy) = (x - gate.x, y - gate.y)
      let distance = (dx * dx + dy * dy).squareRoot()
      paint(distance - gate.radius, 240)
      paint(distance - gate.radius + 9, 28)
    }
    for sign in plus + times { paint(sign.distance(x, y) - 7, 240) }
    return UInt8(level.rounded())
  }
}
