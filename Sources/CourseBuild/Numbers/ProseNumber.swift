import Markup
import SourceText

/// A decimal number that stands bare in the text: `−0.31` in `it falls to −0.31 at once`.
struct ProseNumber: Sendable {
  /// Why a number says nothing that a lesson could compute.
  enum Aside: String, Sendable, CaseIterable {
    /// A whole number below a hundred without a sign: two apples, 60 steps.
    case count
    case year
    /// `3번째`, `section 12`, `§ 7`
    case ordinal
    /// A part of a name, a version, a date, a fraction, a power: `W1`, `784-50-10`, `64-bit`, `1/3`, `10⁻³`.
    case name
    case heading
  }

  /// From its sign to its percent sign.
  var range: SourceRange
  var typed: TypedNumber
  /// `nil` for one that might state a value.
  var aside: Aside?

  var text: String { range.text }
}

/// All bare numbers of a stretch of text, from left to right.
///
/// - Parameter comma: the language of the text parts fractions by one.
func proseNumbers(in stretch: ProseStretch, comma: Bool = false) -> [ProseNumber] {
  var scanner = ProseNumberScanner(stretch, comma: comma)
  return scanner.scan()
}

/// Finds where numbers begin and end. By bytes, so that a long line costs its length.
struct ProseNumberScanner {
  let file: SourceFile
  let bytes: Range<Int>
  let isHeading: Bool
  let comma: Bool
  var index: Int

  init(_ stretch: ProseStretch, comma: Bool) {
    self.comma = comma
    file = stretch.range.file
    bytes = stretch.range.bytes
    isHeading = stretch.isHeading
    index = bytes.lowerBound
  }

  mutating func scan() -> [ProseNumber] {
    var found: [ProseNumber] = []
    while index < bytes.upperBound {
      guard isDigit(index) else {
        index += 1
        continue
      }
      let first = index
      let start = sign(before: first)
      var isWhole = readMantissa()
      if !readExponent() { isWhole = readPower() && isWhole }
      let end = index
      readPercent()
      let range = SourceRange(file, start..<index)
      if let typed = isWhole ? try? TypedNumber(range.text, comma: comma) : nil {
        let surroundings = NumberSurroundings(file, range.bytes, digits: first..<end)
        found.append(
          ProseNumber(range: range, typed: typed, aside: isHeading ? .heading : surroundings.aside(of: typed)))
      } else if let typed = try? TypedNumber("0") {
        found.append(ProseNumber(range: range, typed: typed, aside: isHeading ? .heading : .name))
      }
    }
    return found
  }

  private func isDigit(_ offset: Int) -> Bool {
    offset < bytes.upperBound && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(file.bytes[offset])
  }

  private func byte(_ offset: Int) -> UInt8? { offset < bytes.upperBound ? file.bytes[offset] : nil }

  /// Where the number begins: at a sign that subtracts nothing.
  private func sign(before first: Int) -> Int {
    guard let (sign, start) = file.scalar(before: first), start >= bytes.lowerBound, "-−+".unicodeScalars.contains(sign)
    else { return first }
    guard let (before, _) = file.scalar(before: start) else { return start }
    let follows = before.properties.isAlphabetic || before.properties.numericType != nil
    return follows || ")]}`$-−+*_/".unicodeScalars.contains(before) ? first : start
  }

  private mutating func readDigits() -> Int {
    let start = index
    while isDigit(index) { index += 1 }
    return index - start
  }

  /// - Returns: `false` for `1.2.3`, which is no number.
  private mutating func readMantissa() -> Bool {
    let first = readDigits()
    let (group, point) = comma ? (UInt8(ascii: "."), UInt8(ascii: ",")) : (UInt8(ascii: ","), UInt8(ascii: "."))
    while first <= 3, byte(index) == group, (1...3).allSatisfy({ isDigit(index + $0) }), !isDigit(index + 4) {
      index += 4
    }
    var points = 0
    while byte(index) == point, isDigit(index + 1) {
      index += 1
      _ = readDigits()
      points += 1
    }
    return points < 2
  }

  /// `e-3`
  private mutating func readExponent() -> Bool {
    guard let letter = byte(index), letter | 0x20 == UInt8(ascii: "e") else { return false }
    var end = index + 1
    if byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "+") { end += 1 }
    guard isDigit(end) else { return false }
    index = end
    _ = readDigits()
    return true
  }

  /// ` × 10⁻³`, `·10^-3`; nothing else that is multiplied.
  ///
  /// - Returns: `false` where a power follows that is none of these.
  private mutating func readPower() -> Bool {
    var end = skipBlanks(index)
    guard let (sign, behind) = file.scalar(at: end), "×·*".unicodeScalars.contains(sign) else { return true }
    end = skipBlanks(behind)
    guard byte(end) == UInt8(ascii: "1"), byte(end + 1) == UInt8(ascii: "0"), !isDigit(end + 2) else { return true }
    end += 2
    let start = end
    if byte(end) == UInt8(ascii: "^") {
      end += 1
      if byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "+") { end += 1 }
      while isDigit(end) { end += 1 }
    } else {
      while end < bytes.upperBound, let (scalar, next) = file.scalar(at: end), Self.isRaised(scalar) { end = next }
    }
    // `3 × 10`, and `10^-3^`, whose exponent is a construct of its own.
    guard end > start else { return byte(end) != nil || end < bytes.upperBound }
    index = end
    return true
  }

  private static func isRaised(_ scalar: Unicode.Scalar) -> Bool { "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺".unicodeScalars.contains(scalar) }

  private mutating func readPercent() {
    let end = skipBlanks(index)
    if byte(end) == UInt8(ascii: "%") { index = end + 1 }
  }

  /// Blanks within a line, thin and fixed ones too.
  private func skipBlanks(_ offset: Int) -> Int {
    var offset = offset
    while offset < bytes.upperBound, let (scalar, next) = file.scalar(at: offset), scalar.properties.isWhitespace,
      scalar != "\n", next <= bytes.upperBound
    {
      offset = next
    }
    return offset
  }
}

extension SourceFile {
  /// The character that begins at an offset, and where the next one begins.
  func scalar(at offset: Int) -> (Unicode.Scalar, next: Int)? {
    guard bytes.indices.contains(offset) else { return nil }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first.map { ($0, end) }
  }

  /// The character that ends at an offset, and where it begins.
  func scalar(before offset: Int) -> (Unicode.Scalar, start: Int)? {
    guard offset > 0, offset <= bytes.count else { return nil }
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.first.map { ($0, start) }
  }
}
