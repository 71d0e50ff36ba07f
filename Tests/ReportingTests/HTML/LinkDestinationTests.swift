import Testing

@testable import Reporting

@Suite struct LinkDestinationTests {
  @Test(arguments: [
    ("abc-_.+!*(),%#@?=;:/&$~", "abc-_.+!*(),%#@?=;:/&$~"),
    (" []{}|^`\"\\", "%20%5B%5D%7B%7D%7C%5E%60%22%5C"),
    ("é가", "%C3%A9%EA%B0%80"),
    ("", ""),
  ])
  func encodesAsCmark(_ destination: String, _ expected: String) {
    #expect(LinkDestination.encoded(destination) == expected)
  }

  @Test(arguments: [
    ("en/01", "en/02.html", "02.html"), ("en/01", "ko/01.html", "../ko/01.html"),
    ("01", "assets/a.css", "assets/a.css"),
    ("a/b/c", "index.html", "../../index.html"), ("en/01", "en/01/fig.svg", "01/fig.svg"),
  ])
  func leadsFromFileToFile(_ from: String, _ to: String, _ expected: String) {
    #expect(LinkDestination.relative(from: from, to: to) == expected)
  }

  @Test(arguments: [
    ("02-gates.md", "02-gates.html"), ("../en/02.md#max", "../en/02.html#max"), ("a.markdown", "a.markdown"),
    ("https://x.org/a.md", "https://x.org/a.md"), ("#a.md", "#a.md"), ("/a.md", "/a.md"),
    ("./a:b.md", "./a:b.html"), ("a:b.md", "a:b.md"),
  ])
  func leadsToPages(_ destination: String, _ expected: String) {
    #expect(LinkDestination.page(destination) == expected)
  }

  @Test(arguments: [
    ("en/01", "en/javascript:x.html", "./javascript:x.html"), ("01", "javascript:x.html", "./javascript:x.html"),
    ("en/01", "javascript:x.html", "../javascript:x.html"), ("", "a b.html", "a%20b.html"),
    ("01", "50%#1?.svg", "50%25%231%3F.svg"), ("en/01", "ko/가.html", "../ko/%EA%B0%80.html"),
  ])
  func namesOfFilesAreRelativeReferences(_ from: String, _ to: String, _ expected: String) {
    #expect(LinkDestination.address(from: from, to: to) == expected)
  }
}
