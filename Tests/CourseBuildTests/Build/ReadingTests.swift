import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What is wrong with the files of a course.
struct ReadingTests {
  /// The first fault of a build, as `path:line:column id`, the path below the course's folder.
  private func fault(_ course: TemporaryCourse, _ paths: [String] = ["lessons"]) -> String {
    let result = course.build(paths)
    guard let diagnostic = result.diagnostics.first else { return "none" }
    let path = diagnostic.range.file.path.replacing(course.folder.path + "/", with: "")
    let start = diagnostic.range.start
    return "\(path):\(start.line):\(start.column) \(diagnostic.id.rawValue)"
  }

  @Test func notUTF8() throws {
    let course = try TemporaryCourse()
    try course.write("lessons/a.md", Data(Array("# 가\n나 ".utf8) + [0xFF, 0x41, 0xC3]))
    #expect(fault(course) == "lessons/a.md:2:5 NN-not-utf8")
    #expect(!course.exists("output/a.html"))
  }

  /// One fault of a file, however many bytes of it are no text.
  @Test(arguments: [1, 2, 50_000])
  func manyBytesThatAreNotUTF8(count: Int) throws {
    let notes = [2: "1 more byte is no UTF-8 either", 50_000: "49999 more bytes are no UTF-8 either"]
    let course = try TemporaryCourse()
    try course.write("lessons/a.md", Data(Array("# 가\n".utf8) + Array(repeating: 0xFF, count: count)))
    let found = course.build(["lessons"]).diagnostics
    #expect(found.map(\.id) == [.notUTF8])
    #expect(found.first?.range.start.line == 2)
    #expect(found.first?.notes.first?.message == notes[count])
  }

  @Test func aLessonThatIsAFolderOrALinkToNowhere() throws {
    let course = try TemporaryCourse(["lessons/b.md": "# B"])
    try FileManager.default.createDirectory(atPath: course.path("lessons/a.md"), withIntermediateDirectories: true)
    #expect(fault(course) == "lessons/a.md:1:1 NN-unreadable-file")
    try FileManager.default.removeItem(atPath: course.path("lessons/a.md"))
    try FileManager.default.createSymbolicLink(atPath: course.path("lessons/a.md"), withDestinationPath: "nowhere")
    #expect(fault(course) == "lessons/a.md:1:1 NN-unreadable-file")
    #expect(course.exists("output/b.html"))
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func anUnreadableFolder() throws {
    let course = try TemporaryCourse(["lessons/en/a.md": "# A", "lessons/b.md": "# B"])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: course.path("lessons/en"))
    #expect(fault(course) == "lessons/en:1:1 NN-unreadable-file")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: course.path("lessons/en"))
  }

  @Test func nothingThere() throws {
    let course = try TemporaryCourse(["empty/x.txt": ""])
    #expect(fault(course) == "lessons:1:1 NN-file-missing")
    #expect(fault(course, ["empty"]) == "empty:1:1 NN-no-lessons")
    #expect(!course.exists("output"))
  }

  /// Lessons of other tools are told, parts and other files are not.
  @Test func filesThatEndAsMarkdownElsewhere() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A", "lessons/en/b.qmd": "# B", "lessons/c.Rmd": "# C", "lessons/d.markdown": "# D",
      "lessons/_e.qmd": "# E", "lessons/f.ipynb": "{}", "lessons/g.mdl": "", "other/h.mdx": "# H",
      "lessons/i.rst": "", "lessons/V.MD": "# V",
    ])
    let found = course.build(["lessons"]).diagnostics
    #expect(found.map(\.id) == Array(repeating: .passedOver, count: 6))
    #expect(found.allSatisfy { $0.severity == .warning })
    #expect(
      found.map { Path.name($0.range.file.path) }.sorted() == [
        "V.MD", "b.qmd", "c.Rmd", "d.markdown", "f.ipynb", "i.rst",
      ])
    #expect(course.exists("output/a.html"))
    #expect(Set(course.build(["other"]).diagnostics.map(\.id)) == [.passedOver, .noLessons])
    // Named, it is read.
    #expect(course.build(["lessons/c.Rmd"]).diagnostics.map(\.id) == [])
    // A notebook is no Markdown.
    let refused = course.build(["lessons/f.ipynb"])
    #expect(refused.diagnostics.map(\.id) == [.passedOver] && refused.hasFaults && refused.lessonCount == 0)
    #expect(renderLesson(course.path("lessons/f.ipynb"), format: .html).hasFaults)
  }

  @Test(arguments: [
    ("![x](gone.svg)", 1, 6, DiagnosticID.fileMissing),
    ("Text ![x](../../up.svg)", 1, 11, .fileOutsideCourse),
    ("A [link](gone.md).", 1, 10, .brokenLink),
    ("A [link](#nowhere).", 1, 10, .brokenLink),
    ("A [link](b.md#nowhere).", 1, 10, .brokenLink),
    ("A [link](../README.md).", 1, 10, .brokenLink),
    ("See @fig-none.", 1, 5, .unknownReference),
    ("See [@nobody].", 1, 6, .unknownCitation),
    ("{{< include ../../secret.md >}}", 1, 1, .fileOutsideCourse),
    ("# A {#sec-a}\n\n# B {#sec-a}", 3, 7, .duplicateLabel),
    ("가 $x + \\foo$", 1, 10, .badMath),
  ])
  func proseThatLeadsNowhere(text: String, line: Int, column: Int, id: DiagnosticID) throws {
    let course = try TemporaryCourse(["lessons/a.md": text + "\n", "lessons/b.md": "# B {#sec-b}\n"])
    #expect(fault(course) == "lessons/a.md:\(line):\(column) \(id.rawValue)")
  }

  @Test(arguments: [
    "A [link](b.md#sec-b).", "A [link](b.md).", "A [link](https://example.org/#x).", "# T {#sec-t}\n\n[up](#sec-t)",
    "[data](data/x.csv)", "<a id=\"here\"></a> [there](#here)", "![x](pic%20ture.svg)",
  ])
  func proseThatLeadsSomewhere(text: String) throws {
    let course = try TemporaryCourse([
      "lessons/a.md": text + "\n", "lessons/b.md": "# B {#sec-b}\n", "lessons/data/x.csv": "1\n",
      "lessons/pic ture.svg": "<svg/>",
    ])
    #expect(fault(course) == "none")
    if text.contains("data") { #expect(course.exists("output/data/x.csv")) }
    if text.contains("pic") { #expect(course.exists("output/pic ture.svg")) }
  }

  @Test func draftsAndParts() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "---\ntitle: A\ndraft: true\n---\n", "lessons/b.md": "{{< include _part.md >}}\n",
      "lessons/_part.md": "From the part.\n", "lessons/.hidden.md": "# No",
    ])
    #expect(course.build().lessonCount == 1)
    #expect(try course.text("output/b.html").contains("From the part."))
    #expect(!course.exists("output/a.html"))
    var request = course.request()
    request.drafts = true
    #expect(buildCourse(request).lessonCount == 2)
  }
}
