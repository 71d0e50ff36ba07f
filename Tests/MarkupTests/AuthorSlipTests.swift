import SourceText
import Testing

@testable import Markup

/// What authors write by a slip or by another program's habit: it works, or it is told where it stands.
struct AuthorSlipTests {
  private func check(
    _ text: String, _ faults: [String], _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(parse(text).diagnostics.map(summary) == faults, "\(text.debugDescription)", sourceLocation: location)
  }

  private let foreign = "NN-foreign-construct"

  @Test func labelsOfFormulas() {
    checkOutline("$$x \\label{a b}$$", "$$x $$", ["1:5 NN-bad-math error"])
    checkOutline("$$x \\label{}$$", "$$x $$", ["1:5 NN-bad-math error"])
    checkOutline("$$x \\label{$a$}$$", "$$x $$", ["1:5 NN-bad-math error"])
    checkOutline("So $x \\label{eq-a}$.", "p(‹So ›$x $‹.›)", ["1:7 NN-bad-math error"])
    checkOutline("$$x \\label{ eq-a }$$", "$$x ‹eq-a›$$")
  }

  @Test func tags() {
    checkOutline("$$x \\tag{7} \\label{eq-a}$$", "$$x \\tag{7} ‹eq-a=7›$$")
    checkOutline("$$x \\tag{B}$$ {#eq-a}", "$$x \\tag{B}‹eq-a=B›$$")
    checkOutline("$$x \\tag*{B}$$ {#eq-a}", "$$x \\tag*{B}‹eq-a=B›$$")
    checkOutline(
      "$$\\begin{align} x &= 1 \\tag{B} \\\\ y &= 2 \\label{eq-b} \\end{align}$$",
      "$$\\begin{align*} x &= 1 \\tag{B} \\\\ y &= 2 ‹eq-b› \\end{align*}$$")
    checkOutline(
      "$$\\begin{align} x &= 1 \\label{eq-a} \\\\ y &= 2 \\label{eq-b} \\tag{C} \\end{align}$$",
      "$$\\begin{align*} x &= 1 ‹eq-a› \\\\ y &= 2 ‹eq-b=C› \\tag{C} \\end{align*}$$")
    checkOutline("$$x \\tag{$\\star$}$$ {#eq-a}", "$$x \\tag{$\\star$}‹eq-a=$\\star$›$$", ["1:10 NN-bad-math error"])
  }

  @Test func referencesOfTeX() {
    checkOutline("See \\ref{eq-a}, \\eqref{eq-a}.", "p(‹See ›@eq-a##‹, ›@eq-a#‹.›)")
    checkOutline("$$x \\label{Law}$$\n\nSee \\ref{Law}.", "$$x ‹Law›$$ p(‹See ›@Law##‹.›)")
    checkOutline("\\autoref{fig-a}", "p(@fig-a)")
  }

  @Test func captionsOfNothing() {
    check(": Cap {#tbl-a}\n\nSo.", ["1:1 \(foreign) warning"])
    check("Table: Cap\n", ["1:1 \(foreign) warning"])
    check("| a |\n|---|\n| 1 |\n\n: One\n\n: Two {#tbl-b}\n", ["7:1 \(foreign) warning"])
    check("> : Cap\n\n| a |\n|---|\n| 1 |\n", ["1:3 \(foreign) warning"])
    check("::: {.callout-note}\n| a |\n|---|\n| 1 |\n:::\n\n: Cap {#tbl-a}\n", ["7:1 \(foreign) warning"])
    check("```python\nx\n```\n\n: Cap {#lst-x}\n", ["5:1 \(foreign) warning"])
    check(": Cap\n\n| a |\n|---|\n| 1 |\n", [])
  }

  /// A space that looks like one and makes no heading and no list.
  @Test func wideBlanks() {
    for blank in ["\u{A0}", "\u{3000}", "\u{2009}"] {
      for sign in ["#", "######", "-", "+", "*", "1.", "12)"] {
        check("\(sign)\(blank)a\n", ["1:1 \(foreign) warning"])
        check("> b\n> \(sign)\(blank)a\n", ["2:3 \(foreign) warning"])
        check("\\\(sign)\(blank)a\n", [])
      }
      check("b -\(blank)a, 2\(blank)3\n\n- a\(blank)b\n\n1 \(blank)2\n", [])
      check("2026.5\(blank)a\n", [])
    }
  }

  @Test func emptyAddresses() {
    check("See [a]() it.", ["1:8 \(foreign) warning"])
    check("[]()", ["1:3 \(foreign) warning"])
    check("![]() and ![a]( )", ["1:4 \(foreign) warning", "1:15 \(foreign) warning"])
    check("[a](<>)", ["1:4 \(foreign) warning"])
    check("a <> b", ["1:3 \(foreign) warning"])
    check("a \\<> b and `f[x]()` and f()", [])
  }

  @Test func alerts() {
    func callout(
      _ text: String, _ isCollapsed: Bool?, title: String?, _ location: Testing.SourceLocation = #_sourceLocation
    ) {
      let parsed = parse(text)
      guard case .callout(let callout)? = parsed.value.blocks.first?.kind else {
        Issue.record("no callout: \(text)", sourceLocation: location)
        return
      }
      #expect(callout.kind == .note && callout.isCollapsed == isCollapsed, sourceLocation: location)
      #expect(callout.title.map { outline($0) } == title, sourceLocation: location)
      #expect(outline(callout.blocks) == "p(‹x›)", sourceLocation: location)
      #expect(parsed.diagnostics.isEmpty, sourceLocation: location)
    }
    callout("> [!NOTE]: x", nil, title: nil)
    callout("> [!note]:\n> x", nil, title: nil)
    callout("> [!NOTE]- T\n> x", true, title: "‹T›")
    callout("> [!NOTE]+\n> x", false, title: nil)
    callout("> [! NOTE ]\n> x", nil, title: nil)
    callout("> [!NOTE]T\n> x", nil, title: "‹T›")
    check("> [!FOO]: x", ["1:1 \(foreign) error"])
    check("> [! foo]\n> x", ["1:1 \(foreign) error"])
    check("[!NOTE]\nx", ["1:1 \(foreign) warning"])
    check("> x\n> [!NOTE]\n> y", ["2:3 \(foreign) warning"])
    check("> **[!NOTE]**\n> y", [])
  }

  @Test func headingsByTheirText() {
    check(
      "## Some  *heading*\n\nSee [some *heading*] and [Some *heading*][].",
      [
        "3:5 \(foreign) warning", "3:26 \(foreign) warning",
      ])
    check("## Some heading {#sec-a}\n\nSee [Some heading].\n\n[some heading]: b.md", [])
    check("## Some heading\n\nSee [Some heading](b.md) and ![Some heading](a.svg) and [x].\n\n## X\n", [])
  }

  @Test func attributesWithBlanks() {
    checkOutline("![x](a.svg){ #fig-x width=50% }", "figure(image(‹x›)→a.svg#fig-x w=50%)")
    checkOutline("## H { #sec-x }", "h2#sec-x(‹H›)")
    check("So it is. { .note }", ["1:11 NN-unknown-attribute error"])
    check("{ x=1 } and { a }", [])
    check("![c](a.svg){#fig-x\nwidth=50%}", [])
  }

  @Test func habitsOfOthers() {
    check("%%\nhidden\n%%", ["1:1 \(foreign) error", "3:1 \(foreign) error"])
    check("{/* hidden */}", ["1:1 \(foreign) error"])
    check("<Tabs>\n<Tab>x</Tab>\n</Tabs>", ["1:1 \(foreign) error"])
    check("import A from './a.js'", ["1:1 \(foreign) error"])
    check("(\\#tab:foo) and [\\#1]", ["1:2 \(foreign) error"])
    check("# (PART) One", ["1:3 \(foreign) warning"])
    check("Roe -@roe2017 says, a-@b.", ["1:5 \(foreign) warning"])
    check("<b.md> and <https://a.org/my file>", ["1:1 \(foreign) warning", "1:12 \(foreign) warning"])
    check("So <img\n  src=\"a.svg\"\n>", ["1:4 \(foreign) error"])
    check("a < b, c=\"d\" and <kbd>", ["1:18 NN-unclosed-html error"])
    check("Term\n~ def", ["2:1 \(foreign) warning"])
    check("``so'' and `x <https://a.org>`_", ["1:1 \(foreign) warning", "1:12 \(foreign) error"])
    checkOutline("_a_<!-- b", "p(em(‹a›)‹<!-- b›)", ["1:4 \(foreign) error"])
    check("a <!-- b --> c", [])
    check("a <!-- b\n\nc --> d", ["1:3 \(foreign) error"])
    check("So $50%$ and $50\\%$.", ["1:7 NN-bad-math warning"])
  }

  /// `pandoc -t markdown` and others escape every bracket.
  @Test func escapedBrackets() {
    checkOutline("See \\[Roe, 2017\\] so.", "p(‹See [Roe, 2017] so.›)")
    checkOutline("So \\[x = 1\\] is.", "p(‹So ›$$x = 1$$‹ is.›)")
    checkOutline("a \\[z\\] b, array\\[i\\]", "p(‹a ›$$z$$‹ b, array[i]›)")
    checkOutline("\\[ab\\]", "$$ab$$")
  }

  /// A tag within a sentence stands in the file that it was written in.
  @Test func placesOfTags() {
    let part = SourceFile(path: "_p.md", text: "part <i>open\n")
    let lesson = SourceFile(path: "a.md", text: "Text <b>bold\n{{< include _p.md >}}\nand <u>end\n")
    let parsed = parseDocument(lesson) { _, _ throws(Diagnostic) in part }
    let told = parsed.diagnostics.map { "\($0.range.file.path):\(summary($0))" }
    #expect(
      told == [
        "_p.md:1:6 NN-unclosed-html error", "a.md:1:6 NN-unclosed-html error", "a.md:3:5 NN-unclosed-html error",
      ]
        || Set(told) == [
          "_p.md:1:6 NN-unclosed-html error", "a.md:1:6 NN-unclosed-html error", "a.md:3:5 NN-unclosed-html error",
        ])
  }

  @Test func bibliographies() {
    func told(_ text: String, _ faults: [String], _ location: Testing.SourceLocation = #_sourceLocation) {
      let parsed = parseBibliography(SourceFile(path: "references.bib", text: text))
      #expect(parsed.diagnostics.map(summary) == faults, "\(text)", sourceLocation: location)
    }
    let id = "NN-bad-bibliography warning"
    told("@misc{a,\n  title = {A},\n  author = {Roe; Lee}}", ["3:13 \(id)"])
    told("@misc{a,\n  title = {A},\n  author = {Roe & Lee}}", ["3:13 \(id)"])
    told("@misc{a,\n  title = {A},\n  author = {{Roe & Lee}}}", [])
    told("@misc{a,\n  autor = {Roe},\n  title = {A}}", ["2:12 \(id)"])
    told("@misc{a,\n  title = {CO<sub>2</sub>}}", ["2:14 \(id)"])
    told("@misc{a,\n  title = {A}},\n  year = 2000}", ["2:15 \(id)"])
    told("@misc{a,\n  title = {A},\n  url = {a.org}}", ["3:10 \(id)"])
    told("@string{s = {A \\foo{b}}}\n@misc{a,\n  title = \"The \" # s}", ["1:16 \(id)"])
    let works = parseBibliography(
      SourceFile(
        path: "references.bib",
        text: "@misc{a, title={a \\(\\beta_1\\) b}, doi={doi:10.1/x}} @misc{b, title={B}, url={www.x.org}}")
    ).value
    #expect(works.map(\.url) == ["https://doi.org/10.1/x", "http://www.x.org"])
    #expect(works[0].fullText == "a \\beta_1 b.")
  }
}
