import Artifacts
import Testing

@testable import Reporting

/// An array of numbers has no headings: those who listen hear what it is, row by row.
@Suite struct SpokenArrayTests {
  private func table(_ shape: [Int], _ values: [Double], _ language: Language = .en, places: [Int]? = nil) -> String {
    var shaped = ShapedValues(shape: shape, values: values)
    shaped.places = places
    let html = HTMLNode.fragment(NumberGrid(shaped, digits: 4).html(language.words))
    let text = String(decoding: html.bytes, as: UTF8.self)
    return text.components(separatedBy: "<table").dropFirst().map { String($0.prefix { $0 != ">" }) }.joined()
  }

  @Test(arguments: [
    (
      [2, 3], "matrix of 2 rows and 3 columns: Row 1: 1, −2, 0.5; Row 2: 4, 5, 6",
      "2행 3열 행렬: 1행: 1, −2, 0.5; 2행: 4, 5, 6"
    ),
    ([1, 6], "matrix of 1 row and 6 columns: Row 1: 1, −2, 0.5, 4, 5, 6", "1행 6열 행렬: 1행: 1, −2, 0.5, 4, 5, 6"),
    ([6], "vector of 6 entries: 1, −2, 0.5, 4, 5, 6", "원소 6개의 벡터: 1, −2, 0.5, 4, 5, 6"),
    (
      [1, 2, 3], "array of shape 1 by 2 by 3: Row 1: 1, −2, 0.5; Row 2: 4, 5, 6",
      "모양이 1 곱하기 2 곱하기 3인 배열: 1행: 1, −2, 0.5; 2행: 4, 5, 6"
    ),
  ])
  func isSaid(shape: [Int], english: String, korean: String) {
    let values: [Double] = [1, -2, 0.5, 4, 5, 6]
    #expect(table(shape, values) == " class=\"matrix\" role=\"math\" aria-label=\"\(english)\"")
    #expect(table(shape, values, .ko) == " class=\"matrix\" role=\"math\" aria-label=\"\(korean)\"")
  }

  /// What is left out of a long array is said to be, and rows keep their own numbers.
  @Test func longOnes() {
    let text = table([20, 1], (1...20).map(Double.init))
    #expect(text.contains("Row 8: 8; …; Row 18: 18; "))
  }

  /// A label would go on telling the first numbers when sliders move them.
  @Test func movingOnesAreRead() {
    #expect(
      table([2, 1], [1, 2], places: [3, 7]) == " class=\"matrix\" aria-label=\"matrix of 2 rows and 1 column\"")
  }
}
