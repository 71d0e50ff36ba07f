import Testing

@testable import Markup

@Suite("Letters and marks put together")
struct CompositionTests {
  /// Swift compares texts by what they mean, which is Unicode's canonical equivalence.
  @Test func theTableIsThatOfUnicode() {
    var letters: Set<String> = []
    for row in CompositionTable.rows {
      let scalars = Array(row.pairs.unicodeScalars)
      #expect(scalars.count.isMultiple(of: 2))
      for index in stride(from: 0, to: scalars.count - 1, by: 2) {
        var pair = String.UnicodeScalarView()
        pair.append(scalars[index])
        pair.append(row.mark)
        #expect(String(pair) == String(scalars[index + 1]), "\(scalars[index + 1])")
        letters.insert(String(scalars[index + 1]))
      }
    }
    // Each letter of the ranges that means a letter and a mark is there.
    let marks = Set(CompositionTable.rows.map(\.mark))
    for code in [0x41...0x7A, 0xC0...0x24F, 0x386...0x3CE, 0x400...0x4FF].joined() where code != 0x237 {
      guard let base = Unicode.Scalar(UInt32(code)) else { continue }
      for mark in marks {
        let whole = String(base) + String(mark)
        let composed = Composition.adding(mark, to: String(base))
        #expect(composed == whole || base == "ı", "\(base) with \(mark.value)")
        #expect(composed.unicodeScalars.count == 1 || !letters.contains(whole), "\(base) with \(mark.value)")
      }
    }
  }

  @Test func marksComeInTheirOrder() {
    #expect(Array(Composition.adding("\u{301}", to: "ê").unicodeScalars) == ["ế"])
    // A mark below is put before one above.
    #expect(Array(Composition.adding("\u{323}", to: "ê").unicodeScalars) == ["ệ"])
    #expect(Array(Composition.adding("\u{301}", to: "ı").unicodeScalars) == ["í"])
    #expect(Array(Composition.adding("\u{30C}", to: "s" + "tart").unicodeScalars.prefix(2)) == ["š", "t"])
    #expect(Array(Composition.adding("\u{325}", to: "q").unicodeScalars) == ["q", "\u{325}"])
    #expect(Composition.adding("\u{301}", to: "") == "\u{301}")
  }
}
