import Reporting
import SourceText
import Testing

@testable import CourseBuild

struct BibliographyTests {
  private func read(_ text: String) -> Diagnosed<Bibliography> {
    Bibliography.read(SourceFile(path: "references.bib", text: text))
  }

  @Test(arguments: [
    (
      "@article{a, author = {Rumelhart, David E. and Hinton, Geoffrey E. and Williams, Ronald J.},\n title = {Learning {Representations}}, journal = \"Nature\", volume = 323, pages = {533--536}, year = 1986, doi = {10.1/x},}",
      "Rumelhart et al. 1986",
      "David E. Rumelhart, Geoffrey E. Hinton, Ronald J. Williams. 1986. Learning Representations. Nature 323, 533–536.",
      "https://doi.org/10.1/x"
    ),
    (
      "@book{a, author={Griewank, Andreas and Walther, Andrea}, title={Evaluating}, publisher={SIAM}, year={2008}}",
      "Griewank & Walther 2008", "Andreas Griewank, Andrea Walther. 2008. Evaluating. SIAM.", nil
    ),
    ("@misc(a, author = {Andrej Karpathy}, url = {https://x.org})", "Karpathy", "Andrej Karpathy.", "https://x.org"),
    ("@comment{ {x} } @string{n = {x}} @misc{a, title={T?}}", "a", "T?", nil),
  ])
  func entries(text: String, short: String, full: String, url: String?) throws {
    let result = read(text)
    #expect(result.diagnostics.isEmpty)
    let entry = try #require(result.value.entries["a"])
    #expect(entry == BibliographyEntry(key: "a", short: short, full: full, url: url))
  }

  @Test(arguments: [
    ("@article", 1, 9), ("@article{,", 1, 1), ("@article{a, title {x}}", 1, 19), ("\n@article{a, title = {x", 2, 1),
    ("@article{a, title = {x} year = 3}", 1, 25),
  ])
  func faults(text: String, line: Int, column: Int) throws {
    let diagnostic = try #require(read(text).diagnostics.first)
    #expect(diagnostic.id == .badBibliography)
    #expect(diagnostic.range.start.line == line)
    #expect(diagnostic.range.start.column == column)
  }

  @Test func readingGoesOnBehindAFault() {
    #expect(read("@article{a, title {x}}\n@misc{b, title = {T}}").value.entries["b"] != nil)
  }
}
