import Checksums
import Testing

@testable import DataFormats

/// Files that zlib packed, and what damage becomes.
struct GzipTests {
  private func unpack(_ bytes: [UInt8], limit: Int = 1 << 20) -> Result<[UInt8], DataFault> {
    do { return .success(try Gzip.unpack(bytes, limit: limit)) } catch { return .failure(error) }
  }

  @Test func unpacksWhatZlibPacked() throws {
    let files = try DataReference.load().gzips
    #expect(files.count == 17)
    for file in files {
      let bytes = try unpack([UInt8](file.file)).get()
      #expect(bytes.count == file.count, "\(file.name)")
      #expect(CRC32().sum(bytes) == file.crc, "\(file.name)")
      if let text = file.text { #expect(String(decoding: bytes, as: UTF8.self) == text) }
    }
  }

  /// Cut anywhere, or with any byte changed, a file is refused, or gives the same as before (where the byte is the
  /// time, the system or the name).
  @Test func refusesDamage() throws {
    for file in try DataReference.load().gzips where file.file.count < 110 && file.name != "two members" {
      let whole = [UInt8](file.file)
      let right = try unpack(whole).get()
      for cut in 0..<whole.count {
        // Zeros at the end may be missing.
        if case .success(let bytes) = unpack(Array(whole[..<cut])) {
          #expect(bytes == right, "\(file.name) cut at \(cut)")
        }
      }
      for place in whole.indices {
        for change: UInt8 in file.file.count < 60 ? [0x01, 0x80, 0xFF] : [0x04] {
          var damaged = whole
          damaged[place] ^= change
          // With zeros behind the data, a changed one is no longer that.
          if case .success(let bytes) = unpack(damaged) { #expect(bytes == right, "\(file.name) at \(place)") }
        }
      }
    }
  }

  @Test func saysWhere() throws {
    let files = try DataReference.load().gzips
    let whole = [UInt8](try #require(files.first { $0.name == "a word" }).file)
    func place(_ bytes: [UInt8]) -> DataFault.Place? {
      if case .failure(let fault) = unpack(bytes) { return fault.place }
      return nil
    }
    var bytes = whole
    bytes[2] = 7
    #expect(place(bytes) == .byte(2))
    bytes = whole
    bytes[bytes.count - 8] ^= 1
    #expect(place(bytes) == .byte(whole.count - 8))
    bytes = whole
    bytes[bytes.count - 1] ^= 1
    #expect(place(bytes) == .byte(whole.count - 4))
    #expect(place(Array(whole.dropLast(2))) == .byte(whole.count - 2))
    #expect(place(whole + [1, 2, 3]) == .byte(whole.count + 3))
    #expect(place(whole + [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == .byte(whole.count))
  }

  @Test func keepsToItsLimit() throws {
    let zeros = try #require(try DataReference.load().gzips.first { $0.name == "zeros" })
    #expect(throws: DataFault.self) { try Gzip.unpack([UInt8](zeros.file), limit: 99_999) }
    #expect(try Gzip.unpack([UInt8](zeros.file), limit: 100_000).count == 100_000)
  }
}
