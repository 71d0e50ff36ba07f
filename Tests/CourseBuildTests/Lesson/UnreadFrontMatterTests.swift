import SourceText
import Testing

@testable import CourseBuild

struct UnreadFrontMatterTests {
  private func check(_ text: String, _ expected: String?, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "a.md", text: text)
    let read = readLesson(file, defaults: CellOptions()) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no \(path)", at: range)
    }
    let found = read.diagnostics.filter { $0.id == .badFrontMatter }.map(described)
    #expect(found == (expected.map { [$0] } ?? []), sourceLocation: sourceLocation)
  }

  @Test func neverClosed() {
    let fault = "1:1-1:4 the front matter is never closed → write a line `---` below its last key"
    check("---\ntitle: x\n\n# T\n", "bad-front-matter " + fault)
    check("---\r\nlang: en\r\n\r\n# T\r\n", "bad-front-matter " + fault)
    check("---\njupyter: python3\n", "bad-front-matter " + fault)
    check(
      "\n---\ntitle: x\n",
      "bad-front-matter 2:1-2:4 the front matter is never closed → write a line `---` below its last key")
  }

  @Test func belowBlankLines() {
    check(
      "\n  \n---\ntitle: y\n---\n\nText.\n",
      "bad-front-matter 3:1-3:4 front matter begins on the first line of a file → delete the blank lines above this one"
    )
  }

  /// A rule and a heading are Markdown.
  @Test func noneIntended() {
    check("---\ntitle: x\n---\n", nil)
    check("---\n\nText: words.\n", nil)
    check("---\nNote: words.\n\nMore.\n", nil)
    check("Text.\n\n---\ntitle: x\n---\n", nil)
    check("***\ntitle: x\n", nil)
  }

  @Test(arguments: [
    ("author: [A, B]", "A, B"), ("author: {name: A}", "A"),
    ("author:\n  - name: A\n  - name: {given: B, family: C}\n  - D", "A, B C, D"),
    ("author:\n  name:\n    literal: Ada", "Ada"),
  ])
  func authors(yaml: String, names: String) {
    let file = SourceFile(path: "a.md", text: "---\n" + yaml + "\n---\n")
    let read = readFrontMatter(Excerpt(file, 4..<file.bytes.count - 4), defaults: CellOptions())
    #expect(read.value.author == names && read.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("author:\n  - name: A\n    affiliation: B", "3:5-3:16 `affiliation` of an author is not shown"),
    ("author:\n  - orcid: A", "2:3-2:3 `author` cannot be a list or mapping"),
    ("format: html", "2:1-2:7 `format` is a key of Quarto, and does nothing here"),
    ("kernelspec: {name: python3}", "2:1-2:11 `kernelspec` is a key of Jupyter Book and MyST, and does nothing here"),
    ("editor_options: {}", "2:1-2:15 `editor_options` is a key of R Markdown, and does nothing here"),
    ("layout: post", "2:1-2:7 `layout` is a key of Jekyll, Hugo or MkDocs, and does nothing here"),
    ("titel: x", "2:1-2:6 unknown key `titel`"), ("quux: x", "2:1-2:5 unknown key `quux`"),
  ])
  func keysOfOthers(yaml: String, fault: String) {
    let file = SourceFile(path: "a.md", text: "---\n" + yaml + "\n---\n")
    let read = readFrontMatter(Excerpt(file, 4..<file.bytes.count - 4), defaults: CellOptions())
    #expect(
      read.diagnostics.count == 1
        && described(read.diagnostics[0]).contains(fault.split(separator: " ", maxSplits: 1)[1]),
      "\(read.diagnostics.map(described))")
    #expect(read.diagnostics.first?.severity == (yaml.contains("orcid") ? .error : .warning))
  }
}
