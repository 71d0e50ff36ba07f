import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Files that are written, removed or replaced while a build reads them: pages of one version, or a fault and nothing
/// written; never pages that no version of the course gives.
struct ChangingFilesTests {
  private static let lesson = """
    {{< include _part.md >}}

    ```nn
    x = csv("data.csv")
    sum(x)
    ```

    ![A dot](dot.svg) and [the numbers](data.csv), [a text](file.txt), [@key].
    """

  private static let files = [
    "lessons/course.yml": "title: One\n", "lessons/_part.md": "Part one.\n", "lessons/data.csv": "a,b\n1,2\n3,4\n",
    "lessons/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>one</title></svg>",
    "lessons/file.txt": "Text one.\n",
    "lessons/references.bib": "@misc{key, author = {One, A.}, title = {First}, year = 2001}\n",
    "lessons/a.md": "# A one\n\n" + lesson, "lessons/b.md": "# B one\n\n" + lesson,
  ]

  /// What happens to a file.
  enum Change: CaseIterable {
    case rewrittenInPlace, replaced, shortened, removed, folder, pipe, linkOut, linkToItself

    func happens(to path: String) throws {
      let manager = FileManager.default
      // As long as before, so that no size tells.
      let other = try String(contentsOfFile: path, encoding: .utf8).replacing("1", with: "2")
        .replacing("one", with: "two").replacing("One", with: "Two")
      switch self {
      case .rewrittenInPlace:
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: Data(other.utf8))
        try file.close()
      case .replaced: try Data(other.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      case .shortened: truncate(path, off_t(other.utf8.count / 2))
      case .removed: try manager.removeItem(atPath: path)
      case .folder:
        try manager.removeItem(atPath: path)
        try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
      case .pipe:
        try manager.removeItem(atPath: path)
        mkfifo(path, 0o644)
      case .linkOut:
        try manager.removeItem(atPath: path)
        try manager.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
      case .linkToItself:
        try manager.removeItem(atPath: path)
        try manager.createSymbolicLink(atPath: path, withDestinationPath: Path.name(path))
      }
    }
  }

  /// A build of one thread, so that the lessons' beginnings and ends come in order, and what happens at one of them.
  private func build(
    _ course: TemporaryCourse, output: String, at moment: String, _ happens: @escaping @Sendable () throws -> Void
  ) -> BuildResult {
    var request = course.request(output: output, jobs: 1)
    request.progress = { event in
      let name: String
      switch event {
      case .began(let lesson, _): name = "began " + Path.name(lesson)
      case .finished(let lesson): name = "finished " + Path.name(lesson)
      case .running: return
      }
      guard name == moment else { return }
      do { try happens() } catch { Issue.record("\(moment): \(error)") }
    }
    return buildCourse(request)
  }

  @Test(arguments: Change.allCases) func onlyPagesOfOneVersion(change: Change) throws {
    for file in Self.files.keys.sorted() { try check(change, file) }
  }

  private func check(_ change: Change, _ file: String) throws {
    let reference = try TemporaryCourse(Self.files)
    #expect(!reference.build(output: "before").hasFaults)
    try change.happens(to: reference.path(file))
    let after = reference.build(output: "after")
    let pages = (before: reference.files("before"), after: reference.files("after"))
    #expect(pages.before != pages.after || after.hasFaults, "\(change) \(file): no difference to look for")

    for moment in ["began a.md", "finished a.md", "finished b.md"] {
      let course = try TemporaryCourse(Self.files)
      let path = course.path(file)
      let result = build(course, output: "output", at: moment) { try change.happens(to: path) }
      let found = course.files("output")
      let what: Comment = "\(change) \(file) \(moment): \(result.diagnostics.map(\.message))"
      if found.isEmpty {
        #expect(result.hasFaults && result.written.isEmpty, what)
        #expect(result.diagnostics.allSatisfy { $0.id == .fileChanged }, what)
        #expect(result.diagnostics.contains { $0.range.file.path == path }, what)
      } else {
        #expect(found == pages.before || found == pages.after, what)
      }
      // Whoever builds again has it.
      if moment == "finished a.md" {
        #expect(course.build().diagnostics.map(\.id) == after.diagnostics.map(\.id), what)
        #expect(course.files("output") == pages.after, what)
      }
    }
  }

  @Test(arguments: [
    ("put", "finished a.md", "lessons/c.md"), ("put", "finished b.md", "lessons/more/c.md"),
    ("put", "finished a.md", "lessons/a.bib"),
  ])
  func whatIsPutThere(what: String, moment: String, file: String) throws {
    let course = try TemporaryCourse(Self.files)
    let result = build(course, output: "output", at: moment) { try course.write(file, "# C\n") }
    if file.hasSuffix(".md") {
      #expect(result.diagnostics.map(\.id) == [.fileChanged])
      #expect(result.diagnostics.first?.range.file.path == course.path(file))
      #expect(!course.exists("output"))
    } else {
      #expect(result.diagnostics.isEmpty, "nobody asked for it")
    }
  }

  /// The course's own files count also where they are not there.
  @Test(arguments: ["lessons/course.yml", "lessons/references.bib", "lessons/_part.md"])
  func whatWasNotThereAndCame(file: String) throws {
    var files = Self.files
    files[file] = nil
    let course = try TemporaryCourse(files)
    let result = build(course, output: "output", at: "finished b.md") { try course.write(file, Self.files[file] ?? "") }
    #expect(result.diagnostics.map(\.id) == [.fileChanged])
    #expect(result.written.isEmpty && !course.exists("output"))
  }

  /// There and back again between two readings: the second reading tells.
  @Test func aVersionThatOneLessonSaw() throws {
    let course = try TemporaryCourse(Self.files)
    let old = Self.files["lessons/data.csv"] ?? ""
    let first = build(course, output: "output", at: "finished a.md") {
      try course.write("lessons/data.csv", old.replacing("1", with: "7"))
    }
    #expect(first.diagnostics.map(\.id) == [.fileChanged])
    var request = course.request(jobs: 1)
    request.progress = { event in
      switch event {
      case .began(let lesson, _) where lesson.hasSuffix("b.md"): try? course.write("lessons/data.csv", old)
      case .finished(let lesson) where lesson.hasSuffix("b.md"):
        try? course.write("lessons/data.csv", old.replacing("1", with: "7"))
      default: break
      }
    }
    #expect(buildCourse(request).diagnostics.map(\.id) == [.fileChanged])
    #expect(!course.exists("output"))
  }

  /// Written, but the same: no reason to refuse.
  @Test func theSameBytesAgain() throws {
    let course = try TemporaryCourse(Self.files)
    let result = build(course, output: "output", at: "finished b.md") {
      for (file, text) in Self.files { try course.write(file, text) }
    }
    #expect(result.diagnostics.isEmpty && !result.written.isEmpty)
  }

  @Test func aCheckSaysSo() throws {
    let course = try TemporaryCourse(Self.files)
    _ = course.build()
    let before = course.files("output")
    var request = course.request(jobs: 1)
    request.progress = { event in
      guard case .finished(let lesson) = event, lesson.hasSuffix("a.md") else { return }
      try? course.write("lessons/_part.md", "New.\n")
    }
    let result = checkCourse(request, updates: true)
    #expect(result.diagnostics.map(\.id) == [.fileChanged])
    #expect(result.difference.isEmpty && course.files("output") == before)
  }

  @Test(arguments: BuildRequest.Format.allCases) func aRenderSaysSo(format: BuildRequest.Format) throws {
    let course = try TemporaryCourse(Self.files)
    let result = renderLesson(course.path("lessons/a.md"), format: format) { event in
      if case .began = event { try? course.write("lessons/a.md", "# New\n") }
    }
    #expect(result.diagnostics.map(\.id) == [.fileChanged])
    let output = String(decoding: result.output, as: UTF8.self)
    #expect(format == .json ? output.contains("NN-file-changed") : output.isEmpty)
    #expect(!output.contains("Part one"))
  }
}
