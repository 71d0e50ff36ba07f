import Testing

@testable import SourceText

@Suite struct FullFormatTests {
  /// What is shown for the first occurrence of `marked` in a file.
  func check(
    _ text: String, _ marked: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: text)
    let diagnostic = Diagnostic(.unknownName, "unknown", at: SourceRange(file, range(of: marked, in: file)))
    let written = DiagnosticFormat.full.write([diagnostic])
    #expect(written == expected + "\n\n", sourceLocation: sourceLocation)
  }

  @Test func carets() {
    check("x = 1\ny = w2 * x\n", "w2", "a.md:2:5: error[NN-unknown-name]: unknown\n  2 | y = w2 * x\n    |     ^^")
    check("값 = 기울기 + y", "y", "a.md:1:11: error[NN-unknown-name]: unknown\n  1 | 값 = 기울기 + y\n    |               ^")
    check("값 = 기울기", "기울기", "a.md:1:5: error[NN-unknown-name]: unknown\n  1 | 값 = 기울기\n    |      ^^^^^^")
    check("a\tb\t\tc", "c", "a.md:1:6: error[NN-unknown-name]: unknown\n  1 | a   b       c\n    |             ^")
    check("e\u{301}x y", "y", "a.md:1:5: error[NN-unknown-name]: unknown\n  1 | e\u{301}x y\n    |    ^")
    check(
      "\u{1112}\u{1161}\u{11AB} y", "y",
      "a.md:1:5: error[NN-unknown-name]: unknown\n  1 | \u{1112}\u{1161}\u{11AB} y\n    |    ^")
    check("a\r\nbc\r\n", "bc", "a.md:2:1: error[NN-unknown-name]: unknown\n  2 | bc\n    | ^^")
    check("\u{FEFF}ab", "b", "a.md:1:2: error[NN-unknown-name]: unknown\n  1 | ab\n    |  ^")
    check("a {\n b\n}\n", "{\n b\n}", "a.md:1:3: error[NN-unknown-name]: unknown\n  1 | a {\n    |   ^")
    check("a\u{1B}[31m b", "b", "a.md:1:8: error[NN-unknown-name]: unknown\n  1 | a\u{FFFD}[31m b\n    |        ^")
    check("🙂 x", "x", "a.md:1:3: error[NN-unknown-name]: unknown\n  1 | 🙂 x\n    |    ^")
  }

  @Test func emptyRanges() {
    let file = SourceFile(path: "a.md", text: "ab\n\n")
    for (offset, expected) in [
      (2, "1:3: E\n  1 | ab\n    |   ^"), (3, "2:1: E\n  2 |\n    | ^"), (4, "3:1: E\n  3 |\n    | ^"),
    ] {
      let written = DiagnosticFormat.full.write([Diagnostic(.unknownName, "m", at: SourceRange(file, offset..<offset))])
      #expect(written.replacing("error[NN-unknown-name]: m", with: "E") == "a.md:\(expected)\n\n")
    }
  }

  @Test func longLines() {
    let file = SourceFile(
      path: "a.md", text: String(repeating: "가", count: 500) + "x" + String(repeating: "b", count: 500))
    let line = ExcerptLine(SourceRange(file, 1500..<1501))
    #expect(line.text == "…" + String(repeating: "가", count: 20) + "x" + String(repeating: "b", count: 79) + "…")
    #expect(line.indent == 41)
    #expect(line.width == 1)
  }

  @Test(arguments: [10_000, 20_000, 40_000])
  func looksAtAPartOfAVeryLongLine(count: Int) {
    let file = SourceFile(
      path: "a.md", text: String(repeating: "가", count: count) + "x" + String(repeating: "b", count: count))
    let place = 3 * count
    let part = ExcerptLine.part(of: file.lineRange(1), around: place, in: file)
    #expect(part.count < 5_000)
    #expect(file.bytes[part.lowerBound] & 0xC0 != 0x80)
    let line = ExcerptLine(SourceRange(file, place..<place + 1))
    #expect(line.text == "…" + String(repeating: "가", count: 20) + "x" + String(repeating: "b", count: 79) + "…")
    #expect(line.indent == 41)
    #expect(line.width == 1)
    let last = ExcerptLine(SourceRange(file, file.bytes.count - 1..<file.bytes.count))
    #expect(last.text == "…" + String(repeating: "b", count: 41))
    #expect(last.indent == 41)
    let first = ExcerptLine(SourceRange(file, 0..<file.bytes.count))
    #expect(first.text == String(repeating: "가", count: 60) + "…")
    #expect(first.width == 120)
  }

  @Test func longQuotations() {
    let file = SourceFile(path: "a.md", text: "x")
    func message(_ count: Int) -> String {
      Diagnostic(
        .badNumber, "the number `\(String(repeating: "9", count: count))` is `too` great", at: SourceRange(file, 0..<1)
      ).message
    }
    #expect(message(160) == "the number `\(String(repeating: "9", count: 160))` is `too` great")
    #expect(
      message(100_000)
        == "the number `\(String(repeating: "9", count: 80))…\(String(repeating: "9", count: 20))` is `too` great")
  }

  @Test func hintsAndNotes() {
    let file = SourceFile(path: "a.md", text: "w1 = 3\ny = w2\n")
    let diagnostic = Diagnostic(
      .unknownName, "unknown name `w2`", at: SourceRange(file, 11..<13), hint: "did you mean `w1`?",
      notes: [.init("bound here", at: SourceRange(file, 0..<2)), .init("so it is")])
    #expect(
      DiagnosticFormat.full.write([diagnostic]) == """
        a.md:2:5: error[NN-unknown-name]: unknown name `w2`
          2 | y = w2
            |     ^^
          note: a.md:1:1: bound here
          1 | w1 = 3
            | ^^
          note: so it is
          hint: did you mean `w1`?


        """)
  }

  @Test func colors() {
    let file = SourceFile(path: "a.md", text: "x")
    let diagnostic = Diagnostic(.lateOption, "m", at: SourceRange(file, 0..<1))
    #expect(
      DiagnosticFormat.full.write([diagnostic], isColored: true)
        == "\u{1B}[1ma.md:1:1:\u{1B}[0m \u{1B}[1;33mwarning[NN-late-option]:\u{1B}[0m \u{1B}[1mm\u{1B}[0m\n"
        + "  \u{1B}[2m1 |\u{1B}[0m x\n  \u{1B}[2m  |\u{1B}[0m \u{1B}[1;33m^\u{1B}[0m\n\n")
  }

  @Test func missingFile() {
    let file = SourceFile(path: "gone.md", bytes: [])
    #expect(
      DiagnosticFormat.full.write([Diagnostic(.fileMissing, "no file", at: SourceRange(file, 0..<0))])
        == "gone.md:1:1: error[NN-file-missing]: no file\n\n")
  }
}

/// The bytes of the first occurrence of a text.
func range(of text: String, in file: SourceFile) -> Range<Int> {
  let bytes = Array(text.utf8)
  for start in 0...(file.bytes.count - bytes.count) where file.bytes[start...].starts(with: bytes) {
    return start..<start + bytes.count
  }
  return 0..<0
}
