import Artifacts
import Testing

@testable import Reporting

@Suite struct GraphDescriptionTests {
  private func check(_ figure: GraphFigure, _ language: Language, _ expected: String) {
    #expect(GraphPicture(figure, language: language).description == expected)
  }

  @Test func inEnglish() {
    check(
      SampleGraph.xyz, .en,
      """
      Computational graph of f with 2 gates. Inputs: x = −2, y = 5, z = −4. Forward: add(x, y) → q = 3; \
      mul(q, z) → f = −12. Backward: ∂f/∂f = 1, ∂f/∂q = −4, ∂f/∂z = 3, ∂f/∂y = −4, ∂f/∂x = −4.
      """)
  }

  @Test func inKorean() {
    check(
      SampleGraph.fork, .ko,
      """
      e의 계산 그래프, 게이트 3개. 입력: a = 2, b = 1. 순전파: add(a, b) → c = 3; add(b) → d = 2; mul(c, d) → e = 6. \
      역전파: ∂e/∂e = 1, ∂e/∂d = 3, ∂e/∂c = 2, ∂e/∂b = 5, ∂e/∂a = 2.
      """)
  }

  @Test func smallNumbersHaveRaisedExponents() {
    let text = GraphPicture(SampleGraph.long, language: .en).description
    #expect(text.contains("learning_rate = 1.2×10⁻⁴"))
  }

  @Test func largeGraphsAreReadFromInputsToResult() {
    let text = GraphPicture(SampleGraph.network, language: .en).description
    #expect(text.contains("Result: E = "))
    #expect(!text.contains("Forward"))
  }
}
