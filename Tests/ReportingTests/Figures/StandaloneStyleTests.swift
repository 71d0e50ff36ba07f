import Testing

@testable import Reporting

@Suite struct StandaloneStyleTests {
  private func check(_ rules: String, _ expected: String) {
    #expect(StandaloneStyle.css(rules, light: "--ink:#000;--f:A,\"B\";", dark: "--ink:#fff;") == expected)
  }

  @Test func coloursAreLiteralsInBothSchemes() {
    check(
      ".a{fill:var(--ink);x:1}.b{font:var(--f)}\n",
      ".a{fill:#000;x:1}.b{font:A,\"B\"}\n@media screen and (prefers-color-scheme:dark){\n.a{fill:#fff}}\n")
  }

  /// A later rule takes back what an earlier one says, in the dark as well.
  @Test func theLastRuleWinsInTheDarkToo() {
    check(
      ".a{stroke:var(--ink)}.b{stroke:none}",
      ".a{stroke:#000}.b{stroke:none}@media screen and (prefers-color-scheme:dark){\n.a{stroke:#fff}\n.b{stroke:none}}\n"
    )
  }

  /// Programs other than browsers draw in black what asks for a custom property, and do not know the rest.
  @Test(arguments: [FigureStyle.standalone, ChartStyle.standalone]) func filesAskForNothingThatOnlyBrowsersKnow(
    style: String
  ) {
    for part in ["var(", "--", "paint-order", "context-stroke", "%"] { #expect(!style.contains(part), "\(part)") }
    #expect(style.contains("prefers-color-scheme:dark"))
  }
}
