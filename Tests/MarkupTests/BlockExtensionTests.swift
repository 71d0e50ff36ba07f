import Testing

@testable import Markup

/// Alerts, callouts, tab sets, tasks, figures, labels.
struct BlockExtensionTests {
  @Test func alerts() {
    checkOutline("> [!NOTE]\n> text\n", "note[](p(‹text›))")
    checkOutline("> [!EXERCISE] A *title*\n> text\n>\n> - a\n", "exercise[‹A ›em(‹title›)](p(‹text›) ul(p(‹a›)))")
    checkOutline("> [!tip]\n>\n> text\n", "tip[](p(‹text›))")
    checkOutline("> [!OTHER]\n> text\n", "quote(p(‹[!OTHER]›⏎‹text›))", ["1:1 NN-foreign-construct error"])
    checkOutline("> [!WARNING] `{nn} x`\n", "warning[nn0]()")
    checkOutline("- > [!CAUTION]\n  > a\n", "ul(caution[](p(‹a›)))")
  }

  @Test func callouts() {
    checkOutline("::: {.callout-note}\ntext\n:::\n", "note[](p(‹text›))")
    checkOutline(
      "::: {.callout-tip title=\"A *b* `{nn} x`\" collapse=\"true\"}\n`{nn} y`\n:::\n",
      "tip closed[‹A ›em(‹b›)‹ ›nn0](p(nn1))")
    checkOutline("::: callout-important\n## Title\n\ntext\n:::\n", "important[‹Title›](p(‹text›))")
    checkOutline(
      ":::: {.callout-note}\na\n::: {.callout-tip}\n- b\n:::\nc\n::::\n", "note[](p(‹a›) tip[](ul(p(‹b›))) p(‹c›))")
    checkOutline("- a\n\n  ::: {.callout-note}\n  b\n  :::\n", "ul loose(p(‹a›) note[](p(‹b›)))")
    checkOutline("> ::: {.callout-exercise}\n> a\n> :::\n", "quote(exercise[](p(‹a›)))")
    checkOutline("```\n::: {.x}\n```\n", "code:(::: {.x}\n)")
    checkOutline("    ::: {.x}\n", "code:(::: {.x}\n)", ["1:5 NN-unknown-div error"])
  }

  @Test func tabs() {
    checkOutline(
      "::: {.panel-tabset}\n## One\n\na\n\n### Sub\n\n## *Two*\n\nb\n:::\n",
      "tabs([‹One›] p(‹a›) h3#sub(‹Sub›) | [em(‹Two›)] p(‹b›))")
  }

  @Test func divFaults() {
    checkOutline("a\n\n::: {.unknown}\nb\n:::\n", "p(‹a›) p(‹b›)", ["3:1 NN-unknown-div error"])
    checkOutline("> ::: warning :::\n> b\n> :::\n", "quote(p(‹b›))", ["1:3 NN-unknown-div error"])
    checkOutline("::: {.callout-note\nb\n:::\n", "p(‹b›)", ["1:1 NN-unknown-div error"])
    checkOutline("a\n:::\nb\n", "p(‹a›) p(‹b›)", ["2:1 NN-unknown-div error"])
    checkOutline(
      "a\n\n- ::: {.callout-note}\n  b\n\nc\n", "p(‹a›) ul(note[](p(‹b›))) p(‹c›)", ["3:3 NN-unclosed-div error"])
    checkOutline("::: {.callout-note colour=red}\na\n:::\n", "note[](p(‹a›))", ["1:20 NN-unknown-attribute error"])
    checkOutline("::: {.panel-tabset}\na\n:::\n", "p(‹a›)", ["1:1 NN-unknown-div error"])
  }

  @Test func tasks() {
    checkOutline(
      "- [ ] a\n- [x] *b*\n- [X] c\n- [y] d\n- [ ]e\n",
      "ul([ ]p(‹a›) | [x]p(em(‹b›)) | [x]p(‹c›) | p(‹[y] d›) | p(‹[ ]e›))")
  }

  @Test func figures() {
    checkOutline("![A *cap*](a.svg){#fig-a width=60%}\n", "figure(image(‹A ›em(‹cap›))→a.svg#fig-a w=60%)")
    checkOutline("![A](a.svg)\n", "p(image(‹A›)→a.svg)")
    checkOutline("x ![A](a.svg){width=3} y\n", "p(‹x ›image(‹A›)→a.svg w=3px‹ y›)")
    checkOutline(
      "![A](a.svg) {#fig-a}\n", "p(image(‹A›)→a.svg‹ {#fig-a}›)", ["1:13 NN-unknown-attribute error"])
    checkOutline(
      "so ![A](a.svg){#fig-a}\n", "p(‹so ›image(‹A›)→a.svg#fig-a)", ["1:17 NN-unknown-attribute error"])
    for text in ["[![A](a.svg){#fig-a}](b.md)", "**![A](a.svg){#fig-a}**", "## So ![A](a.svg){#fig-a} it"] {
      #expect(parse(text + "\n").diagnostics.map(\.id) == [.unknownAttribute], "\(text)")
    }
    #expect(parse("| a |\n|---|\n| ![A](a.svg){#fig-a} |\n").diagnostics.map(\.id) == [.unknownAttribute])
    checkOutline(
      "Words {.note} and {#b}\n", "p(‹Words {.note} and {#b}›)",
      ["1:7 NN-unknown-attribute error", "1:19 NN-unknown-attribute error"])
    checkOutline(
      "![A](a.svg){#fig-a width=wide x=1}\n", "figure(image(‹A›)→a.svg#fig-a)",
      [
        "1:26 NN-unknown-attribute error", "1:31 NN-unknown-attribute error",
      ])
  }

  @Test func equations() {
    checkOutline("$$x$$ {#eq-a}\n", "$$x$$#eq-a")
    checkOutline("$$\nx\n$$ {#eq-a}\n", "$$\nx\n$$#eq-a")
    checkOutline("$$x$$\n{#eq-a}\n", "$$x$$#eq-a")
    checkOutline("so $$x$$ {#eq-a} it\n", "p(‹so ›$$x$$#eq-a‹ it›)")
    checkOutline("$x$ {#eq-a}\n", "p($x$‹ {#eq-a}›)", ["1:5 NN-unknown-attribute error"])
  }

  @Test func headings() {
    checkOutline("# A `b` $c$ {#sec-a}\n", "h1#sec-a(‹A ›`b`‹ ›$c$)")
    checkOutline("Title {#sec-a}\n===\n", "h1#sec-a(‹Title›)")
    checkOutline("# A {#sec-a} b\n", "h1#a-sec-a-b(‹A {#sec-a} b›)", ["1:5 NN-unknown-attribute error"])
    checkOutline("# A {sec-a}\n", "h1#a-sec-a(‹A {sec-a}›)", ["1:5 NN-foreign-construct warning"])
    checkOutline("# The set {a}\n", "h1#the-set-a(‹The set {a}›)")
    checkOutline(
      "# 기울기 (gradient), 1.\n\n# 기울기 gradient 1\n\n# !\n",
      "h1#기울기-gradient-1(‹기울기 (gradient), 1.›) h1#기울기-gradient-1-1(‹기울기 gradient 1›) h1#section(‹!›)")
    checkOutline("# A\n# a\n# A\n# A-1\n", "h1#a(‹A›) h1#a-1(‹a›) h1#a-2(‹A›) h1#a-1-1(‹A-1›)")
    checkOutline("# sec-a\n\n# b {#sec-a}\n", "h1#sec-a-1(‹sec-a›) h1#sec-a(‹b›)")
  }

  @Test func labels() {
    checkOutline(
      "# A {#sec-a}\n\n한 ![x](y){#sec-a}\n", "h1#sec-a(‹A›) p(‹한 ›image(‹x›)→y#sec-a)",
      ["3:14 NN-duplicate-label error", "3:14 NN-unknown-attribute error"])
    let labels = parse("# A {#sec-a}\n\n$$x$$ {#eq-b}\n").value.labels
    #expect(
      labels.map { "\($0.label) \($0.range.start)" } == ["sec-a (line: 1, column: 7)", "eq-b (line: 3, column: 9)"])
  }
}
