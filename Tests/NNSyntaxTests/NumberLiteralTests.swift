import SourceText
import Testing

@testable import NNSyntax

struct NumberLiteralTests {
  @Test(
    arguments: [
      ("x = -2; y = x - 0.5", [-2, 0.5]), ("x = 1e-3 # 7", [1e-3]), ("print(\"8\", 60_000)", [60_000]),
      ("a(-1, [2, -3])[-4]", [-1, 2, -3, -4]), ("x -1", [1]), ("x\n-1", [-1]), ("2^-3", [2, -3]), ("", []),
    ] as [(String, [Double])])
  func literals(text: String, expected: [Double]) {
    let file = SourceFile(path: "a.md", text: text)
    #expect(numberLiterals(in: Excerpt(file, 0..<file.bytes.count)) == expected)
  }

  @Test func claims() {
    let file = SourceFile(path: "a.md", text: "expect grad(f,x) == -4\nexpect a == b within 1e-3\nexpect ok(1)")
    let program = parseProgram(Excerpt(file, 0..<file.bytes.count)).value
    #expect(program.claimedExpressions.map(\.text) == ["grad(f, x)", "a", "b", "ok(1)"])
    #expect(program.claimedExpressions.map(\.isRight) == [false, false, true, false])
  }
}
