import Testing

@testable import SourceText

/// What is on either side of a rule's border.
@Suite struct BorderCaseTests {
  @Test func nearNames() {
    func check(_ name: String, _ candidates: [String], _ expected: String?) {
      #expect(nearestName(to: name, in: candidates) == expected, "\(name)")
      #expect(nearestName(to: name, in: candidates.reversed()) == expected, "\(name)")
    }
    // One edit in three letters: one of five, two of six.
    check("abxy", ["abcd"], nil)
    check("abcdx", ["abcde"], "abcde")
    check("abcxy", ["abcde"], nil)
    check("abcdxy", ["abcdef"], "abcdef")
    check("abcxyz", ["abcdef"], nil)
    // Of those that differ in case alone, and of equally near ones, the first in Unicode order.
    check("LOSS", ["loss", "Loss", "lOSS"], "Loss")
    check("rate1", ["rate3", "rate2"], "rate2")
    check("y", ["x"], nil)
    check("xy", ["xyz"], "xyz")
    // Swapped neighbours are one edit, also behind another one.
    check("ehco", ["echo"], "echo")
    check("xbacdfe", ["abcdef"], nil)
    check("bacdfe", ["abcdef"], "abcdef")
  }

  @Test func slicesAndOffsets() {
    let file = SourceFile(path: "a.md", text: "> ab\n> cd\n> ef\n")
    var excerpt = Excerpt(file: file, at: 2)
    for (line, start) in [("ab\n", 2), ("cd\n", 7), ("ef\n", 12)] {
      excerpt.append(Array(line.utf8), from: file, at: start)
    }
    #expect(excerpt.slice(2..<5).range(1..<3).bytes == 7..<9)
    #expect(excerpt.range(0..<3).bytes == 2..<5)
    #expect(excerpt.range(1..<5).bytes == 3..<9)
    #expect(excerpt.range(6..<8).bytes == 12..<14)
    for offset in 0..<9 { #expect(excerpt.offset(of: excerpt.range(offset..<offset + 1)) == offset) }
    // The prefixes stand nowhere in the text.
    for start in [0, 1, 5, 6, 10, 11] { #expect(excerpt.offset(of: SourceRange(file, start..<start + 1)) == nil) }
  }

  /// Another file goes on where the first one ended, at the same offset.
  @Test func filesThatFollow() {
    let (one, two) = (SourceFile(path: "a.md", text: "abcd"), SourceFile(path: "b.md", text: "wxyz"))
    var excerpt = Excerpt(file: one)
    excerpt.append(Array("ab".utf8), from: one, at: 0)
    excerpt.append(Array("yz".utf8), from: two, at: 2)
    #expect(excerpt.range(2..<4).file.path == "b.md" && excerpt.range(2..<4).bytes == 2..<4)
    #expect(excerpt.range(0..<2).file.path == "a.md")
  }

  @Test func placesInFiles() {
    func check(_ text: String, _ offset: Int, _ line: Int, _ column: Int) {
      let place = SourceFile(path: "a", text: text).position(of: offset)
      #expect(place == (line, column), "\(text.debugDescription) at \(offset)")
    }
    check("ab\ncd", 2, 1, 3)
    check("ab\ncd", 3, 2, 1)
    check("ab\ncd", 9, 2, 3)
    check("\u{FEFF}ab\nc", 3, 1, 1)
    check("\u{FEFF}ab\nc", 0, 1, 1)
    check("\u{FEFF}ab\nc", 6, 2, 1)
    let windows = SourceFile(path: "a", text: "ab\r\n\r\nc\r")
    #expect((1...3).map { windows.lineRange($0) } == [0..<2, 4..<4, 6..<7])
  }

  private let file = SourceFile(path: "b\tc:d,e.md", text: "가 = 1\nx = y\n")

  /// By place, then by id, whatever their messages and their order.
  @Test func orderAndRepetition() {
    let other = SourceFile(path: "a.md", text: "x")
    let found = [
      Diagnostic(.unknownName, "a", at: SourceRange(file, 8..<9)),
      Diagnostic(.badNumber, "z", at: SourceRange(file, 8..<9)),
      Diagnostic(.badNumber, "z", at: SourceRange(SourceFile(path: file.path, bytes: file.bytes), 8..<9)),
      Diagnostic(.badNumber, "z", at: SourceRange(file, 0..<3)),
      Diagnostic(.unknownName, "q", at: SourceRange(other, 0..<1)),
    ]
    let expected = """
      a.md:1:1: error[NN-unknown-name]: q
      b\u{FFFD}c:d,e.md:1:1: error[NN-bad-number]: z
      b\u{FFFD}c:d,e.md:2:1: error[NN-bad-number]: z
      b\u{FFFD}c:d,e.md:2:1: error[NN-unknown-name]: a

      """
    #expect(DiagnosticFormat.concise.write(found) == expected)
    #expect(DiagnosticFormat.concise.write(found.reversed()) == expected)
  }

  @Test func formsForMachines() {
    let warning = Diagnostic(.tableRow, "row", at: SourceRange(file, 6..<11))
    #expect(
      DiagnosticFormat.github.write([warning])
        == "::warning file=b\tc%3Ad%2Ce.md,line=1,endLine=2,title=NN-table-row::row\n")
    #expect(DiagnosticFormat.junit.write([warning]).contains("tests=\"1\" failures=\"0\""))
    let sarif = DiagnosticFormat.sarif.write([Diagnostic(.badNumber, "n", at: SourceRange(file, 4..<7))])
    #expect(sarif.contains("b%09c%3Ad%2Ce.md"))
    #expect(sarif.contains("\"startLine\": 1, \"startColumn\": 3, \"endLine\": 1, \"endColumn\": 6"))
    let noted = Diagnostic(.badNumber, "n\u{1}", at: SourceRange(file, 0..<3), notes: [.init("here")])
    #expect(JSONFormat.object(noted).hasSuffix(#""message": "n\u0001", "notes": [{"message": "here"}]}"#))
  }

  @Test func linesOnATerminal() {
    func check(_ text: String, _ range: Range<Int>, _ indent: Int, _ width: Int) {
      let line = ExcerptLine(SourceRange(SourceFile(path: "a", text: text), range))
      #expect(line.indent == indent && line.width == width, "\(text.debugDescription): \(line.indent), \(line.width)")
    }
    check("a\tb", 2..<3, 4, 1)
    check("abcd\tb", 5..<6, 8, 1)
    check("값 = y", 6..<7, 5, 1)
    check("e\u{301}x = y", 3..<4, 1, 1)
    check("값", 0..<3, 0, 2)
    let long = String(repeating: "a", count: 300) + "Y" + String(repeating: "b", count: 300)
    check(long, 300..<301, 41, 1)
    let line = ExcerptLine(SourceRange(SourceFile(path: "a", text: long), 300..<301))
    #expect(line.text == "…" + String(repeating: "a", count: 40) + "Y" + String(repeating: "b", count: 79) + "…")
  }

  @Test func controlsAndDirections() {
    #expect("a\u{202E}b\u{2066}c\u{2069}d\u{2028}e\u{7F}f\u{9F}g\nh".printable == "a�b�c�d�e�f�g h")
    #expect("a\u{2027}b\u{202F}\u{2065}\u{206A}\u{A0}".printable == "a\u{2027}b\u{202F}\u{2065}\u{206A}\u{A0}")
  }

  @Test func digitsInGroups() {
    #expect(
      [0, 999, 1000, -1000, 123_456, 8_000_000].map(\.groupedDigits) == [
        "0", "999", "1,000", "-1,000", "123,456", "8,000,000",
      ])
  }

  @Test func longQuotations() {
    func quoted(_ count: Int) -> String { "no `" + String(repeating: "x", count: count) + "` here" }
    #expect(Quotes.shortened(quoted(160)) == quoted(160))
    let x = { String(repeating: "x", count: $0) }
    #expect(Quotes.shortened(quoted(161)) == "no `\(x(80))…\(x(20))` here")
  }

  @Test func formsOfUTF8() {
    func check(_ bytes: [UInt8], _ offset: Int?) { #expect(UTF8Validation.firstInvalidByte(in: bytes) == offset) }
    check([0x61, 0xED, 0x9F, 0xBF], nil)
    check([0x61, 0xED, 0xA0, 0x80], 1)
    check([0xE0, 0xA0, 0x80], nil)
    check([0xE0, 0x9F, 0xBF], 0)
    check([0xF4, 0x8F, 0xBF, 0xBF], nil)
    check([0xF4, 0x90, 0x80, 0x80], 0)
    check([0xF0, 0x8F, 0xBF, 0xBF], 0)
    check([0xC1, 0xBF], 0)
  }
}
