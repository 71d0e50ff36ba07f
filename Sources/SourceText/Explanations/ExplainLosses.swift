// Scores and probabilities.

extension Explanation {
  static let losses: [Explanation] = [
    Explanation(
      .badProbabilities, .error, "probabilities that are none",
      """
      With `probabilities: true`, `cross_entropy` takes rows of numbers between 0 and 1 that add up to 1, as `softmax` \
      gives them. Without the option it takes scores of any size.
      """,
      in: .nn,
      wrong: """
        a = [0.3, 2.9, 4]
        cross_entropy(a, 2, probabilities: true)
        """,
      right: """
        a = [0.3, 2.9, 4]
        cross_entropy(softmax(a), 2, probabilities: true)
        """),
    Explanation(
      .softmaxTwice, .warning, "the softmax of a softmax",
      """
      `cross_entropy` takes scores and applies the softmax itself, as `softmax` and `log_softmax` do. Given probabilities \
      it takes their softmax, which lies close to equal shares: the loss is another number, stays large at the best \
      answer, and its gradient is that of the wrong loss. Give it the scores, or say that they are probabilities. Where \
      a block shows the wrong number on purpose, it says so by `#| allow: NN-softmax-twice`.
      """,
      in: .nn,
      wrong: """
        a = [0.3, 2.9, 4]
        y = softmax(a)
        cross_entropy(y, 2)
        """,
      right: """
        a = [0.3, 2.9, 4]
        y = softmax(a)
        cross_entropy(a, 2)
        cross_entropy(y, 2, probabilities: true)
        """),
    Explanation(
      .noProbability, .warning, "a score that is taken for a probability",
      """
      `binary_cross_entropy` takes probabilities. What it is given was computed, and nothing in the computation keeps it \
      between 0 and 1, so that its logarithm will have no value for other numbers. `sigmoid` makes a probability of a \
      score.
      """,
      in: .nn,
      wrong: """
        w = 0.5
        x = 0.8
        binary_cross_entropy(w * x, 1)
        """,
      right: """
        w = 0.5
        x = 0.8
        binary_cross_entropy(sigmoid(w * x), 1)
        """),
  ]
}
