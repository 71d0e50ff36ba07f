import Checksums

/// Unpacks gzip files (RFC 1952), several members one behind the other included.
enum Gzip {
  static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B }

  /// The first bytes of the data, at most about `count` of them, for a header to be read before the rest is unpacked.
  ///
  /// - Throws: what is damaged among them.
  static func beginning(_ packed: [UInt8], count: Int) throws(DataFault) -> [UInt8] {
    // A stored block comes whole.
    try unpack(packed, limit: count + 0x1_0000, isCutShort: true)
  }

  /// - Parameters:
  ///   - limit: how many bytes may come out.
  ///   - isCutShort: what comes out until then is handed back where there is more.
  ///   - excess: what is thrown otherwise.
  /// - Throws: what is damaged, a wrong check sum or length included, at its byte.
  static func unpack(
    _ packed: [UInt8], limit: Int, isCutShort: Bool = false, excess: DataFault? = nil
  ) throws(DataFault) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    let crc = CRC32()
    repeat {
      let data = try dataStart(packed, from: start)
      // The last four bytes tell the length, modulo 2^32, where the file has one member.
      let told = packed.count - start >= 18 ? Int(littleEndian(packed, packed.count - 4)) : 0
      var inflate = Inflate(packed, from: data, expected: told, limit: limit - result.count)
      let unpacked: [UInt8]
      do throws(DataFault) {
        unpacked = try inflate.run()
      } catch {
        guard inflate.isFull else { throw error }
        if isCutShort { return result + inflate.unpacked }
        throw excess ?? error
      }
      let end = inflate.position
      guard end + 8 <= packed.count else {
        throw DataFault("the gzip file ends before its check sum", at: .byte(packed.count), hint: again)
      }
      guard crc.sum(unpacked) == littleEndian(packed, end) else {
        throw DataFault("the check sum of the unpacked data is wrong", at: .byte(end), hint: again)
      }
      guard UInt32(truncatingIfNeeded: unpacked.count) == littleEndian(packed, end + 4) else {
        throw DataFault("the length of the unpacked data is wrong", at: .byte(end + 4), hint: again)
      }
      if result.isEmpty { result = unpacked } else { result += unpacked }
      start = end + 8
      // Tapes and some tools fill up with zeros.
      while start < packed.count, packed[start] == 0 { start += 1 }
    } while start < packed.count
    return result
  }

  private static let again = "fetch the file again: it was damaged on its way"

  private static func littleEndian(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
      | UInt32(bytes[place + 3]) << 24
  }

  /// Where a member's packed data begins, behind its header.
  private static func dataStart(_ bytes: [UInt8], from start: Int) throws(DataFault) -> Int {
    let short = DataFault("the gzip file ends in its header", at: .byte(bytes.count), hint: again)
    guard start + 10 <= bytes.count else { throw short }
    guard bytes[start] == 0x1F, bytes[start + 1] == 0x8B else {
      throw DataFault("data that is not gzip stands behind the packed data", at: .byte(start), hint: again)
    }
    guard bytes[start + 2] == 8 else {
      throw DataFault("packed in an unknown way", at: .byte(start + 2), hint: "pack it again with gzip")
    }
    let flags = bytes[start + 3]
    guard flags & 0xE0 == 0 else {
      throw DataFault("the gzip header has unknown flags", at: .byte(start + 3), hint: "pack it again with gzip")
    }
    var place = start + 10
    if flags & 4 != 0 {
      guard place + 2 <= bytes.count else { throw short }
      place += 2 + Int(bytes[place]) + Int(bytes[place + 1]) << 8
    }
    // The file's name, and a comment: text up to a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while place < bytes.count, bytes[place] != 0 { place += 1 }
      place += 1
    }
    if flags & 2 != 0 { place += 2 }
    guard place <= bytes.count else { throw short }
    return place
  }
}
