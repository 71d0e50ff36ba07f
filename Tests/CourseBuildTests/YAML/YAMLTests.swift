import SourceText
import Testing

@testable import CourseBuild

struct YAMLTests {
  /// Both readers, as `key=value` at line and column of the value, must agree on what the plain one takes.
  @Test(arguments: [
    ("title: Gates", ["title=Gates@1:8"], true),
    ("label: fig-a\ndigits: 4\n", ["label=fig-a@1:8", "digits=4@2:9"], true),
    ("fig-cap: 'Two *branches*'\r\necho: false\r\n", ["fig-cap=Two *branches*@1:10", "echo=false@2:7"], true),
    ("cap: \"가: 나\"", ["cap=가: 나@1:6"], true),
    ("# only a comment\nx: 1", ["x=1@2:4"], true),
    ("", [], true),
    ("a: b # comment", ["a=b@1:4"], false),
    ("a: 'it''s'", ["a=it's@1:4"], false),
    ("a: \"x\\ty\"", ["a=x\ty@1:4"], false),
    ("a: >\n  one\n  two\n", ["a=one two\n@1:4"], false),
  ])
  func scalars(text: String, expected: [String], isPlain: Bool) throws {
    let excerpt = Excerpt(SourceFile(path: "a.yml", text: text), 0..<text.utf8.count)
    let plain = parsePlainYAML(excerpt)
    #expect((plain != nil) == isPlain)
    if let plain { #expect(plain.map(describe) == expected) }
    #expect(try parseFullYAML(excerpt).map(describe) == expected)
  }

  private func describe(_ entry: YAMLNode.Entry) -> String {
    let start = entry.value.range.start
    return "\(entry.key)=\(entry.value.text ?? "?")@\(start.line):\(start.column)"
  }

  @Test(arguments: [
    ("a: [1, 2", 1, 9), ("a: b: c", 1, 5), ("a: 1\na: 2\nb: [", 3, 5), ("- 1\n- 2", 1, 1), ("가나: \"x", 1, 11),
    ("\t- x", 1, 1),
  ])
  func faultsHavePlaces(text: String, line: Int, column: Int) throws {
    let excerpt = Excerpt(SourceFile(path: "a.yml", text: text), 0..<text.utf8.count)
    do {
      _ = try parseYAML(excerpt)
      Issue.record("read")
    } catch {
      #expect(error.range.start.line == line)
      #expect(error.range.start.column == column)
    }
  }

  @Test func depthIsBounded() {
    for text in [String(repeating: "[", count: 100_000), "a: " + String(repeating: "- ", count: 100_000)] {
      let excerpt = Excerpt(SourceFile(path: "a.yml", text: text), 0..<text.utf8.count)
      #expect(throws: YAMLFault.self) { try parseYAML(excerpt) }
    }
  }

  @Test func anchorsDoNotMultiplyWithoutEnd() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(names)]\n"
    }
    let excerpt = Excerpt(SourceFile(path: "a.yml", text: text), 0..<text.utf8.count)
    #expect(throws: YAMLFault.self) { try parseYAML(excerpt) }
  }

  @Test(arguments: [("60_000", 60_000), ("1e11", 100_000_000_000), ("-3", -3), ("2.5", nil), ("x", nil)])
  func integers(text: String, expected: Int?) throws {
    let source = SourceFile(path: "a.yml", text: "k: \(text)")
    let entry = try #require(try parseYAML(Excerpt(source, 0..<source.bytes.count)).first)
    #expect(entry.value.integer == expected)
  }
}
