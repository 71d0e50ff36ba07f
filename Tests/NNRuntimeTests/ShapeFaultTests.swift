import Testing

@testable import NNRuntime

/// A shape that does not fit: the message names the operation and the shapes, the hint the rule that failed.
struct ShapeFaultTests {
  static let cases: [(source: String, shapes: String, rule: String)] = [
    ("[1, 2] + [1, 2, 3]", "[2] and [3]", "aligned at the right, sizes must be equal or one of them 1"),
    ("max([1, 2], [1, 2, 3])", "[2] and [3]", "aligned at the right, sizes must be equal or one of them 1"),
    ("where([1, 0], [1, 2], [1, 2, 3])", "[2] and [2] and [3]", "aligned at the right"),
    ("zeros(2, 3) @ zeros(2)", "[2, 3] and [2]", "the last size of the left (3) must equal the size of the right (2)"),
    ("zeros(2, 3) @ zeros(2, 3)", "[2, 3] and [2, 3]", "the last but one of the right (2)"),
    ("dot([1, 2], [1, 2, 3])", "[2] and [3]", "must equal the size of the right (3)"),
    ("reshape(zeros(2, 3), 4, 2)", "[2, 3] and [4, 2]", "a shape with as many entries"),
    ("broadcast(zeros(2, 3), 4, 2)", "[2, 3] and [4, 2]", "aligned at the right"),
    ("concat(zeros(2, 3), zeros(2))", "[2, 3] and [2]", "the same number of axes"),
    ("concat(zeros(2, 3), zeros(2, 2))", "[2, 3] and [2, 2]", "all sizes but that of axis 0 are equal"),
    ("stack(zeros(2), zeros(3))", "[2] and [3]", "all have one shape"),
    ("diag(zeros(2, 2, 2))", "[2, 2, 2]", "a vector or a matrix"),
    ("trace(zeros(3))", "[3]", "a matrix"),
    ("inv(zeros(2, 3))", "[2, 3]", "the last two sizes are equal"),
    ("det(zeros(3))", "[3]", "the last two sizes are equal"),
    ("solve(eye(2), zeros(3))", "[2, 2] and [3]", "b has a row for each of a's (2)"),
    ("affine(zeros(4, 2), zeros(3, 5), zeros(5))", "[4, 2] and [3, 5]", "must equal the first of w (3)"),
    ("affine(zeros(4, 3), zeros(3, 5), zeros(4))", "[3, 5] and [4]", "b has an entry for each column of w"),
    ("affine(zeros(4, 3), zeros(3), zeros(4))", "[4, 3] and [3]", "w is a matrix"),
    ("mse(zeros(3), zeros(3, 1))", "[3] and [3, 1]", "prediction and target have one shape"),
    ("mae(zeros(3), zeros(2))", "[3] and [2]", "prediction and target have one shape"),
    ("huber(zeros(3), zeros(2))", "[3] and [2]", "prediction and target have one shape"),
    ("binary_cross_entropy(zeros(3), zeros(2))", "[3] and [2]", "prediction and target have one shape"),
    ("cross_entropy(zeros(4, 3), zeros(3))", "[4, 3] and [3]", "class indices have the shape of the scores without"),
    ("cross_entropy(zeros(4, 3), zeros(4, 2))", "[4, 3] and [4, 2]", "a row of probabilities for each sample"),
    ("hinge(zeros(4, 3), zeros(3))", "[4, 3] and [3]", "class indices have the shape of the scores without"),
    ("zeros(3, 3)[[0, 1], [0, 1, 2]]", "[2] and [3]", "lists of indices go side by side"),
  ]

  @Test(arguments: cases)
  func check(_ source: String, _ shapes: String, _ rule: String) {
    let outcome = Lesson().run(source)
    let found = outcome.diagnostics.first
    #expect(outcome.diagnostics.count == 1)
    #expect(found?.id.rawValue == "NN-shape-mismatch", "\(source)")
    #expect(found?.message.hasSuffix("does not fit the shapes \(shapes)") == true, "\(found?.message ?? "")")
    #expect(found?.hint?.contains(rule) == true, "\(found?.hint ?? "")")
  }

  @Test(arguments: [
    ("inv([[1, 2], [2, 4]])", "`inv`: the matrix is singular: its column 1 is a combination of those before it"),
    ("solve([[0, 1], [0, 2]], [1, 1])", "`solve`: the matrix is singular: its column 0 is zero"),
    ("cross_entropy([[1, 2]], [2])", "index 2 is out of range: axis 1 has 2 entries"),
    ("hinge([[1, 2]], [0.5])", "a whole number is needed, and this is 0.5"),
    ("f32(1e30) * f32(1e30)", "`*` of 1e30 and 1e30 gives infinity"),
  ])
  func refuses(_ source: String, _ message: String) {
    #expect(Lesson().run(source).diagnostics.map(\.message) == [message])
  }

  @Test(arguments: [
    ("f32(0.1)", ["0.1"]), ("x = f32(0.1); y = 0.2\nx + y", ["0.30000000149011613"]),
    ("x = f32([0.1, 0.7])\n3 * x", ["[0.3, 2.1]"]), ("w = f32([1, 2])\nw -= 0.1\nw", ["[0.9, 1.9]"]),
    ("w = f32(1)\nw -= 0.1\nw", ["0.9"]), ("expect f32(0.1) == 0.1\nexpect f32([0.1]) * 3 == 0.3", []),
  ])
  func showsSingles(_ source: String, _ expected: [String]) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(shown(outcome) == expected)
  }
}
