import Testing

@testable import Reporting

@Suite struct PNGTests {
  /// Reads a picture back: chunks, the fixed code of RFC 1951, filter 0.
  private func decoded(_ png: [UInt8]) throws -> (width: Int, pixels: [UInt8]) {
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(_ place: Int) -> Int { png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    var place = 8
    var data: [UInt8] = []
    var width = 0
    while place < png.count {
      let count = number(place)
      let kind = String(decoding: png[place + 4..<place + 8], as: UTF8.self)
      if kind == "IHDR" { width = number(place + 8) }
      if kind == "IDAT" { data += png[place + 8..<place + 8 + count] }
      place += 12 + count
    }
    let raw = try inflated(Array(data.dropFirst(2).dropLast(4)))
    var pixels: [UInt8] = []
    for row in stride(from: 0, to: raw.count, by: width + 1) {
      #expect(raw[row] == 0)
      pixels += raw[row + 1..<row + 1 + width]
    }
    return (width, pixels)
  }

  private func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var at = 0
    func bit() -> Int {
      defer { at += 1 }
      return Int(bytes[at / 8] >> (at % 8) & 1)
    }
    func bits(_ count: Int) -> Int { (0..<count).reduce(0) { $0 | bit() << $1 } }
    func code(_ count: Int, _ start: Int = 0) -> Int { (0..<count).reduce(start) { word, _ in word << 1 | bit() } }
    func symbol() -> Int {
      let seven = code(7)
      if seven < 24 { return 256 + seven }
      let eight = code(1, seven)
      if eight >= 48, eight < 192 { return eight - 48 }
      if eight >= 192, eight < 200 { return 280 + eight - 192 }
      return 144 + code(1, eight) - 400
    }
    #expect(bits(3) == 3, "one last block of the fixed code")
    let bases = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    let extra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    let distances = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537]
    var out: [UInt8] = []
    while true {
      let next = symbol()
      if next < 256 {
        out.append(UInt8(next))
      } else if next == 256 {
        return out
      } else {
        let length = bases[next - 257] + bits(extra[next - 257])
        let far = code(5)
        let distance = distances[far] + bits(max(0, far / 2 - 1))
        for _ in 0..<length { out.append(out[out.count - distance]) }
      }
    }
  }

  private func check(_ width: Int, _ height: Int, _ pixels: [UInt8]) throws {
    let picture = try decoded(PNG.grey(width: width, height: height, pixels))
    #expect(picture.width == width && picture.pixels == pixels)
  }

  @Test func picturesReadBack() throws {
    try check(1, 1, [200])
    try check(28, 28, (0..<784).map { UInt8($0 % 256) })
    try check(40, 30, (0..<1200).map { $0 % 40 < 20 ? 0 : 255 })
    try check(600, 4, (0..<2400).map { UInt8(($0 / 7 * 31) % 251) })
    try check(300, 100, Array(repeating: 9, count: 30_000))
  }

  @Test func runsAreShort() {
    #expect(PNG.grey(width: 28, height: 28, Array(repeating: 0, count: 784)).count < 100)
  }

  /// Values of RFC 4648 and of the PNG specification's own end chunk.
  @Test func addressesAndChecksums() {
    #expect(PNG.address([0x66, 0x6F, 0x6F, 0x62]) == "data:image/png;base64,Zm9vYg==")
    #expect(
      Array(PNG.grey(width: 1, height: 1, [0]).suffix(12)) == [
        0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
      ])
  }
}
