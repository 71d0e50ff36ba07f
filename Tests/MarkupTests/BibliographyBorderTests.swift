import SourceText
import Testing

@testable import Markup

/// What BibTeX takes for the end of a value and of an entry.
struct BibliographyBorderTests {
  private func check(
    _ text: String, _ titles: [String?], _ faults: [String] = [],
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let parsed = parseBibliography(SourceFile(path: "references.bib", text: text))
    #expect(parsed.value.map { $0.fields["title"] } == titles, sourceLocation: location)
    #expect(parsed.diagnostics.map(summary) == faults, sourceLocation: location)
  }

  @Test func quotesAndBraces() {
    check(#"@book{a, title = "The {"}Great{"} Book"}"#, [#"The "Great" Book"#])
    check(#"@book{a, title = "The {\"a} Book"}"#, ["The ä Book"])
    check(#"@book{a, title = {A "B" {C}}}"#, [#"A "B" C"#])
  }

  /// Only an `@` at the start of a line begins an entry again behind a fault; what was read before it is kept.
  @Test func recovery() {
    check(
      "@book{a, title = x, note = {@book{inner, title = {I}}}}\n@book{b, title = {B}}", ["x", "B"],
      ["1:18 NN-bad-bibliography warning"])
  }

  @Test func commentsAndPreambles() {
    check(#"@preamble{"\newcommand{\x}{y}"} @comment{@book{n, title = {N}}} @book{b, title = {B}}"#, ["B"])
  }

  @Test func theFirstOfTwoFieldsCounts() {
    check("@book{a, title = {A}, title = {B}}", ["A"], ["1:23 NN-bad-bibliography warning"])
  }

  @Test func uselessEntries() {
    check("@misc{a8}", [nil], ["1:7 NN-bad-bibliography warning"])
    check("@misc{a, abstract = {x}}", [nil], ["1:7 NN-bad-bibliography warning"])
    check("@misc{a, url = {https://a.org}}", [nil])
    check("@book{a, title = {T}, crossref = {a}}", ["T"], ["1:35 NN-bad-bibliography warning"])
    check("@book{a, title = {T}, author = {and}}", ["T"], ["1:33 NN-bad-bibliography warning"])
    check(
      "@book{a, title = {T}, author = {X, A and Y, B, C, D}}", ["T"],
      ["1:33 NN-bad-bibliography warning"])
    check("@book{a, title = {T}, author = {King, Jr., Martin and {A, B, C, D}}}", ["T"])
  }

  /// A brace that is missing costs its own entry and is told there.
  @Test func missingBraces() {
    check(
      "@book{a, title = {A}, year = 2000\n@book{b, title = {B}}", ["A", "B"], ["1:1 NN-bad-bibliography error"])
    check(
      "@article{a, title={unclosed, year=2000}\n\n@book{b,\n  title={B}\n}\n@book{c, title={C}}",
      ["unclosed, year=2000", "B", "C"], ["1:1 NN-bad-bibliography error"])
    check(
      "@book{z, title={Z}}\n@book{a, title={A {B}\n@book{b, title={B}}", ["Z", nil, "B"],
      ["2:16 NN-bad-bibliography error"])
  }

  @Test func editorsStandInForAuthors() {
    let found = parseBibliography(
      SourceFile(path: "r.bib", text: "@book{a, editor = {Ada Lovelace}, title = {T}, year = 1843}")
    ).value
    #expect(found.map(\.short) == ["Lovelace 1843"])
  }
}
