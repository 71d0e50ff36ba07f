/// A canonical prefix code of RFC 1951: short codes by one look into a table, long ones bit by bit.
struct HuffmanCode {
  static let lookupBits = 10
  static let lengthLimit = 15

  /// By the next ten bits: symbol · 16 + length, 0 where the code is longer or there is none.
  private(set) var lookup = [UInt16](repeating: 0, count: 1 << HuffmanCode.lookupBits)
  /// How many codes there are of each length.
  private var counts = [Int](repeating: 0, count: HuffmanCode.lengthLimit + 1)
  /// By code.
  private var symbols: [UInt16] = []

  /// Whether the lengths make a code: not more than there is room for, and no gap, but for a single code of one bit.
  private(set) var isValid: Bool

  /// - Parameter lengths: of each symbol's code; 0 for none.
  init(lengths: ArraySlice<UInt8>) {
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var room = 1
    isValid = true
    for length in 1...Self.lengthLimit {
      room = 2 * room - counts[length]
      if room < 0 { isValid = false }
    }
    let used = counts.reduce(0, +)
    if room > 0, used > 1 || used == 1 && counts[1] != 1 { isValid = false }
    guard isValid else { return }
    var next = [Int](repeating: 0, count: Self.lengthLimit + 2)
    var code = [Int](repeating: 0, count: Self.lengthLimit + 2)
    for length in 1...Self.lengthLimit {
      next[length + 1] = next[length] + counts[length]
      code[length + 1] = (code[length] + counts[length]) << 1
    }
    symbols = Array(repeating: 0, count: used)
    for (symbol, length) in zip(0..., lengths) where length > 0 {
      let length = Int(length)
      symbols[next[length]] = UInt16(symbol)
      next[length] += 1
      enter(symbol, code[length], length)
      code[length] += 1
    }
  }

  /// A code is sent from its highest bit on, and bits are read from the lowest: so it stands reversed.
  private mutating func enter(_ symbol: Int, _ code: Int, _ length: Int) {
    guard length <= Self.lookupBits else { return }
    var reversed = 0
    for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
    while reversed < lookup.count {
      lookup[reversed] = UInt16(symbol << 4 | length)
      reversed += 1 << length
    }
  }

  /// The symbol that the next bits stand for, and how many they are; length 0 for none.
  func search(_ bits: UInt64) -> (symbol: Int, length: Int) {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.lengthLimit {
      code |= Int(bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if code - count < first { return (Int(symbols[index + code - first]), length) }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return (0, 0)
  }
}
