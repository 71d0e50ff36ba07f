import Foundation
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
    if let full { #expect(parsed.value.map(\.fullText) == full, sourceLocation: location) }
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

  /// 1,253 ways to write accents and symbols against Unicode's canonical composition; `latexforms.py` writes them.
  @Test func accents() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "LaTeXForms.txt")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 1100)
    for line in lines {
      let parts = line.split(separator: "\t")
      let given = LaTeXText.decoded(Array(parts[0].utf8)[...])
      // Scalar by scalar: strings that are composed otherwise compare alike.
      #expect(Array(given.unicodeScalars) == Array(parts[1].unicodeScalars), "\(parts[0])")
    }
  }

  @Test func names() {
    func check(_ names: String, _ author: String, _ location: Testing.SourceLocation = #_sourceLocation) {
      let text = "@misc{k, author = {\(names)}, title = {T}}"
      let records = parseBibliography(SourceFile(path: "r.bib", text: text)).value
      #expect(records.map(\.author) == [author], sourceLocation: location)
    }
    check("Roe, A. and others", "Roe et al.")
    check("Roe, A. and Lee, B. and others", "Roe et al.")
    check("Roe, A. AND Lee, B.", "Roe & Lee")
    check("Charles Jean de la Vall{\\'e}e Poussin", "de la Vallée Poussin")
    check("van der Waals, J. D.", "van der Waals")
    check("Martin Luther King", "King")
    check("King, Jr., Martin Luther", "King Jr.")
    check("{von Roe} and {The Group}", "von Roe & The Group")
    check("given=Kim, family=Lee", "Lee")
    check("given=Kim, family=Lee, prefix=van and Roe, A.", "van Lee & Roe")
    check("Kim\nand\nLee", "Kim & Lee")
  }

  @Test func partsOfBooks() {
    check(
      "@incollection{c, crossref = {b}, author = {Roe, A.}, title = {One}, pages = {1-2}}"
        + " @book{b, title = {All}, year = 2001, publisher = {Press}, editor = {Lee, B.}}",
      short: ["Roe 2001", "Lee 2001"],
      full: ["Roe, A. (2001). One. All, 1–2, Press.", "Lee, B. (2001). All. Press."])
    check(
      "@misc{a, crossref = {nothing}, title = {T}}", short: ["T"], faults: ["1:22 NN-bad-bibliography warning"])
    check(
      "@article{a, author={Roe, A.}, title = {One}, subtitle = {Two}, year = 1}", short: ["Roe 1"],
      full: ["Roe, A. (1). One: Two."])
    check("@misc{empty, note = {}}", short: ["empty"], full: ["empty."])
    check("@misc{a, title = {T}, year = {}}", short: ["T"], full: ["T."])
    check(
      "@misc{a, title = {T}, eprint = {1312.6114}, archiveprefix = {arXiv}}", short: ["T"],
      full: ["T. arXiv:1312.6114."])
    check("@misc{a, title = {A \\foo{b}}}", short: ["A \\foob"], faults: ["1:21 NN-bad-bibliography warning"])
  }

  @Test func formulas() throws {
    let text = "@misc{a, title = {$\\beta$-{VAE} at $O(\\log n)$, H$_2$O and \\textsuperscript{2}}}"
    let record = try #require(parseBibliography(SourceFile(path: "r.bib", text: text)).value.first)
    #expect(outline(record.full) == "$\\beta$‹-VAE at ›$O(\\log n)$‹, H›$_2$‹O and ›sup(‹2›)‹.›")
    #expect(record.short == "β-VAE at O(\\log n), H_2O and 2")
    for (tex, expected) in [
      ("``x''", "“x”"), ("`x'", "‘x’"), ("don't", "don’t"), ("\\enquote{x}", "“x”"), ("a\\,b", "a\u{2009}b"),
    ] { #expect(LaTeXText.decoded(Array(tex.utf8)[...]) == expected) }
  }

  @Test func addresses() {
    for (field, address) in [
      ("https://www.cs.toronto.edu/~kriz/cifar.html", "https://www.cs.toronto.edu/~kriz/cifar.html"),
      ("https://a.b/x--y---z", "https://a.b/x--y---z"), ("https://a.b/$x$", "https://a.b/$x$"),
      ("https://a.b/c\\_d\\%20\\&e", "https://a.b/c_d%20&e"), ("{https://a.b}", "https://a.b"),
      ("https://a.b/{\\textasciitilde}x", "https://a.b/~x"), ("\\url{https://a.b/~x}", "https://a.b/~x"),
      ("https://a.b/{x}y", "https://a.b/{x}y"),
    ] {
      let records = parseBibliography(SourceFile(path: "r.bib", text: "@misc{a, url = {\(field)}}")).value
      #expect(records.map(\.url) == [address])
    }
    let note = "@misc{a, title = {T}, howpublished = {\\url{https://a.b/~x}}, note = {\\href{https://c.d/~e}{here}}}"
    #expect(
      parseBibliography(SourceFile(path: "r.bib", text: note)).value.map { outline($0.full) } == [
        "‹T. ›link(‹https://a.b/~x›)→https://a.b/~x‹ ›link(‹here›)→https://c.d/~e"
      ])
  }

  @Test func url() throws {
    let records = parseBibliography(
      SourceFile(path: "r.bib", text: "@misc{a, doi = {10.1/x}} @misc{b, url = {https://a.b/c_d}}")
    ).value
    #expect(records.map(\.url) == ["https://doi.org/10.1/x", "https://a.b/c_d"])
  }

  @Test func faults() {
    check(
      "@book{a, title = {T}}\n\n@book{b, title = {T\n\n@book{c, title = {U}}", short: ["T", "b", "U"],
      faults: ["3:18 NN-bad-bibliography error"])
    check("@book{a, title {T}}\n@book{c, title = {U}}", short: ["a", "U"], faults: ["1:10 NN-bad-bibliography error"])
    check("@book{a, title = unknown}\n", short: ["unknown"], faults: ["1:18 NN-bad-bibliography warning"])
    check("@book{a title = {T}}\n", faults: ["1:7 NN-bad-bibliography error"])
    check("@book{, title = {T}}\n", faults: ["1:1 NN-bad-bibliography error"])
    check("@book{a, title = {T} year = 1}\n", short: ["T 1"], faults: ["1:22 NN-bad-bibliography error"])
    check("@book{a, title = \"T}\n", short: ["a"], faults: ["1:18 NN-bad-bibliography error"])
    check("@book{a, title = {T}\n", short: ["T"], faults: ["1:1 NN-bad-bibliography error"])
    check("@book{a, title = {T}}\n@book{a, title = {U}}\n", short: ["T"], faults: ["2:7 NN-bad-bibliography error"])
  }
}
