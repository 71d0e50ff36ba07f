import Testing

@testable import Markup

/// What authors bring along from pandoc, Quarto, MyST and GitHub, and what works: each kind with its neighbours.
struct AuthorConstructTests {
  @Test func loweredAndRaised() {
    checkOutline("H~2~O\n", "p(‹H›sub(‹2›)‹O›)")
    checkOutline("x^2^ and x^th^\n", "p(‹x›sup(‹2›)‹ and x›sup(‹th›))")
    checkOutline("Ca^2+^ and Cl^-^\n", "p(‹Ca›sup(‹2+›)‹ and Cl›sup(‹-›))")
    checkOutline("x^2+y^2 and 2^10 or 2^11\n", "p(‹x^2+y^2 and 2^10 or 2^11›)")
    checkOutline("3~5장, 7~9장\n", "p(‹3›‹~›‹5장, 7›‹~›‹9장›)")
    checkOutline("1~3,5~7장 3월~5월,7월~9월\n", "p(‹1›‹~›‹3,5›‹~›‹7장 3월›‹~›‹5월,7월›‹~›‹9월›)")
    checkOutline("10~20~30 1011~2~ x~i,j~\n", "p(‹10›‹~›‹20›‹~›‹30 1011›sub(‹2›)‹ x›sub(‹i,j›))")
    checkOutline("^14^C and ~6~C\n", "p(sup(‹14›)‹C and ›sub(‹6›)‹C›)")
    checkOutline(
      "~old~ and a\\~2~\n", "p(‹~›‹old›‹~›‹ and a›‹~›‹2›‹~›)", ["1:1 NN-foreign-construct warning"])
    checkOutline("`x^2^` $x^2^$\n", "p(`x^2^`‹ ›$x^2^$)")
  }

  @Test func narrativeCitations() {
    checkOutline("@roe2017 says\n", "p(cited(|roe2017|)‹ says›)")
    checkOutline("So @roe2017 [p. 3] says\n", "p(‹So ›cited(|roe2017|p. 3)‹ says›)")
    checkOutline("@roe2017 [a link](/u)\n", "p(cited(|roe2017|)‹ ›link(‹a link›)→/u)")
    checkOutline("As @roe:a_b-17.\n", "p(‹As ›cited(|roe:a_b-17|)‹.›)")
    checkOutline("@roe2017에서\n", "p(cited(|roe2017|)‹에서›)")
    checkOutline("@{odd.key.} so\n", "p(cited(|odd.key.|)‹ so›)")
    checkOutline(
      "me@roe.com \\@roe https://x.y/@roe\n",
      "p(link(‹me@roe.com›)→mailto:me@roe.com‹ @roe ›link(‹https://x.y/@roe›)→https://x.y/@roe)")
    checkOutline("[-@roe; see @lee]\n", "p(cite(|-roe|;see|lee|))")
    checkOutline("[see @a and others]\n", "p(cite(see|a|and others))")
  }

  @Test func formsOfReferences() {
    checkOutline("$$x$$ {#eq-a}\n\n[-@eq-a] @Eq-a [@eq-a]\n", "$$x$$#eq-a p(@eq-a#‹ ›@eq-a‹ ›@eq-a)")
    checkOutline("[Fig. @fig-a; @fig-b]\n", "p(‹Fig.\u{A0}›@fig-a#‹, ›@fig-b)")
    checkOutline("## 회로 {#sec-회로}\n\n@sec-회로에서 @sec-회로.\n", "h2#sec-회로(‹회로›) p(@sec-회로‹에서 ›@sec-회로‹.›)")
    checkOutline("```nn\n#| label: fig-뉴런\n```\n@fig-뉴런을\n", "cell0 p(@fig-뉴런‹을›)")
    checkOutline("@fig-뉴런을\n", "p(@fig-뉴런을)")
    checkOutline(
      "{#fig-a}\n\n@fig-a에서 @fig-ab\n", "p(‹{#fig-a}›) p(@fig-a‹에서 ›@fig-ab)", ["1:1 NN-unknown-attribute error"])
    checkOutline("@thm-a @exr-b @lst-c\n", "p(@thm-a‹ ›@exr-b‹ ›@lst-c)")
    checkOutline("See \\eqref{eq:a}, \\ref{eq:a}\n", "p(‹See ›@eq:a#‹, ›@eq:a##)")
    checkOutline("See \\autoref{eq:a}\n", "p(‹See ›@eq:a)")
  }

  @Test func notes() {
    checkOutline("So.^[Why *not*.] And^[x].\n", "p(‹So.›[^note-1=1.1]‹ And›[^note-2=2.1]‹.›)")
    checkOutline("A^[in `]` $]$ [b](/u)]\n", "p(‹A›[^note-1=1.1])")
    checkOutline("A^[never closed\n", "p(‹A^[never closed›)")
    checkOutline("A[^a] b^[c] d[^a]\n\n[^a]: x\n", "p(‹A›[^a=1.1]‹ b›[^note-1=2.1]‹ d›[^a=1.2])")
    checkOutline("A^[b^[c]]\n", "p(‹A›[^note-1=1.1])", ["1:5 NN-foreign-construct warning"])
    let notes = parse("So.^[Why *not* $x$.]\n").value.footnotes
    #expect(notes.map { outline($0.blocks) } == ["p(‹Why ›em(‹not›)‹ ›$x$‹.›)"])
  }

  @Test func environments() {
    checkOutline(
      "\\begin{align}\nx &= 1 \\\\\n- y &= 2\n\\end{align}\n",
      "$$\\begin{align*}\nx &= 1 \\\\\n- y &= 2\n\\end{align*}$$")
    checkOutline("> \\begin{equation}\n> x\n> \\end{equation}\n", "quote($$\\begin{equation*}\nx\n\\end{equation*}$$)")
    checkOutline("\\begin{align}x\\end{align} {#eq-a}\n", "$$\\begin{align*}x\\end{align*}$$#eq-a")
    checkOutline(
      "$$\\begin{align} a \\label{eq-a} \\\\ b \\label{eq-b} \\end{align}$$\n",
      "$$\\begin{align*} a ‹eq-a› \\\\ b ‹eq-b› \\end{align*}$$")
    checkOutline("$\\begin{aligned}x\\end{aligned}$\n", "p($\\begin{aligned}x\\end{aligned}$)")
    checkOutline("`\\begin{align}`\n", "p(`\\begin{align}`)")
    checkOutline("```math\nx^2\n```\n", "$$x^2\n$$")
    checkOutline("$`a_b`$를\n", "p($a_b$‹를›)")
  }

  @Test func macros() {
    checkOutline(
      "\\newcommand{\\vv}[1]{\\mathbf{#1}}\n\n$\\vv{x}$ $\\vv x$ $\\vvv$\n",
      "p($\\mathbf{x}$‹ ›$\\mathbf{x}$‹ ›$\\vvv$)")
    checkOutline("$\\a$\n\n\\def\\a{b}\n\n$\\a$ $\\a c$\n", "p($\\a$) p($b$‹ ›$b c$)")
    checkOutline("$$\\newcommand\\a{b} \\a + 1$$\n", "$$ b + 1$$")
    checkOutline("\\newcommand{\\n}[2][k]{#1_{#2}}\n$\\n{i}$ $\\n[j]{i}$\n", "p(⏎$k_{i}$‹ ›$j_{i}$)")
    checkOutline("\\DeclareMathOperator{\\am}{arg\\,min}\n\n$\\am f$\n", "p($\\operatorname{arg\\,min} f$)")
    checkOutline("\\newcommand{\\a}{b}\\newcommand{\\c}{\\a\\a}\n\n$\\c{}$\n", "p($bb{}$)")
    checkOutline("$\\global\\long\\def\\a{b}\\a$ $\\a$\n", "p($b$‹ ›$b$)")
    checkOutline("$\\def\\a{b}\\providecommand\\a{c}\\providecommand\\d{e}\\a\\d$\n", "p($be$)")
  }

  /// What comes from elsewhere is no part of a command's name.
  @Test func macrosBesideCommands() {
    checkOutline("\\def\\a{b}\n\n$\\alpha\\a$ $\\,\\a$ $\\\\\\a$ $x\\a$\n", "p($\\alpha b$‹ ›$\\,b$‹ ›$\\\\b$‹ ›$xb$)")
    checkOutline(
      "\\newcommand{\\v}[1]{\\mathbf#1c}\n\n$\\v{x}$ $\\v{\\pi}$ $\\v\\pi$\n",
      "p($\\mathbf xc$‹ ›$\\mathbf\\pi c$‹ ›$\\mathbf\\pi c$)")
    checkOutline("$\\alpha\\def\\a{b}\\a$\n", "p($\\alpha b$)")
  }

  /// Only TeX knows what a command means that was given another one's meaning; commands from elsewhere are written out.
  @Test func redefinitions() {
    let macros = "\\def\\a{b}\\def\\c{d}\n\n"
    checkOutline(macros + "$\\edef\\a{\\a\\c}\\a$ $\\a$\n", "p($\\edef\\a{\\a d}\\a$‹ ›$b$)")
    checkOutline(macros + "$\\let\\a=\\c\\a\\c$\n", "p($\\let\\a=d\\a d$)")
    checkOutline(macros + "$\\def\\e{f}\\xdef\\g{\\e\\c}\\g$\n", "p($\\def\\e{f}\\xdef\\g{\\e d}\\g$)")
  }

  @Test func definitions() {
    checkOutline("A\n: b\n", "dl(‹A›: p(‹b›))")
    checkOutline("A\n\n:   b\n\n    c\n", "dl(‹A›: p(‹b›) p(‹c›))")
    checkOutline("A\n: b\n: c\n\nD *e*\n: f\n\ng\n", "dl(‹A›: p(‹b›) | p(‹c›); ‹D ›em(‹e›): p(‹f›)) p(‹g›)")
    checkOutline("> A\n> : $x$\n", "quote(dl(‹A›: p($x$)))")
    checkOutline("- A\n  : b\n- c\n", "ul(dl(‹A›: p(‹b›)) | p(‹c›))")
    checkOutline("A\nB\n: c\n", "p(‹A›⏎‹B›⏎‹: c›)")
    checkOutline(": c\n", "p(‹: c›)", ["1:1 NN-foreign-construct warning"])
    checkOutline("| a |\n|---|\n| 1 |\n\n: Cap\n", "table(none:‹a› / ‹1›) caption(‹Cap›)")
    checkOutline(": Cap {#tbl-a}\n\n| a |\n|---|\n| 1 |\n", "table(none:‹a› / ‹1›) caption(‹Cap›)#tbl-a")
    checkOutline("A\n: b\n    - c\n", "dl(‹A›: p(‹b›) ul(p(‹c›)))")
    checkOutline("A\n: b\n- c\n", "dl(‹A›: p(‹b›)) ul(p(‹c›))")
  }

  @Test func statements() {
    checkOutline("::: {#thm-a name=\"So\"}\nx\n:::\n", "theorem#thm-a[‹So›](p(‹x›))")
    checkOutline("::: {.proof}\nx\n:::\n", "proof[](p(‹x›))")
    checkOutline("::: {.definition #def-a}\n## T\nx\n:::\n", "definition#def-a[‹T›](p(‹x›))")
    checkOutline("::: {.solution}\nx\n:::\n", "solution closed[](p(‹x›))")
    checkOutline("> [!SOLUTION]\n> x\n", "solution closed[](p(‹x›))")
    checkOutline("::: exercise\nx\n:::\n", "exercise[](p(‹x›))")
    let cells = parse("::: {.solution}\n- ```nn\n  x\n  ```\n:::\n\n```nn\ny\n```\n").value.cells
    #expect(cells.map(\.isInSolution) == [true, false])
  }

  @Test func media() {
    checkOutline("![A](a.mp4)\n", "figure(image(‹A›)→a.mp4)")
    checkOutline("{{< video a.mp4 title=\"A film\" >}}\n", "figure(image(‹A film›)→a.mp4)")
    checkOutline("{{< pagebreak >}}\n", "pagebreak")
    checkOutline("a\n{{< pagebreak >}}\nb\n", "p(‹a›) pagebreak p(‹b›)")
    checkOutline("```{=html}\n<b>x</b>\n```\n", "html(<b>x</b>\n)")
    checkOutline("`<kbd>`{=html}x</kbd>\n", "p(html(<kbd>)‹x›html(</kbd>))")
    checkOutline("## A ## {#sec-a}\n", "h2#sec-a(‹A›)")
    checkOutline("## A {-}\n", "h2#a(‹A›)")
  }

  @Test func brackets() {
    checkOutline("\\[1\\] \\(maybe\\) \\(x\\)\n", "p(‹[1] (maybe) ›$x$)")
    checkOutline("\\[解析\\]\n", "p(‹[解析]›)")
    checkOutline("\\[x + y\\] \\(n\\)\n", "p($$x + y$$‹ ›$n$)")
    checkOutline("\\(2, 3\\) \\(a_1\\) \\(\\alpha\\)\n", "p(‹(2, 3) ›$a_1$‹ ›$\\alpha$)")
  }
}

/// What does not work is named at its character, and stays text.
struct ForeignConstructTests {
  private func check(
    _ text: String, _ place: String, warns: Bool = true, _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = parse(text + "\n").diagnostics.map(summary)
    #expect(
      found == ["\(place) NN-foreign-construct \(warns ? "warning" : "error")"], "\(text)", sourceLocation: location)
  }

  private func checkNothing(_ text: String, _ location: Testing.SourceLocation = #_sourceLocation) {
    #expect(parse(text + "\n").diagnostics.map(summary) == [], "\(text)", sourceLocation: location)
  }

  @Test func shortcodes() {
    check("a {{< fa star >}}", "1:3", warns: false)
    check("- {{< meta title >}}", "1:3", warns: false)
    check("a {{< include _p.md >}} b", "1:3", warns: false)
    check("| a |\n|---|\n| {{< kbd x >}} |", "3:3", warns: false)
    check("a {{ name }}", "1:3", warns: false)
    checkNothing("`{{< fa star >}}` and {{")
    checkNothing("    {{< fa star >}}")
  }

  @Test func rolesAndTargets() {
    check("a {ref}`b`", "1:3", warns: false)
    check("a {cite:p}`b`", "1:3", warns: false)
    check("a :ref:`b`", "1:3", warns: false)
    check("(a)=\n# B", "1:1", warns: false)
    check("> % c", "1:3", warns: false)
    check("a\n\n+++\n\nb", "3:1", warns: false)
    checkNothing("(a) = b, 3 % of x, 1+++")
  }

  @Test func signs() {
    check("a :smile: b", "1:3")
    check("a ==b== c", "1:3")
    check("[TOC]", "1:1")
    check("a [[b]] c", "1:4")
    check("[x][y]", "1:4")
    check("[x]{.smallcaps}", "1:4")
    check("`x`{.python}", "1:4")
    check("*[HTML]: x", "1:1")
    checkNothing("10:30:45, a: b, x == y, [x][y]\n\n[y]: /u")
    checkNothing("a \\:smile: and `:smile:` std::vector::size")
    checkNothing("[0.25]{nn=\"y\"}")
  }

  @Test func lines() {
    check("| a\n| b", "1:1")
    check("+---+\n| a |", "1:1", warns: false)
    check("a  b\n-- --\n1  2", "2:1", warns: false)
    check("(@) a", "1:1", warns: false)
    check("#. a", "1:1")
    check("a. x\nb. y", "1:1")
    check("!!! note\n    x", "1:1", warns: false)
    check(".. note:: x", "1:1", warns: false)
    check("> [!quote]\n> x", "1:1", warns: false)
    checkNothing("- - -\n\nA. Roe\nC. Lee\n\ni. e. so")
  }

  @Test func slips() {
    check("[a](b c.md)", "1:4")
    check("한 [a](my notes.md#x \"t\")", "1:8")
    check("[a] (b.md)", "1:5")
    check("[a] (https://e.org/x)", "1:5")
    check("so [](https://e.org)", "1:4")
    check("![A|100](a.svg)", "1:1")
    check("![A|100x50](a.svg)", "1:1")
    check("## A {sec-a}", "1:6")
    check("## B {#my id}", "1:6")
    check("a [x]{}", "1:6")
    checkNothing("[a](b.md) [1] (see x.y) f(x)[0] (so) [a] (e.g.) {a} {} {x, y} [x](<b c.md>)")
    checkNothing("![A|B](a.svg) |x|")
  }

  @Test func signsOfOthers() {
    check("$$x$$ (my-eq)", "1:7", warns: false)
    check("- $$x$$ (eq)", "1:9", warns: false)
    check("a `r params$x`", "1:3", warns: false)
    check("a \\@ref(fig:x) b", "1:3", warns: false)
    check("(ref:foo) text", "1:1", warns: false)
    check("so %%hidden%% it", "1:4", warns: false)
    check("so ++ctrl+c++ it", "1:4")
    check("so ^^it^^", "1:4")
    check("{% include a.md %}", "1:1", warns: false)
    check("{{% note %}}", "1:1", warns: false)
    check("{{{< x >}}}", "1:1", warns: false)
    check("so\n{: .note}", "2:1", warns: false)
    check("a {++b++} c", "1:3", warns: false)
    check("a {>>why<<}", "1:3", warns: false)
    check("so :+1:", "1:4")
    check("a <Tabs>b</Tabs>", "1:3", warns: false)
    check("(1) one\n(2) two", "1:1")
    check("=== \"A\"", "1:1", warns: false)
    check("--8<-- \"a.md\"", "1:1", warns: false)
    check("~struck~ it", "1:1")
    check("한 ~취소~.", "1:5")
    checkNothing("50% of 3%% and 4%%, C++ and g++, a++b, x^^2, 3 <B>b</B> <BR> $$x$$ (so it is)")
    checkNothing("(1) one alone\n\n(@eq-a) (2)\n\n$$x$$ {#eq-a}")
    checkNothing("3~5장과 7~9장, ~ a ~, a~b")
  }

  @Test func fences() {
    check("```{python}\nx\n```", "1:1", warns: false)
    check("```{code-cell} ipython3\nx\n```", "1:1", warns: false)
    check("```{note}\nx\n```", "1:1", warns: false)
    check("```{=latex}\nx\n```", "1:1", warns: false)
    check("```mermaid\nx\n```", "1:1")
    check("```{.python #lst-a}\nx\n```", "1:1")
    check("```python\n{{< include a.py >}}\n```", "2:1")
    checkNothing("```{.python filename=\"a.py\"}\nx\n```\n\n```python\nx\n```")
    check("```{.python .numberLines}\nx\n```", "1:1")
    check("```python {linenos=true}\nx\n```", "1:1")
    checkNothing("```md\n{{< include a.md >}}\n```")
  }

  @Test func formulas() {
    check("a $x^2 $ b", "1:3")
    check("a $ \\mu$", "1:3")
    check("a \\\\(x\\\\) b", "1:3")
    check("$$\nx\n\ny", "1:1")
    check("a \\frac{1}{2}", "1:3")
    check("\\begin{itemize}", "1:1")
    check("a \\alpha b", "1:3")
    check("\\newpage", "1:1")
    check("\\cite{x}", "1:1")
    check("a `r nrow(x)`", "1:3", warns: false)
    check("a `{python} x`", "1:3", warns: false)
    checkNothing("costs $5 and $6, C:\\\\Users, `\\frac{1}{2}`, \\*a\\*")
  }
}
