import Autodiff
import Checksums
import Foundation
import Testing

@testable import DataFormats

struct IDXTests {
  private func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  private func check(
    _ file: [UInt8], _ shape: [Int], _ values: [Double], _ location: SourceLocation = #_sourceLocation
  ) throws {
    let tensor = try Tensor.idx(file, budget: 1 << 20)
    #expect(tensor.shape == shape, sourceLocation: location)
    #expect(tensor.values == values, sourceLocation: location)
    let single = try Tensor.idx(file, precision: .single, budget: 1 << 20)
    #expect(single == tensor.converted(to: .single), sourceLocation: location)
  }

  static let images: [Double] = [
    255, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26,
  ]

  /// Four pictures of 2 × 3 and their labels, plain, packed, and packed without compression.
  @Test func fashion() throws {
    let hex = "00000803000000040000000200000003ff01020304050708090a0b0c0e0f1011121315161718191a"
    try check(bytes(hex), [4, 2, 3], Self.images)
    let packed = [
      "H4sIAAAAAAACA2Ng4GBmYGBgAWImIGb+z8jEzMLKzsHJxc3Dxy8gKCQsKiYuISkFADA1zXgoAAAA",
      "H4sIAAAAAAAEAwEoANf/AAAIAwAAAAQAAAACAAAAA/8BAgMEBQcICQoLDA4PEBESExUWFxgZGjA1zXgoAAAA",
    ]
    for text in packed { try check([UInt8](#require(Data(base64Encoded: text))), [4, 2, 3], Self.images) }
    try check(bytes("000008010000000409000302"), [4], [9, 0, 3, 2])
    let labels = try #require(Data(base64Encoded: "H4sIAAAAAAACA2Ng4GBkYGBg4WRgZgIAfUnSMgwAAAA="))
    try check([UInt8](labels), [4], [9, 0, 3, 2])
  }

  @Test func types() throws {
    try check(bytes("00000901 00000002 ff7f"), [2], [-1, 127])
    try check(bytes("00000B01 00000002 ff007fff"), [2], [-256, 32767])
    try check(bytes("00000C01 00000001 fffffffe"), [1], [-2])
    try check(bytes("00000D01 00000002 3fc00000 c2280000"), [2], [1.5, -42])
    try check(bytes("00000E01 00000001 bfe0000000000000"), [1], [-0.5])
    try check(bytes("00000802 00000000 00000003"), [0, 3], [])
  }

  private func refuse(_ hex: String, _ place: DataFault.Place, _ location: SourceLocation = #_sourceLocation) {
    var found: DataFault.Place?
    do { _ = try Tensor.idx(bytes(hex), budget: 1 << 20) } catch { found = error.place }
    #expect(found == place, sourceLocation: location)
  }

  @Test func refuses() {
    refuse("", .byte(0))
    refuse("01000801 00000001 05", .byte(0))
    refuse("00000A01 00000001 05", .byte(2))
    refuse("00000800", .byte(4))
    refuse("00000802 00000001", .byte(8))
    refuse("00000801 00000002 05", .byte(9))
    refuse("00000801 00000001 0506", .byte(9))
    refuse("00000803 ffffffff ffffffff ffffffff", .byte(4))
    refuse("00000802 ffffffff 00000000", .byte(4))
    refuse("00000802 00000000 ffffffff", .byte(4))
  }

  /// A packed file is unpacked as far as its header says: 10 MB of zeros behind a header for two numbers, at the end of
  /// one stream, of several, and behind a header that is split over two.
  @Test func unpacksNoMoreThanTheHeaderAsksFor() throws {
    let zeros = [UInt8](repeating: 0, count: 65_535)
    func member(_ blocks: [[UInt8]]) -> [UInt8] {
      var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
      for (index, block) in blocks.enumerated() {
        let size = UInt16(block.count)
        file.append(index == blocks.count - 1 ? 1 : 0)
        file += [UInt8(size & 255), UInt8(size >> 8), UInt8(~size & 255), UInt8(~size >> 8)]
        file += block
      }
      let whole = Array(blocks.joined())
      for number in [CRC32().sum(whole), UInt32(whole.count)] {
        for shift in stride(from: 0, to: 32, by: 8) { file.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
      }
      return file
    }
    let header = bytes("00000801 00000002 0709")
    #expect(try Tensor.idx(member([header]), budget: 1 << 20).values == [7, 9])
    #expect(
      try Tensor.idx(member([Array(header[..<5])]) + member([Array(header[5...])]), budget: 1 << 20).values == [7, 9])
    let bomb = Array(repeating: zeros, count: 160)
    for file in [
      member([header] + bomb), member([header]) + member(bomb),
      member([Array(header[..<5])]) + member([Array(header[5...])] + bomb),
    ] {
      // So small a budget that unpacking all of it would be the fault.
      let fault = #expect(throws: DataFault.self) { try Tensor.idx(file, budget: 100_000) }
      #expect(fault?.message == "the header's sizes [2] make 10 bytes, and the packed data has more")
      #expect(fault?.place == .byte(4))
    }
    // No header at all: nothing behind its first bytes is looked at.
    let other = #expect(throws: DataFault.self) { try Tensor.idx(member([[1, 2, 3, 4]] + bomb), budget: 100_000) }
    #expect(other?.place == .byte(0))
  }
}
