import Testing

@testable import SourceText

struct PercentEncodingTests {
  @Test(
    arguments: [
      ("a/b.md", "a/b.md"), ("a b/가.md", "a%20b/%EA%B0%80.md"), ("50%#1?.md", "50%25%231%3F.md"), ("~_-.", "~_-."),
      ("\n\u{1}", "%0A%01"), ("a:b", "a%3Ab"), ("", ""),
    ])
  func paths(path: String, expected: String) { #expect(path.percentEncodedPath == expected) }
}
