import Artifacts
import Testing

@testable import NNRuntime

/// What a block's outcome says of the names that it bound.
struct StatedBindingTests {
  @Test(
    arguments: [
      ("y = 2", ["y [2.0]"]), ("v = [1, 2]; v", ["v [1.0, 2.0]"]), ("z = zeros(300)", []), ("f(x) = x", []),
      ("a = 1\na += 1", ["a [2.0]"]), ("p = (1, 2)", ["p[0] [1.0]", "p[1] [2.0]"]), ("s = \"t\"", []),
      ("w = 4\nh = repeat 3 { w -= 1; record(w) }", ["w [1.0]", "h.w[0] [3.0]", "h.w[-1] [1.0]"]),
      ("x = 3\nf = x^2\ng = forward(f, x: 2)", ["x [3.0]", "f [9.0]", "g [4.0]"]),
    ] as [(String, [String])])
  func bindings(program: String, expected: [String]) {
    let outcome = Lesson().run(program)
    #expect(outcome.bindings.map { "\($0.expression) \($0.value.values)" } == expected, "\(program)")
  }
}
