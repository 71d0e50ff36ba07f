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

  @Test func theFirstOfTwoFieldsCounts() { check("@book{a, title = {A}, title = {B}}", ["A"]) }

  @Test func editorsStandInForAuthors() {
    let found = parseBibliography(
      SourceFile(path: "r.bib", text: "@book{a, editor = {Ada Lovelace}, title = {T}, year = 1843}")
    ).value
    #expect(found.map(\.short) == ["Lovelace 1843"])
  }
}
