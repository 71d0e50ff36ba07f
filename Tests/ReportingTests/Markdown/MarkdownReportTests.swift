import Artifacts
import Formulas
import Markup
import SourceText
import Testing

@testable import Reporting

/// What a Markdown report says otherwise than the lesson: each edit alone, the rest word by word.
@Suite struct MarkdownReportTests {
  private func check(
    _ text: String, _ expected: String, edit: (inout Report) -> Void = { _ in },
    at location: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: text)
    let document = parseDocument(file) { path, range throws(Diagnostic) in
      if path == "_part.md" { return SourceFile(path: path, text: "Included *text*.\n") }
      throw Diagnostic(.fileMissing, "no file", at: range)
    }.value
    var report = Report(title: "T", path: "en/a", source: file, document: document)
    report.cells = document.cells.map { CellReport(source: "f", range: $0.range) }
    edit(&report)
    let result = report.markdown
    #expect(result == "# T\n" + (expected.isEmpty ? "" : "\n" + expected + "\n"), sourceLocation: location)
  }

  private func value(_ report: inout Report) {
    report.cells[0].outputs = [.value(ValueArtifact(name: "f", value: ShapedValues(2.5), digits: 6))]
  }

  @Test func keepsTheAuthorsText() {
    let text = "Some  *text*,\n__odd__ as it is.\n\n* a\n+ b\n\n\\* & &amp;"
    check(text, text)
    check("---\ntitle: T\n---\n\nText.\n", "Text.")
    check("# T\n\nText.\n", "Text.")
  }

  @Test func keepsContainersAroundCells() {
    check("```nn\nf\n```\n", "```nn\nf\n```\n\n```text\nf = 2.5\n```", edit: value)
    check("- a\n\n  ```nn\n  f\n  ```\n", "- a\n\n  ```nn\n  f\n  ```\n\n  ```text\n  f = 2.5\n  ```", edit: value)
    check("> ```nn\n> f\n> ```\n", "> ```nn\n> f\n> ```\n>\n> ```text\n> f = 2.5\n> ```", edit: value)
    check("```{{nn}}\nf\n```\n", "```nn\nf\n```")
  }

  @Test func putsNumbersInPlace() {
    check("is `{nn} f` and $x = \\nn{f}$.", "is 2.5 and $x = 2.5$.") {
      $0.expressions = [.value(Notation(plain: "2.5"), tex: "2.5"), .value(Notation(plain: "2.5"), tex: "2.5")]
    }
  }

  @Test func knowsWhatGitHubDoesNot() {
    check("**기울기(gradient)**는", "<strong>기울기(gradient)</strong>는")
    check("> [!EXERCISE]\n> Do it.\n", "> [!IMPORTANT]\n> **Exercise**\n>\n> Do it.")
    check("> [!NOTE]\n> So.\n", "> [!NOTE]\n> So.")
    check("::: {.callout-tip}\nDo `a`.\n:::\n", "> [!TIP]\n> Do `a`.")
    check("a\n\n{{< include _part.md >}}\n\nb\n", "a\n\nIncluded *text*.\n\nb")
    check("\\(x\\) and \\[y\\]", "$x$ and $$y$$")
  }

  @Test func resolvesReferences() {
    check(
      "See @fig-a.\n\n![Cap](a.svg){#fig-a}\n",
      "See [Figure\u{A0}1](#fig-a).\n\n<a id=\"fig-a\"></a>\n\n![Cap](../a.svg)\n\n**Figure\u{A0}1.** Cap"
    ) {
      $0.targets = ["fig-a": ReferenceTarget(kind: .figure, text: "1", anchor: "fig-a")]
      $0.images = ["a.svg": "../a.svg"]
    }
    check(
      "See @tbl-a.\n\n| a |\n|--:|\n| 1 |\n\n: Cap {#tbl-a}\n",
      "See [Table\u{A0}1](#tbl-a).\n\n<a id=\"tbl-a\"></a>\n\n**Table\u{A0}1.** Cap\n\n| a |\n| --: |\n| 1 |"
    ) {
      $0.targets = ["tbl-a": ReferenceTarget(kind: .table, text: "1", anchor: "tbl-a")]
    }
  }

  @Test func showsAFaultInItsPlace() {
    check(
      "```nn\n값 = w\n```\n",
      """
      ```nn
      f
      ```

      > [!CAUTION]
      > **Error** `NN-unknown-name` unknown name `w`
      >
      > ```text
      > 2 | 값 = w
      >   |      ^
      > ```
      """
    ) { report in
      guard let file = report.source else { return }
      let range = SourceRange(file, 12..<13)
      report.cells[0].failures = [Failure(Diagnostic(.unknownName, "unknown name `w`", at: range))]
    }
  }

  @Test func readsATextAlternativeInPlaceOfTheCaption() {
    check("![Caption](a.svg){#fig-a fig-alt=\"A [gate]\"}", "![A \\[gate\\]](a.svg)\n\nCaption")
  }
}
