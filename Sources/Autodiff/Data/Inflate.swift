/// Unpacks the deflate format (RFC 1951): stored, fixed and dynamic blocks.
struct Inflate {
  private let packed: [UInt8]
  /// The next byte to be read.
  private(set) var position: Int
  private let end: Int
  private let limit: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  /// Unpacked so far: the first ``count`` of these.
  private var bytes: [UInt8]
  private var count = 0
  /// More would come out than may.
  private(set) var isFull = false

  var unpacked: ArraySlice<UInt8> { bytes[..<count] }

  /// - Parameters:
  ///   - start: where the packed data begins.
  ///   - expected: how much it will probably give.
  ///   - limit: how much it may give.
  init(_ packed: [UInt8], from start: Int, expected: Int, limit: Int) {
    self.packed = packed
    self.limit = limit
    position = start
    end = packed.count
    // No byte unpacks to more than 1032.
    bytes = Array(repeating: 0, count: max(64, min(expected, limit, 1032 * (packed.count - start))))
  }

  /// Unpacks all of it; ``position`` is then that of the first byte behind.
  mutating func run() throws(DataFault) -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1:
        let lengths = Self.fixedLengths
        try unpack(HuffmanCode(lengths: lengths[..<288]), HuffmanCode(lengths: lengths[288...]))
      case 2:
        let (literals, distances) = try dynamicCodes()
        try unpack(literals, distances)
      default: throw damaged("a block of an unknown kind")
      }
    }
    // Whole bytes that were looked at too early.
    position -= bitCount / 8
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private func damaged(_ what: String) -> DataFault {
    DataFault(
      "the packed data is damaged: \(what)", at: .byte(min(position, end)),
      hint: "fetch the file again, or pack it again with gzip")
  }

  // MARK: Bits

  private mutating func fill() {
    while bitCount <= 48, position < end {
      bits |= UInt64(packed[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  private mutating func take(_ wanted: Int) throws(DataFault) -> Int {
    if bitCount < wanted { fill() }
    guard bitCount >= wanted else { throw cutShort }
    let value = Int(bits & (1 << UInt64(wanted) - 1))
    drop(wanted)
    return value
  }

  private mutating func drop(_ taken: Int) {
    bits >>= UInt64(taken)
    bitCount -= taken
  }

  private var cutShort: DataFault {
    DataFault("the packed data ends too early", at: .byte(end), hint: "fetch the file again: a part of it is missing")
  }

  private mutating func symbol(_ code: HuffmanCode) throws(DataFault) -> Int {
    let entry = Int(code.lookup[Int(bits & 0x3FF)])
    var (symbol, length) = (entry >> 4, entry & 15)
    if entry == 0 { (symbol, length) = code.search(bits) }
    guard length <= bitCount else { throw cutShort }
    guard length > 0 else { throw bitCount < HuffmanCode.lengthLimit ? cutShort : damaged("a code that means nothing") }
    drop(length)
    return symbol
  }

  // MARK: Blocks

  private mutating func copyStored() throws(DataFault) {
    drop(bitCount % 8)
    let size = try take(16)
    let check = try take(16)
    guard size == ~check & 0xFFFF else { throw damaged("a stored block of uncertain length") }
    position -= bitCount / 8
    (bits, bitCount) = (0, 0)
    guard position + size <= end else { throw cutShort }
    try reserve(size)
    bytes.replaceSubrange(count..<count + size, with: packed[position..<position + size])
    count += size
    position += size
  }

  /// Literals and lengths, then distances.
  private static var fixedLengths: [UInt8] {
    let runs: [(count: Int, length: UInt8)] = [(144, 8), (112, 9), (24, 7), (8, 8), (30, 5), (2, 5)]
    return runs.flatMap { Array(repeating: $0.length, count: $0.count) }
  }

  private mutating func dynamicCodes() throws(DataFault) -> (HuffmanCode, HuffmanCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw damaged("too many codes") }
    var ofLengths = [UInt8](repeating: 0, count: 19)
    for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(lengthCount) {
      ofLengths[place] = UInt8(try take(3))
    }
    let code = HuffmanCode(lengths: ofLengths[...])
    guard code.isValid else { throw damaged("no code") }
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      fill()
      let symbol = try symbol(code)
      if symbol < 16 {
        lengths.append(UInt8(symbol))
        continue
      }
      guard symbol != 16 || !lengths.isEmpty else { throw damaged("a repetition of nothing") }
      let repeated = symbol == 16 ? lengths[lengths.count - 1] : 0
      let times = symbol == 16 ? try take(2) + 3 : symbol == 17 ? try take(3) + 3 : try take(7) + 11
      guard lengths.count + times <= literalCount + distanceCount else { throw damaged("too many codes") }
      lengths.append(contentsOf: repeatElement(repeated, count: times))
    }
    let literals = HuffmanCode(lengths: lengths[..<literalCount])
    let distances = HuffmanCode(lengths: lengths[literalCount...])
    guard literals.isValid, distances.isValid, lengths[256] > 0 else { throw damaged("no code") }
    return (literals, distances)
  }

  private static let lengthBases: [Int] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthExtras: [Int] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases: [Int] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]

  private mutating func unpack(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(DataFault) {
    let (lengthBases, lengthExtras, distanceBases) = (Self.lengthBases, Self.lengthExtras, Self.distanceBases)
    while true {
      fill()
      let symbol = try symbol(literals)
      if symbol < 256 {
        if count == bytes.count { try reserve(1) }
        bytes[count] = UInt8(symbol)
        count += 1
        continue
      }
      if symbol == 256 { return }
      guard symbol < 286 else { throw damaged("a length that means nothing") }
      let length = lengthBases[symbol - 257] + (try take(lengthExtras[symbol - 257]))
      fill()
      let code = try self.symbol(distances)
      guard code < 30 else { throw damaged("a distance that means nothing") }
      let distance = distanceBases[code] + (try take(max(0, code / 2 - 1)))
      guard distance <= count else { throw damaged("a reference to before the beginning") }
      try reserve(length)
      // One by one: what is copied may begin with what this copy writes.
      for place in count..<count + length { bytes[place] = bytes[place - distance] }
      count += length
    }
  }

  /// Makes room.
  private mutating func reserve(_ more: Int) throws(DataFault) {
    guard count + more > bytes.count else { return }
    guard count + more <= limit else {
      isFull = true
      throw DataFault("the packed data is larger than \(limit) bytes", hint: "use a smaller file")
    }
    bytes.append(contentsOf: repeatElement(0, count: min(max(bytes.count, more), limit - bytes.count)))
  }
}
