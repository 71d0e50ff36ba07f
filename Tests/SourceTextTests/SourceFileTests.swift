import Testing

@testable import SourceText

@Suite struct SourceFileTests {
  /// Line and column of each offset.
  func check(
    _ text: String, _ expected: [(offset: Int, line: Int, column: Int)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: text)
    for (offset, line, column) in expected {
      let position = file.position(of: offset)
      #expect(position == (line, column), "offset \(offset)", sourceLocation: sourceLocation)
    }
  }

  @Test func positions() {
    check("ab\ncd", [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 2, 3), (99, 2, 3), (-1, 1, 1)])
    check("가\n", [(0, 1, 1), (3, 1, 4), (4, 2, 1)])
    check("", [(0, 1, 1)])
    check("\u{FEFF}ab", [(0, 1, 1), (3, 1, 1), (4, 1, 2)])
  }

  /// A diagnostic quotes whole characters, wherever a scanner stopped.
  @Test(
    arguments: [
      (0..<1, 0..<1), (1..<2, 1..<4), (2..<3, 1..<4), (0..<3, 0..<4), (1..<4, 1..<4), (2..<2, 1..<1), (5..<5, 5..<5),
      (3..<5, 1..<5), (4..<6, 4..<5), (7..<9, 5..<5),
    ] as [(Range<Int>, Range<Int>)])
  func wholeCharacters(_ bytes: Range<Int>, _ expected: Range<Int>) {
    let file = SourceFile(path: "a.md", text: "a가b")
    #expect(SourceRange(file, bytes).wholeCharacters.bytes == expected)
    let fault = Diagnostic(
      .unexpectedCharacter, "m", at: SourceRange(file, bytes), notes: [.init("n", at: SourceRange(file, bytes))])
    #expect(fault.range.bytes == expected)
    #expect(fault.notes.first?.range?.bytes == expected)
  }

  @Test func lines() {
    let file = SourceFile(path: "a.md", text: "ab\r\n\ncd")
    #expect(file.lineRange(1) == 0..<2)
    #expect(file.lineRange(2) == 4..<4)
    #expect(file.lineRange(3) == 5..<7)
    #expect(file.lineRange(4) == 7..<7)
    #expect(file.lineRange(0) == 7..<7)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF], 1), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
      ([0x61, 0xE0, 0x80], 1),
      ([0xEA, 0xB0], 0), ([0x80], 0), ([0xF5], 0),
    ] as [([UInt8], Int)])
  func invalid(_ bytes: [UInt8], _ offset: Int) {
    #expect(UTF8Validation.firstInvalidByte(in: bytes) == offset)
  }

  @Test func valid() {
    #expect(UTF8Validation.firstInvalidByte(in: Array("a가𝔸é\u{FEFF}".utf8)) == nil)
  }
}
