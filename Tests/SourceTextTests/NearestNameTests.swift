import Testing

@testable import SourceText

@Suite struct NearestNameTests {
  func check(
    _ name: String, _ candidates: [String], _ expected: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(nearestName(to: name, in: candidates) == expected, sourceLocation: sourceLocation)
    #expect(nearestName(to: name, in: candidates.reversed()) == expected, sourceLocation: sourceLocation)
  }

  /// Another word of another library is no slip, however near it is.
  @Test(arguments: [
    ("ehco", "echo", true), ("sigmiod", "sigmoid", true), ("Relu", "relu", true), ("sqr", "sqrt", true),
    ("lgo", "log", true),
    ("meann", "mean", true), ("softmx", "softmax", true), ("binary_crossentropy", "binary_cross_entropy", true),
    ("svd", "sgd", false), ("sort", "sqrt", false), ("cov", "cos", false), ("arcsin", "argmin", false),
    ("flip", "clip", false),
    ("map", "mae", false), ("bar", "var", false), ("nan", "tan", false), ("int", "inf", false), ("str", "std", false),
    ("median", "mean", false), ("random", "rand", false), ("logspace", "linspace", false),
    ("broadcast_to", "broadcast", false),
  ])
  func slips(name: String, known: String, slip: Bool) { #expect(isSlip(name, of: known) == slip) }

  @Test func names() {
    check("ehco", ["echo", "eval"], "echo")
    check("w2", ["w1", "x"], "w1")
    check("sigmod", ["sigmoid", "sign", "softmax"], "sigmoid")
    check("Loss", ["loss", "less"], "loss")
    check("a", ["b", "c"], nil)
    check("a", ["A"], "A")
    check("ab", ["b"], nil)
    check("xyz", ["abc"], nil)
    check("w", ["w1"], nil)
    check("기울가", ["기울기", "가중치"], "기울기")
    check("figcap", ["fig-cap", "fig-alt"], "fig-cap")
    check("wx", ["wa", "wb"], "wa")
    check("", ["a"], nil)
    check("same", ["same"], nil)
  }
}
