import Foundation
import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// `docs/schema`: what editors complete and check in `course.yml` and in front matter is what the program reads.
struct SchemaTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/schema")

  private func properties(of name: String, _ path: String...) throws -> [String: Any] {
    let bytes = try Data(contentsOf: Self.folder.appending(path: name))
    var schema = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    for key in path {
      let properties = try #require(schema["properties"] as? [String: Any])
      schema = try #require(properties[key] as? [String: Any], "\(key)")
    }
    return try #require(schema["properties"] as? [String: Any])
  }

  @Test func aCourseHasTheseKeys() throws {
    #expect(try Set(properties(of: "course.schema.json").keys) == Set(CourseFile.keys))
    #expect(
      try Set(properties(of: "course.schema.json", "limits").keys) == Set(LessonBudget.Limit.allCases.map(\.rawValue)))
  }

  @Test func aThemeHasTheseNames() throws {
    #expect(try Set(properties(of: "course.schema.json", "theme").keys) == Set(ThemeReader.keys))
    #expect(
      try Set(properties(of: "course.schema.json", "theme", "colours").keys) == Set(Theme.tokens.map(\.name)))
    #expect(try Set(properties(of: "course.schema.json", "theme", "fonts").keys) == Set(Theme.fontNames))
  }

  @Test func aLessonHasTheseKeys() throws {
    #expect(try Set(properties(of: "lesson.schema.json").keys) == Set(FrontMatter.keys))
    #expect(try Set(properties(of: "lesson.schema.json", "nn").keys) == Set(FrontMatter.engineKeys))
  }

  @Test(arguments: ["course.schema.json", "lesson.schema.json"])
  func defaultsOfBlocksAreTheseOptions(_ name: String) throws {
    let known = OptionKey.allCases.filter { !$0.belongsToOneBlock }
    #expect(try Set(properties(of: name, "execute").keys) == Set(known.map(\.rawValue)))
  }

  @Test func wordsAreThoseOfPages() throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: "course.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let words = try #require(definitions["words"] as? [String: Any])
    let names = try #require(words["propertyNames"] as? [String: Any])
    #expect(names["enum"] as? [String] == Language.wordKeys)
  }

  /// What the schema's pattern takes is at least what the program does.
  @Test(arguments: ["course.schema.json", "lesson.schema.json"]) func languagesAreTags(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let pattern = try #require(text.firstMatch(of: /"pattern": "(\^\[A-Za-z\]\{2,3\}[^"]*)"/)?.1)
    let regex = try Regex(String(pattern))
    for tag in ["en", "ko", "de", "en-GB", "zh-Hans", "pt-BR", "de-CH-1996", "sl-rozaj-biske", "x"] {
      #expect((tag.wholeMatch(of: regex) != nil) == (Language(rawValue: tag) != nil), "\(tag)")
    }
  }
}
