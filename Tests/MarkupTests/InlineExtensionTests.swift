import Testing

@testable import Markup

/// Strikethrough, emphasis next to Korean, references, citations, footnotes.
struct InlineExtensionTests {
  @Test func strikethrough() {
    checkOutline(
      "~~a~~ ~b~ ~~~c~~~\n", "p(del(‹a›)‹ ›‹~›‹b›‹~›‹ ›‹~~~›‹c›‹~~~›)", ["1:7 NN-foreign-construct warning"])
    checkOutline("~~a *b* $c$~~\n", "p(del(‹a ›em(‹b›)‹ ›$c$))")
    checkOutline("*a ~~b~~*\n", "p(em(‹a ›del(‹b›)))")
    checkOutline("~~a~ b~~\n", "p(del(‹a›‹~›‹ b›))")
    checkOutline("~100 to ~200\n", "p(‹~›‹100 to ›‹~›‹200›)")
    checkOutline("\\~~a~~\n", "p(‹~›‹~›‹a›‹~~›)")
    checkOutline("~~ a ~~\n", "p(‹~~›‹ a ›‹~~›)")
    checkOutline("~~a\nb~~\n", "p(del(‹a›⏎‹b›))")
  }

  @Test func emphasisNextToKorean() {
    checkOutline("**기울기(gradient)**는 크다\n", "p(strong!(‹기울기(gradient)›)‹는 크다›)")
    checkOutline("*기울기(a)*는\n", "p(em!(‹기울기(a)›)‹는›)")
    checkOutline("값은**(크다)**\n", "p(‹값은›strong!(‹(크다)›))")
    checkOutline("**\"인용\"**은 **보통**은\n", "p(strong!(‹\"인용\"›)‹은 ›strong(‹보통›)‹은›)")
    checkOutline("**微分（x）**は\n", "p(strong!(‹微分（x）›)‹は›)")
    checkOutline("a**(b)**c\n", "p(‹a**(b)**c›)")
    checkOutline("`**a)**가` <br a=\"**a)**가\">\n", "p(`**a)**가`‹ ›html(<br a=\"**a)**가\">))")
    checkOutline("가*나*다\n", "p(‹가›em(‹나›)‹다›)")
  }

  @Test func references() {
    checkOutline("see @fig-a, @tbl-b_c and @eq-x.\n", "p(‹see ›@fig-a‹, ›@tbl-b_c‹ and ›@eq-x‹.›)")
    checkOutline("그림@fig-a에서 (@sec-b)\n", "p(‹그림›@fig-a‹에서 (›@sec-b‹)›)")
    checkOutline(
      "me@fig-a.com @fig @other-a \\@fig-a `@fig-a`\n",
      "p(link(‹me@fig-a.com›)→mailto:me@fig-a.com‹ ›cited(|fig|)‹ ›cited(|other-a|)‹ ›‹@›‹fig-a ›`@fig-a`)")
    checkOutline("<a@fig-b.com> [x](@fig-a)\n", "p(link(‹a@fig-b.com›)→mailto:a@fig-b.com‹ ›link(‹x›)→@fig-a)")
    checkOutline("[@fig-a]\n", "p(@fig-a)")
  }

  @Test func citations() {
    checkOutline("[@key; see @b, p. 3]\n", "p(cite(|key|;see|b|p. 3))")
    checkOutline("[-@key:1986.]\n", "p(cite(|-key:1986|.))")
    checkOutline("[@a](/u) [no @] [a@b.c]\n", "p(link(‹@a›)→/u‹ [no @] [›link(‹a@b.c›)→mailto:a@b.c‹]›)")
    checkOutline("as [@a]: so\n", "p(‹as ›cite(|a|)‹: so›)")
    checkOutline("**B** [@a, p. 3]: $x$\n", "p(strong(‹B›)‹ ›cite(|a|p. 3)‹: ›$x$)")
    checkOutline("as\n[@a]: /so\n", "p(‹as›⏎cite(|a|)‹: /so›)")
    checkOutline("- [@a]: he says so\n", "ul(p(cite(|a|)‹: he says so›))")
    checkOutline("[@a]: /u\n\n[@a]:\n", "p(cite(|a|)‹: /u›) p(cite(|a|)‹:›)")
    checkOutline("[a@b.c]: /u\n\n[a@b.c]\n", "p(link(‹a@b.c›)→/u)")
    let items = parse("한 [@a; @bc]\n").value.blocks
    guard case .paragraph(let inlines)? = items.first?.kind, case .citation(let citation)? = inlines.last else {
      Issue.record("no citation")
      return
    }
    #expect(citation.items.map { $0.range.start.column } == [6, 10])
    #expect(citation.items.map(\.range.text) == ["@a", "@bc"])
    #expect(citation.range?.text == "[@a; @bc]")
  }

  @Test func footnotes() {
    let parsed = parse(
      """
      One[^b] two[^a] one[^b].

      [^a]: A *text*
      lazy

          second `{nn} x`

          ```nn
          y
          ```
      [^b]: B
      [^c]: never

      + list
      """)
    #expect(outline(parsed.value.blocks) == "p(‹One›[^b=1.1]‹ two›[^a=2.1]‹ one›[^b=1.2]‹.›) ul loose(p(‹list›))")
    #expect(
      parsed.value.footnotes.map { "\($0.label)\($0.number).\($0.references) \(outline($0.blocks))" } == [
        "b1.2 p(‹B›)", "a2.1 p(‹A ›em(‹text›)⏎‹lazy›) p(‹second ›nn0) cell0",
      ])
    #expect(parsed.value.cells.first?.source.string == "y\n")
    #expect("\(parsed.value.cells[0].source.range.start)" == "(line: 9, column: 5)")
    #expect(parsed.value.expressions[0].range.start.column == 12)
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.value.unreadFootnotes().map(summary) == ["12:1 NN-misplaced-footnote warning"])
  }

  @Test func footnotePlaces() {
    let document = parse("> 한글[^a]\n\n[^a]: x\n").value
    guard case .quote(let blocks)? = document.blocks.first?.kind, case .paragraph(let inlines)? = blocks.first?.kind,
      case .footnote(let reference)? = inlines.last
    else {
      Issue.record("no reference")
      return
    }
    #expect(reference.range?.text == "[^a]")
    #expect("\(reference.range!.start)" == "(line: 1, column: 9)")
  }

  @Test func footnoteFaults() {
    checkOutline("x\n\n한 [^no]\n", "p(‹x›) p(‹한 ›‹[^no]›)", ["3:5 NN-unknown-footnote error"])
    checkOutline("[^a]\n\n[^a]: x\n[^A]: y\n", "p([^a=1.1])", ["4:1 NN-duplicate-label error"])
    checkOutline("`[^no]` [^a](b)\n", "p(`[^no]`‹ ›link(‹^a›)→b)")
    checkOutline("> [^a]: in a quote\n\n[^a]\n", "quote() p([^a=1.1])")
  }
}
