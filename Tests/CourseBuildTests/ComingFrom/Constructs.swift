/// Constructs of other tools, one after the other: what authors bring along.
struct Construct {
  enum Outcome {
    /// A piece of the page that shows it.
    case works(String)
    /// What is said of it: an id.
    case told(String)
  }

  var what: String
  var source: String
  var outcome: Outcome

  init(_ what: String, _ source: String, works piece: String) {
    self.what = what
    self.source = source
    outcome = .works(piece)
  }

  init(_ what: String, _ source: String, told id: String = "NN-foreign-construct") {
    self.what = what
    self.source = source
    outcome = .told(id)
  }
}

extension Construct {
  static let groups: [(title: String, constructs: [Construct])] = [
    ("Formulas", formulas), ("References and citations", references), ("Text", text), ("Lists and tables", lists),
    ("Blocks", blocks), ("Code", code), ("Images, videos and files", media),
    ("Shortcodes, roles and directives", roles),
    ("Front matter", matter),
  ]

  static let formulas = [
    Construct("formula in text", "So $x^2$.", works: "<msup><mi>x</mi><mn>2</mn></msup>"),
    Construct("formula on its own", "$$\nx^2\n$$", works: "katex-display"),
    Construct("TeX's brackets", #"So \(x^2\)."#, works: "<msup>"),
    Construct("TeX's square brackets", #"\[x^2\]"#, works: "katex-display"),
    Construct("GitHub's backquotes", "So $`x^2`$.", works: "<msup>"),
    Construct("GitHub's fence", "```math\nx^2\n```", works: "katex-display"),
    Construct("`align` without dollars", "\\begin{align}\nx &= 1 \\\\\n- y &= 2\n\\end{align}", works: "katex-display"),
    Construct("`equation` without dollars", "\\begin{equation}\nx = 1\n\\end{equation}", works: "katex-display"),
    Construct("tag and label", "$$x \\tag{A} \\label{eq-a}$$\n\nSee @eq-a.", works: "Equation\u{A0}(A)</a>"),
    Construct("number without brackets", "$$x$$ {#eq-a}\n\nSee \\ref{eq-a}.", works: ">1</a>"),
    Construct("label with a blank", "$$x \\label{a b}$$", told: "NN-bad-math"),
    Construct("per cent", "So $50%$.", told: "NN-bad-math"),
    Construct("escaped brackets around words", "See \\[Roe, 2017\\].", works: "See [Roe, 2017]."),
    Construct("labelled formula", "$$x$$ {#eq-a}\n\nSee @eq-a.", works: "Equation\u{A0}(1)</a>"),
    Construct(
      "labelled rows", "$$\\begin{align} x &= 1 \\label{eq-a} \\\\ y &= 2 \\label{eq-b} \\end{align}$$\n\nSee @eq-b.",
      works: "Equation\u{A0}(2)</a>"),
    Construct(
      "`\\eqref` in text", "$$x \\label{eq:a}$$\n\nSee \\eqref{eq:a}.", works: "<a class=\"xref\" href=\"#eq:a\">"),
    Construct("macro", "\\newcommand{\\vv}[1]{\\mathbf{#1}}\n\nSo $\\vv{x}$.", works: "mathvariant=\"bold\""),
    Construct("macro in dollars", "$$\\def\\vv{\\mathbf v}$$\n\nSo $\\vv$.", works: "mathvariant=\"bold\""),
    Construct("operator", "\\DeclareMathOperator{\\argmin}{arg\\,min}\n\n$\\argmin f$", works: "arg"),
    Construct("blank inside the dollars", "So $x^2 $."),
    Construct("kramdown's backslashes", #"So \\(x^2\\)."#),
    Construct("`$$` over a blank line", "$$\nx\n\ny\n$$"),
    Construct("TeX in text", "So \\frac{1}{2}."),
    Construct("TeX environment in text", "\\begin{itemize}\n\\item a\n\\end{itemize}"),
    Construct("link in a formula", "So $\\href{https://a.org}{x}$.", told: "NN-bad-math"),
    Construct("attributes in a formula", "So $\\htmlClass{a}{x}$.", told: "NN-bad-math"),
    Construct("escaped brackets", #"See \[1\]."#, works: "See [1]."),
    Construct("label in parentheses, MyST", "$$x$$ (eq-a)"),
    Construct("chemistry and other packages", "So $\\ce{H2O}$.", told: "NN-bad-math"),
  ]

  static let references = [
    Construct("citation", "[@roe2017]", works: "(<a href=\"#ref-roe2017\">Roe 2017</a>)"),
    Construct("narrative citation", "@roe2017 says so.", works: ">Roe</a>\u{A0}(2017)</span> says so."),
    Construct("narrative citation with a place", "@roe2017 [p. 3] says so.", works: "(2017, p. 3)"),
    Construct("citation without its author", "Roe [-@roe2017] says so.", works: "(<a href=\"#ref-roe2017\">2017</a>)"),
    Construct("several works", "[see @roe2017, p. 3; @lee2018]", works: "; <a href=\"#ref-lee2018\">Lee 2018</a>"),
    Construct("several works by commas", "[@roe2017, @lee2018]", works: "; <a href=\"#ref-lee2018\">Lee 2018</a>"),
    Construct("genitive", "@roe2017's method", works: "'s method"),
    Construct("reference in parentheses", "$$x$$ {#eq-a}\n\n(@eq-a) holds.", works: "(<a class=\"xref\""),
    Construct("reference, bookdown", "See \\@ref(fig:a)."),
    Construct("text of a reference, bookdown", "(ref:a) A caption"),
    Construct("key in braces", "[@{roe2017}]", works: "Roe 2017"),
    Construct("unknown work", "[@nobody]", told: "NN-unknown-citation"),
    Construct("somebody's name", "Ask @nobody.", told: "NN-unknown-citation"),
    Construct("TeX's citation", "So \\cite{roe2017}."),
    Construct("section", "## A {#sec-a}\n\nSee @sec-a.", works: "href=\"#sec-a\">A</a>"),
    Construct("figure", "![A](a.svg){#fig-a}\n\nSee @fig-a.", works: "Figure\u{A0}1</a>"),
    Construct("large letter", "![A](a.svg){#fig-a}\n\n@Fig-a shows it.", works: "Figure\u{A0}1</a>"),
    Construct("brackets around it", "![A](a.svg){#fig-a}\n\nSee [@fig-a].", works: "See <a class=\"xref\""),
    Construct("number alone", "![A](a.svg){#fig-a}\n\nSee picture [-@fig-a].", works: "href=\"#fig-a\">1</a>"),
    Construct("word of one's own", "![A](a.svg){#fig-a}\n\nSee [Fig. @fig-a].", works: "Fig.\u{A0}<a"),
    Construct("label in any script", "## 회로 {#sec-회로}\n\n@sec-회로에서", works: ">회로</a>\u{2060}에서"),
    Construct("theorem", "::: {#thm-a}\nSo.\n:::\n\nSee @thm-a.", works: "Theorem\u{A0}1</a>"),
    Construct("unknown label", "See @fig-b.", told: "NN-unknown-reference"),
    Construct("listing", "See @lst-a.", told: "NN-unknown-reference"),
    Construct("link to a lesson", "[b](b.md)", works: "href=\"b.md\"".replacing("b.md", with: "b.html")),
    Construct("link to a heading", "## A b\n\n[it](#a-b)", works: "href=\"#a-b\">it"),
    Construct("link by reference", "[it][x]\n\n[x]: https://a.org", works: "<a href=\"https://a.org\">it</a>"),
    Construct("link without its address", "[it][x]"),
    Construct("link without text", "See [](https://a.org)."),
    Construct("blank in an address", "[it](my file.md)"),
    Construct("blank before an address", "[it] (b.md)"),
    Construct("link to a heading by its text", "## A b\n\nSee [A b]."),
    Construct("link without an address", "See [it]()."),
    Construct("file in angle brackets", "See <b.md>."),
    Construct("address of mail", "Ask roe@a.org.", works: "href=\"mailto:roe@a.org\""),
    Construct("reference, pandoc-crossref", "![A](a.svg){#fig:a}\n\nSee @fig:a.", told: "NN-unknown-reference"),
    Construct("callout", "::: {#nte-a .callout-note}\nSo.\n:::\n\nSee @nte-a.", works: "Note\u{A0}1</a>"),
    Construct(
      "title of a callout", "::: {.callout-note}\n## A {#sec-a}\nSo.\n:::\n\nSee @sec-a.", works: "#sec-a\">A</a>"),
    Construct("label, bookdown", "| a |\n|---|\n| 1 |\n\nTable: (\\#tab:a) Cap"),
    Construct("`-@` outside of brackets", "Roe -@roe2017 says so."),
    Construct("wiki link", "See [[page]]."),
    Construct("link to nothing", "[it](nothing.md)", told: "NN-broken-link"),
    Construct("link from the server's root", "[it](/b.md)", told: "NN-broken-link"),
  ]

  static let text = [
    Construct("subscript", "H~2~O", works: "H<sub>2</sub>O"),
    Construct("superscript", "x^2^", works: "x<sup>2</sup>"),
    Construct("strikethrough", "~~old~~", works: "<del>old</del>"),
    Construct("strikethrough by single tildes, GitHub", "So ~old~ it."),
    Construct("ranges", "pages 3~5 and 7~9", works: "3~5 and 7~9"),
    Construct("isotope", "^14^C", works: "<sup>14</sup>C"),
    Construct("footnote in a link", "[it[^a]](b.md)\n\n[^a]: Why.", told: "NN-misplaced-footnote"),
    Construct("footnote that nothing refers to", "So.\n\n[^a]: Why.", told: "NN-misplaced-footnote"),
    Construct("note in a note", "So.^[Why ^[indeed].]"),
    Construct("hidden text, Obsidian", "So %%not this%%."),
    Construct("inserted text, PyMdown", "So ^^this^^."),
    Construct("keys, PyMdown", "Press ++ctrl+c++."),
    Construct("review, CriticMarkup", "So {++this++} and {--that--}."),
    Construct("tag of a template, Liquid", "{% include a.html %}"),
    Construct("attributes, kramdown", "So\n{: .note}"),
    Construct("component, MDX", "<Tabs>a</Tabs>"),
    Construct("attributes of a paragraph", "So it is. {.note}", told: "NN-unknown-attribute"),
    Construct("attributes without a sign", "## A {sec-a}"),
    Construct("value in text, R Markdown", "So `r params$x`."),
    Construct("footnote", "So.[^a]\n\n[^a]: Why.", works: "role=\"doc-noteref\""),
    Construct("inline footnote", "So.^[Why.]", works: "role=\"doc-noteref\""),
    Construct("footnote that is missing", "So.[^b]", told: "NN-unknown-footnote"),
    Construct("hard break", "a\\\nb", works: "<br />"),
    Construct("raw HTML", "<kbd>Ctrl</kbd>", works: "<kbd>Ctrl</kbd>"),
    Construct("raw HTML, marked", "`<b>x</b>`{=html}", works: "<b>x</b>"),
    Construct("raw LaTeX, marked", "`\\LaTeX`{=latex}"),
    Construct("small capitals", "[Roe]{.smallcaps}"),
    Construct("underline", "[x]{.underline}"),
    Construct("attributes of a link", "[x](https://a.org){target=_blank}"),
    Construct("attributes of code", "`x`{.python}"),
    Construct("marked text", "So ==this== is it."),
    Construct("emoji by name", "So :smile:."),
    Construct("value in text, knitr", "So `r nrow(x)`."),
    Construct("value in text, Quarto", "So `{python} x`."),
    Construct("value in text, `nn`", "So `{nn} 1 + 1`.", works: "<span class=\"num\" title=\"= 1 + 1\">2</span>"),
    Construct("abbreviation", "*[HTML]: Hypertext\n\nSo HTML."),
    Construct("comment, HTML", "a <!-- b --> c", works: "<!-- b -->"),
    Construct("comment, MyST", "% a comment"),
    Construct("block break, MyST", "a\n\n+++\n\nb"),
    Construct("page break", "a\n\n{{< pagebreak >}}\n\nb", works: "class=\"page-break\""),
    Construct("page break, TeX", "a\n\n\\newpage\n\nb"),
    Construct("unnumbered heading", "## A {.unnumbered}", works: "<h2 id=\"a\">A<a"),
    Construct("unnumbered heading, short", "## A {-}", works: "<h2 id=\"a\">A<a"),
    Construct("class of a heading", "## A {.smaller}", told: "NN-unknown-attribute"),
    Construct("closed heading with a label", "## A ## {#sec-a}", works: "<h2 id=\"sec-a\">A<a"),
    Construct("contents", "[TOC]"),
  ]

  static let lists = [
    Construct("tasks", "- [x] a\n- [ ] b", works: "type=\"checkbox\""),
    Construct("definitions", "Term\n: What it means", works: "<dt>Term</dt>"),
    Construct("definitions, loose", "Term\n\n:   What it means\n\n    and more", works: "<dd>"),
    Construct("two meanings", "Term\n: One\n: Two", works: "<dd>Two</dd>"),
    Construct("numbered examples", "(@) First"),
    Construct("numbered by `#.`", "#. First\n#. Second"),
    Construct("numbers in parentheses", "(1) First\n(2) Second"),
    Construct("letters", "a. First\nb. Second"),
    Construct("line block", "| a line\n| and another"),
    Construct("table with bars", "| a | b |\n|---|--:|\n| 1 | 2 |", works: "<td class=\"ar\">2</td>"),
    Construct("table two columns in", "  | a |\n  |---|\n  | 1 |", works: "<table"),
    Construct("table without its dashes", "| a | b |\n| 1 | 2 |", told: "NN-table-row"),
    Construct("table without a header", "|---|\n| 1 |", told: "NN-table-row"),
    Construct("dashes for other columns", "| a | b |\n|---|\n| 1 | 2 |", told: "NN-table-row"),
    Construct("caption below", "| a |\n|---|\n| 1 |\n\n: Cap {#tbl-a}\n\nSee @tbl-a.", works: "Table\u{A0}1</a>"),
    Construct("caption above", ": Cap {#tbl-a}\n\n| a |\n|---|\n| 1 |\n\nSee @tbl-a.", works: "Table\u{A0}1</a>"),
    Construct("caption of no table", "So.\n\n: Cap {#tbl-a}"),
    Construct("caption with a word", "| a |\n|---|\n| 1 |\n\nTable: Cap", works: "<caption>Cap</caption>"),
    Construct(
      "widths of columns", "| a |\n|---|\n| 1 |\n\n: Cap {#tbl-a tbl-colwidths=\"[40]\"}", told: "NN-unknown-attribute"),
    Construct("grid table", "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+"),
    Construct("table without bars", "a     b\n----- -----\n1     2"),
    Construct("list with a wide space", "-\u{3000}a"),
  ]

  static let blocks = [
    Construct("callout, Quarto", "::: {.callout-note}\nSo.\n:::", works: "call call-note"),
    Construct("callout with a title", "::: {.callout-tip title=\"Mind\"}\nSo.\n:::", works: ">Mind</p>"),
    Construct("callout that folds", "::: {.callout-note collapse=\"true\"}\nSo.\n:::", works: "<details class=\"call"),
    Construct("alert, GitHub", "> [!WARNING]\n> So.", works: "call call-warning"),
    Construct("alert that folds, Obsidian", "> [!NOTE]- So\n> it is.", works: "<details"),
    Construct("alert with a colon", "> [!NOTE]: So.", works: "<p>So.</p>"),
    Construct("marker outside of a quote", "[!NOTE]\nSo."),
    Construct("comment over lines, Obsidian", "%%\nnot this\n%%"),
    Construct("comment, MDX", "So {/* not this */}."),
    Construct("component on lines of its own", "<Tabs>\na\n</Tabs>"),
    Construct("alert, Obsidian", "> [!quote]\n> So."),
    Construct("admonition, MkDocs", "!!! note\n    So."),
    Construct("admonition, MyST", "```{note}\nSo.\n```"),
    Construct("admonition with colons, MyST", ":::{note}\nSo.\n:::", told: "NN-unknown-div"),
    Construct("directive, reStructuredText", ".. note:: So."),
    Construct("theorem", "::: {#thm-a name=\"Chain rule\"}\nSo.\n:::", works: "Theorem\u{A0}1 (Chain rule)"),
    Construct("definition", "::: {.definition #def-a}\nSo.\n:::", works: "Definition\u{A0}1"),
    Construct("proof", "::: {.proof}\nSo.\n:::", works: ">Proof</p>"),
    Construct("exercise", "::: {#exr-a}\nDo.\n:::\n\nSee @exr-a.", works: "Exercise\u{A0}1</a>"),
    Construct("solution", "::: {.solution}\nDone.\n:::", works: "<details class=\"call call-solution\">"),
    Construct("hint", "::: {.hint}\nLook.\n:::", works: "<details class=\"call call-hint\">"),
    Construct("tabs", "::: {.panel-tabset}\n## A\na\n## B\nb\n:::", works: "class=\"tabset\""),
    Construct("tabs, MkDocs", "=== \"A\"\n    a"),
    Construct("solution two columns in", "  ::: {.solution}\n  So.\n  :::", works: "call-solution"),
    Construct("block behind a line of HTML", "<div>x</div>\n::: {.hint}\nLook.\n:::", works: "call-hint"),
    Construct("Markdown in HTML", "<p align=\"center\">\n![A](a.svg)\n</p>"),
    Construct("block of `nn` in HTML", "<details>\n<summary>More</summary>\n```nn\nx = 1\n```\n</details>"),
    Construct("comment that is not closed", "<!-- so", told: "NN-unclosed-html"),
    Construct("columns", "::: {.columns}\nSo.\n:::", told: "NN-unknown-div"),
    Construct("margin", "::: {.column-margin}\nSo.\n:::", told: "NN-unknown-div"),
    Construct("conditional content", "::: {.content-visible when-format=\"html\"}\nSo.\n:::", told: "NN-unknown-div"),
    Construct("figure of several", "::: {#fig-a layout-ncol=2}\nSo.\n:::", told: "NN-unknown-div"),
    Construct("block that is not closed", "::: {.callout-note}\nSo.", told: "NN-unclosed-div"),
  ]

  static let code = [
    Construct("code", "```python\nx = 1\n```", works: "language-python"),
    Construct(
      "code with a file's name", "```{.python filename=\"a.py\"}\nx = 1\n```", works: "<figcaption>a.py</figcaption>"),
    Construct("file's name, short", "```python filename=\"a.py\"\nx = 1\n```", works: "<figcaption>a.py</figcaption>"),
    Construct("numbered lines", "```{.python .numberLines}\nx = 1\n```"),
    Construct("label of a listing", "```{#lst-a .python lst-cap=\"A\"}\nx = 1\n```"),
    Construct("code that is run, Python", "```{python}\nx = 1\n```"),
    Construct("code that is run, R", "```{r}\nx <- 1\n```"),
    Construct("code that is run, MyST", "```{code-cell} ipython3\nx = 1\n```"),
    Construct("code that is run, `nn`", "```{nn}\nx = 1\nx\n```", works: "class=\"cell\""),
    Construct("options of a block", "```nn\n#| echo: false\nx = 1\nx\n```", works: "class=\"value\""),
    Construct("unknown option", "```nn\n#| eko: false\nx = 1\n```", told: "NN-unknown-option"),
    Construct("raw HTML", "```{=html}\n<b>x</b>\n```", works: "<b>x</b>"),
    Construct("raw LaTeX", "```{=latex}\n\\newpage\n```"),
    Construct("included lines", "--8<-- \"a.md\""),
    Construct("diagram, Mermaid", "```mermaid\ngraph TD\n```"),
    Construct("diagram, Quarto", "```{dot}\ndigraph {}\n```"),
    Construct("include in code", "```python\n{{< include a.py >}}\n```"),
  ]

  static let media = [
    Construct("image", "![A](a.svg)", works: "<img src=\""),
    Construct("width of an image", "![A](a.svg){width=50%}", works: "width:50%"),
    Construct("class of an image", "![A](a.svg){.wide}", told: "NN-unknown-attribute"),
    Construct("image that is missing", "![A](nothing.svg)", told: "NN-file-missing"),
    Construct("image in HTML that is missing", "<img src=\"nothing.svg\">", told: "NN-file-missing"),
    Construct("size of an image, Obsidian", "![A|100](a.svg)"),
    Construct("label behind a blank", "![A](a.svg) {#fig-a}", told: "NN-unknown-attribute"),
    Construct("image in a notebook", "![A](attachment:a.png)", told: "NN-broken-link"),
    Construct("video", "![A film](a.mp4)", works: "<video src=\""),
    Construct("video, Quarto", "{{< video a.mp4 >}}", works: "<video src=\""),
    Construct(
      "video of a service", "{{< video https://www.youtube.com/watch?v=x >}}",
      works: "href=\"https://www.youtube.com/watch?v=x\""),
    Construct("sound", "![A song](a.mp3)", works: "<audio src=\""),
    Construct("include", "{{< include _part.md >}}", works: "<p>A part.</p>"),
    Construct("include that is missing", "{{< include _nothing.md >}}", told: "NN-file-missing"),
    Construct("include in a sentence", "So {{< include _part.md >}} it is."),
    Construct("folder", "[it](data/)", told: "NN-broken-link"),
  ]

  static let roles = [
    Construct("key", "{{< kbd Ctrl-C >}}"),
    Construct("metadata", "{{< meta title >}}"),
    Construct("icon", "{{< fa star >}}"),
    Construct("notebook", "{{< embed a.ipynb >}}"),
    Construct("substitution", "So {{ name }}."),
    Construct("role of a reference", "See {ref}`a`."),
    Construct("role of a formula", "So {math}`x`."),
    Construct("role of a citation", "So {cite:p}`roe2017`."),
    Construct("role of a term", "A {term}`gate`."),
    Construct("role, reStructuredText", "See :ref:`a`."),
    Construct("target", "(a)=\n## A"),
    Construct("figure directive", "```{figure} a.svg\nA\n```"),
    Construct("table directive", "```{list-table}\n* - a\n```"),
    Construct("proof directive", "```{prf:theorem}\nSo.\n```"),
    Construct("exercise directive", "```{exercise}\nDo.\n```"),
  ]

  static let matter = [
    Construct("title", "---\ntitle: A\n---\n\nSo.", works: "<h1>A</h1>"),
    Construct("formula in the title", "---\ntitle: On $x^2$\n---\n\nSo.", works: "<h1>On <span class=\"katex\">"),
    Construct("formula in the first heading", "# On $x^2$\n\nSo.", works: "On <span class=\"katex\">"),
    Construct("format", "---\nformat: html\n---\n\nSo.", told: "NN-bad-front-matter"),
    Construct("kernel", "---\njupyter: python3\n---\n\nSo.", told: "NN-bad-front-matter"),
    Construct("bibliography", "---\nbibliography: a.bib\n---\n\nSo.", told: "NN-bad-front-matter"),
  ]
}
