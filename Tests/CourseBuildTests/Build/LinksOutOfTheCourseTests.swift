import Foundation
import Testing

/// A link that leads out of the course is refused however it is come by, and what it leads to is never quoted.
struct LinksOutOfTheCourseTests {
  private static let secret = "root:x:0:0:[@secret]"

  private func course(_ links: [String: String]) throws -> TemporaryCourse {
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: T\n", "lessons/a.md": "# A\n\n[@k] `{nn} 1 + 1`\n",
      "secret.txt": Self.secret + "\n",
      "more/secret.md": "# \(Self.secret)\n", "inside/keep": "",
    ])
    for (place, target) in links {
      let path = course.path(place)
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
    return course
  }

  @Test(arguments: [
    ("lessons/course.yml", "../secret.txt", "build"), ("lessons/course.yml", "../secret.txt", "check"),
    ("lessons/course.yml", "../secret.txt", "render lessons/a.md"),
    ("lessons/references.bib", "../secret.txt", "build"), ("lessons/references.bib", "/etc/passwd", "check"),
    ("lessons/references.bib", "../secret.txt", "render lessons/a.md --to json"),
    ("lessons/b.md", "../secret.txt", "build lessons/b.md"), ("lessons/b.md", "../secret.txt", "render lessons/b.md"),
    ("lessons/b.md", "../more/secret.md", "check lessons/b.md"), ("lessons/b.md", "../secret.txt", "build"),
    ("lessons/en", "../more", "build lessons/en/secret.md"), ("lessons/en", "../more", "render lessons/en/secret.md"),
  ])
  func refused(place: String, target: String, command: String) throws {
    let course = try course([place: target])
    let result = try Program.run(command.split(separator: " ").map(String.init), in: course)
    #expect(result.code == 1)
    #expect(result.errors.contains("error[NN-file-outside-course]"), "\(result.errors)")
    let written = course.files("output").values.map { String(decoding: $0, as: UTF8.self) }.joined()
    for text in [result.errors, result.output, written] {
      #expect(!text.contains("root:x") && !text.contains("@secret"), "\(text)")
    }
  }

  @Test func linksThatStayInsideAreFollowed() throws {
    let course = try course(["lessons/b.md": "a.md"])
    try course.write("lessons/books.bib", "@misc{k, title = {T}, author = {A, B}, year = {2000}}\n")
    try FileManager.default.createSymbolicLink(
      atPath: course.path("lessons/references.bib"), withDestinationPath: "books.bib")
    let result = try Program.run(["build", "lessons/b.md"], in: course)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try course.text("output/b.md").contains("2000"))
  }

  /// The course's folder itself may be reached by a link.
  @Test func aCourseBehindALink() throws {
    let course = try course(["here": "lessons"])
    try course.write("lessons/references.bib", "@misc{k, title = {T}, author = {A, B}, year = {2000}}\n")
    for command in [["build", "here"], ["build", "here/a.md"], ["render", "here/a.md"]] {
      let result = try Program.run(command, in: course)
      #expect(result.code == 0, "\(command): \(result.errors)")
    }
  }

  @Test func aBibliographyThatLeadsNowhereIsTold() throws {
    let course = try course(["lessons/references.bib": "nothing.bib"])
    let result = try Program.run(["check"], in: course)
    #expect(result.code == 1)
    #expect(result.errors.contains("lessons/references.bib:1:1: error[NN-unreadable-file]"), "\(result.errors)")
  }
}
