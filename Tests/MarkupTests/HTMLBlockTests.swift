import Testing

@testable import Markup

/// What stands in a block of HTML, and what ends one.
struct HTMLBlockTests {
  private func check(_ text: String, _ faults: String..., location: Testing.SourceLocation = #_sourceLocation) {
    #expect(parse(text).diagnostics.map(summary) == faults, "\(text)", sourceLocation: location)
  }

  /// HTML goes on up to a blank line; a line of colons ends it all the same, or a solution would be published.
  @Test(arguments: [
    "<div>x</div>\n::: {.solution}\ns\n:::\n", "<div>x</div>\n  ::: {.solution}\ns\n  :::\n",
    "- <div>x</div>\n  ::: {.solution}\n  s\n  :::\n", "> <div>x</div>\n> ::: {.solution}\n> s\n> :::\n",
    "> - <br>\n>   ::: {.solution}\n>   s\n>   :::\n", "<img src=\"a.svg\">\n::: solution\ns\n:::\n",
    "::: {.solution}\n<div>x</div>\n:::\n", "::: {.solution}\n<img src=\"a.svg\">\n  :::\n\nx\n",
    "<div>\n::: {.solution}\n<div>x</div>\n:::\n</div>\n", "<div>x</div>\r\n::: {.solution}\r\ns\r\n:::\r\n",
  ]) func endsAtColons(text: String) {
    let parsed = parse(text)
    #expect(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.message))")
    #expect(outline(parsed.value.blocks).contains("solution closed["), "\(outline(parsed.value.blocks))")
  }

  /// In these a line of colons is text.
  @Test(arguments: [
    "<pre>\n::: {.solution}\n</pre>\n", "<!-- x\n::: {.solution}\n-->\n", "```\n::: {.solution}\n```\n",
  ])
  func staysText(text: String) {
    let parsed = parse(text)
    #expect(parsed.diagnostics.isEmpty)
    #expect(!outline(parsed.value.blocks).contains("solution closed["))
  }

  /// Up to three columns in, and deeper where its container is.
  @Test(arguments: [
    " ::: {.solution}\ns\n :::\n", "   ::: {.solution}\n   s\n   :::\n", "- a\n\n    ::: {.solution}\n    s\n    :::\n",
    "- a\n\n\t::: {.solution}\n\ts\n\t:::\n", "1. a\n\n   ::: {.solution}\n   s\n     :::\n",
    ">   ::: {.solution}\n> s\n>  :::\n",
    "- a\n  - b\n\n      ::: {.solution}\n      s\n      :::\n",
  ]) func mayStandIn(text: String) {
    let parsed = parse(text)
    #expect(parsed.diagnostics.isEmpty, "\(text) \(parsed.diagnostics.map(\.message))")
    #expect(outline(parsed.value.blocks).contains("solution closed["), "\(text) \(outline(parsed.value.blocks))")
  }

  @Test func otherBlocksMayStandIn() {
    checkOutline(" {{< pagebreak >}}\n", outline(parse("{{< pagebreak >}}\n").value.blocks))
    checkOutline("Term\n  : Def\n", outline(parse("Term\n: Def\n").value.blocks))
    checkOutline("A[^a]\n\n  [^a]: x\n", "p(‹A›[^a=1.1])")
    checkOutline(" ::: {#thm-a}\nx\n :::\n", outline(parse("::: {#thm-a}\nx\n:::\n").value.blocks))
  }

  @Test func tellsOfMarkdownInIt() {
    check("<details>\n<summary>More</summary>\n```nn\nx = 1\n```\n</details>\n", "3:1 NN-foreign-construct error")
    check("<details>\n```python\nx\n```\n</details>\n", "2:1 NN-foreign-construct warning")
    check("<p>\n![a](a.svg)\n</p>\n", "2:1 NN-foreign-construct warning")
    check("<p>So $x^2$ it</p>\n", "1:7 NN-foreign-construct warning")
    check("<p>\n한국어 `{nn} x` and $y$\n</p>\n", "2:11 NN-foreign-construct warning")
    check("<div>\n- a\n</div>\n", "2:1 NN-foreign-construct warning")
    check("<div>\n# A\n</div>\n", "2:1 NN-foreign-construct warning")
    check("<div>See @fig-a and [@key]</div>\n", "1:10 NN-foreign-construct warning")
    check("> <div>\n> {{< video a.mp4 >}}\n> </div>\n", "2:3 NN-foreign-construct warning")
    check("<div>So.[^1]</div>\n\n[^1]: x\n", "1:9 NN-foreign-construct warning")
    check("<summary>**More** of it</summary>\n", "1:10 NN-foreign-construct warning")
    check("<td>a `code` b</td>\n", "1:7 NN-foreign-construct warning")
    check("<td>[x] so [it](a.md)</td>\n", "1:12 NN-foreign-construct warning")
    check("<p>2 ** 3 ** 4, a `, x**y, ](b)</p>\n")
    check("<div>\n\nSo $x$.\n\n</div>\n")
    check("<p>5 $ and 6 $, a*b, me@roe.org, 3^2, <b>bold</b> [1]</p>\n")
    check("<pre>\n- $x$ `{nn} x`\n</pre>\n")
    check("<script>\nlet a = [b](c)\n</script>\n")
    check("<!-- $x$ @fig-a -->\n")
  }

  @Test func tellsOfWhatIsNotClosed() {
    check("a\n\n<!-- to do\n\n```nn\nexpect 1 == 2\n```\n", "3:1 NN-unclosed-html error")
    check("- <!-- to do\n\nafter\n", "1:3 NN-unclosed-html error")
    check("> <script>\n> x\n\nafter\n", "1:3 NN-unclosed-html error")
    check("<pre>\nx\n", "1:1 NN-unclosed-html error")
    check("<!-- a -->\n\n<!--\nb\n-->\nx\n")
  }

  @Test func tellsOfTagsThatDoNotMatch() {
    check("<div>\nx\n", "1:1 NN-unclosed-html error")
    check("so <b>it is\n\nand <i>on</i>\n", "1:4 NN-unclosed-html error")
    check("so <b>it *<i>is* on</b>\n", "1:11 NN-unclosed-html error")
    // Each end looks at what it closes, however many others are open.
    let many = parse(String(repeating: "<b></i>", count: 20_000) + "\n").diagnostics
    #expect(many.count == 40_000 && many.allSatisfy { $0.id == .unclosedHTML })
    check("<b><i><u></b> x\n", "1:4 NN-unclosed-html error", "1:7 NN-unclosed-html error")
    check("a</section>\n\n</main>\n", "1:2 NN-unclosed-html error", "3:1 NN-unclosed-html error")
    check("- <div>\n\n</div>\n", "1:3 NN-unclosed-html error", "3:1 NN-unclosed-html error")
    check("| a |\n|---|\n| <b>x |\n", "3:3 NN-unclosed-html error")
    check("A[^a]\n\n[^a]: <b>x\n", "3:7 NN-unclosed-html error")
    check("<details>\n<summary>So</summary>\n\n- *x* <kbd>a</kbd>\n\n</details>\n")
    check("<table>\n<tr><td>x<td>y\n</table>\n\nx<br>y <img src=\"a\"> <hr/> <DIV>z</div> a < b > c\n")
    check("<script>\nlet a = \"<b>\"\n</script>\n\n<!-- <b> --> <svg><path d=\"\"/></svg>\n")
    check("::: {.solution}\n<div>\n\nx\n\n</div>\n:::\n")
  }
}
