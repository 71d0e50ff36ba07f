// Derivatives.

extension Explanation {
  static let derivatives: [Explanation] = [
    Explanation(
      .gradientOfNonScalar, .error, "the gradient of something with several elements",
      """
      A gradient belongs to a single number. Reduce it first, or ask for the Jacobian.
      """,
      in: .nn,
      wrong: """
        x = [1, 2]
        y = x * x
        grad(y, x)
        """,
      right: """
        x = [1, 2]
        y = x * x
        grad(sum(y), x)
        """),
    Explanation(
      .noDependence, .error, "a gradient with respect to something that does not matter",
      """
      The first was not computed from the second, so there is nothing to differentiate.
      """,
      in: .nn,
      wrong: """
        x = 3
        z = 4
        y = x * x
        grad(y, z)
        """,
      right: """
        x = 3
        y = x * x
        grad(y, x)
        """),
    Explanation(
      .staleGradient, .error, "a gradient at a value that has changed since",
      """
      The result was computed from an earlier value of the name. Compute it again after the update.
      """,
      in: .nn,
      wrong: """
        w = 3
        f = w * w
        w -= 1
        grad(f, w)
        """,
      right: """
        w = 3
        f = w * w
        w -= 1
        f = w * w
        grad(f, w)
        """),
    Explanation(
      .cutDependence, .error, "a derivative that would leave out what went through a stored number",
      """
      An update (`+=` and its like) and `record` keep a number and forget how it was computed. A derivative by something \
      that the number was computed from would take it for a constant, and be wrong. Keep the graph by binding instead of \
      updating, `loss = loss + …`; or say with `stop(…)` on the right side that a number is meant. Training steps such as \
      `w -= 0.1 * grad(L, w)` are no fault: nothing is differentiated through them.
      """,
      in: .nn,
      wrong: """
        w = 2
        loss = 0
        for t in 1..3 { loss += (w * t)^2 }
        total = loss + w^2
        grad(total, w)
        """,
      right: """
        w = 2
        loss = 0
        for t in 1..3 { loss = loss + (w * t)^2 }
        total = loss + w^2
        grad(total, w)
        """),
    Explanation(
      .gradientCheckFailed, .error, "a derivative that differs from central differences",
      """
      The backward pass and the numeric derivative disagree by more than the tolerance: in a figure, a table or a list of \
      steps, or in a derivative that is shown, quoted or claimed. With a hand-written rule, the rule is wrong; without \
      one, rounding spoils the derivative, and another way to write the function keeps it right.
      """,
      in: .nn,
      wrong: """
        cube(x) = x^3
        backward cube(x; y, dy) = dy * 2 * x^2
        a = 2
        f = cube(a)
        gradients(f)
        """,
      right: """
        cube(x) = x^3
        backward cube(x; y, dy) = dy * 3 * x^2
        a = 2
        f = cube(a)
        gradients(f)
        """),
    Explanation(
      .gradcheckFailed, .warning, "a gradient check that is shown and fails",
      """
      `gradcheck` raises nothing by itself, so that a lesson can show a wrong gradient. Where that is meant, the block \
      claims it.
      """,
      in: .nn,
      wrong: """
        w = 3
        E = w^2
        gradcheck(E, w: 5)
        """,
      right: """
        w = 3
        E = w^2
        gradcheck(E, w: 5)
        expect not gradcheck(E, w: 5).ok
        """),
  ]
}
