// Claims and budgets.

extension Explanation {
  static let budgets: [Explanation] = [
    Explanation(
      .expectationFailed, .error, "a claim does not hold",
      """
      Both sides and their difference are shown. `==` allows a relative difference of 1e-9; `within` sets an absolute \
      one.
      """,
      in: .nn,
      wrong: """
        x = 0.1
        expect x + 0.2 == 0.31
        """,
      right: """
        x = 0.1
        expect x + 0.2 == 0.3
        """),
    Explanation(
      .emptyClaim, .warning, "a claim that cannot fail",
      """
      Its two sides are the same source text, or it is made of literals alone, so it holds whatever the lesson computes. \
      A claim that draws random numbers on both sides can fail, and is none of these.
      """,
      in: .nn,
      wrong: """
        x = 3
        f = x^2
        expect grad(f, x) == grad(f, x)
        """,
      right: """
        x = 3
        f = x^2
        expect grad(f, x) == 2 * x
        """),
    Explanation(
      .lessonBudget, .error, "a lesson becomes more than it may",
      """
      A short text can stand for a very long one: parts that include parts, `@string` abbreviations made of \
      abbreviations, rows with fewer cells than their table, blocks taken over, macros of formulas. What is made in such a \
      way is limited, so that no lesson can use up the machine. Most often something is included or repeated by \
      mistake. Where it is meant, `limits` in `course.yml` sets other limits: `text` (bytes put in by includes, `from`, \
      abbreviations, references, citations and inline expressions), `nodes` (blocks and inlines), `cells` (filled into \
      rows of tables), `formula` (bytes of one formula), `formulas` (bytes that all formulas of a page become) and \
      `course` (bytes that all lessons become beyond what their length explains).
      """,
      in: .yaml,
      wrong: """
        limits:
          text: 1000
        """,
      right: """
        limits:
          text: 16_000_000
        """),
    Explanation(
      .operationBudget, .error, "a block computes more than it may",
      """
      It passed its number of operations, most often in a loop that is longer than meant. The option `budget` sets \
      another limit.
      """,
      in: .nn,
      wrong: """
        #| budget: 1000
        x = 1
        repeat 1_000_000 { x += 1 }
        """,
      right: """
        #| budget: 1e9
        x = 1
        repeat 1_000_000 { x += 1 }
        """),
    Explanation(
      .memoryBudget, .error, "a block holds more than it may",
      """
      Its values and the graph they were computed with, and what earlier blocks left, need more memory than a lesson \
      has, 2³¹ bytes. The option `memory` sets another limit.
      """,
      in: .nn,
      wrong: "x = zeros(100_000, 100_000)",
      right: "x = zeros(100, 100)"),
    Explanation(
      .depthBudget, .error, "functions call each other too deep",
      """
      A function calls itself without an end, or deeper than the limit of 1,000 calls. Loops are written with `repeat` \
      and `for`.
      """,
      in: .nn,
      wrong: """
        f(n) = f(n + 1)
        f(0)
        """,
      right: """
        f(n) = if_done(n)
        if_done(n) = n
        f(0)
        """),
    Explanation(
      .timeBudget, .error, "a block runs longer than it may",
      """
      It passed the seconds of its option `timeout`. This is only a safety net: the result of a lesson never depends \
      on it.
      """,
      in: .nn,
      wrong: """
        #| timeout: 1
        repeat 1_000_000_000 { 1 }
        """,
      right: """
        #| timeout: 3600
        repeat 10 { 1 }
        """),
  ]
}
