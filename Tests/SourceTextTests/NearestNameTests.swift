import Testing

@testable import SourceText

@Suite struct NearestNameTests {
  func check(
    _ name: String, _ candidates: [String], _ expected: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(nearestName(to: name, in: candidates) == expected, sourceLocation: sourceLocation)
    #expect(nearestName(to: name, in: candidates.reversed()) == expected, sourceLocation: sourceLocation)
  }

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
