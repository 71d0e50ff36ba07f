import SourceText
import Testing

@testable import NNSyntax

/// Blocks that are very deep or very long: the parser survives them, and so does whoever frees the tree.
@Suite struct DepthTests {
  func parse(_ source: String) -> Diagnosed<Program> {
    let file = SourceFile(path: "a.md", text: source)
    return parseProgram(Excerpt(file, 0..<file.bytes.count))
  }

  @Test(arguments: [
    "(", "[", "-", "not ", "f(", "x[", "2^", "{", "repeat 1 {", "repeat 1 {\n", "if 1 {", "f(x) = {", "(if 1 {",
    "if 1 { 1 } else {", "[1 for i in ", "for i in [",
  ])
  func openWithoutEnd(_ piece: String) {
    let parsed = parse("y = " + String(repeating: piece, count: 100_000 / piece.utf8.count))
    #expect(!parsed.diagnostics.isEmpty)
    #expect(parsed.diagnostics.count <= 3)
  }

  @Test func million() {
    let parsed = parse("x = " + String(repeating: "(", count: 1_000_000))
    #expect(parsed.diagnostics.map(\.id) == [.nestedTooDeep])
    #expect(parsed.diagnostics.first?.range.start.column == 5 + Expression.nestingLimit)
  }

  @Test(arguments: [".T", "[0]", "(1)"])
  func longTail(_ piece: String) {
    let parsed = parse("x" + String(repeating: piece, count: 200_000))
    #expect(parsed.diagnostics.map(\.id) == [.nestedTooDeep])
    #expect(parse("x" + String(repeating: piece, count: Expression.nestingLimit - 1)).diagnostics.isEmpty)
  }

  @Test func tailsInsideNests() {
    // Neither the brackets nor any tail passes the limit, the tree would.
    let parsed = parse(String(repeating: "(", count: 150) + "x" + String(repeating: ".T.T)", count: 150))
    #expect(parsed.diagnostics.map(\.id) == [.nestedTooDeep])
  }

  @Test func tailsBehindBlocks() {
    // What stands in the blocks of an `if` counts for the height of the expression around it.
    let parsed = parse(
      "y = " + String(repeating: "(if 1 {", count: 60) + "x"
        + String(repeating: ".T.T.T.T } else { 1 }).T.T", count: 60))
    #expect(parsed.diagnostics.map(\.id) == [.nestedTooDeep])
    let deep = String(repeating: "[", count: 60) + "x" + String(repeating: ".T.T for i in 0..1]", count: 60)
    #expect(parse(deep).diagnostics.isEmpty)
    #expect(parse(deep.replacing(".T.T", with: ".T.T.T")).diagnostics.map(\.id) == [.nestedTooDeep])
  }

  @Test func longElseIf() {
    let parsed = parse("if a { b }" + String(repeating: " else if a { b }", count: 100_000))
    #expect(parsed.diagnostics.map(\.id) == [.nestedTooDeep])
    #expect(parse("if a { b }" + String(repeating: "\nelse if a { b }", count: 100)).diagnostics.isEmpty)
  }

  @Test(arguments: ["+", " and "])
  func longChain(_ sign: String) {
    let parsed = parse("x = 1" + String(repeating: sign + "1", count: 200_000))
    #expect(parsed.diagnostics.isEmpty)
    guard case .binding(_, let value) = parsed.value.statements[0].kind, case .chain(_, let links) = value.kind else {
      Issue.record("not one chain")
      return
    }
    #expect(links.count == 200_000)
    #expect(links[0].range.bytes == 4..<6 + sign.utf8.count)
  }

  @Test func longLists() {
    #expect(parse("x = [" + String(repeating: "1, ", count: 100_000) + "]").diagnostics.isEmpty)
    #expect(parse("f(" + String(repeating: "1, ", count: 100_000) + ")").diagnostics.isEmpty)
    let names = (0..<50_000).map { "a\($0)" }.joined(separator: ", ")
    #expect(parse("f(\(names)) = 1\n(\(names)) = b").diagnostics.isEmpty)
  }

  @Test func manyFaults() {
    #expect(parse(String(repeating: "$\n", count: 100_000)).diagnostics.count == BlockParser.diagnosticLimit)
    #expect(parse(String(repeating: ")", count: 100_000)).diagnostics.count == BlockParser.diagnosticLimit)
  }

  @Test func deepestAllowed() {
    let depth = Expression.nestingLimit - 1
    let nested = String(repeating: "(", count: depth) + "x" + String(repeating: ")", count: depth)
    #expect(parse("y = " + nested).diagnostics.isEmpty)
    #expect(
      parse("y = " + String(repeating: "f(", count: depth) + "x" + String(repeating: ")", count: depth)).diagnostics
        .isEmpty)
  }
}
