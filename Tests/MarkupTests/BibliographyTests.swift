import SourceText
import Testing

@testable import Markup

/// BibTeX entries, how they are cited, and what is wrong with them.
struct BibliographyTests {
  private func check(
    _ text: String, short: [String] = [], full: [String]? = nil, faults: [String] = [],
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let parsed = parseBibliography(SourceFile(path: "references.bib", text: text))
    #expect(parsed.value.map(\.short) == short, sourceLocation: location)
    if let full { #expect(parsed.value.map(\.full) == full, sourceLocation: location) }
    #expect(parsed.diagnostics.map(summary) == faults, sourceLocation: location)
  }

  @Test func entries() {
    check(
      """
      % a comment
      @Article{rumelhart1986,
        author = {Rumelhart, David E. and Hinton, Geoffrey E. and Williams, Ronald J.},
        title = "Learning representations by back-propagating errors",
        journal = {Nature}, volume = 323, number = {6088}, pages = {533--536}, year = 1986,
      }
      """, short: ["Rumelhart et al. 1986"],
      full: [
        "Rumelhart, David E., Hinton, Geoffrey E. & Williams, Ronald J. (1986). Learning representations by "
          + "back-propagating errors. Nature 323(6088), 533–536."
      ])
    check(
      "@book{b, author = {Ludwig van Beethoven and {The Group}}, year = {1800}}",
      short: ["van Beethoven & The Group 1800"])
    check("@misc{m, title = {Is it?}}", short: ["Is it?"], full: ["Is it?"])
    check("@misc{m, title = {T}, note = {In Finnish}}", short: ["T"], full: ["T. In Finnish."])
    check("@misc{m, title = {T}, howpublished = {Lecture}, volume = 3}", short: ["T"], full: ["T. Lecture."])
    check("@misc(k, author = \"A {and} B\", date = {2017-05-01})", short: ["B 2017"])
    check(
      "@string{n = {Nature}} @article{a, author = {A B}, journal = n # { } # \"X\", year = 1}", short: ["B 1"],
      full: ["B, A (1). Nature X."])
    check("@comment{ @book{x} } free @ text\n@book{y, title = {T}, month = jan}", short: ["T"])
    check("", short: [])
  }

  @Test func latex() {
    for (latex, text) in [
      ("H\\\"older", "Hölder"), ("H\\\"{o}lder", "Hölder"), ("{\\\"{O}}", "Ö"), ("Erd\\H{o}s", "Erdős"),
      ("\\v{S}\\'{\\i}", "Ší"),
      ("{\\O}re \\o re", "Øre øre"), ("1--2 --- 3-4", "1–2 — 3-4"), ("A \\& B \\% \\_", "A & B % _"),
      ("{GPU}s and {L}eCun", "GPUs and LeCun"),
      ("\\emph{x} y", "x y"), ("a\n  b", "a b"), ("a~b", "a\u{A0}b"), ("\\=q", "q\u{304}"), ("Stra\\ss{}e", "Straße"),
      ("역전파", "역전파"), ("\\", ""),
    ] {
      #expect(LaTeXText.decoded(Array(latex.utf8)[...]) == text)
    }
  }

  @Test func url() throws {
    let records = parseBibliography(
      SourceFile(path: "r.bib", text: "@misc{a, doi = {10.1/x}} @misc{b, url = {https://a.b/c_d}}")
    ).value
    #expect(records.map(\.url) == ["https://doi.org/10.1/x", "https://a.b/c_d"])
  }

  @Test func faults() {
    check(
      "@book{a, title = {T}}\n\n@book{b, title = {T\n\n@book{c, title = {U}}", short: ["T", "U"],
      faults: ["3:18 NN-bad-bibliography error"])
    check("@book{a, title {T}}\n@book{c, title = {U}}", short: ["U"], faults: ["1:10 NN-bad-bibliography error"])
    check("@book{a, title = unknown}\n", faults: ["1:18 NN-bad-bibliography error"])
    check("@book{a title = {T}}\n", faults: ["1:7 NN-bad-bibliography error"])
    check("@book{, title = {T}}\n", faults: ["1:1 NN-bad-bibliography error"])
    check("@book{a, title = {T} year = 1}\n", faults: ["1:22 NN-bad-bibliography error"])
    check("@book{a, title = \"T}\n", faults: ["1:18 NN-bad-bibliography error"])
    check("@book{a, title = {T}\n", faults: ["1:1 NN-bad-bibliography error"])
    check("@book{a, title = {T}}\n@book{a, title = {U}}\n", short: ["T"], faults: ["2:7 NN-bad-bibliography error"])
  }
}
