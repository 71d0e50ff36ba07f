import SourceText
import Testing

@testable import Markup

/// Documents full of extensions, sound and broken: no mark leaks, nothing is lost, nothing crashes.
struct FuzzTests {
  @Test func noMarkLeaks() {
    var random = SeededRandom(seed: 4)
    for _ in 0..<6_000 {
      let text = extendedDocument(&random)
      let document = parse(text).value
      #expect(leak(in: document) == nil, "\(text.debugDescription)")
    }
  }

  @Test func theAuthorsOwnCharactersSurvive() {
    // The first candidates for marks, a character of the same lead bytes, and control characters.
    let own =
      String(decoding: [0xEF, 0xB7, 0x90, 0x30, 0xEF, 0xB7, 0x91, 0xEF, 0xB7, 0x92] as [UInt8], as: UTF8.self)
      + "\u{E000}\u{F8FF}\u{FDCF}\u{1E}\u{1F}"
    let document = parse("a \(own) $x\(own)$ `\(own)` **가(\(own))**는\n\n```nn\n\(own)\n```\n").value
    #expect(outline(document.blocks) == "p(‹a \(own) ›$x\(own)$‹ ›`\(own)`‹ ›strong!(‹가(\(own))›)‹는›) cell0")
    #expect(document.cells[0].source.string == own + "\n")
  }

  @Test func everyCandidateTaken() {
    // Then nothing is masked, and the text is plain CommonMark.
    var bytes: [UInt8] = []
    for scalar in [0xFDD0...0xFDEF, 0xE000...0xEFFF].joined() {
      bytes += [0xE0 | UInt8(scalar >> 12), 0x80 | UInt8(scalar >> 6 & 0x3F), 0x80 | UInt8(scalar & 0x3F)]
    }
    let own = String(decoding: bytes, as: UTF8.self)
    #expect(outline(parse(own + " $x$\n").value.blocks) == "p(‹\(own) $x$›)")
  }

  /// - Returns: a string of the tree that holds a character that marks are made of.
  private func leak(in document: Document) -> String? {
    let text =
      outline(document.blocks) + document.footnotes.map { outline($0.blocks) }.joined()
      + document.cells.map(\.source.string).joined() + document.expressions.map(\.source.string).joined()
    return text.unicodeScalars.contains { (0xFDD0...0xFDEF).contains($0.value) } ? text : nil
  }
}
