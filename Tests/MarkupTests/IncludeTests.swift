import SourceText
import Testing

@testable import Markup

/// `{{< include … >}}`: what is pasted, and which file a fault names.
struct IncludeTests {
  private func check(
    _ files: [String: String], _ expected: String, _ faults: [String] = [],
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let sources = files.mapValues { $0 }.reduce(into: [String: SourceFile]()) { result, entry in
      result[entry.key] = SourceFile(path: entry.key, text: entry.value)
    }
    guard let main = sources["a.md"] else { return }
    let parsed = parseDocument(main) { path, range throws(Diagnostic) in
      guard let file = sources[path] else { throw Diagnostic(.fileMissing, "no file `\(path)`", at: range) }
      return file
    }
    #expect(outline(parsed.value.blocks) == expected, sourceLocation: location)
    #expect(parsed.diagnostics.map { "\($0.range.file.path):" + summary($0) } == faults, sourceLocation: location)
  }

  @Test func pastes() {
    check(
      ["a.md": "x\n\n{{< include b.md >}}\n\ny\n", "b.md": "---\nt: 1\n---\n# B\n\n```nn\nq\n```"],
      "p(‹x›) h1#b(‹B›) cell0 p(‹y›)")
    check(["a.md": "> {{< include b.md >}}\n> z\n", "b.md": "x\n\ny\n"], "quote(p(‹x›) p(‹y›⏎‹z›))")
    check(
      ["a.md": "{{< include b.md >}}\n{{< include b.md >}}", "b.md": "- {{< include c.md >}}\n", "c.md": "c"],
      "ul(p(‹{{< include c.md >}}›) | p(‹{{< include c.md >}}›))",
      ["b.md:1:3 NN-foreign-construct error", "b.md:1:3 NN-foreign-construct error"])
    check(
      ["a.md": "```\n{{< include b.md >}}\n```\n"], "code:({{< include b.md >}}\n)",
      ["a.md:2:1 NN-foreign-construct warning"])
    check(
      ["a.md": "text {{< include b.md >}}\n"], "p(‹text {{< include b.md >}}›)", ["a.md:1:6 NN-foreign-construct error"]
    )
  }

  @Test func faults() {
    check(["a.md": "x\n\n  {{< include b.md >}}\n"], "p(‹x›)", ["a.md:3:3 NN-file-missing error"])
    check(
      ["a.md": "{{< include b.md >}}\n", "b.md": "x\n\n{{< include a.md >}}\n"], "p(‹x›)",
      ["b.md:3:1 NN-include-cycle error"])
    check(["a.md": "{{< include a.md >}}\nx\n"], "p(‹x›)", ["a.md:1:1 NN-include-cycle error"])
    check(
      ["a.md": "x\n\n{{< include b.md >}}\n", "b.md": "y\n\n한 [^no]\n"], "p(‹x›) p(‹y›) p(‹한 ›‹[^no]›)",
      ["b.md:3:5 NN-unknown-footnote error"])
    check(
      ["a.md": "x\n\n{{< include b.md >}}\n", "b.md": "```nn\ny"], "p(‹x›) cell0", ["b.md:1:1 NN-unclosed-fence error"])
  }

  @Test func places() throws {
    let included = SourceFile(path: "b.md", text: "`{nn} x`\n")
    let document = parseDocument(SourceFile(path: "a.md", text: "`{nn} a`\n\n> {{< include b.md >}}\n")) {
      (_, _) throws(Diagnostic) in included
    }.value
    #expect(
      document.expressions.map { "\($0.source.range.file.path) \($0.source.range.start)" } == [
        "a.md (line: 1, column: 7)", "b.md (line: 1, column: 7)",
      ])
  }
}
