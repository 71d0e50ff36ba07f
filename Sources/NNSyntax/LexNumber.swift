import SourceText

/// Numbers: digits, a point with digits on both sides, an exponent; `_` between digits.
extension Lexer {
  /// `3`, `2.5`, `1e-3`, `60_000`. A number that is written wrongly is reported and stays a number, so that the
  /// line gives one diagnostic.
  mutating func lexNumber() {
    let start = position
    var fault: (message: String, hint: String?)?
    skipDigits()
    if byte(at: position) == UInt8(ascii: "."), let second = byte(at: position + 1), isDigit(second) {
      position += 1
      skipDigits()
    } else if byte(at: position) == UInt8(ascii: "."), !continuesBehindPoint {
      let whole = written(from: start)
      position += 1
      fault = ("a digit is missing behind the point of `\(whole).`", "write `\(whole)` or `\(whole).0`")
    }
    if fault == nil { fault = lexExponent(from: start) }
    if fault == nil, misplacedUnderscore(in: start..<position) {
      fault = ("`_` stands between two digits only", "write `\(withoutUnderscores(start..<position))`")
    }
    if fault == nil { fault = lexTail(from: start) }
    if fault == nil, value(of: start..<position)?.isFinite != true {
      fault = (
        "the number `\(written(from: start))` is too large for 64 bits",
        "the greatest is about 1.8e308; `inf` is infinity"
      )
    }
    if let fault { report(.badNumber, fault.message, at: start..<position, hint: fault.hint) }
    append(.number, from: start)
  }

  /// `.5`
  mutating func lexBareFraction() {
    let start = position
    position += 1
    skipDigits()
    let written = written(from: start)
    report(
      .badNumber, "a digit is missing before the point of `\(written)`", at: start..<position,
      hint: "write `0\(written)`")
    append(.number, from: start)
  }

  /// The value of a number token; `nil` for one that is written wrongly.
  func value(of range: Range<Int>) -> Double? {
    Double(withoutUnderscores(range))
  }

  private mutating func skipDigits() {
    while let byte = byte(at: position), isDigit(byte) || byte == UInt8(ascii: "_") { position += 1 }
  }

  /// Whether the point here starts `..` or a member.
  private var continuesBehindPoint: Bool {
    guard let second = byte(at: position + 1) else { return false }
    return second == UInt8(ascii: ".") || second >= 0x80
      || (second | 0x20 >= UInt8(ascii: "a") && second | 0x20 <= UInt8(ascii: "z"))
  }

  private mutating func lexExponent(from start: Int) -> (String, String?)? {
    guard let letter = byte(at: position), letter | 0x20 == UInt8(ascii: "e") else { return nil }
    var end = position + 1
    if let sign = byte(at: end), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { end += 1 }
    guard let digit = byte(at: end), isDigit(digit) else {
      // `2else` and `3exp` are a number with a tail; only a bare `1e` or `1e-` is meant as an exponent.
      if end == position + 1, let next = byte(at: end), next >= 0x80 || isLetter(next) { return nil }
      position = end
      return ("the exponent of `\(written(from: start))` has no digits", "write for example `1e-3`")
    }
    position = end
    skipDigits()
    return nil
  }

  /// Letters or a second point that touch the number.
  private mutating func lexTail(from start: Int) -> (String, String?)? {
    let number = written(from: start)
    let tail = position
    if byte(at: position) == UInt8(ascii: "."), let second = byte(at: position + 1), isDigit(second) {
      position += 1
      skipDigits()
      return ("a number has one point: `\(written(from: start))`", nil)
    }
    skipNameCharacters()
    guard position > tail else { return nil }
    let letters = String(decoding: text[tail..<position], as: UTF8.self)
    if number == "0", let first = letters.first, "xXbBoO".contains(first) {
      return ("numbers are decimal: `\(number)\(letters)`", nil)
    }
    return ("`\(letters)` touches the number `\(number)`", "write `\(number) * \(letters)`")
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
  }

  private func misplacedUnderscore(in range: Range<Int>) -> Bool {
    for index in range where text[index] == UInt8(ascii: "_") {
      guard index > range.lowerBound, index + 1 < range.upperBound, isDigit(text[index - 1]), isDigit(text[index + 1])
      else { return true }
    }
    return false
  }

  private func withoutUnderscores(_ range: Range<Int>) -> String {
    String(decoding: text[range].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
  }

  private func written(from start: Int) -> String { String(decoding: text[start..<position], as: UTF8.self) }
}
