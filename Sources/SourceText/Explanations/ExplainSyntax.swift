// How `nn` is written.

extension Explanation {
  static let syntax: [Explanation] = [
    Explanation(
      .unexpectedCharacter, .error, "a character that means nothing here",
      """
      It comes from a word processor, another keyboard or another language. The hint names what is written instead.
      """,
      in: .nn,
      wrong: "y = 2 × 3",
      right: "y = 2 * 3"),
    Explanation(
      .unexpectedToken, .error, "a word or sign where another was expected",
      """
      The line is not a statement: something is missing before the marked place, or too much stands there.
      """,
      in: .nn,
      wrong: "y = 2 *",
      right: "y = 2 * 3"),
    Explanation(
      .unclosedBracket, .error, "a bracket is not closed",
      """
      The position is that of the opening bracket.
      """,
      in: .nn,
      wrong: "y = exp(-1",
      right: "y = exp(-1)"),
    Explanation(
      .unclosedText, .error, "a text is not closed",
      """
      Text stands between two double quotes on one line.
      """,
      in: .nn,
      wrong: """
        print("slope)
        """,
      right: """
        print("slope")
        """),
    Explanation(
      .badNumber, .error, "a number that is written wrongly",
      """
      Digits stand on both sides of the point; an exponent has digits; a name does not touch a number.
      """,
      in: .nn,
      wrong: "y = .5",
      right: "y = 0.5"),
    Explanation(
      .badTarget, .error, "something that cannot be bound",
      """
      Left of `=` stands a name, a tuple of names, or a function with its parameters. Entries of tensors cannot be \
      assigned: values never change, names are bound anew. What can be updated is a name, `w -= …`, an entry of a tuple, \
      `p[0] -= …`, and a parameter of a model, `net.w1 -= …`.
      """,
      in: .nn,
      wrong: "w[0] = 3",
      right: "w = [3, 1]"),
    Explanation(
      .unsupportedStatement, .error, "a statement of another language",
      """
      `nn` has no return, while, break, def, lambda, import, class, let or var. The hint says what is written instead.
      """,
      in: .nn,
      wrong: "def square2(x): return x * x",
      right: "square2(x) = x * x"),
    Explanation(
      .nestedTooDeep, .error, "an expression or block is nested too deep",
      """
      Brackets, blocks, exponents, signs, calls and indices nest at most 200 deep. Give the inner parts names.
      """,
      in: .nn,
      wrong: "y = ((( … 201 of them … )))",
      right: """
        a = (x + 1) / 2
        y = (a + 1) / 2
        """),
    Explanation(
      .badFormat, .error, "a number format that is not known",
      """
      Behind the last colon of an inline expression stands a format: `.3f` (digits behind the point), `.2e` (with \
      exponent), `.4g` (significant digits) or `%`.
      """,
      in: .markdown,
      wrong: "The loss is `{nn} loss:.3q`.",
      right: "The loss is `{nn} loss:.3f`."),
  ]
}
