// Options of blocks.

extension Explanation {
  static let options: [Explanation] = [
    Explanation(
      .unknownOption, .error, "an option that does not exist",
      """
      Options are the leading lines `#| key: value` of a block. Known are label, fig-cap, fig-alt, tbl-cap, echo, \
      output, include, code-fold, eval, error, allow, digits, budget, memory, timeout, tolerance, solution, \
      expectations, live, from and words.
      """,
      in: .nn,
      wrong: """
        #| ehco: false
        x = 3
        """,
      right: """
        #| echo: false
        x = 3
        """),
    Explanation(
      .repeatedOption, .error, "an option stands twice in a block",
      """
      Only one of the values could count.
      """,
      in: .nn,
      wrong: """
        #| echo: false
        #| echo: true
        x = 3
        """,
      right: """
        #| echo: false
        x = 3
        """),
    Explanation(
      .badOptionValue, .error, "an option has a value that it cannot take",
      """
      For example `digits` is a whole number from 1 to 17, and `echo` is `true` or `false`.
      """,
      in: .nn,
      wrong: """
        #| digits: 20
        x = 3
        """,
      right: """
        #| digits: 12
        x = 3
        """),
    Explanation(
      .notLive, .error, "a block that a page cannot run again",
      """
      `live: true` stands in a block that runs `train` or `minimize` (in a function of the lesson, too). The page does \
      the same steps, so it has to be able to: with a rule of first order, in 64 bits, by operations that its script \
      has, at most twelve runs in a block, 60,000 numbers, and 20 million operations a step.
      """,
      in: .nn,
      wrong: """
        #| live: true
        x = 3
        x^2
        """,
      right: """
        #| live: true
        x = 3
        minimize(x^2, x, optimizer: sgd(0.1), steps: 20)
        """),
    Explanation(
      .lateOption, .warning, "an option behind the first line of source",
      """
      Options stand before everything else in a block. Behind it, the line is only a comment.
      """,
      in: .nn,
      wrong: """
        x = 3
        #| echo: false
        """,
      right: """
        #| echo: false
        x = 3
        """),
    Explanation(
      .fromNotFound, .error, "the block that `from` names does not exist",
      """
      `from` takes the source of the block with the same `label` in another lesson. The lesson has no such block, or \
      this block has no label.
      """,
      in: .nn,
      wrong: """
        #| label: fig-neuron
        #| from: ../en/no-such-lesson.md
        """,
      right: """
        #| label: fig-neuron
        #| from: ../en/02-gates.md
        """),
    Explanation(
      .expectedFailure, .error, "a block that should fail did not",
      """
      The option `error: true` announces a fault that the lesson shows, and `allow: NN-…` a warning. The block ran to its \
      end without one.
      """,
      in: .nn,
      wrong: """
        #| error: true
        x = 3
        """,
      right: """
        #| error: true
        x = [1, 2] + [1, 2, 3]
        """),
    Explanation(
      .unusedWords, .warning, "a translation of a text that the block does not have, or a caption of nothing",
      """
      `words` says what texts in quotes, and names that stand as a heading, in a legend or along an axis, are called where \
      the block shows them. The block has no such text: it is spelled otherwise, or the block that is taken over has changed. \
      A caption stands above what a block shows; one of a block that shows nothing would be lost.
      """,
      in: .nn,
      wrong: """
        #| words: {the netwrk: 신경망}
        print("the network", 3)
        """,
      right: """
        #| words: {the network: 신경망}
        print("the network", 3)
        """),
  ]
}
