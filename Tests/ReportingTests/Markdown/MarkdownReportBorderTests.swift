import Artifacts
import Formulas
import Markup
import SourceText
import Testing

@testable import Reporting

/// What meets in a Markdown report: headings with labels, formulas with numbers, cells in containers.
@Suite struct MarkdownReportBorderTests {
  private func check(
    _ text: String, _ expected: String, targets: [String: ReferenceTarget] = [:],
    at location: Testing.SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: text)
    let document = parseDocument(file) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }.value
    var report = Report(title: "T", path: "en/a", source: file, document: document, targets: targets)
    report.cells = document.cells.map {
      CellReport(
        source: "f", outputs: [.value(ValueArtifact(name: "f", value: ShapedValues(2.5), digits: 6))], range: $0.range)
    }
    let result = String(decoding: renderMarkdown(DrawnReport(report)).bytes, as: UTF8.self)
    #expect(result == "# T\n\n" + expected + "\n", sourceLocation: location)
  }

  private let section = ["sec-a": ReferenceTarget(kind: .section, text: "A", anchor: "sec-a")]
  private let equation = ["eq-a": ReferenceTarget(kind: .equation, text: "1", anchor: "eq-a")]

  @Test func headings() {
    check("Text.\n\n## A {#sec-a}\n", "Text.\n\n## A", targets: section)
    check("@sec-a\n\n## A {#sec-a}\n", "[A](#sec-a)\n\n<a id=\"sec-a\"></a>\n\n## A", targets: section)
    check(
      "@sec-a\n\n## **기울기(a)**는 {#sec-a}\n",
      "[A](#sec-a)\n\n<a id=\"sec-a\"></a>\n\n## <strong>기울기(a)</strong>는", targets: section)
    check("@sec-a\n\n> ## A {#sec-a}\n", "[A](#sec-a)\n\n> <a id=\"sec-a\"></a>\n>\n> ## A", targets: section)
  }

  @Test func formulas() {
    check("Text.\n\n$$x$$ {#eq-a}\n", "Text.\n\n$$\nx \\tag{1}\n$$", targets: equation)
    check(
      "@eq-a\n\n$$\nx\n$$ {#eq-a}\n", "[Equation\u{A0}(1)](#eq-a)\n\n<a id=\"eq-a\"></a>\n\n$$\nx \\tag{1}\n$$",
      targets: equation)
    check("\\(x\\)\n\n\\[y\\]\n\na \\[z\\] b\n", "$x$\n\n$$\ny\n$$\n\na $$z$$ b")
  }

  @Test func containers() {
    check(
      "1. > a\n   >\n   > ```nn\n   > f\n   > ```\n   >\n   > b\n",
      "1. > a\n   >\n   > ```nn\n   > f\n   > ```\n   >\n   > ```text\n   > f = 2.5\n   > ```\n   >\n   > b")
    check(
      "- a\n\n  ```nn\n  f\n  ```\n\n  b\n",
      "- a\n\n  ```nn\n  f\n  ```\n\n  ```text\n  f = 2.5\n  ```\n\n  b")
  }
}
