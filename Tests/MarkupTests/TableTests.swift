import Testing

@testable import Markup

/// Pipe tables by GitHub's rules, captions as in Quarto.
struct TableTests {
  @Test func shapes() {
    checkOutline("| a | b |\n|---|:-:|\n| 1 | 2 |\n", "table(none:‹a› center:‹b› / ‹1› ‹2›)")
    checkOutline("a | b\n:-- | --:\n1 | 2\n3 | 4\n", "table(left:‹a› right:‹b› / ‹1› ‹2› / ‹3› ‹4›)")
    checkOutline("| a |\n|---|\n| 1 |\n", "table(none:‹a› / ‹1›)")
    checkOutline("| a |\n|---|\n", "table(none:‹a›)")
    checkOutline("text\n| a |\n|---|\n| 1 |\n\nmore\n", "p(‹text›) table(none:‹a› / ‹1›) p(‹more›)")
    checkOutline("| a | b |\n|---|\n", "p(‹| a | b |›⏎‹|---|›)", ["2:1 NN-table-row warning"])
    checkOutline("| a |\n| 1 |\n", "p(‹| a |›⏎‹| 1 |›)", ["1:1 NN-table-row warning"])
    checkOutline("|---|\n| 1 |\n", "p(‹|---|›⏎‹| 1 |›)", ["1:1 NN-table-row warning"])
    checkOutline("so\n\n> | a |\n> |--|--|\n", "p(‹so›) quote(p(‹| a |›⏎‹|--|--|›))", ["4:3 NN-table-row warning"])
    checkOutline("|x| and |y|\nso |z|\n", "p(‹|x| and |y|›⏎‹so |z|›)")
    checkOutline("   | a |\n   |---|\n   | 1 |\n", "table(none:‹a› / ‹1›)")
    checkOutline("- x\n\n    | a |\n    |---|\n    | 1 |\n", "ul loose(p(‹x›) table(none:‹a› / ‹1›))")
    checkOutline("| a |\n---\n", "h2#-a-(‹| a |›)")
    checkOutline("| a | b |\n|---|---|\n| 1 |\nbare\n", "table(none:‹a› none:‹b› / ‹1›  / ‹bare› )")
    checkOutline("| a |\n|---|\n| 1 |\n> q\n", "table(none:‹a› / ‹1›) quote(p(‹q›))")
    checkOutline("| | b |\n|---|---|\n|  | 1 |\n", "table(none: none:‹b› /  ‹1›)")
  }

  @Test func cellsHoldInlines() {
    checkOutline(
      "| *a* | `b\\|c` | $x$ | - d | # e # |\n|-|-|-|-|-|\n| [l](u) | a\\|b | `{nn} q` | 1. x | > y |\n",
      "table(none:em(‹a›) none:`b|c` none:$x$ none:‹- d› none:‹# e #› / link(‹l›)→u ‹a|b› nn0 ‹1. x› ‹> y›)")
    checkOutline("| a |\n|---|\n| [r] |\n\n[r]: /u\n", "table(none:‹a› / link(‹r›)→/u)")
  }

  @Test func placesInCells() {
    let document = parse("> | a | b |\n> |---|---|\n> | x\\|y | `{nn} a\\|b` |\n").value
    #expect(document.expressions.map(\.source.string) == ["a|b"])
    #expect("\(document.expressions[0].source.range(0..<1).start)" == "(line: 3, column: 18)")
    #expect("\(document.expressions[0].source.range(2..<3).start)" == "(line: 3, column: 21)")
  }

  @Test func inContainers() {
    checkOutline("> | a |\n> |---|\n> | 1 |\nlazy\n", "quote(table(none:‹a› / ‹1›)) p(‹lazy›)")
    checkOutline("- | a |\n  |---|\n  | 1 |\n- b\n", "ul(table(none:‹a› / ‹1›) | p(‹b›))")
    checkOutline("```\n| a |\n|---|\n```\n", "code:(| a |\n|---|\n)")
    checkOutline("    | a |\n    |---|\n", "code:(| a |\n|---|\n)")
  }

  @Test func captions() {
    checkOutline(
      "| a |\n|---|\n| 1 |\n\n: The *caption* {#tbl-a}\n", "table(none:‹a› / ‹1›) caption(‹The ›em(‹caption›))#tbl-a")
    checkOutline("| a |\n|---|\n: Close\n", "table(none:‹a›) caption(‹Close›)")
    checkOutline(": no caption\n", "p(‹: no caption›)", ["1:1 NN-foreign-construct warning"])
  }

  @Test func faults() {
    checkOutline("# h\n\n| a |\n|---|\n| 1 | 2 |\n", "h1#h(‹h›) table(none:‹a› / ‹1›)", ["5:1 NN-table-row warning"])
    checkOutline(
      "> 한글\n>\n> | a |\n> |---|\n> | 1 | 2 | 3 |\n", "quote(p(‹한글›) table(none:‹a› / ‹1›))",
      ["5:3 NN-table-row warning"])
  }

  @Test func ranges() {
    let table = parse("x\n\n| a |\n|---|\n| 1 |\n\n: C {#tbl-a}\n").value.blocks[1]
    #expect(table.range.start.line == 3 && table.range.end.line == 7)
  }
}
