import Formulas
import Testing

@testable import Reporting

struct ParticleTests {
  /// The right form behind each digit, whichever was written: 영 일 이 삼 사 오 육 칠 팔 구.
  @Test(arguments: [
    ("은", "는", "은은는은는는은은은는"),
    ("이", "가", "이이가이가가이이이가"),
    ("을", "를", "을을를을를를을을을를"),
    ("과", "와", "과과와과와와과과과와"),
  ])
  func everyDigit(_ behindConsonant: String, _ behindVowel: String, _ right: String) {
    for (digit, form) in zip(0...9, right) {
      let pair = ["\(behindConsonant)(\(behindVowel))", "\(behindVowel)(\(behindConsonant))"]
      for written in [behindConsonant, behindVowel] + pair {
        check("\(written) 본다", behind: Double(digit), "\(form) 본다")
        check(written, behind: Double(digit) + 10, String(form))
        if digit > 0 { check("\(written).", behind: 3 + Double(digit) / 10, "\(form).") }
      }
    }
  }

  @Test func everyDigitWithRieul() {
    let right = ["으로", "로", "로", "으로", "로", "로", "으로", "로", "로", "로"]
    for (digit, form) in right.enumerated() {
      for written in ["으로", "로", "(으)로", "으로(로)", "로(으로)"] {
        check("\(written) 간다", behind: Double(digit), "\(form) 간다")
        check("\(written)는", behind: Double(digit), "\(form)는")
        check("\(written)부터,", behind: Double(digit), "\(form)부터,")
      }
    }
  }

  @Test func everyDigitWithStem() {
    for digit in 0...9 {
      let isOpen = [2, 4, 5, 9].contains(digit)
      check("라고 한다", behind: Double(digit), isOpen ? "라고 한다" : "이라고 한다")
      check("이라는 수", behind: Double(digit), isOpen ? "라는 수" : "이라는 수")
      check("(이)나 된다", behind: Double(digit), isOpen ? "나 된다" : "이나 된다")
      check("며", behind: Double(digit), isOpen ? "며" : "이며")
      check("이며", behind: Double(digit), "이며")
      check("이다.", behind: Double(digit), "이다.")
      check("다.", behind: Double(digit), isOpen ? "다." : "이다.")
      check("(이)고, ", behind: Double(digit), isOpen ? "고, " : "이고, ")
      check("여야 한다", behind: Double(digit), isOpen ? "여야 한다" : "이어야 한다")
      check("였다", behind: Double(digit), isOpen ? "였다" : "이었다")
    }
  }

  /// What is a word of its own, a particle of one form, or no particle.
  @Test(arguments: [
    "가지", "에서", "에서는", "의", "이상", "이하", "까지", "번", "개를", "배로", "만", "은행", "나무", "다섯", "로봇", " 를", "-를", "",
  ])
  func untouched(_ text: String) {
    for digit in 0...9 { check(text, behind: Double(digit), text) }
  }

  @Test func numbers() {
    check("를 쓴다", behind: 0.353, "을 쓴다")
    check("와", behind: 0.26, "과")
    check("로", behind: -1.43, "으로")
    check("로", behind: 0.0123, "으로")
    check("로", behind: 5.6e-5, "으로")
    check("와", behind: 1e-7, "과")
    check("를", behind: 1000, "을")
    check("는", behind: 100, "은")
    check("로", behind: 40, "으로")
    check("은", behind: .infinity, "는")
    check("을", behind: .nan, "을")
    check("를", behind: .nan, "를")
  }

  @Test(arguments: [
    ("%을 얻는다", "%를 얻는다"), (" %은 크다", " %는 크다"), ("\u{202F}%이", "\u{202F}%가"), ("%으로", "%로"), ("%이다", "%이다"),
    ("% 을", "% 을"), ("(를)", "(를)"), ("을)", "를)"), ("을(곧", "를(곧"),
  ])
  func percentAndBrackets(_ text: String, _ right: String) {
    check(text, behind: 0.25, right)
  }

  @Test func english() {
    #expect(English().continued("를", behind: Notation(plain: "3")) == "를")
  }

  private func check(_ text: String, behind value: Double, _ right: String) {
    let value = NumberFormat(digits: 4).notation(of: value)
    #expect(Korean().continued(text, behind: value) == right, "\(value.text)\(text)")
  }
}
