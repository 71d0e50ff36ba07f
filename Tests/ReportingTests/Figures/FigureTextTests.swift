import Artifacts
import Testing

@testable import Reporting

@Suite struct FigureTextTests {
  private func check(name: String, _ runs: [(String, FigureText.Style)]) {
    #expect(FigureText(name: name).runs == runs.map { FigureText.Run(text: $0.0, style: $0.1) })
  }

  @Test func names() {
    check(name: "w1", [("w", .name), ("1", .lowered)])
    check(name: "x_max", [("x", .name), ("max", .lowered)])
    check(name: "값", [("값", .plain)])
    check(name: "x'", [("x′", .name)])
    check(name: "x1 (2)", [("x", .name), ("1", .lowered), (" (2)", .plain)])
  }

  @Test func numbers() {
    let numbers = FigureNumbers(digits: 4, words: Language.en.words)
    #expect(numbers.text(-0.53445).plain == "−0.5344" || numbers.text(-0.53445).plain == "−0.5345")
    #expect(numbers.text(1.2e-4).runs.last == FigureText.Run(text: "−4", style: .raised))
    #expect(numbers.enclosed(ShapedValues(-4)).plain == "(−4)")
    #expect(numbers.text(-0.0).plain == "0")
    #expect(numbers.text(.nan).plain == "NaN")
  }

  /// DejaVu Sans Bold, the widest of the fonts measured, sets these digits in 75.2 px.
  @Test func widthsAreThoseOfTheWidestFont() {
    let width = FigureText("−0.5344").width(16, strong: true)
    #expect(width >= 75.1 && width < 77)
  }
}
