import SourceText
import Testing

@testable import Markup

/// What is on either side of a rule's border: each pair differs in one thing.
struct BorderCaseTests {
  @Test func dollars() {
    checkOutline("It costs $5 or$6 now.\n", "p(‹It costs $5 or$6 now.›)")
    checkOutline("It is $5$, or $6$.\n", "p(‹It is ›$5$‹, or ›$6$‹.›)")
    checkOutline(
      "$x $ $ x$ $x$\n", "p(‹$x $ $ x$ ›$x$)",
      ["1:1 NN-foreign-construct warning", "1:6 NN-foreign-construct warning"])
    checkOutline("a \\$x$ b\n", "p(‹a $x$ b›)")
  }

  @Test func expressionsInFormulas() {
    checkOutline("$a = \\nn{f(\"}\")}$\n", "p($a = ‹nn0›$)")
    #expect(parse("$a = \\nn{ f(\"}\") }$\n").value.expressions.map(\.source.string) == ["f(\"}\")"])
    checkOutline("$a = \\nn{f({x})}$\n", "p($a = ‹nn0›$)")
  }

  @Test func citations() {
    checkOutline("[see \\] more, @knuth]\n", "p(cite(see \\] more,|knuth|))")
    checkOutline("[see [x] more, @knuth]\n", "p(‹[see [x] more, ›cited(|knuth|)‹]›)")
    checkOutline("[@a, p. 3; see @b]\n", "p(cite(|a|p. 3;see|b|))")
    checkOutline("[@a, @b, -@c]\n", "p(cite(|a|;|b|;|-c|))")
    checkOutline("@roe2017's and @roe2017’s\n", "p(cited(|roe2017|)‹'s and ›cited(|roe2017|)‹’s›)")
    checkOutline("[@a](/u) [@a] (b)\n", "p(link(‹@a›)→/u‹ ›cite(|a|)‹ (b)›)")
  }

  @Test func footnotes() {
    checkOutline("One[^Note] two[^note].\n\n[^note]: n\n", "p(‹One›[^Note=1.1]‹ two›[^note=1.2]‹.›)")
    checkOutline("One[^a] two[^b] one[^a].\n\n[^b]: b\n[^a]: a\n", "p(‹One›[^a=1.1]‹ two›[^b=2.1]‹ one›[^a=1.2]‹.›)")
    let document = parse("One[^Note].\n\n[^note]: n\n").value
    #expect(document.footnotes.map { "\($0.label) \($0.number) \(outline($0.blocks))" } == ["note 1 p(‹n›)"])
  }

  @Test func widths() {
    for width in ["60%", "1.5em", "300px", "0.5rem"] {
      checkOutline("![A](a.svg){width=\(width)}\n", "figure(image(‹A›)→a.svg w=\(width))")
    }
    for width in ["1.2.5%", "60.%", ".5em", "%", "-3px", "3furlongs"] {
      checkOutline(
        "![A](a.svg){width=\(width)}\n", "p(image(‹A›)→a.svg)", ["1:19 NN-unknown-attribute error"])
    }
  }

  @Test func captionsOfTables() {
    checkOutline("| a |\n|---|\n\n: Cap {#tbl-a}\n", "table(none:‹a›) caption(‹Cap›)#tbl-a")
    checkOutline("| a |\n|---|\n\n:Cap\n", "table(none:‹a›) p(‹:Cap›)")
  }

  @Test func delimiterRows() {
    checkOutline("| a | b | c | d |\n|---|:--|:-:|--:|\n", "table(none:‹a› left:‹b› center:‹c› right:‹d›)")
    checkOutline("a\n---\n", "h2#a(‹a›)")
    checkOutline("a\n:-:\n", "p(‹a›⏎‹:-:›)")
    checkOutline("| a\\|b |\n|---|\n| `c\\|d` |\n", "table(none:‹a|b› / `c|d`)")
    checkOutline("| a |\n|---|\n| b | c |\n", "table(none:‹a› / ‹b›)", ["3:1 NN-table-row warning"])
    checkOutline("| a | b |\n|---|---|\n| c |\n", "table(none:‹a› none:‹b› / ‹c› )")
  }

  @Test func listsThatInterrupt() {
    checkOutline("In\n1986. A year.\n", "p(‹In›⏎‹1986. A year.›)")
    checkOutline("In\n1. A step.\n", "p(‹In›) ol1(p(‹A step.›))")
    // A formula goes on over a line that looks like an item and is none.
    checkOutline("$a\n14. b$\n", "p($a\n14. b$)")
    checkOutline("$a\n1. b$\n", "p(‹$a›) ol1(p(‹b$›))")
    checkOutline("$a\n0000000001. b$\n", "p($a\n0000000001. b$)")
    checkOutline("123456789. a\n", "ol123456789(p(‹a›))")
    checkOutline("1234567890. a\n", "p(‹1234567890. a›)")
  }

  @Test func fences() {
    checkOutline("````\n```\n````\n", "code:(```\n)")
    checkOutline("````\n```\n$b$\n````\n", "code:(```\n$b$\n)")
    checkOutline("~~~ a`b\n$x$\n~~~\n", "code:a`b($x$\n)")
    checkOutline("````\n```\n````\n\n$x$\n", "code:(```\n) p($x$)")
    checkOutline("~~~ a`b\nx\n~~~\n\n$x$\n", "code:a`b(x\n) p($x$)")
    checkOutline("``` a`b`\n", "p(‹``` a›`b`)")
  }

  @Test func addresses() {
    checkOutline("[a](/$x$ ($y$))\n", "p(link(‹a›)→/$x$ t=$y$)")
    checkOutline("[a](/$x$ '$y$')\n", "p(link(‹a›)→/$x$ t=$y$)")
  }

  @Test func dollarsInTitles() {
    checkOutline("[a](/u (t$)) b$ $x$\n", "p(link(‹a›)→/u t=t$‹ b$ ›$x$)")
  }

  /// `a` includes `a1` and so on, as many as are asked for.
  private func chain(_ count: Int, _ write: (Int) -> String) -> Diagnosed<Document> {
    parseDocument(SourceFile(path: "a.md", text: "{{< include 1.md >}}\n")) { path, _ in
      let number = Int(path.prefix { $0 != "." }) ?? 0
      return SourceFile(path: path, text: number < count ? write(number + 1) + "\n" : "end\n")
    }
  }

  @Test func includes() {
    for (count, faults) in [(1, 0), (32, 0), (33, 1)] {
      #expect(chain(count) { "{{< include \($0).md >}}" }.diagnostics.count == faults, "\(count)")
    }
    for quote in ["\"", "'"] {
      #expect(outline(chain(2) { "{{< include \(quote)\($0).md\(quote) >}}" }.value.blocks) == "p(‹end›)")
    }
  }

  @Test func frontMatter() {
    #expect(parse("---\ntitle: T\n---\nx\n").value.frontMatter?.string == "title: T\n")
    #expect(parse("\u{FEFF}---\ntitle: T\n---\nx\n").value.frontMatter?.string == "title: T\n")
    #expect(parse("---\n\na\n\n---\nx\n").value.frontMatter == nil)
  }

  @Test func anchorsAndLabels() {
    checkOutline("# A\n\n# A\n\n# A-1\n", "h1#a(‹A›) h1#a-1(‹A›) h1#a-1-1(‹A-1›)")
    checkOutline("# A-1\n\n# A\n\n# A\n", "h1#a-1(‹A-1›) h1#a(‹A›) h1#a-2(‹A›)")
    checkOutline("# Sec-b\n\n# B {#sec-b}\n", "h1#sec-b-1(‹Sec-b›) h1#sec-b(‹B›)")
    checkOutline("# A {#a #b}\n", "h1#a-a-b(‹A {#a #b}›)", ["1:5 NN-foreign-construct warning"])
    checkOutline("::: {.callout-note title=\"a } b\"}\nx\n:::\n", "note[‹a } b›](p(‹x›))")
    checkOutline(
      "::: {.callout-note title=\"T\"}\n## H\n\nx\n:::\n", "note[‹T›](h2#h(‹H›) p(‹x›))")
    checkOutline("::: {.callout-note collapse=\"false\"}\nx\n:::\n", "note open[](p(‹x›))")
  }
}
