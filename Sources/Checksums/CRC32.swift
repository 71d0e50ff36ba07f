/// The check sum of gzip and PNG (ISO 3309), eight bytes a step. Of "123456789" it is 0xCBF43926.
public struct CRC32: Sendable {
  /// Eight tables of 256 one behind the other; the k-th is for a byte that k more follow.
  private let table: [UInt32]

  public init() {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var remainder = UInt32(byte)
      for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 0 ? 0 : 0xEDB8_8320) }
      table[byte] = remainder
    }
    for place in 256..<(8 * 256) {
      let before = table[place - 256]
      table[place] = before >> 8 ^ table[Int(before & 0xFF)]
    }
    self.table = table
  }

  public func sum(_ bytes: [UInt8], from start: Int = 0) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    var i = start
    while i + 8 <= bytes.count {
      let low =
        sum ^ (UInt32(bytes[i]) | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2]) << 16 | UInt32(bytes[i + 3]) << 24)
      let near = table[1792 + Int(low & 0xFF)] ^ table[1536 + Int(low >> 8 & 0xFF)]
      let middle = table[1280 + Int(low >> 16 & 0xFF)] ^ table[1024 + Int(low >> 24)]
      let far = table[768 + Int(bytes[i + 4])] ^ table[512 + Int(bytes[i + 5])]
      sum = near ^ middle ^ far ^ table[256 + Int(bytes[i + 6])] ^ table[Int(bytes[i + 7])]
      i += 8
    }
    while i < bytes.count {
      sum = sum >> 8 ^ table[Int((sum ^ UInt32(bytes[i])) & 0xFF)]
      i += 1
    }
    return ~sum
  }
}
