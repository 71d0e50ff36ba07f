import Formulas

/// The last sound of something as it is read in Korean: what the particle behind it depends on.
///
/// `3` is read 삼 and ends in a consonant, `0.25` 영점이오 in a vowel, `1,200` 천이백 in a consonant, `5.6×10⁻⁵` …오승 in a
/// consonant, `80%` 팔십 퍼센트 in a vowel. A vector, a Latin word and whatever else has no certain reading is `nil`.
enum LastSound: Hashable {
  case vowel
  /// ㄹ, behind which 로 stands as behind a vowel.
  case rieul
  case consonant

  init?(of notation: Notation) {
    switch notation.pieces.last {
    case .plain(let text), .name(let text): self.init(of: text)
    case .superscript(let power):
      guard let digit = power.text.utf8.last, Self.isDigit(digit) else { return nil }
      self = .consonant
    case .subscript, nil: return nil
    }
  }

  init?(of text: some StringProtocol) {
    guard let last = text.unicodeScalars.last else { return nil }
    switch last {
    case "%", "∞": self = .vowel  // 퍼센트, 무한대
    case "\u{AC00}"..."\u{D7A3}": self.init(syllable: last)
    case "²", "³", "¹", "⁰", "⁴"..."⁹": self = .consonant  // 제곱, 세제곱, 오승
    case "0"..."9": self.init(number: Array(text.utf8))
    default: return nil
    }
  }

  /// Hangul syllables stand in the order of their sounds, 28 endings to each beginning: none first, ㄹ the eighth.
  private init(syllable: Unicode.Scalar) {
    switch (syllable.value - 0xAC00) % 28 {
    case 0: self = .vowel
    case 8: self = .rieul
    default: self = .consonant
    }
  }

  /// Decimals are read digit by digit, whole numbers by their places.
  private init?(number text: [UInt8]) {
    let start = text.lastIndex { !Self.isDigit($0) && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") } ?? -1
    // `w1` and `1/2` are no numbers; a sign before one is not heard at its end.
    if start >= 0, !Self.isBefore(text[start]) { return nil }
    let number = text[(start + 1)...]
    guard let last = number.last else { return nil }
    if last != UInt8(ascii: "0") || number.contains(UInt8(ascii: ".")) {
      self = Self.digits[Int(last - UInt8(ascii: "0"))]
      return
    }
    let whole = number.filter(Self.isDigit)
    let zeros = whole.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    guard zeros < whole.count else {
      self = .consonant  // 영
      return
    }
    if zeros < 4 {
      self = .consonant  // 십, 백, 천
      return
    }
    switch zeros / 4 {
    case 1, 2, 4: self = .consonant  // 만, 억, 경
    case 3: self = .vowel  // 조
    default: return nil
    }
  }

  /// 영 일 이 삼 사 오 육 칠 팔 구
  private static let digits: [LastSound] = [
    .consonant, .rieul, .vowel, .consonant, .vowel, .vowel, .consonant, .rieul, .rieul, .vowel,
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// A blank, or a sign: the last byte of `−`, `±` or `≈`, `-` and `+`.
  private static func isBefore(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "+"), 0x80...0xFF: true
    default: false
    }
  }
}
