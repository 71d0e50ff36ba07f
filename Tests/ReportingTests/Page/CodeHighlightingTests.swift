import Testing

@testable import Reporting

/// Code of other languages on a page.
struct CodeHighlightingTests {
  /// Spans as `kw:for`, in order.
  private func spans(_ source: String, _ name: String) throws -> [String] {
    let language = try #require(HighlightedLanguage.named(name))
    return CodeHighlighting.nodes(source, language).compactMap { node in
      guard case .element("span", let attributes, let children) = node, case .text(let text)? = children.first else {
        return nil
      }
      return attributes[0].1 + ":" + text
    }
  }

  private func check(
    _ source: String, _ name: String, _ expected: String..., location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try spans(source, name) == expected, sourceLocation: location)
  }

  @Test func languages() throws {
    try check(
      "for i in range(10):  # ten\n    x = np.exp(-i) * 2.5e-3", "python", "kw:for", "kw:in", "fn:range", "nu:10",
      "cm:# ten", "fn:exp", "nu:2.5e-3")
    try check(
      "\"\"\"two\nlines\"\"\"\nx = 'it\\'s' + f\"{y}\"", "py", "st:\"\"\"two\nlines\"\"\"", "st:'it\\'s'", "st:\"{y}\"")
    try check("x <- is.na(y) # no\nif (TRUE) 1L", "r", "fn:is.na", "cm:# no", "kw:if", "kw:TRUE", "nu:1L")
    try check(
      "let x: Double = sin(1_000) // no\n/* a\nb */ return \"s\"", "swift", "kw:let", "fn:sin", "nu:1_000", "cm:// no",
      "cm:/* a\nb */", "kw:return", "st:\"s\"")
    try check(
      "#include <math.h>\nint main(void) { return 0x1f; /* x */ }", "c", "kw:int", "fn:main", "kw:void", "kw:return",
      "nu:0x1f", "cm:/* x */")
    try check(
      "for f in *.md; do echo \"$f\" a#b; done # all", "sh", "kw:for", "kw:in", "kw:do", "st:\"$f\"", "kw:done",
      "cm:# all")
    try check("{\"a\": [1, -2.5e3, true, null]}", "json", "st:\"a\"", "nu:1", "nu:2.5e3", "kw:true", "kw:null")
    try check(
      "title: A course # its name\nsize: 12\nurl: 'a: b'\nok: true", "yaml", "fn:title", "cm:# its name", "fn:size",
      "nu:12", "fn:url", "st:'a: b'", "fn:ok", "kw:true")
  }

  /// A member called like a keyword is none, and neither is an apostrophe a text.
  @Test func whatIsNone() throws {
    try check("model.eval(); a.in", "python", "fn:eval")
    try check("x = 1 # it's\ny = 'open", "python", "nu:1", "cm:# it's")
    #expect(HighlightedLanguage.named("brainfuck") == nil)
    #expect(HighlightedLanguage.named("Python") != nil)
  }

  @Test func losesNothing() throws {
    var random = SystemRandomNumberGenerator()
    let parts = [
      "\"", "'", "\"\"\"", "\\", "#", "/*", "*/", "//", "for", " ", "\n", "a.b(", "1e-3", "é", "🙂", "`", "{", ":",
    ]
    for language in HighlightedLanguage.all {
      for _ in 0..<300 {
        let source = (0..<Int.random(in: 0...30, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
          .joined()
        let text = CodeHighlighting.nodes(source, language).map { node in
          switch node {
          case .text(let text): return text
          case .element(_, _, let children):
            if case .text(let text)? = children.first { return text }
            return ""
          default: return ""
          }
        }
        #expect(text.joined() == source, "\(language.names[0])")
      }
    }
  }

  /// Texts that are never closed cost no more than closed ones: work is counted by what a long line takes twice over.
  @Test func unclosedTextsAreLookedAtOnce() throws {
    let language = try #require(HighlightedLanguage.named("python"))
    let source = String(repeating: "\\'", count: 200_000)
    #expect(CodeHighlighting.nodes("'" + source, language).count == 1)
  }
}
