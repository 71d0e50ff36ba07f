import NNSyntax
import SourceText
import Testing

@testable import CourseBuild

@Suite struct EchoedSourceTests {
  func check(
    _ text: String, _ expected: String, claims: Int, expectations: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: text)
    let source = Excerpt(file, 0..<file.bytes.count)
    let echoed = EchoedSource(source, parseProgram(source).value, expectations: expectations)
    #expect(echoed.text == expected, sourceLocation: sourceLocation)
    #expect(echoed.hiddenClaims == claims, sourceLocation: sourceLocation)
  }

  @Test func claims() {
    check("x = 3\nexpect x == 3\n", "x = 3", claims: 1)
    check("x = 3\nexpect x == 3\n", "x = 3\nexpect x == 3", claims: 0, expectations: true)
    check("expect 1\n  expect 2 # why\nx", "x", claims: 2)
    check("expect 1\n", "", claims: 1)
    check("x\n\nexpect 1\n\ny", "x\n\ny", claims: 1)
    check("x = 1; expect x; y", "x = 1; y", claims: 1)
    check("expect x; y = 2", "y = 2", claims: 1)
    check(
      "repeat 3 {\n  x\n  expect x\n}\nf(x) = {\n  expect x\n  x\n}", "repeat 3 {\n  x\n}\nf(x) = {\n  x\n}", claims: 2)
    check("if a { expect b } else { c }", "if a {  } else { c }", claims: 1)
    check("y = f(if a { expect b; c } else { d })", "y = f(if a { c } else { d })", claims: 1)
    check("expect f(\n  x) == 3\ny", "y", claims: 1)
    check("\n\n  x = 3\r\nexpect x\r\ny\r\n\r\n", "  x = 3\ny", claims: 1)
    check("", "", claims: 0)
  }
}
