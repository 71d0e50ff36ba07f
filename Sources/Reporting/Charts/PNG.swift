import Checksums

/// Grey pictures as PNG files (ISO/IEC 15948), for data addresses inside a drawing. No compression library: runs of
/// equal bytes and the fixed Huffman code of RFC 1951 do, and give the same bytes everywhere.
enum PNG {
  /// - Parameter pixels: row by row, 0 black, 255 white.
  static func grey(width: Int, height: Int, _ pixels: [UInt8]) -> [UInt8] {
    precondition(pixels.count == width * height, "a picture takes that many pixels")
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // 8 bits of grey, no interlace.
    append("IHDR", big(UInt32(width)) + big(UInt32(height)) + [8, 0, 0, 0, 0], to: &bytes)
    var raw: [UInt8] = []
    raw.reserveCapacity((width + 1) * height)
    for row in 0..<height {
      raw.append(0)
      raw += pixels[row * width..<(row + 1) * width]
    }
    append("IDAT", [0x78, 0x01] + deflated(raw, width + 1) + big(adler(raw)), to: &bytes)
    append("IEND", [], to: &bytes)
    return bytes
  }

  /// `data:image/png;base64,…`
  static func address(_ bytes: [UInt8]) -> String { "data:image/png;base64," + Base64.text(of: bytes) }

  // MARK: - Parts

  private static func append(_ kind: String, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes += big(UInt32(content.count))
    let body = Array(kind.utf8) + content
    bytes += body
    bytes += big(crc.sum(body))
  }

  private static let crc = CRC32()

  private static func big(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }

  /// One block of the fixed code. A match repeats the byte before, or what stands one row above.
  private static func deflated(_ bytes: [UInt8], _ stride: Int) -> [UInt8] {
    var out = BitWriter()
    out.put(1, 1)
    out.put(1, 2)
    var place = 0
    while place < bytes.count {
      var length = 0
      var distance = 0
      for candidate in [1, stride] where candidate <= place && candidate <= 32768 {
        var run = 0
        while run < 258, place + run < bytes.count, bytes[place + run] == bytes[place + run - candidate] { run += 1 }
        if run > length { (length, distance) = (run, candidate) }
      }
      if length >= 4 {
        out.length(length)
        out.distance(distance)
        place += length
      } else {
        out.symbol(Int(bytes[place]))
        place += 1
      }
    }
    out.symbol(256)
    return out.finished
  }

  private struct BitWriter {
    private var bytes: [UInt8] = []
    private var buffer: UInt32 = 0
    private var count: UInt32 = 0

    /// The lowest bit first.
    mutating func put(_ value: Int, _ bits: UInt32) {
      buffer |= UInt32(value) << count
      count += bits
      while count >= 8 {
        bytes.append(UInt8(buffer & 255))
        buffer >>= 8
        count -= 8
      }
    }

    /// A code word: its highest bit first.
    private mutating func word(_ code: Int, _ bits: Int) {
      for k in stride(from: bits - 1, through: 0, by: -1) { put(code >> k & 1, 1) }
    }

    mutating func symbol(_ value: Int) {
      switch value {
      case 0..<144: word(0x30 + value, 8)
      case 144..<256: word(0x190 + value - 144, 9)
      case 256..<280: word(value - 256, 7)
      default: word(0xC0 + value - 280, 8)
      }
    }

    mutating func length(_ length: Int) {
      if length == 258 { return symbol(285) }
      var base = 3
      var code = 257
      for group in 0..<7 {
        let extra = group == 0 ? 0 : group - 1
        let each = 1 << extra
        for _ in 0..<4 {
          if length < base + each {
            symbol(code)
            put(length - base, UInt32(extra))
            return
          }
          base += each
          code += 1
        }
      }
    }

    mutating func distance(_ distance: Int) {
      var base = 1
      var code = 0
      while true {
        let extra = max(0, code / 2 - 1)
        if distance < base + 1 << extra {
          word(code, 5)
          put(distance - base, UInt32(extra))
          return
        }
        base += 1 << extra
        code += 1
      }
    }

    var finished: [UInt8] { count > 0 ? bytes + [UInt8(buffer & 255)] : bytes }
  }
}
