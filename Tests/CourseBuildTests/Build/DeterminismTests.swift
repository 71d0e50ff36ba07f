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

  /// A lesson alone may train on several threads.
  @Test func threadsOfATrainingRunDoNotShow() throws {
    let lesson = """
      # Training

      ```nn
      x = f32(rand(200, 300)); y = mod(arange(200), 10)
      net = sequential(f32(dense(300, 128)), relu, f32(dense(128, 10)))
      h = train(net, x, y, loss: cross_entropy, epochs: 3, batch: 64, metrics: accuracy)
      h
      net.w1[0, :5]
      ```
      """
    func built(jobs: Int) throws -> [String: Data] {
      let course = try TemporaryCourse(["lessons/01.md": lesson])
      let result = course.build(formats: formats, jobs: jobs)
      #expect(!result.hasFaults, "\(result.diagnostics.map(\.message))")
      return course.files("output")
    }
    let one = try built(jobs: 1)
    #expect(one.keys.contains("01.json"))
    #expect(try built(jobs: 2) == one)
    #expect(try built(jobs: 3) == one)
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
