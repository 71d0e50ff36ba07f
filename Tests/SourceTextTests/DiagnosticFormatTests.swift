import Testing

@testable import SourceText

@Suite struct DiagnosticFormatTests {
  let found: [Diagnostic]

  init() {
    let a = SourceFile(path: "a b,c.md", text: "가 = \"x\ny = z")
    let b = SourceFile(path: "b.md", text: "q")
    found = [
      Diagnostic(.lateOption, "late", at: SourceRange(b, 0..<1)),
      Diagnostic(.unknownName, "50 % <&> \"q\"\nnext", at: SourceRange(a, 8..<12), hint: "do: this"),
      Diagnostic(.unclosedText, "open", at: SourceRange(a, 6..<8), notes: [.init("here", at: SourceRange(a, 0..<3))]),
    ]
  }

  func check(_ format: DiagnosticFormat, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(format.write(found, files: ["c.md"]) == expected, sourceLocation: sourceLocation)
    #expect(format.write(found.reversed(), files: ["c.md"]) == expected, sourceLocation: sourceLocation)
  }

  @Test func concise() {
    check(
      .concise,
      """
      a b,c.md:1:5: error[NN-unclosed-text]: open
      a b,c.md:1:7: error[NN-unknown-name]: 50 % <&> "q" next
      b.md:1:1: warning[NN-late-option]: late

      """)
  }

  @Test func github() {
    check(
      .github,
      """
      ::error file=a b%2Cc.md,line=1,endLine=1,col=5,endColumn=7,title=NN-unclosed-text::open
      ::error file=a b%2Cc.md,line=1,endLine=2,title=NN-unknown-name::50 %25 <&> "q"%0Anext%0Ahint: do: this
      ::warning file=b.md,line=1,endLine=1,col=1,endColumn=2,title=NN-late-option::late

      """)
  }

  /// What a program may do without asking goes with a note.
  @Test func notes() {
    let file = SourceFile(path: "a.md", text: "It is 0.31.\n")
    let range = SourceRange(file, 6..<10)
    let note = Diagnostic(
      .typedNumber, "typed", at: range, edit: Diagnostic.Edit(range, "[0.31]{nn=\"y\"}"))
    #expect(DiagnosticFormat.concise.write([note]) == "a.md:1:7: note[NN-typed-number]: typed\n")
    #expect(
      DiagnosticFormat.github.write([note])
        == "::notice file=a.md,line=1,endLine=1,col=7,endColumn=11,title=NN-typed-number::typed\n")
    #expect(
      DiagnosticFormat.json.write([note]).contains(
        "\"edit\": {\"file\": \"a.md\", \"line\": 1, \"column\": 7, \"endLine\": 1, \"endColumn\": 11, "
          + "\"text\": \"[0.31]{nn=\\\"y\\\"}\"}"))
    #expect(DiagnosticFormat.sarif.write([note]).contains("\"level\": \"note\""))
    #expect(DiagnosticFormat.junit.write([note]).contains("failures=\"0\""))
  }

  /// GitHub shows ten of a step.
  @Test func reportsComeBehindWhatMovedThem() {
    let file = SourceFile(path: "a.md", text: "# A\n")
    func diagnostic(_ id: DiagnosticID, _ message: String) -> Diagnostic {
      Diagnostic(id, message, at: SourceRange(file, 0..<1))
    }
    let written = DiagnosticFormat.github.write(
      [diagnostic(.driftedReport, "first"), diagnostic(.driftedValue, "second"), diagnostic(.driftedReport, "third")],
      files: ["a.md"])
    let messages = written.split(separator: "\n").map { String($0.split(separator: ":").last ?? "") }
    #expect(messages == ["second", "first", "third"])
  }

  @Test func json() {
    check(
      .json,
      """
      [
        {"severity": "error", "id": "NN-unclosed-text", "file": "a b,c.md", "line": 1, "column": 7, "endLine": 1, \
      "endColumn": 9, "message": "open", "notes": [{"file": "a b,c.md", "line": 1, "column": 1, "endLine": 1, \
      "endColumn": 4, "message": "here"}]},
        {"severity": "error", "id": "NN-unknown-name", "file": "a b,c.md", "line": 1, "column": 9, "endLine": 2, \
      "endColumn": 4, "message": "50 % <&> \\"q\\"\\nnext", "hint": "do: this"},
        {"severity": "warning", "id": "NN-late-option", "file": "b.md", "line": 1, "column": 1, "endLine": 1, \
      "endColumn": 2, "message": "late"}
      ]

      """)
    #expect(DiagnosticFormat.json.write([]) == "[]\n")
    #expect(JSONFormat.quoted("\u{1}\u{1F}\t\\") == "\"\\u0001\\u001f\\t\\\\\"")
  }

  @Test func junit() {
    check(
      .junit,
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite id="0" package="lessons" name="a b,c.md" hostname="localhost" timestamp="1970-01-01T00:00:00" \
      time="0" tests="2" failures="2" errors="0">
          <properties/>
          <testcase classname="a b,c.md" name="1:5 NN-unclosed-text" time="0">
            <failure type="NN-unclosed-text" message="open">a b,c.md:1:5: error[NN-unclosed-text]: open
      </failure>
          </testcase>
          <testcase classname="a b,c.md" name="1:7 NN-unknown-name" time="0">
            <failure type="NN-unknown-name" message="50 % &lt;&amp;&gt; &quot;q&quot;
      next">a b,c.md:1:7: error[NN-unknown-name]: 50 % &lt;&amp;&gt; &quot;q&quot; next
      hint: do: this
      </failure>
          </testcase>
          <system-out/>
          <system-err/>
        </testsuite>
        <testsuite id="1" package="lessons" name="b.md" hostname="localhost" timestamp="1970-01-01T00:00:00" time="0" \
      tests="1" failures="0" errors="0">
          <properties/>
          <testcase classname="b.md" name="1:1 NN-late-option" time="0"/>
          <system-out>b.md:1:1: warning[NN-late-option]: late
      </system-out>
          <system-err/>
        </testsuite>
        <testsuite id="2" package="lessons" name="c.md" hostname="localhost" timestamp="1970-01-01T00:00:00" time="0" \
      tests="1" failures="0" errors="0">
          <properties/>
          <testcase classname="c.md" name="nothing wrong" time="0"/>
          <system-out/>
          <system-err/>
        </testsuite>
      </testsuites>

      """)
  }

  @Test func sarif() {
    let written = DiagnosticFormat.sarif.write(found)
    // Columns in code points: `가` is one.
    #expect(
      written.contains(
        #""uri": "a%20b%2Cc.md"}, "region": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 7}"#))
    #expect(written.contains(#""ruleId": "NN-unknown-name""#))
    #expect(written.contains(#""columnKind": "unicodeCodePoints""#))
    #expect(written.contains(#""relatedLocations": [{"physicalLocation""#))
    #expect(
      written.utf8.count(where: { $0 == UInt8(ascii: "{") }) == written.utf8.count(where: { $0 == UInt8(ascii: "}") }))
    #expect(DiagnosticFormat.sarif.write([]).contains(#""results": []"#))
    #expect(written.contains("\"version\": \"\(programVersion)\""))
    #expect(written.contains(#""help": {"text": "NN-unknown-name (error): "#))
    #expect(written.contains(#"Gives it:\n\n```nn\n"#) && written.contains(#", "markdown": ""#))
    #expect(written.contains(#""partialFingerprints": {"primaryLocationLineHash": ""#))
  }

  /// Two failures at one place have names of their own, and readers count both.
  @Test func junitNamesEachOnce() {
    let file = SourceFile(path: "a.md", text: "abc")
    let twice = ["one", "two"].map { Diagnostic(.unknownName, $0, at: SourceRange(file, 1..<2)) }
    let written = DiagnosticFormat.junit.write(twice)
    #expect(written.contains("name=\"1:2 NN-unknown-name\"") && written.contains("name=\"1:2 NN-unknown-name (2)\""))
    #expect(written.contains("tests=\"2\" failures=\"2\""))
  }

  /// A fault keeps its fingerprint when lines come before it, and two alike are told apart.
  @Test func fingerprints() {
    func fingerprint(_ text: String, _ wanted: String, path: String = "a.md") -> [String] {
      let file = SourceFile(path: path, text: text)
      var ranges: [SourceRange] = []
      for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      where content.contains(wanted) {
        ranges.append(SourceRange(file, file.lineStarts[line]..<file.lineStarts[line] + 1))
      }
      return DiagnosticFingerprint.all(ranges.map { Diagnostic(.unknownName, "no", at: $0) })
    }
    let first = fingerprint("x\ny = q\n", "q")
    #expect(first == fingerprint("x\n\nmore\n  y  = q\n", "q"))
    #expect(first != fingerprint("x\ny = q + 1\n", "q"))
    #expect(first != fingerprint("x\ny = q\n", "q", path: "b.md"))
    #expect(first[0].hasSuffix(":1") && first[0].utf8.count == 18)
    let both = fingerprint("y = q\nz\ny = q\n", "q")
    #expect(both[0] == first[0] && both[1] == first[0].dropLast() + "2")
  }
}
