import Artifacts
import Formulas
import Markup
import SourceText
import Testing

@testable import Reporting

/// What a Markdown report is made of: constructs that GitHub knows, and what stands for the others.
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
    let text =
      "Some  *text*,\n**bold** as it is.\n\n- a\n- b\n  - c\n\n1. d\n\n2. e\n\n\\* & &\n\n[a](b.md \"t\") <https://a.org>"
    check(text, text)
    check("__odd__\n\n* a\n+ b\n\n&amp;", "**odd**\n\n- a\n\n<!-- -->\n\n- b\n\n&")
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

  /// Text means itself, and is escaped no more than that asks for.
  @Test func escapesText() {
    for text in [
      "a_b [x] a | b # c > d 1) x * y ~ z", "`a|b` & c; x < y", "\\# a", "\\- a", "1\\. a", "\\> a", "\\*a\\*",
      "\\_a\\_",
      "\\[a](b)", "\\[^a]", "&lt;b>", "\\$5 and \\$6", "\\`a\\`", "a\\\\\\*", "&amp;lt;", "3\\~5 7\\~9",
    ] { check(text, text) }
  }

  @Test func writesEmphasisThatGitHubReads() {
    check("***가(나)***다 *가 **나(다)***라", "<em><strong>가(나)</strong></em>다 <em>가 <strong>나(다)</strong></em>라")
    check("***a*** **a *b* c** *a*b", "*<strong>a</strong>* **a *b* c** *a*b")
    check("~~a(b)~~ c ~~취소~~는", "~~a(b)~~ c ~~취소~~는")
    check("H~2~O x^2^ ~~a~~", "H<sub>2</sub>O x<sup>2</sup> ~~a~~")
  }

  @Test func writesFormulasThatGitHubReads() {
    check("$x$를 ($y$) 값,$z$ $a$", "$`x`$를 ($y$) 값,$`z`$ $a$")
    check("\\( g_1 * h \\) and $\\{a\\}$", "$`g_1 * h`$ and $`\\{a\\}`$")
    check(
      "| $p(y\\|x)$ | `a\\|b` |\n|---|---|\n| $\\Vert x$ | a\\|b |\n\n: Cap",
      "Cap\n\n| $p(y\\|x)$ | `a\\|b` |\n| --- | --- |\n| $\\Vert x$ | a\\|b |")
    check("\\newcommand{\\vv}{\\mathbf v}\n\nSo $\\vv$.", "So $\\mathbf v$.")
  }

  @Test func standsWhereTheLessonHasIt() {
    check("{{< include _part.md >}}\n\n{{< include _part.md >}}", "Included *text*.\n\nIncluded *text*.")
    check(
      "- a\n\n  {{< include _part.md >}}\n\n> {{< include _part.md >}}",
      "- a\n\n  Included *text*.\n\n> Included *text*.")
    check("The title\n=========\nFirst line.", "# The title\n\nFirst line.")
    check("<!-- c -->\n\n# T\n\nx", "<!-- c -->\n\nx")
    check("Para\n| h |\n|---|\n| 1 |\n\n: Cap", "Para\n\nCap\n\n| h |\n| --- |\n| 1 |")
    check(
      "## A {.unnumbered}\n\n## B ## {#sec-b}\n\n![w](x.svg){width=20} in text", "## A\n\n## B\n\n![w](x.svg) in text")
    check("- a\n\n  ::: {.callout-note}\n  b\n  :::", "- a\n\n  > **Note**\n  >\n  > b")
    check("A\n: b\n: c", "- **A**\n\n  b\n\n  c")
    check("x[^a]\n\n[^a]: y\n\n    z\n\nw^[v]", "x[^a]\n\nw[^note-1]\n\n[^a]: y\n\n    z\n\n[^note-1]: v")
    check("::: {.solution}\nx\n:::", "<details>\n<summary>Solution</summary>\n\nx\n\n</details>")
    check("::: {.solution}\nx\n:::\n\ny", "y") { $0.options.solutions = false }
    check("![A film](a.mp4)", "[▶\u{A0}A film](a.mp4)")
    check(
      "[a @eq-a b](c.md)\n\n$$x$$ {#eq-a}", "[a Equation\u{A0}(1) b](c.md)\n\n<a id=\"eq-a\"></a>\n\n$$\nx \\tag{1}\n$$"
    ) {
      $0.targets = ["eq-a": ReferenceTarget(kind: .equation, text: "1", anchor: "eq-a")]
    }
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
