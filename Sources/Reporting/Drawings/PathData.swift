/// Writes coordinates: with one decimal at most, the same on every machine.
enum PathData {
  /// `M62,50H128C170,50 144,81.9 189,85`
  static func text(_ path: Path) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    bytes.append(UInt8(ascii: "M"))
    append(path.start, to: &bytes)
    var at = path.start
    for stroke in path.strokes {
      switch stroke {
      case .line(let p):
        if p.y == at.y {
          bytes.append(UInt8(ascii: "H"))
          append(p.x, to: &bytes)
        } else if p.x == at.x {
          bytes.append(UInt8(ascii: "V"))
          append(p.y, to: &bytes)
        } else {
          bytes.append(UInt8(ascii: "L"))
          append(p, to: &bytes)
        }
      case .curve(let a, let b, let p):
        bytes.append(UInt8(ascii: "C"))
        append(a, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        append(b, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        append(p, to: &bytes)
      }
      at = stroke.end
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `81.94` is `81.9`, `50.04` is `50`.
  static func number(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ p: Point, to bytes: inout [UInt8]) {
    append(p.x, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    append(p.y, to: &bytes)
  }

  private static func append(_ value: Double, to bytes: inout [UInt8]) {
    let tenths = Int((value * 10).rounded())
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = tenths.magnitude
    appendDecimal(magnitude / 10, to: &bytes)
    if magnitude % 10 != 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
    }
  }

  private static func appendDecimal(_ value: UInt, to bytes: inout [UInt8]) {
    var divisor: UInt = 1
    while value / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }
}
