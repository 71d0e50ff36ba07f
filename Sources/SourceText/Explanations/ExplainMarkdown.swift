// Prose.

extension Explanation {
  static let markdown: [Explanation] = [
    Explanation(
      .unknownDiv, .error, "a `:::` block of an unknown kind",
      """
      Known are the callouts (`.callout-note` and its like), `.exercise`, `.solution`, `.hint`, `.proof`, theorems and \
      their kin by a label (`#thm-a`, also `lem cor prp cnj def exm exr rem`), and `.panel-tabset`. Anything else would \
      silently become plain text, so it is an error.
      """,
      in: .markdown,
      wrong: """
        ::: {.callout-remark}
        Mind the sign.
        :::
        """,
      right: """
        ::: {.callout-note}
        Mind the sign.
        :::
        """),
    Explanation(
      .unclosedDiv, .error, "a `:::` block is not closed",
      """
      Each opening `:::` needs a line `:::` that closes it.
      """,
      in: .markdown,
      wrong: """
        ::: {.callout-note}
        Mind the sign.
        """,
      right: """
        ::: {.callout-note}
        Mind the sign.
        :::
        """),
    Explanation(
      .unclosedFence, .error, "a fenced block is not closed",
      """
      The block runs to the end of the file, or of the list item or quote that it stands in. Close it with as many \
      backquotes as opened it.
      """,
      in: .markdown,
      wrong: """
        ```nn
        x = 3
        """,
      right: """
        ```nn
        x = 3
        ```
        """),
    Explanation(
      .unclosedHTML, .error, "a comment or another part of HTML is not closed",
      """
      What follows would belong to it: text that nobody sees, blocks that do not run, claims that prove nothing.
      """,
      in: .markdown,
      wrong: """
        <!-- later: a figure here

        The sum is 3.
        """,
      right: """
        <!-- later: a figure here -->

        The sum is 3.
        """),
    Explanation(
      .includeCycle, .error, "a file includes itself",
      """
      Directly, or through the files that it includes.
      """,
      in: .markdown,
      wrong: "{{< include _part.md >}}   <!-- inside _part.md -->",
      right: "{{< include _other.md >}}"),
    Explanation(
      .duplicateLabel, .error, "a label stands twice",
      """
      Labels of figures, tables, formulas, sections and blocks are the targets of references; each stands once in a \
      lesson.
      """,
      in: .markdown,
      wrong: """
        ## Gates {#sec-gates}

        ## More gates {#sec-gates}
        """,
      right: """
        ## Gates {#sec-gates}

        ## More gates {#sec-more-gates}
        """),
    Explanation(
      .unknownReference, .error, "a cross-reference leads nowhere",
      """
      Nothing in the lesson carries the label. A label stands in braces behind a heading, an image or a formula, or in \
      the option `label` of a block.
      """,
      in: .markdown,
      wrong: "As @fig-curve shows.",
      right: """
        ![The curve](curve.svg){#fig-curve}

        As @fig-curve shows.
        """),
    Explanation(
      .unknownCitation, .error, "a citation of an unknown work",
      """
      The key is not in `references.bib`.
      """,
      in: .markdown,
      wrong: "Found by [@rumelhart86].",
      right: "Found by [@rumelhart1986]."),
    Explanation(
      .badBibliography, .error, "`references.bib` cannot be understood",
      """
      The file holds BibTeX entries; a bracket is not closed or a key stands twice.
      """,
      in: .text,
      wrong: """
        @article{rumelhart1986,
          title = {Learning representations
        """,
      right: """
        @article{rumelhart1986,
          title = {Learning representations}
        }
        """),
    Explanation(
      .unknownFootnote, .error, "a footnote that is not defined",
      """
      A reference `[^name]` needs a definition `[^name]: …` in the same lesson.
      """,
      in: .markdown,
      wrong: "A claim.[^proof]",
      right: """
        A claim.[^proof]

        [^proof]: Its proof.
        """),
    Explanation(
      .misplacedFootnote, .error, "a footnote where none can stand, or one that nothing refers to",
      """
      Titles, the texts of links and of images have no room for a footnote's mark: it is put behind the link, or into \
      the text. A footnote that nothing refers to is a warning: no reader would see it.
      """,
      in: .markdown,
      wrong: """
        See [the proof[^p]](https://example.org/proof).

        [^p]: It is short.
        """,
      right: """
        See [the proof](https://example.org/proof).[^p]

        [^p]: It is short.
        """),
    Explanation(
      .openAnswer, .warning, "text between a solution and the next exercise",
      """
      A solution is folded, and a build without solutions leaves it out; what stands behind it is open to everyone. \
      Often it is the answer in words.
      """,
      in: .markdown,
      wrong: """
        ::: {.solution}
        The slope is 6.
        :::

        So six it is.

        ::: {.exercise}
        And at 4?
        :::
        """,
      right: """
        ::: {.solution}
        The slope is 6. So six it is.
        :::

        ::: {.exercise}
        And at 4?
        :::
        """),
    Explanation(
      .tableRow, .warning, "a table row has more cells than the table",
      #"""
      What stands behind the last column would be lost. A bar inside a cell is written `\|`.
      """#,
      in: .markdown,
      wrong: """
        | x | y |
        |---|---|
        | 1 | 2 | 3 |
        """,
      right: """
        | x | y |
        |---|---|
        | 1 | 2 |
        """),
    Explanation(
      .brokenLink, .error, "a link leads to nothing in the course",
      """
      A relative link names a file, or a heading in one, that does not exist.
      """,
      in: .markdown,
      wrong: "[Gates](02-gate.md)",
      right: "[Gates](02-gates.md)"),
    Explanation(
      .unknownAttribute, .error, "an attribute in braces that means nothing here",
      """
      Images take `#fig-…` and `width=…`, formulas `#eq-…`, headings `#sec-…`.
      """,
      in: .markdown,
      wrong: "![The curve](curve.svg){widht=60%}",
      right: "![The curve](curve.svg){width=60%}"),
    Explanation(
      .badMath, .error, "a formula that KaTeX rejects",
      """
      The position is that of the part that is not understood: an unknown command, a missing brace, a bad alignment.
      """,
      in: .markdown,
      wrong: #"""
        $\frac{a}{b$
        """#,
      right: #"""
        $\frac{a}{b}$
        """#),
    Explanation(
      .foreignConstruct, .error, "a construct of another tool",
      """
      Pandoc, Quarto, MyST, R Markdown and others know it, and here it would be text on the page. The hint says what is \
      written instead; `docs/coming-from.md` lists what works and what does not. Where only a formula is badly \
      delimited, or the text can be read as it stands, it is a warning.
      """,
      in: .markdown,
      wrong: """
        {{< lipsum 2 >}}
        """,
      right: """
        Two paragraphs of text.
        """),
    Explanation(
      .answerField, .error, "a field for answers cannot be judged",
      """
      `[?]{nn="grad(f, x)"}` asks the reader for a number, and so does the option `answer` of a block. The expression is \
      one finite number with the values that names have there. `within="1%"` (of the answer, the default), `within="0.01"` \
      or `within="0"` says how far a reader may be off. `wrong="grad(f, y)" say="…"` names a usual slip, as often as there \
      are some: it differs from the answer and from the other slips by more than `within`, and what is said of it is plain \
      text without the answer. A field stands in a paragraph, a list or a table, in an exercise or not; not in a heading, a \
      caption, a title, a link, a note or a solution. It is written in one piece: what has `nn=` and belongs to no brackets, \
      as `[?] {nn="f"}`, or stands in a formula or in HTML, is left out of the page, since it would print the answer.
      """,
      in: .markdown,
      wrong: """
        ```nn
        w = [2, -1]
        f = w[0] ^ 2 + w[1]
        ```

        The gradient is [?]{nn="grad(f, w)"}.
        """,
      right: """
        ```nn
        w = [2, -1]
        f = w[0] ^ 2 + w[1]
        ```

        Its first entry is [?]{nn="grad(f, w)[0]" wrong="w[0]" say="a square has a derivative."}.
        """),
    Explanation(
      .noMathRenderer, .warning, "formulas cannot be set",
      """
      KaTeX or the engine that runs it is not installed. Formulas stand in the report as their TeX source.
      """,
      in: .shell,
      wrong: "lessons build   # without KaTeX",
      right: "sudo apt-get install libjs-katex fonts-katex libjavascriptcoregtk-4.1-0"),
    Explanation(
      .noConverter, .error, "a figure cannot become pixels or a page",
      """
      `lessons export` writes SVG by itself. PNG and PDF are made by rsvg-convert or by CairoSVG, and neither is installed, \
      or none of them could read the drawing.
      """,
      in: .shell,
      wrong: "lessons export lessons/01-start.md#fig-xyz --to png   # without rsvg-convert",
      right: "sudo apt-get install librsvg2-bin"),
  ]
}
