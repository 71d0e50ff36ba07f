// Names, calls, functions.

extension Explanation {
  static let names: [Explanation] = [
    Explanation(
      .unknownName, .error, "a name that nothing above has bound",
      """
      Blocks of a lesson run from top to bottom and share their names. The name is bound further down, in another \
      lesson, or is spelled differently. Where it is a library's, as in `np.dot(X, w)`, the hint says what is written \
      here: `X @ w`.
      """,
      in: .nn,
      wrong: """
        w1 = 3
        y = w2 * 2
        """,
      right: """
        w1 = 3
        y = w1 * 2
        """),
    Explanation(
      .unknownFunction, .error, "a function that does not exist",
      """
      It is neither built in nor defined above.
      """,
      in: .nn,
      wrong: "y = sigmod(2)",
      right: "y = sigmoid(2)"),
    Explanation(
      .unknownMember, .error, "a member that the value does not have",
      """
      Behind a point stands `T` for a matrix, a series of a history, a parameter of a model, or a number of a gradient \
      check. There are no methods: `X.reshape(4, 1)` is `reshape(X, 4, 1)`, and `X.shape` is `shape(X)`. The hint says so.
      """,
      in: .nn,
      wrong: """
        x = [[1, 2], [3, 4]]
        x.shap
        """,
      right: """
        x = [[1, 2], [3, 4]]
        x.T
        """),
    Explanation(
      .builtinRebound, .warning, "a built-in name is bound to something else",
      """
      That is allowed, but what stands below can no longer use the built-in function.
      """,
      in: .nn,
      wrong: "max = 3",
      right: "top = 3"),
    Explanation(
      .notCallable, .error, "brackets behind something that is no function",
      """
      A value followed by brackets is a call. A product needs its sign.
      """,
      in: .nn,
      wrong: """
        x = 3
        y = x(2)
        """,
      right: """
        x = 3
        y = x * 2
        """),
    Explanation(
      .wrongArguments, .error, "a call with the wrong arguments",
      """
      Too many, too few, an unknown name, or a position after a name. The hint shows the function's signature.
      """,
      in: .nn,
      wrong: "y = sigmoid(1, 2)",
      right: "y = sigmoid(1)"),
    Explanation(
      .wrongKind, .error, "a value of the wrong kind",
      """
      For example text where a number is needed, or a function where a tensor is.
      """,
      in: .nn,
      wrong: """
        y = "two" * 3
        """,
      right: "y = 2 * 3"),
    Explanation(
      .nonLocalUpdate, .error, "a function updates a name that it did not bind",
      """
      A function's body has names of its own. It reads names from outside but cannot change them; it returns a value \
      instead. Parameters of a model are updated in a function that the model is handed to.
      """,
      in: .nn,
      wrong: """
        w = 1
        step(g) = { w -= g
         w }
        step(0.1)
        """,
      right: """
        w = 1
        step(v, g) = v - g
        w = step(w, 0.1)
        """),
    Explanation(
      .badSlider, .error, "a slider that cannot be moved",
      """
      `slider(x, from, to)` stands in a line of its own below the line that binds x. The value that x has in the lesson \
      lies between the two ends, the smaller one first, or among the values of the list: with it the page begins, and to \
      it the reader comes back.
      """,
      in: .nn,
      wrong: """
        x = 7
        slider(x, -5, 5)
        """,
      right: """
        x = 3
        slider(x, -5, 5)
        """),
    Explanation(
      .notAnInput, .error, "an input was expected",
      """
      Inputs are names bound to numbers, a model's parameters, and what an update made. A name bound to an expression \
      of others is no input.
      """,
      in: .nn,
      wrong: """
        x = 3
        y = x * x
        forward(y, y: 2)
        """,
      right: """
        x = 3
        y = x * x
        forward(y, x: 2)
        """),
    Explanation(
      .badBackwardRule, .error, "a hand-written derivative that does not fit its function",
      """
      A rule names the function's inputs, then behind `;` the result and the upstream gradient, and gives a gradient \
      for each input, of the input's shape.
      """,
      in: .nn,
      wrong: """
        f(x) = x * x
        backward f(x) = 2 * x
        """,
      right: """
        f(x) = x * x
        backward f(x; y, dy) = dy * 2 * x
        """),
    Explanation(
      .noValue, .error, "something that has no value is used as one",
      """
      A condition without `else` gives nothing when it does not hold. Where an `if` is a value, as behind `=`, it has an \
      `else`, and the last line of each branch is the value.
      """,
      in: .nn,
      wrong: """
        f(x) = { if x > 3 { x } }
        y = f(1)
        """,
      right: """
        f(x) = { if x > 3 { x } else { 0 } }
        y = f(1)
        """),
    Explanation(
      .randomInText, .error, "an expression in the text draws random numbers",
      """
      Expressions in the text leave everything as it is, and so the random numbers, too. Draw in a block, and quote the \
      name.
      """,
      in: .markdown,
      wrong: "The number is `{nn} rand()`.",
      right: """
        ```nn
        x = rand()
        ```

        The number is `{nn} x`.
        """),
    Explanation(
      .cannotRepeat, .error, "what is to be computed again rests on a decision that would come out differently",
      """
      `forward`, `minimize` and `train` repeat the operations that a value was computed by, with other numbers. Which \
      branch an `if` took, how many rounds a loop had, which entry an index chose, is no operation: with other numbers it \
      may come out differently, and what was computed in the old branch would be false. Run the statements again with the \
      new numbers instead, as in a loop over updates. Where a model runs in batches, the operations of one batch are repeated for all. A condition, an index or a random \
      number that a layer, a loss or a metric came to would stay as it was for the first. `where` chooses entry by entry; \
      a loop written out calls the function anew in each round.
      """,
      in: .nn,
      wrong: """
        loss(p, t) = { if t[0, 0] > 0 { mse(p, t) } else { mae(p, t) } }
        net = dense(1, 1)
        train(net, [[1], [2]], [1, -1], loss: loss, batch: 1)
        """,
      right: """
        loss(p, t) = mean(where(t > 0, (p - t)^2, abs(p - t)))
        net = dense(1, 1)
        train(net, [[1], [2]], [1, -1], loss: loss, batch: 1)
        """),
  ]
}
