import SourceText
import Testing

@testable import Markup

/// Cells know the place of each of their characters, wherever they stand.
struct CellTests {
  /// - Parameter places: line and column of the first character of each of the cell's lines.
  private func check(
    _ text: String, source: String, places: [(Int, Int)], fence: (Int, Int), lines: ClosedRange<Int>,
    faults: [String] = [], _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let parsed = parse(text)
    let cell = try #require(parsed.value.cells.first, "\(text.debugDescription)", sourceLocation: location)
    #expect(parsed.value.cells.count == 1, sourceLocation: location)
    #expect(cell.source.string == source, sourceLocation: location)
    var found: [(Int, Int)] = []
    var offset = 0
    for line in cell.source.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      let start = cell.source.range(offset..<offset + 1).start
      found.append((start.line, start.column))
      offset += line.count + 1
    }
    #expect(found.map { "\($0)" } == places.map { "\($0)" }, sourceLocation: location)
    #expect("\(cell.fence.start)" == "\((line: fence.0, column: fence.1))", sourceLocation: location)
    #expect(
      cell.range.start.line == lines.lowerBound && cell.range.end.line == lines.upperBound, sourceLocation: location)
    #expect(parsed.diagnostics.map(summary) == faults, sourceLocation: location)
  }

  /// cmark gives NUL as U+FFFD, which is longer.
  @Test func nul() throws {
    try check(
      "```nn\nx = \u{0} y\nz\n```\n", source: "x = \u{0} y\nz\n", places: [(2, 1), (3, 1)], fence: (1, 1), lines: 1...4)
    try check(
      "> ```nn\n> \u{0}\u{0}\u{FFFD}\n> \u{0}\n> ```\n", source: "\u{0}\u{0}\u{FFFD}\n\u{0}\n",
      places: [(2, 3), (3, 3)], fence: (1, 3), lines: 1...4)
    let cell = try #require(parse("```nn\nx = \u{0} y\n```\n").value.cells.first)
    #expect(cell.source.range(4..<5).start == (2, 5))
    #expect(cell.source.range(6..<7).start == (2, 7))
  }

  @Test func everywhere() throws {
    try check("```nn\nx = 1\nx\n```\n", source: "x = 1\nx\n", places: [(2, 1), (3, 1)], fence: (1, 1), lines: 1...4)
    try check("text\n\n~~~ {nn}\nx\n~~~\nmore\n", source: "x\n", places: [(4, 1)], fence: (3, 1), lines: 3...5)
    try check(
      "- a\n\n  ```nn\n  x\n    y\n  ```\n", source: "x\n  y\n", places: [(4, 3), (5, 3)], fence: (3, 3), lines: 3...6)
    try check("> ```nn\n> x\n>y\n> ```\n", source: "x\ny\n", places: [(2, 3), (3, 2)], fence: (1, 3), lines: 1...4)
    try check("> 1. ```nn\n>    x\n>    ```\n", source: "x\n", places: [(2, 6)], fence: (1, 6), lines: 1...3)
    try check(
      "  ```nn\n  x\n y\n   z\n  ```\n", source: "x\ny\n z\n", places: [(2, 3), (3, 2), (4, 3)], fence: (1, 3),
      lines: 1...5)
    try check("```nn\n\tx\n```\n", source: "\tx\n", places: [(2, 1)], fence: (1, 1), lines: 1...3)
    // Half of the tab belongs to the list item: the rest of it are blanks that stand at the tab.
    try check("- ```nn\n\tx\n  ```\n", source: "  x\n", places: [(2, 1)], fence: (1, 3), lines: 1...3)
    try check(
      "```nn\r\nx\r\n\r\ny\r\n```\r\n", source: "x\n\ny\n", places: [(2, 1), (3, 1), (4, 1)], fence: (1, 1),
      lines: 1...5)
    try check("\u{FEFF}```nn\nx\n```\n", source: "x\n", places: [(2, 1)], fence: (1, 1), lines: 1...3)
    try check(
      "한글 문단\n\n> 한글\n>\n> ```nn\n> 사과 = 1\n> ```\n", source: "사과 = 1\n", places: [(6, 3)], fence: (5, 3), lines: 5...7)
    try check("---\na: b\n---\n```nn\nx\n```\n", source: "x\n", places: [(5, 1)], fence: (4, 1), lines: 4...6)
    try check("```nn\n```\n", source: "", places: [], fence: (1, 1), lines: 1...2)
    try check(
      "```nn\n$x$ `{nn} y` **사과(a)**는\n```\n", source: "$x$ `{nn} y` **사과(a)**는\n", places: [(2, 1)], fence: (1, 1),
      lines: 1...3)
  }

  @Test func columnsInsideALine() throws {
    let cell = try #require(parse("> - ```nn\n>   사과 = q\n>   ```\n").value.cells.first)
    let fault = cell.source.range(9..<10)
    #expect(fault.text == "q")
    #expect("\(fault.start)" == "(line: 2, column: 14)")
  }

  @Test func faults() throws {
    try check(
      "a\n\n```nn\nx\n", source: "x\n", places: [(4, 1)], fence: (3, 1), lines: 3...4,
      faults: ["3:1 NN-unclosed-fence error"])
    try check(
      "- ```nn\n  x\n\nb\n", source: "x\n\n", places: [(2, 3), (3, 1)], fence: (1, 3), lines: 1...3,
      faults: ["1:3 NN-unclosed-fence error"])
    try check("```nn", source: "", places: [], fence: (1, 1), lines: 1...1, faults: ["1:1 NN-unclosed-fence error"])
    try check(
      "> ```{nn, echo=false}\n> x\n> ```\n", source: "x\n", places: [(2, 3)], fence: (1, 3), lines: 1...3,
      faults: ["1:3 NN-unknown-attribute error"])
    try check(
      "```nn fig\nx\n```\n", source: "x\n", places: [(2, 1)], fence: (1, 1), lines: 1...3,
      faults: ["1:1 NN-unknown-attribute error"])
    #expect(
      parse("- ```py\n  x\n```\n").diagnostics.map(summary) == [
        "1:3 NN-unclosed-fence warning", "3:1 NN-unclosed-fence warning",
      ])
    #expect(parse("```py\nx\n").diagnostics.map(summary) == ["1:1 NN-unclosed-fence warning"])
    #expect(parse("    ```\n    x\n").diagnostics.isEmpty)
  }

  @Test func otherFencesAreCode() throws {
    for (text, info, literal) in [
      ("```{{nn}}\nx\n```\n", "nn", "x\n"), ("```nnx\nx\n```\n", "nnx", "x\n"), ("```{nnx}\nx\n```\n", "{nnx}", "x\n"),
      ("```\nx\n```\n", "", "x\n"), ("    nn\n", "", "nn\n"),
    ] {
      let document = parse(text).value
      guard case .code(let foundInfo, let foundLiteral)? = document.blocks.first?.kind else {
        Issue.record("no code: \(text)")
        continue
      }
      #expect(foundInfo == info)
      #expect(foundLiteral == literal)
      #expect(document.cells.isEmpty)
    }
  }
}
