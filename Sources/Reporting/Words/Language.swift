/// Language of a page: a tag of BCP 47 (RFC 5646), `de`, `en-GB`, `zh-Hans`, and the words that a course has for it.
///
/// Two of one tag are one language, whatever words they come with.
public struct Language: Sendable, Hashable, Comparable {
  /// As the RFC recommends to write it: `en-GB`, whoever wrote `EN-gb`.
  public let rawValue: String
  /// Words of the course's own, by their names in `course.yml`.
  package var ownWords: [String: String] = [:]

  public static let en = Language(shipped: "en")
  public static let ko = Language(shipped: "ko")
  public static let shipped = Shipped.allCases.map { Language(shipped: $0.rawValue) }

  /// Languages that the program has all words of.
  public enum Shipped: String, Sendable, CaseIterable {
    case en
    case ko
  }

  private init(shipped tag: String) { rawValue = tag }

  /// - Returns: `nil` for what is no tag: `german`, `en_US`, `c++`. Which tags are registered is not asked.
  public init?(rawValue: String) {
    guard let tag = LanguageTag(rawValue) else { return nil }
    self.rawValue = tag.text
  }

  /// `en` of `en-GB`.
  public var primary: String { String(rawValue.prefix { $0 != "-" }) }

  /// The shipped language whose words it takes: `ko` for `ko-KR`; `nil` where there is none.
  public var shippedForm: Shipped? { Shipped(rawValue: primary) }

  public static func == (a: Language, b: Language) -> Bool { a.rawValue == b.rawValue }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// Shipped ones first, as they are listed, then by tag.
  public static func < (a: Language, b: Language) -> Bool {
    func rank(_ language: Language) -> Int { shipped.firstIndex(of: language) ?? shipped.count }
    return (rank(a), a.rawValue) < (rank(b), b.rawValue)
  }

  /// With the words that a course gives.
  package func saying(_ words: [String: String]?) -> Language {
    var language = self
    language.ownWords = words ?? [:]
    return language
  }

  /// Attributes of an element in this language.
  package var attributes: [HTMLNode.Attribute] {
    [("lang", rawValue)] + (isRightToLeft ? [("dir", "rtl")] : [])
  }

  /// By its script where the tag names one, else by the one that it is mostly written in.
  var isRightToLeft: Bool {
    let script = rawValue.split(separator: "-").dropFirst().first { $0.utf8.count == 4 && $0.first?.isLetter == true }
    if let script { return Self.rightToLeftScripts.contains(String(script)) }
    return Self.rightToLeftLanguages.contains(primary)
  }

  private static let rightToLeftScripts: Set<String> = [
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
  ]
  private static let rightToLeftLanguages: Set<String> = [
    "ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
  ]

  /// Written without blanks between words, so that reading takes a time a letter and not a word.
  var isReadByLetters: Bool { ["ko", "ja", "zh", "yue", "th", "lo", "km", "my"].contains(primary) }

  /// A comma parts the fraction: `0,25`.
  public var hasDecimalComma: Bool {
    let pointRegions: Set<String> = [
      "de-CH", "de-LI", "es-MX", "es-US", "es-PR", "es-GT", "es-HN", "es-SV", "es-NI", "es-DO", "es-PA", "es-PE",
    ]
    return Self.commaLanguages.contains(primary) && !pointRegions.contains(rawValue)
  }

  private static let commaLanguages: Set<String> = [
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl", "hr", "hu",
    "hy", "id", "is", "it", "ka", "kk", "ky", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
  ]
}

extension Language: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let language = Language(rawValue: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no language: \(text)")
    }
    self = language
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// A tag taken apart as far as its grammar goes (RFC 5646, 2.1).
private struct LanguageTag {
  var text: String

  init?(_ tag: String) {
    var parts = tag.split(separator: "-", omittingEmptySubsequences: false).map { $0.lowercased() }[...]
    guard parts.allSatisfy({ 1...8 ~= $0.utf8.count && $0.utf8.allSatisfy(Self.isAlphanumeric) }),
      let language = parts.popFirst(), 2...3 ~= language.utf8.count, Self.isLetters(language)
    else { return nil }
    var written = [language]
    for _ in 0..<3 {
      guard let next = parts.first, next.utf8.count == 3, Self.isLetters(next) else { break }
      written.append(next)
      parts.removeFirst()
    }
    if let script = parts.first, script.utf8.count == 4, Self.isLetters(script) {
      written.append(script.prefix(1).uppercased() + script.dropFirst())
      parts.removeFirst()
    }
    if let region = parts.first,
      region.utf8.count == 2 && Self.isLetters(region) || region.utf8.count == 3 && region.utf8.allSatisfy(Self.isDigit)
    {
      written.append(region.uppercased())
      parts.removeFirst()
    }
    while let variant = parts.first,
      variant.utf8.count >= 5 || variant.utf8.count == 4 && variant.utf8.first.map(Self.isDigit) == true
    {
      written.append(variant)
      parts.removeFirst()
    }
    // Extensions and what is agreed on in private: a letter or digit alone, and something behind it.
    while let singleton = parts.first {
      guard singleton.utf8.count == 1 else { return nil }
      written.append(singleton)
      parts.removeFirst()
      let least = singleton == "x" ? 1 : 2
      let count = parts.prefix { $0.utf8.count >= least }.count
      guard count > 0 else { return nil }
      written += parts.prefix(count)
      parts.removeFirst(count)
    }
    text = written.joined(separator: "-")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
  private static func isLetters(_ text: String) -> Bool { text.utf8.allSatisfy(isLetter) }
}
