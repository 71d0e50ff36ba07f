import SourceText
import Testing

/// Which characters no page may hold, and which look like them and may stay.
struct ForbiddenCharactersTests {
  @Test(
    arguments: [
      0x0, 0x1, 0x8, 0xB, 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x3FFFF,
      0xFFFFE, 0x10FFFE, 0x10FFFF,
    ] as [UInt32])
  func forbidden(scalar: UInt32) throws {
    let character = String(try #require(Unicode.Scalar(scalar)))
    let text = ForbiddenCharacters.replaced(in: Array("\(character)가\(character)\(character)b".utf8))
    #expect(String(decoding: text, as: UTF8.self) == "\u{FFFD}가\u{FFFD}\u{FFFD}b")
  }

  @Test func kept() {
    let kept: [UInt32] = [
      0x9, 0xA, 0xC, 0xD, 0x20, 0x7E, 0xA0, 0xBF, 0xC0, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000,
      0x1F642, 0x1FFFD, 0x3FFEE, 0x10FFFD,
    ]
    let text = Array(String(String.UnicodeScalarView(kept.compactMap(Unicode.Scalar.init))).utf8)
    #expect(ForbiddenCharacters.replaced(in: text) == text)
    let drawing = String(decoding: ForbiddenCharacters.replaced(in: text, isXML: true), as: UTF8.self)
    #expect(drawing == String(decoding: text, as: UTF8.self).replacing("\u{C}", with: "\u{FFFD}"))
  }
}
