import Testing

@testable import SourceText

/// Nothing that comes from a file or is called by its author steers a terminal.
struct PrintableTests {
  private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(text.printable == expected, sourceLocation: sourceLocation)
  }

  @Test func controls() {
    check("plain 값 é 🙂", "plain 값 é 🙂")
    check("", "")
    check("a\u{1B}]0;title\u{7}b", "a\u{FFFD}]0;title\u{FFFD}b")
    check("a\u{9B}2Jb\u{7F}\u{0}", "a\u{FFFD}2Jb\u{FFFD}\u{FFFD}")
    check("a\nb\r\nc\td", "a b\u{FFFD} c\u{FFFD}d")
    check("a\u{202E}cod\u{2066}b\u{2028}", "a\u{FFFD}cod\u{FFFD}b\u{FFFD}")
    check("שלום \u{200F}a", "שלום \u{200F}a")
  }

  @Test(arguments: [DiagnosticFormat.full, .concise]) func namesOfFiles(format: DiagnosticFormat) {
    let file = SourceFile(path: "a\u{1B}[2J\nb.md", text: "x")
    let note = Diagnostic.Note("n\u{1B}", at: SourceRange(file, 0..<1))
    let diagnostic = Diagnostic(.unknownName, "m\u{1B}", at: SourceRange(file, 0..<1), hint: "h\u{9B}", notes: [note])
    let written = format.write([diagnostic])
    #expect(written.hasPrefix("a\u{FFFD}[2J b.md:1:1: error[NN-unknown-name]: m\u{FFFD}\n"))
    #expect(!written.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) })
  }
}
