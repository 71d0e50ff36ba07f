import Foundation
import Testing

@testable import CourseBuild

/// Same input, same bytes.
struct DeterminismTests {
  private let formats: Set<BuildRequest.Format> = [.html, .md, .json]

  private func built(name: String = "course", jobs: Int? = 2) throws -> (course: TemporaryCourse, files: [String: Data])
  {
    let course = try TemporaryCourse(name: name, SampleLessons.files)
    let result = course.build(formats: formats, jobs: jobs)
    #expect(!result.hasFaults, "\(result.diagnostics.map(\.message))")
    #expect(result.lessonCount == 4)
    return (course, course.files("output"))
  }

  @Test func aSecondBuildWritesNothing() throws {
    let (course, first) = try built()
    let again = course.build(formats: formats)
    #expect(again.written.isEmpty)
    #expect(again.changes.isEmpty)
    #expect(course.files("output") == first)
    #expect(first.keys.contains("en/01-chain.html"))
    #expect(first.keys.contains("ko/02-gates.json"))
    #expect(first.keys.contains("images/dot.svg"))
    #expect(first.keys.contains("README.md"))
  }

  @Test(arguments: [1, 8])
  func jobsDoNotShow(jobs: Int) throws {
    #expect(try built(jobs: jobs).files == built(jobs: 3).files)
  }

  @Test func theFoldersNameDoesNotShow() throws {
    #expect(try built(name: "다른 이름").files == built().files)
  }

  @Test func noAbsolutePathAndNothingFromElsewhere() throws {
    let (course, files) = try built()
    for (name, data) in files where !name.hasSuffix(".woff2") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains(course.folder.deletingLastPathComponent().lastPathComponent), "\(name)")
      guard name.hasSuffix(".html") || name.hasSuffix(".css") else { continue }
      for loaded in [#"src="http"#, #"src="//"#, #"rel="stylesheet" href="http"#, "url(http", "url(//", "@import"] {
        #expect(!text.contains(loaded), "\(name) loads \(loaded)")
      }
    }
  }

  /// A page is the same whether its course was built whole or it alone.
  @Test func oneLessonAloneGivesTheSamePage() throws {
    let (_, files) = try built()
    let course = try TemporaryCourse(SampleLessons.files)
    let result = course.build(["lessons/en/01-chain.md"], formats: formats)
    #expect(result.lessonCount == 1)
    let alone = course.files("output")
    for (name, data) in alone { #expect(files[name] == data, "\(name)") }
    #expect(alone["en/01-chain.html"] != nil)
    #expect(alone["en/02-gates.html"] == nil)
  }

  @Test func theFormulaCacheDoesNotShow() throws {
    let (course, files) = try built()
    try FileManager.default.removeItem(atPath: course.path(".lessons-cache"))
    #expect(course.build(formats: formats).written.isEmpty)
    try course.write(".lessons-cache/formulas", Data("lessons formulas 2\nnonsense".utf8))
    #expect(course.build(formats: formats).written.isEmpty)
    #expect(course.files("output") == files)
  }
}
