import SourceText
import Testing

@testable import Markup

/// What a lesson becomes through includes, abbreviations, table rows and nodes, and where it is told to stop.
struct LessonBudgetTests {
  private func parse(
    _ files: [String: String], _ budget: LessonBudget = LessonBudget()
  ) -> (parsed: Diagnosed<Document>, reads: Int) {
    let main = SourceFile(path: "a.md", text: files["a.md"] ?? "")
    var reads = 0
    let parsed = parseDocument(main, budget: budget) { path, range throws(Diagnostic) in
      guard let text = files[path] else { throw Diagnostic(.fileMissing, "no file `\(path)`", at: range) }
      reads += 1
      return SourceFile(path: path, text: text)
    }
    return (parsed, reads)
  }

  private func limited(_ limit: LessonBudget.Limit, _ number: Int) -> LessonBudget {
    var budget = LessonBudget()
    budget[limit] = number
    return budget
  }

  /// One fault, at its place, and nothing left of the lesson.
  private func checkOver(
    _ files: [String: String], _ budget: LessonBudget, _ fault: String,
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let parsed = parse(files, budget).parsed
    #expect(
      parsed.diagnostics.map { "\($0.range.file.path):" + summary($0) } == [fault + " NN-lesson-budget error"],
      sourceLocation: location)
    #expect(parsed.value.blocks.isEmpty && parsed.value.cells.isEmpty, sourceLocation: location)
  }

  /// `depth` parts, each with the next `times` times, as deep as includes may stand.
  private func doubling(depth: Int, times: Int = 2, last: String, before: String = "") -> [String: String] {
    var files = ["a.md": "{{< include _0.md >}}\n", "_\(depth).md": last]
    for part in 0..<depth {
      files["_\(part).md"] = String(repeating: "\(before){{< include _\(part + 1).md >}}\n\n", count: times)
    }
    return files
  }

  @Test(arguments: [
    ("end\n", 2, ""), ("", 2, ""), ("", 9, ""), ("---\ntitle: x\n---\n", 2, ""), ("x\n", 2, "> "),
    ("```nn\nx = 1\n```\n", 3, ""),
  ])
  func partsThatIncludeTwice(last: String, times: Int, before: String) {
    let files = doubling(depth: 31, times: times, last: last, before: before)
    let (parsed, reads) = parse(files)
    #expect(parsed.diagnostics.map(\.id) == [.lessonBudget])
    #expect(parsed.value.blocks.isEmpty)
    // Each part is read once, however often it is included.
    #expect(reads <= 32)
  }

  /// Each part counts for 64 bytes and its own.
  @Test func includesUpToTheLimit() {
    let files = ["a.md": "x\n\n  {{< include b.md >}}\n\n  {{< include b.md >}}\n", "b.md": "# B {#b}\n"]
    // 9 bytes, and a prefix of 2 before each of two lines, the empty one behind the last newline included.
    let each = 64 + 9 + 2 * 2
    #expect(parse(files, limited(.text, 2 * each)).parsed.value.blocks.count == 3)
    checkOver(files, limited(.text, 2 * each - 1), "a.md:5:3")
    checkOver(files, limited(.text, each - 1), "a.md:3:3")
    checkOver(
      ["a.md": "{{< include b.md >}}\n", "b.md": "y\n\n> {{< include c.md >}}\n", "c.md": "z"], limited(.text, 150),
      "b.md:3:3")
  }

  /// What the author wrote out is not limited.
  @Test func textOfOnesOwn() {
    let text = String(repeating: "word ", count: 1000)
    #expect(parse(["a.md": text], limited(.text, 1)).parsed.diagnostics.isEmpty)
  }

  @Test func abbreviationsThatDouble() {
    var text = "@string{a0 = \"xx\"}\n"
    for part in 0..<30 { text += "@string{a\(part + 1) = a\(part) # a\(part)}\n" }
    text += "@misc{k, title = a30, author = {A}, year = 2000}\n@misc{l, title = {T}}\n"
    let parsed = parseBibliography(SourceFile(path: "r.bib", text: text))
    // Each line puts in twice the one before: 4 + 8 + … + 2^22 = 2^23 - 4 > 8,000,000, in the second half of line 22.
    #expect(parsed.diagnostics.map(summary) == ["22:21 NN-lesson-budget error"])
    #expect(parsed.value.map(\.key) == ["k", "l"])
  }

  @Test(arguments: [
    // One long abbreviation many times, in one field, in many fields, in many entries.
    "@misc{k, title = " + Array(repeating: "s", count: 20).joined(separator: " # ") + "}",
    "@misc{k, title = {T}, " + (0..<20).map { "f\($0) = s" }.joined(separator: ", ") + "}",
    (0..<20).map { "@misc{k\($0), title = s}" }.joined(separator: "\n"),
    "@string{t = s # s # s # s} @misc{k, title = t # t # t # t}",
  ])
  func abbreviationsUsedOften(entries: String) {
    let text = "@string{s = {0123456789}}\n" + entries
    func faults(_ limit: Int) -> [DiagnosticID] {
      parseBibliography(SourceFile(path: "r.bib", text: text), budget: limited(.text, limit)).diagnostics.map(\.id)
    }
    #expect(faults(200) == [])
    #expect(faults(199) == [.lessonBudget])
  }

  @Test func rowsThatAreFilledIn() {
    let wide = String(repeating: "|a", count: 1000) + "|\n" + String(repeating: "|-", count: 1000) + "|\n"
    let text = "x\n\n" + wide + String(repeating: "|b|\n", count: 600)
    // 600 × 999 = 599,400.
    checkOver(["a.md": text], LessonBudget(), "a.md:3:1")
    #expect(parse(["a.md": text], limited(.cells, 599_400)).parsed.diagnostics.isEmpty)
    checkOver(["a.md": text], limited(.cells, 599_399), "a.md:3:1")
  }

  @Test func rowsOfSeveralTables() {
    let table = "| a | b | c |\n|---|---|---|\n| 1 |\n"
    let text = table + "\n> " + table.replacing("\n", with: "\n> ") + "\n\n- " + table.replacing("\n", with: "\n  ")
    #expect(parse(["a.md": text], limited(.cells, 6)).parsed.diagnostics.isEmpty)
    checkOver(["a.md": text], limited(.cells, 5), "a.md:10:3")
    checkOver(["a.md": text], limited(.cells, 3), "a.md:5:3")
    // Rows that are written out, or longer than the header, need no filling.
    let full = "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n"
    #expect(parse(["a.md": full], limited(.cells, 1)).parsed.diagnostics.map(\.id) == [.tableRow])
  }

  @Test func nodes() {
    // A document, three paragraphs and their texts.
    #expect(parse(["a.md": "x\n\ny\n\nz\n"], limited(.nodes, 7)).parsed.diagnostics.isEmpty)
    checkOver(["a.md": "x\n\ny\n\nz\n"], limited(.nodes, 6), "a.md:5:1")
    checkOver(["a.md": "한글\n\n- *a* *b* *c*\n"], limited(.nodes, 9), "a.md:3:1")
    checkOver(["a.md": "x\n"], limited(.nodes, 1), "a.md:1:1")
  }
}
