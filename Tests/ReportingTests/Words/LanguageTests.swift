import Testing

@testable import Reporting

struct LanguageTests {
  @Test(arguments: [
    ("en", "en"), ("EN-gb", "en-GB"), ("zh-hans", "zh-Hans"), ("sr-latn-rs", "sr-Latn-RS"), ("es-419", "es-419"),
    ("de-CH-1996", "de-CH-1996"), ("sl-rozaj-biske", "sl-rozaj-biske"), ("zh-yue-HK", "zh-yue-HK"),
    ("en-u-nu-latn", "en-u-nu-latn"), ("de-x-a", "de-x-a"), ("nqo", "nqo"),
  ])
  func tags(written: String, tag: String) { #expect(Language(rawValue: written)?.rawValue == tag) }

  @Test(arguments: [
    "", "e", "english", "en_US", "en-", "-en", "en--US", "en-a", "c++", "de-abcdefghi", "12", "en-u", "한국어", "x-y",
    "en-US-DE",
  ])
  func noTags(text: String) { #expect(Language(rawValue: text) == nil) }

  @Test(arguments: [
    ("ar", true), ("he-IL", true), ("fa", true), ("ur-PK", true), ("az-Arab", true), ("ku-Latn", false), ("en", false),
    ("ar-Latn", false), ("ko", false), ("yi", true), ("pa-Arab-PK", true),
  ])
  func directions(tag: String, isRightToLeft: Bool) throws {
    let language = try #require(Language(rawValue: tag))
    #expect(language.isRightToLeft == isRightToLeft)
    #expect(language.attributes.map(\.name) == (isRightToLeft ? ["lang", "dir"] : ["lang"]))
  }

  @Test(arguments: [
    ("en-GB", "English (GB)", "Figure"), ("ko-KR", "한국어 (KR)", "그림"), ("de", "Deutsch", "Figure"),
    ("zh-Hans", "简体中文", "Figure"), ("tlh", "tlh", "Figure"),
  ])
  func words(tag: String, name: String, figure: String) throws {
    let language = try #require(Language(rawValue: tag))
    #expect(language.name == name && language.words.figure == figure)
    #expect(language.words.tongue == language)
  }

  /// A course's own words, beside those that it does not give.
  @Test func ownWords() throws {
    let language = try #require(Language(rawValue: "de")).saying([
      "figure": "Abbildung", "hint-title": "Tipp", "language": "Hochdeutsch",
    ])
    #expect(
      language.words.figure == "Abbildung" && language.words.hintTitle == "Tipp" && language.words.table == "Table")
    #expect(language.name == "Hochdeutsch" && language == Language(rawValue: "de"))
    #expect(!language.missingWords.contains("figure") && language.missingWords.contains("table"))
    #expect(Language.ko.saying(["figure": "도형"]).words.figure == "도형")
    #expect(Language.ko.missingWords.isEmpty && Language(rawValue: "en-AU")?.missingWords == [])
  }

  @Test func everyCommonWordCanBeGiven() {
    #expect(Set(CourseWords.keys).count == CourseWords.keys.count)
    for word in CourseWords.common { #expect(CourseWords.keys.contains(word), "\(word)") }
  }

  @Test(arguments: [("de", true), ("de-CH", false), ("en-GB", false), ("fr", true), ("ja", false), ("es-MX", false)])
  func commas(tag: String, hasComma: Bool) throws {
    #expect(try #require(Language(rawValue: tag)).hasDecimalComma == hasComma)
  }
}
