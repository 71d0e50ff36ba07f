import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Pipes, devices, folders, loops and files that may not be read, wherever a course reads a file: told with their place,
/// at once, and the other lessons are built.
struct StrangeFilesTests {
  enum Strange: CaseIterable {
    case pipe, folder, socket, device, linkToNowhere, linkToItself, sparse

    func stand(at path: String) throws {
      let manager = FileManager.default
      switch self {
      case .pipe: #expect(mkfifo(path, 0o644) == 0)
      case .folder: try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
      case .socket:
        #if canImport(Glibc)
          #expect(mknod(path, S_IFSOCK | 0o644, 0) == 0)
        #else
          #expect(mkfifo(path, 0o644) == 0)
        #endif
      case .device:
        // `/dev/zero`, which never ends; whoever may make none takes a pipe.
        #if canImport(Glibc)
          if mknod(path, S_IFCHR | 0o644, 1 << 8 | 5) == 0 { return }
        #endif
        #expect(mkfifo(path, 0o644) == 0)
      case .linkToNowhere: try manager.createSymbolicLink(atPath: path, withDestinationPath: "nothing")
      case .linkToItself: try manager.createSymbolicLink(atPath: path, withDestinationPath: Path.name(path))
      case .sparse:
        // A tebibyte that takes no room on the disk.
        #expect(manager.createFile(atPath: path, contents: nil))
        truncate(path, 1 << 40)
      }
    }
  }

  /// Where a file is read, the lesson that asks for it, and what may be said: the id and the file that it points to.
  private static let places: [(file: String, lesson: String)] = [
    ("lessons/b.md", ""), ("lessons/course.yml", ""), ("lessons/references.bib", ""),
    ("lessons/data.csv", "```nn\nx = csv(\"data.csv\")\n```\n"),
    ("lessons/data.npy", "```nn\nx = npy(\"data.npy\")\n```\n"),
    ("lessons/data.gz", "```nn\nx = idx(\"data.gz\")\n```\n"), ("lessons/_part.md", "{{< include _part.md >}}\n"),
    ("lessons/other.md", "```nn\n#| label: l\n#| from: other.md\n```\n"), ("lessons/dot.svg", "![A dot](dot.svg)\n"),
    ("lessons/file.bin", "[a file](file.bin)\n"),
  ]

  @Test(arguments: Strange.allCases) func told(strange: Strange) throws {
    for (file, lesson) in Self.places {
      let course = try TemporaryCourse(["lessons/a.md": "# A\n\n" + lesson, "lessons/z.md": "# Z\n\n`{nn} 6 * 7`\n"])
      try strange.stand(at: course.path(file))
      let result = course.build()
      let what: Comment = "\(strange) \(file): \(result.diagnostics.map(\.message))"
      #expect(result.hasFaults, what)
      let known: Set<DiagnosticID> = [
        .unreadableFile, .fileMissing, .brokenLink, .fromNotFound, .fileOutsideCourse, .badDataFile,
      ]
      #expect(result.diagnostics.allSatisfy { known.contains($0.id) }, what)
      #expect(try course.text("output/z.md").contains("42"), what)
    }
  }

  @Test func whatIsSaid() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\nx = csv(\"data.csv\")\n```\n"])
    try Strange.pipe.stand(at: course.path("lessons/data.csv"))
    try Strange.pipe.stand(at: course.path("lessons/b.md"))
    let messages = course.build().diagnostics.map(\.message)
    #expect(
      messages == [
        "cannot read `data.csv`: it is not a regular file",
        "cannot read `\(course.path("lessons/b.md"))`: it is not a regular file",
      ])
  }

  /// In a page that travels alone too, where images become a part of it.
  @Test func anImageThatMayNotBeRead() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n![x](dot.png)\n"])
    try Strange.sparse.stand(at: course.path("lessons/dot.png"))
    let result = renderLesson(course.path("lessons/a.md"), format: .html)
    #expect(result.diagnostics.map(\.id) == [.unreadableFile])
  }

  /// What only the superuser may read, read by somebody else.
  @Test(arguments: places.map(\.file)) func withoutPermission(file: String) throws {
    let lesson = try #require(Self.places.first { $0.file == file }).lesson
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n" + lesson, "lessons/z.md": "# Z\n\n`{nn} 6 * 7`\n"])
    try course.write(file, "secret")
    let result = try Program.run(
      in: course, shell: "\(AnotherUser.shell(in: course)) chmod 0 \(file); \(AnotherUser.run) build")
    guard result.code != AnotherUser.unavailable else { return }
    #expect(result.code == 1, "\(file): \(result.errors)")
    #expect(result.errors.contains("ermission denied"), "\(file): \(result.errors)")
    #expect(!result.errors.contains("secret"))
    #expect(try course.text("output/z.md").contains("42"), "\(file)")
  }

  @Test func anOutputThatMayNotBeWritten() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n", "output/a.md": "old", "output/b/keep": ""])
    let result = try Program.run(
      in: course, shell: "\(AnotherUser.shell(in: course)) chmod 555 output; \(AnotherUser.run) build")
    guard result.code != AnotherUser.unavailable else { return }
    #expect(result.code == 1)
    #expect(result.errors.contains("error[NN-cannot-write]") && result.errors.contains("permission denied"))
    #expect(try course.text("output/a.md") == "old")
    #expect(course.files("output").keys.sorted() == ["a.md", "b/keep"])
  }

  // MARK: - Names

  /// A report's name is three letters longer than its lesson's; that it does not fit is found before any file is in its
  /// place.
  @Test(arguments: [240, 252]) func longNames(count: Int) throws {
    let name = String(repeating: "n", count: count)
    let course = try TemporaryCourse(["lessons/a.md": "# A\n", "lessons/\(name).md": "# N\n"])
    let result = course.build()
    if count == 240 {
      #expect(result.diagnostics.isEmpty && course.exists("output/\(name).html"))
    } else {
      #expect(result.diagnostics.map(\.id) == [.cannotWrite])
      #expect(result.diagnostics.first?.message.hasSuffix("file name too long") == true)
      #expect(result.written.isEmpty && !course.exists("output"))
    }
  }

  @Test func aNameThatIsNotUTF8() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n"])
    let result = try Program.run(
      in: course, shell: #"printf '# B' > "$(printf 'lessons/b\377.md')" || exit 3; exec "$0" build"#)
    // Some file systems have no such names.
    guard result.code != 3 else { return }
    #expect(result.code == 1)
    #expect(result.errors.hasPrefix("lessons/b\u{FFFD}.md:1:1: error[NN-unreadable-file]: the name of "))
    #expect(course.exists("output/a.html"))
  }

  @Test func aDeepFolder() throws {
    let folder = Array(repeating: "d", count: 300).joined(separator: "/")
    let course = try TemporaryCourse(["lessons/\(folder)/a.md": "# A\n\n`{nn} 6 * 7`\n"])
    #expect(course.build().diagnostics.isEmpty)
    #expect(try course.text("output/\(folder)/a.md").contains("42"))
  }
}
