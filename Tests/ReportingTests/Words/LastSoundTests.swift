import Formulas
import Testing

@testable import Reporting

struct LastSoundTests {
  @Test(
    arguments: [
      // 영 일 이 삼 사 오 육 칠 팔 구
      ("0", .consonant), ("1", .rieul), ("2", .vowel), ("3", .consonant), ("4", .vowel), ("5", .vowel),
      ("6", .consonant), ("7", .rieul), ("8", .rieul), ("9", .vowel),
      // 십, 백, 천, 만, 십만, 억, 조, 경
      ("20", .consonant), ("300", .consonant), ("4000", .consonant), ("50000", .consonant), ("100000", .consonant),
      ("100000000", .consonant), ("1000000000000", .vowel), ("30,000,000,000,000", .vowel),
      ("10000000000000000", .consonant), ("100000000000000000000", nil),
      ("1,024", .vowel), ("60,000", .consonant), ("12", .vowel), ("101", .rieul),
      // Digit by digit behind the point.
      ("0.25", .vowel), ("0.10", .consonant), ("1.0", .consonant), ("0.7321", .rieul), ("99.08", .rieul),
      ("−0.353", .consonant), ("-1.78", .rieul), ("≈ 2.5", .vowel), ("+4", .vowel),
      // 퍼센트, 무한대, 제곱
      ("80%", .vowel), ("12.5 %", .vowel), ("∞", .vowel), ("1.0 × 10⁻³", .consonant), ("10²", .consonant),
      // Words in Hangul.
      ("사과", .vowel), ("물", .rieul), ("참", .consonant), ("계산 그래프", .vowel),
      // No certain reading.
      ("[1, 2]", nil), ("(1, 2)", nil), ("w1", nil), ("1/2", nil), ("ReLU", nil), ("NaN", nil), ("σ", nil), ("", nil),
    ] as [(String, LastSound?)])
  func text(_ text: String, _ sound: LastSound?) {
    #expect(LastSound(of: text) == sound, "\(text)")
  }

  @Test(
    arguments: [
      (5.6e-5, .consonant), (1e22, .consonant), (-3, .consonant), (0.26, .consonant), (1200, .consonant),
      (.infinity, .vowel), (.nan, nil),
    ] as [(Double, LastSound?)])
  func value(_ value: Double, _ sound: LastSound?) {
    #expect(LastSound(of: NumberFormat(digits: 4).notation(of: value)) == sound, "\(value)")
  }

  @Test func notation() {
    #expect(LastSound(of: Notation([.name("x"), .superscript(Notation(plain: "2"))])) == .consonant)
    #expect(LastSound(of: Notation([.name("X"), .superscript(Notation(plain: "⊤"))])) == nil)
    #expect(LastSound(of: Notation([.name("w"), .subscript(Notation(plain: "1"))])) == nil)
    #expect(LastSound(of: Notation(name: "값")) == .consonant)
    #expect(LastSound(of: Notation()) == nil)
  }
}
