extension PathData {
  /// Straight pieces, each from the end of the one before: `M62,50l10,-3.1 8,0.4`. In whole tenths, so that rounding
  /// does not add up.
  static func polyline(_ points: [Point]) -> String {
    guard let first = points.first else { return "" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * points.count + 8)
    var x = tenths(first.x)
    var y = tenths(first.y)
    bytes.append(UInt8(ascii: "M"))
    append(tenths: x, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    append(tenths: y, to: &bytes)
    var isFirst = true
    for p in points.dropFirst() {
      let (nx, ny) = (tenths(p.x), tenths(p.y))
      let (dx, dy) = (nx - x, ny - y)
      if dx == 0, dy == 0 { continue }
      if isFirst { bytes.append(UInt8(ascii: "l")) } else if dx >= 0 { bytes.append(UInt8(ascii: " ")) }
      append(tenths: dx, to: &bytes)
      if dy >= 0 { bytes.append(UInt8(ascii: ",")) }
      append(tenths: dy, to: &bytes)
      (x, y) = (nx, ny)
      isFirst = false
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `M2,3h10v4h-10z`
  static func rectangle(_ box: Box) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "M")]
    let (left, top) = (tenths(box.left), tenths(box.top))
    let (width, height) = (tenths(box.right) - left, tenths(box.bottom) - top)
    append(tenths: left, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    append(tenths: top, to: &bytes)
    for (letter, length) in [("h", width), ("v", height), ("h", -width)] {
      bytes.append(contentsOf: letter.utf8)
      append(tenths: length, to: &bytes)
    }
    bytes.append(UInt8(ascii: "z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `M2,3L10,3`
  static func stroke(_ a: Point, _ b: Point) -> String {
    "M\(number(a.x)),\(number(a.y))L\(number(b.x)),\(number(b.y))"
  }

  /// A pair of square brackets at the sides of a box.
  static func brackets(_ box: Box, lip: Double) -> String {
    func bracket(_ x: Double, _ lip: Double) -> String {
      "M\(number(x + lip)),\(number(box.top))H\(number(x))V\(number(box.bottom))H\(number(x + lip))"
    }
    return bracket(box.left, lip) + bracket(box.right, -lip)
  }

  /// `0.35`, `1`: two decimals at most.
  static func share(_ value: Double) -> String {
    let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
    if hundredths == 100 { return "1" }
    if hundredths == 0 { return "0" }
    return hundredths % 10 == 0 ? ".\(hundredths / 10)" : hundredths < 10 ? ".0\(hundredths)" : ".\(hundredths)"
  }

  private static func tenths(_ value: Double) -> Int { Int((value * 10).rounded()) }

  private static func append(tenths value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    if magnitude >= 10 || magnitude == 0 { bytes.append(contentsOf: String(magnitude / 10).utf8) }
    if magnitude % 10 != 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
    }
  }
}
