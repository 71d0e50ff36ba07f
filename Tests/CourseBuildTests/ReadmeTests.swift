import CourseBuild
import Foundation
import Testing

/// What README.md shows a lecturer first is what comes out.
struct ReadmeTests {
  @Test func firstLesson() throws {
    let repository = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized
    let readme = try String(contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
    let parts = readme.components(separatedBy: "````")
    let lesson = try #require(parts.count == 3 ? parts[1] : nil)
    let folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let lessons = folder.appending(path: "lessons")
    try FileManager.default.createDirectory(at: lessons, withIntermediateDirectories: true)
    try String(lesson.dropFirst("markdown\n".count)).write(
      to: lessons.appending(path: "first.md"), atomically: true, encoding: .utf8)

    let output = folder.appending(path: "output")
    let built = buildCourse(
      BuildRequest(paths: [lessons.path], outputDirectory: output.path, formats: [.md], jobs: 1))
    #expect(built.diagnostics.isEmpty)

    let report = try String(contentsOf: output.appending(path: "first.md"), encoding: .utf8)
    #expect(report.contains("The slope in $z$ is 3, since that is what $x + y$ comes to."))
    #expect(readme.contains("The slope in z is 3, since that is what x + y comes to."))
    #expect(
      try Data(contentsOf: output.appending(path: "first/fig-1.svg"))
        == Data(contentsOf: repository.appending(path: "docs/images/first-lesson.svg")))
  }
}
