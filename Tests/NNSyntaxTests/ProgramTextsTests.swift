import SourceText
import Testing

@testable import NNSyntax

@Suite struct ProgramTextsTests {
  func check(_ source: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "a.md", text: source)
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    #expect(parsed.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
    #expect(parsed.value.texts == expected, sourceLocation: sourceLocation)
  }

  @Test func whereverTheyStand() {
    check("x = 3 # \"no\"", [])
    check("print(\"a\", 3, \"b\"); print(\"a\")", ["a", "b"])
    check("t = (\"a\", (\"b\",)); x = 2 * f(-g(k: \"c\"))[h(\"d\")]", ["a", "b", "c", "d"])
    check("if a { print(\"b\") } else if c { print(\"d\") } else { print(\"e\") }", ["b", "d", "e"])
    check("y = if a == \"z\" { \"b\" } else { \"c\" }", ["z", "b", "c"])
    check("h = repeat 3 { print(\"a\") }; for i in f(\"b\")..2 { print(\"c\") }", ["a", "b", "c"])
    check("v = [f(i, \"a\") for i in g(\"b\")..2]", ["b", "a"])
    check("f(x) = { print(\"a\"); g(\"b\") }; g(x) = k(\"c\")", ["a", "b", "c"])
    check("f(x) = x; backward f(x; y, dy) = { print(\"a\"); dy }", ["a"])
    check("expect t == \"a\"; expect f(\"b\") == 1 within g(\"c\")", ["a", "b", "c"])
    check("(a, b) = f(\"a\"); w -= f(\"b\")", ["a", "b"])
  }
}
