import Foundation
import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// Inputs that stand for more than they are: what comes out is in proportion to what goes in, or a limit is told.
@Suite struct AmplificationTests {
  /// A page, its faults, and what a budget says of it.
  private func check(
    _ name: String, _ files: [String: String], limited: Bool = false,
    _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let course = try TemporaryCourse(Dictionary(uniqueKeysWithValues: files.map { ("lessons/\($0)", $1) }))
    let result = renderLesson(course.path("lessons/a.md"), format: .html)
    let ids = Set(result.diagnostics.map(\.id))
    #expect(ids.contains(.lessonBudget) == limited, "\(name): \(ids)", sourceLocation: location)
    let given = files.values.reduce(0) { $0 + $1.utf8.count }
    let told = result.diagnostics.reduce(0) { $0 + $1.message.utf8.count + ($1.hint?.utf8.count ?? 0) }
    // Styles and fonts are a megabyte; a letter of a formula is hundreds of bytes of HTML.
    let most = limited ? 40_000_000 : 2_000_000 + 400 * given
    #expect(result.output.count + told < most, "\(name): \(given) become \(result.output.count) and \(told)")
  }

  private func chain(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined(separator: "\n") + "\n"
  }

  // MARK: - Parts

  @Test(arguments: [
    "{{< include _# .md >}}\n\n{{< include _# .md >}}\n", "> {{< include _# .md >}}\n\n> {{< include _# .md >}}\n",
    "# H\n\n{{< include _# .md >}}\n\n{{< include _# .md >}}\n\n{{< include _# .md >}}\n",
    "::: {.callout-note}\n{{< include _# .md >}}\n:::\n\n{{< include _# .md >}}\n",
    "[^a]\n\n[^a]: x\n\n{{< include _# .md >}}\n\n{{< include _# .md >}}\n",
    "```nn\nx = 1\n```\n\n{{< include _# .md >}}\n\n{{< include _# .md >}}\n",
  ])
  func partsWithinParts(part: String) throws {
    var files = ["a.md": "{{< include _0.md >}}\n", "_31.md": "end\n"]
    for number in 0..<31 { files["_\(number).md"] = part.replacing("_# ", with: "_\(number + 1)") }
    try check(part, files, limited: true)
  }

  // MARK: - Abbreviations

  @Test(arguments: [
    "a#", "a# # a#", "a# # \" \" # a#", "\"x\" # a# # a# # a#", "a# # a# # jan",
  ])
  func abbreviationsOfAbbreviations(value: String) throws {
    let bibliography =
      "@string{a0 = {xx}}\n" + chain(30) { "@string{a\($0 + 1) = \(value.replacing("a#", with: "a\($0)"))}" }
      + "@misc{k, title = a30, author = {A}, year = 2000}\n"
    try check(
      value, ["a.md": "[@k]\n", "references.bib": bibliography], limited: value != "a#")
  }

  // MARK: - Tables

  @Test(arguments: [
    ("|b|\n", 1), ("|b| \n", 1), ("| b |\n", 1), ("|b|c|d|\n", 3), ("| *b* | `c` |\n", 2), ("|\\||\n", 1),
  ])
  func rowsThatAreFilledIn(row: String, cells: Int) throws {
    for prefix in ["", "> "] {
      let head = prefix + String(repeating: "|a", count: 1000) + "|\n"
      let line = prefix + String(repeating: "|-", count: 1000) + "|\n"
      try check(
        prefix + row, ["a.md": "# A\n\n" + head + line + String(repeating: prefix + row, count: 600)], limited: true)
    }
  }

  // MARK: - Course file and front matter

  @Test(arguments: [
    "[*a#, *a#]", "{x: *a#, y: *a#}", "[*a#, *a#, *a#, *a#]", "[[*a#], [*a#]]", "[*a#, x]",
  ])
  func aliasesOfAliases(value: String) throws {
    let lines = "a0: &a0 [x, x]\n" + chain(40) { "a\($0 + 1): &a\($0 + 1) \(value.replacing("a#", with: "a\($0)"))" }
    try check(value, ["a.md": "---\n\(lines)---\n\n# A\n"])
    try check(value, ["a.md": "# A\n", "course.yml": lines])
    let matter = "---\nauthor: &b [x, x]\n" + chain(20) { _ in "description: [*b, *b]" } + "---\n\n# A\n"
    try check(value, ["a.md": matter])
  }

  // MARK: - Formulas

  @Test(arguments: [
    "\\edef\\a{\\a\\a}", "\\gdef\\b{\\a\\a}\\let\\a\\b", "\\edef\\a{\\a x\\a}", "\\def\\b{\\a\\a}\\edef\\a{\\b}",
    "\\xdef\\a{\\a\\a\\a}",
  ])
  func macrosOfMacros(step: String) throws {
    try check(step, ["a.md": "# A\n\n$\\def\\a{x}" + String(repeating: step, count: 40) + "\\a$\n"])
  }

  /// Each of them stays below the limits of one formula.
  @Test(arguments: [
    "$\\def\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\a#$",
    "$$\\def\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\a#$$",
    "- *$\\def\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\a#$*",
    "## $\\def\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\a#$",
    "| a |\n|---|\n| $\\def\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\a#$ |",
    "```nn\nx = #\n```\n\n$\\def\\a{xxxxxxxxxx}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\edef\\a{\\a\\a\\a\\a\\a\\a\\a}\\a\\nn{x}$",
  ])
  func manyFormulas(formula: String) throws {
    let lesson =
      "# A\n\n" + chain(60) { formula.replacing("#$", with: "_{\($0)}$").replacing("#\n", with: "\($0)\n") + "\n" }
    let course = try TemporaryCourse([
      "lessons/a.md": lesson, "lessons/course.yml": "limits: {formulas: 100_000}\n",
    ])
    let result = renderLesson(course.path("lessons/a.md"), format: .html, isFragment: true)
    if result.diagnostics.contains(where: { $0.id == .noMathRenderer }) { return }
    #expect(result.diagnostics.map(\.id) == [.lessonBudget])
    #expect(result.output.count < 3_000_000)
  }

  // MARK: - Faults

  @Test(arguments: [
    "@sec-nowhere#", "[t](#nowhere-#)", "[@nobody#]", "![p](nothing#.svg)", "`{nn} unknown#`", "{{< include _n#.md >}}",
    "[t](nowhere#.md)",
  ])
  func manyFaults(line: String) throws {
    let heads = chain(300) { "## Nowhere \($0) {#sec-nowhere-\($0)}\n" }
    let lines = chain(300) { line.replacing("#", with: "\($0)") + "\n" }
    let one = chain(300) { line.replacing("#", with: "\($0)") }.replacing("\n", with: " ")
    try check(line, ["a.md": heads + lines])
    try check(line, ["a.md": heads + one])
  }

  @Test(arguments: [
    "x = \"#\" + 1", "x = #", "x# = = 1", "#", "x = 1 @ \"#\"", "f(\"#\")", "x = 1\nx.#", "expect \"#\" == 1",
    "x = 1.#",
  ])
  func longLiterals(block: String) throws {
    let long = String(repeating: "a", count: 50_000)
    let source = block.replacing("#", with: long)
    try check(block, ["a.md": "# A\n\n" + chain(20) { _ in "```nn\n\(source)\n```\n" }])
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xE3, 0x81], [0xED, 0xA0, 0x80], [0xB0, 0xA1, 0x20], [0x0A, 0xFE],
    ] as [[UInt8]])
  func bytesThatAreNoText(unit: [UInt8]) throws {
    let course = try TemporaryCourse()
    try course.write("lessons/a.md", Data((0..<20_000).flatMap { _ in unit }))
    try course.write("lessons/b.md", "{{< include _c.md >}}\n")
    try course.write("lessons/_c.md", Data((0..<20_000).flatMap { _ in unit }))
    for name in ["a.md", "b.md"] {
      let result = renderLesson(course.path("lessons/\(name)"), format: .html)
      #expect(Set(result.diagnostics.map(\.id)).isSubset(of: [.notUTF8]))
      #expect(result.diagnostics.count <= 20_000 && result.output.count < 2_000_000)
    }
  }

  // MARK: - Texts

  @Test(arguments: ["`{nn} t` ", "$\\nn{t}$ ", "# `{nn} t`\n\n", "| a |\n|---|\n| `{nn} t` |\n\n", "- `{nn} t`\n"])
  func textsQuotedOften(quote: String) throws {
    let text = String(repeating: "x", count: 9_000)
    let source = "# A\n\n```nn\nt = \"\(text)\"\n```\n\n" + String(repeating: quote, count: 2_000)
    try check(quote, ["a.md": source], limited: true)
    // No more is computed than may be shown.
    let course = try TemporaryCourse(["lessons/a.md": source])
    let root = course.path("lessons")
    let opened = Course(root: root, selected: [], arguments: [])
    let run = execute(opened.read(try opened.folder.readText("\(root)/a.md")), folder: opened.folder)
    #expect(run.values.count { $0 != nil } <= 8_000_000 / 9_000 + 1)
  }
}
