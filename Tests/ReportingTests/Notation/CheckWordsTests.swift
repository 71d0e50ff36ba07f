import Artifacts
import Testing

@testable import Reporting

/// What is said of a check: of how many entries, and of a derivative that is none.
@Suite struct CheckWordsTests {
  private let sampled = CheckSummary(passed: 64, failed: 0, undecided: 0, maxRelative: 0, entries: 16_777_216)

  @Test func countsAreSaidWhereThereAreMore() {
    #expect(sampled.line(Language.en.words).text.contains("64 of 16,777,216 entries compared"))
    #expect(sampled.line(Language.ko.words).text.contains("원소 16,777,216개 가운데 64개 비교"))
    let whole = CheckSummary(passed: 3, failed: 0, undecided: 0, maxRelative: 0)
    #expect(!whole.line(Language.en.words).text.contains("compared"))
    #expect((sampled + whole).entries == 16_777_219)
  }

  @Test func whatTellsNothingDecidesNothing() {
    let idle = CheckSummary(passed: 2, failed: 0, undecided: 1, maxRelative: 0, telling: 0)
    #expect(idle.verdict == .undecided)
    #expect((idle + sampled).verdict == .pass)
    #expect(CheckVerdict.definition.markdown(Language.ko.words) == "– 정의상")
  }

  @Test func aDerivativeThatIsNoneIsNoNumber() {
    let values = ShapedValues(shape: [3], values: [1, .nan, -.infinity])
    #expect(Numbers.derivative(values, digits: 4).text == "[1, ∄, ∄]")
    #expect(Numbers.derivativeFactor(ShapedValues(-.infinity), digits: 4).text == "(∄)")
  }
}
