// Shapes and numbers.

extension Explanation {
  static let shapes: [Explanation] = [
    Explanation(
      .shapeMismatch, .error, "shapes that do not fit together",
      """
      Element by element, shapes are compared from the right: two sizes fit when they are equal or one of them is 1. A \
      matrix product needs the first's columns to be the second's rows.
      """,
      in: .nn,
      wrong: "a = [1, 2] + [1, 2, 3]",
      right: "a = [1, 2, 0] + [1, 2, 3]"),
    Explanation(
      .raggedArray, .error, "rows of different lengths",
      """
      The elements of an array have one shape. A tuple `(a, b)` groups values of different shapes.
      """,
      in: .nn,
      wrong: "m = [[1, 2], [3]]",
      right: "m = [[1, 2], [3, 4]]"),
    Explanation(
      .indexOutOfRange, .error, "an index beyond the end",
      """
      Indices start at 0; -1 is the last. A dimension of size 3 has the indices 0, 1, 2.
      """,
      in: .nn,
      wrong: """
        v = [1, 2, 3]
        v[3]
        """,
      right: """
        v = [1, 2, 3]
        v[2]
        """),
    Explanation(
      .notWhole, .error, "a whole number was expected",
      """
      Indices, sizes, counts and bounds are whole numbers.
      """,
      in: .nn,
      wrong: """
        v = [1, 2, 3]
        v[0.5]
        """,
      right: """
        v = [1, 2, 3]
        v[1]
        """),
    Explanation(
      .badRange, .error, "a range that leads away from its end",
      """
      A range counts up by 1, or by the step behind `by`; both ends are included. One whose end lies behind its start \
      would run no round, without a word. Only an end that lies at most one step behind is taken for an empty range, as \
      `1..n` is where n is 0, and never an end that is written as 0.
      """,
      in: .nn,
      wrong: "for t in 3..0 { t }",
      right: "for t in 3..0 by -1 { t }"),
    Explanation(
      .tupleSize, .error, "a tuple of another size",
      """
      As many names stand left of `=` as the tuple has values, and tuples that are computed with, entry by entry, have \
      one structure.
      """,
      in: .nn,
      wrong: "(a, b) = (1, 2, 3)",
      right: "(a, b, c) = (1, 2, 3)"),
    Explanation(
      .notScalar, .error, "a single number was expected",
      """
      Conditions, counts and bounds are scalars; `sum`, `mean` or an index makes one of a tensor.
      """,
      in: .nn,
      wrong: """
        if [1, 0] { print("yes") }
        """,
      right: """
        if any([1, 0]) { print("yes") }
        """),
    Explanation(
      .nonFinite, .error, "the first NaN or infinity",
      """
      The operation made a number that is not finite from finite ones: a logarithm of 0, a division by 0, an overflow, the \
      inverse of a matrix that has none.
      """,
      in: .nn,
      wrong: "y = log(0 * 3)",
      right: "y = log(0 * 3 + 1e-12)"),
  ]
}
