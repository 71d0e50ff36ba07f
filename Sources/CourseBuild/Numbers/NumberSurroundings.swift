import SourceText

/// Surroundings of a number, by which it may be no statement of a value at all.
struct NumberSurroundings {
  private let file: SourceFile
  private let bytes: Range<Int>
  /// Without the sign and the percent sign.
  private let digits: Range<Int>

  init(_ file: SourceFile, _ bytes: Range<Int>, digits: Range<Int>) {
    self.file = file
    self.bytes = bytes
    self.digits = digits
  }

  /// `W1`, `64-bit` → a name; `1986` → a year; `2장` → an ordinal; `60` → a count; `−0.31` → `nil`.
  func aside(of typed: TypedNumber) -> ProseNumber.Aside? {
    if isInName { return .name }
    let text = String(decoding: file.bytes[digits], as: UTF8.self)
    let isWhole = typed.decimals == 0 && typed.exponent == 0 && !typed.isPercent && text.utf8.allSatisfy(Self.isDigit)
    let word = wordBefore
    if word == "version" || word == "버전" { return .name }
    if bytes == digits, Self.dividedWords.contains(word) { return .ordinal }
    guard isWhole, bytes == digits, !typed.hasGroups else { return nil }
    if text.utf8.count == 4, (1600..<2100).contains(typed.value) { return .year }
    if Self.ordinalWords.contains(word) || isKoreanOrdinal { return .ordinal }
    return typed.value < 100 ? .count : nil
  }

  // MARK: Names

  private var isInName: Bool {
    if let (before, start) = file.scalar(before: bytes.lowerBound), touches(before, start) { return true }
    guard let (after, next) = file.scalar(at: bytes.upperBound) else { return false }
    if Self.isNameLetter(after) || "_^⁰¹²³⁴⁵⁶⁷⁸⁹⁻".unicodeScalars.contains(after) { return true }
    guard let (second, _) = file.scalar(at: next) else { return false }
    switch after {
    // `64-bit`, `784-50-10`, but `0.25-0.31` is a range.
    case "-": return Self.isNameLetter(second) || isDigit(second) && !hasPoint
    case "/", ":": return isDigit(second) || Self.isNameLetter(second)
    default: return false
    }
  }

  /// Whether a number goes on with what stands before it: `x2`, `VGG-16`, `1/2`, `12:30`, `#7`.
  private func touches(_ before: Unicode.Scalar, _ start: Int) -> Bool {
    if Self.isNameLetter(before) || "_#@^\\§№".unicodeScalars.contains(before) { return true }
    guard "-/:.".unicodeScalars.contains(before), let (second, _) = file.scalar(before: start) else { return false }
    if Self.isNameLetter(second) { return before != ":" }
    return isDigit(second) && (before != "-" || !hasPoint)
  }

  private var hasPoint: Bool { file.bytes[digits].contains(UInt8(ascii: ".")) }

  /// A letter that a number is a part of a name with. Words of Korean, Chinese and Japanese touch any number.
  private static func isNameLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && !isEastAsian(scalar)
  }

  private static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    (0x1100...0x11FF).contains(scalar.value) || (0x2E80...0x9FFF).contains(scalar.value)
      || (0xAC00...0xD7FF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  // MARK: Ordinals

  /// The word before the number, in lower case, without its point: `fig` in `Fig. 3`.
  private var wordBefore: String {
    var end = bytes.lowerBound
    while let (scalar, start) = file.scalar(before: end), scalar == " " || scalar == "\u{A0}" || scalar == "." {
      end = start
    }
    var start = end
    while let (scalar, next) = file.scalar(before: start), scalar.properties.isAlphabetic, end - next < 24 {
      start = next
    }
    return String(decoding: file.bytes[start..<end], as: UTF8.self).lowercased()
  }

  /// Whose numbers may have points: `Section 3.2`.
  private static let dividedWords: Set<String> = [
    "chapter", "chapters", "section", "sections", "figure", "figures", "fig", "equation", "equations", "eq", "theorem",
  ]

  private static let ordinalWords: Set<String> = [
    "lesson", "lessons", "table", "tables", "page", "pages", "line", "lines", "step", "steps", "part", "exercise",
    "example", "no", "nr", "issue", "volume", "vol", "pp",
  ]

  /// Behind which a Korean number counts places, parts and times, not quantities.
  private static let koreanOrdinals = [
    "번째", "째", "강", "장", "절", "쪽", "년", "월", "일", "시", "분", "세기", "차 ", "호", "단원",
  ]
  /// `일` as the verb: `300일 때`.
  private static let koreanVerbs = ["일 때", "일 경우", "일까", "일지", "일수록"]

  private var isKoreanOrdinal: Bool {
    let behind = file.bytes[bytes.upperBound..<min(file.bytes.count, bytes.upperBound + 12)]
    return Self.koreanOrdinals.contains { behind.starts(with: $0.utf8) }
      && !Self.koreanVerbs.contains { behind.starts(with: $0.utf8) }
  }
}
