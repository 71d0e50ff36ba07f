import Foundation
import Reporting
import Testing

@testable import CourseBuild

/// Nothing is written outside the output folder, whatever links stand in it, and nothing of a dead run stays.
struct WritableFolderTests {
  private let course: TemporaryCourse

  init() throws {
    course = try TemporaryCourse([
      "lessons/a.md": "# A\n", "precious.txt": "precious", "victim/authorized_keys": "keys",
    ])
  }

  private func link(_ place: String, to target: String) throws {
    let path = course.path(place)
    try FileManager.default.createDirectory(
      atPath: Path.directory(path), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  private func write(_ paths: String...) -> WritableFolder.Outcome {
    WritableFolder(path: course.path("output")).write(
      paths.sorted().map { OutputFile(path: $0, bytes: Array("new".utf8)) }, jobs: 2)
  }

  private var names: [String] { course.files("output").keys.sorted() }

  // MARK: - Links

  @Test(arguments: ["../precious.txt", "../nothing.txt"])
  func aNewFileIsNeverMadeThroughALink(target: String) throws {
    try link("output/.lessons-1-0.tmp", to: target)
    #expect(throws: FileSystem.Fault.self) {
      try FileSystem.write([1], toNew: course.path("output/.lessons-1-0.tmp"))
    }
    #expect(try course.text("precious.txt") == "precious")
    #expect(!course.exists("nothing.txt"))
  }

  @Test func aNewFileIsNeverAnOldOne() throws {
    #expect(throws: FileSystem.Fault.self) { try FileSystem.write([1], toNew: course.path("precious.txt")) }
    #expect(try course.text("precious.txt") == "precious")
  }

  @Test(arguments: ["../../victim", "../../", "/", "../../victim/../victim"])
  func aFolderThatLeadsOutIsRefused(target: String) throws {
    try link("output/en/x", to: target)
    let outcome = write("a.html", "en/x/authorized_keys", "en/b.html")
    #expect(outcome.fault?.path == course.path("output/en/x/authorized_keys"))
    #expect(
      outcome.fault?.reason == "the link `\(course.path("output/en/x"))` leads out of the output folder")
    #expect(outcome.written.isEmpty && names.isEmpty)
    #expect(try course.text("victim/authorized_keys") == "keys")
  }

  @Test func aLinkToALinkThatLeadsOutIsRefused() throws {
    try link("output/one", to: "../victim")
    try link("output/two", to: "one")
    #expect(write("two/deep/er/a.html").fault != nil)
    #expect(!course.exists("victim/deep"))
  }

  @Test func aLinkThatStaysInsideIsAFolder() throws {
    try course.write("output/v2/a.html", "old")
    try link("output/latest", to: "v2")
    #expect(write("latest/a.html").written == ["latest/a.html"])
    #expect(try course.text("output/v2/a.html") == "new")
  }

  @Test func theFolderItselfMayBeALink() throws {
    try course.write("elsewhere/keep", "")
    try link("output", to: "elsewhere")
    #expect(write("en/a.html").written == ["en/a.html"])
    #expect(try course.text("elsewhere/en/a.html") == "new")
  }

  @Test(arguments: ["../precious.txt", "../nothing.txt"])
  func aLinkInAFilesPlaceIsReplaced(target: String) throws {
    try link("output/a.html", to: target)
    #expect(write("a.html").written == ["a.html"])
    #expect(try course.text("precious.txt") == "precious")
    #expect(!course.exists("nothing.txt"))
    #expect(try course.text("output/a.html") == "new")
    #expect(!FileSystem.isLink(course.path("output/a.html")))
  }

  @Test func whatStandsOutsideIsNotComparedWith() throws {
    try link("output/a.md", to: "../precious.txt")
    try link("output/en", to: "../victim")
    let folder = WritableFolder(path: course.path("output"))
    #expect(folder.read("a.md") == nil && folder.read("en/authorized_keys") == nil)
  }

  // MARK: - Through a whole build

  @Test func aLessonThatLinksThroughALink() throws {
    try course.write("lessons/a.md", "# A\n\n[keys](.ssh/authorized_keys)\n")
    try course.write("lessons/.ssh/authorized_keys", "mine")
    try link("output/.ssh", to: "../victim")
    let result = course.build()
    #expect(result.diagnostics.map(\.id) == [.cannotWrite])
    #expect(result.diagnostics.first?.message.contains("output/.ssh` leads out of the output folder") == true)
    #expect(result.written.isEmpty && !course.exists("output/a.html"))
    #expect(try course.text("victim/authorized_keys") == "keys")
  }

  @Test func figuresOutsideAreNotRemoved() throws {
    let figure = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\"></svg>"
    try course.write("victim/old.svg", figure)
    try link("output/a", to: "../victim")
    #expect(course.build().removed.isEmpty)
    #expect(try course.text("victim/old.svg") == figure)
  }

  @Test func theFormulaCacheIsNotKeptThroughALink() throws {
    try course.write("lessons/a.md", "# A\n\n$x^2$\n")
    let outside = course.folder.deletingLastPathComponent().appending(path: "outside").path
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try link(".lessons-cache", to: outside)
    _ = course.build()
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
  }

  // MARK: - What killed runs leave

  private static let token = "4f0c2a91d3b7e658"

  private func leave(_ token: String = Self.token) throws {
    for file in [
      ".lessons-\(token).lock", ".lessons-\(token)-0.tmp", "en/.lessons-\(token)-1.tmp",
      ".x/y/.lessons-\(token)-12.tmp",
    ] {
      try course.write("output/" + file, "half")
    }
  }

  @Test func straysOfAKilledRunGo() throws {
    try leave()
    for name in [".lessons-\(Self.token).tmp", ".lessons-0000000000000001-0.tmp", ".lessons-x.lock", "en/mine.tmp"] {
      try course.write("output/" + name, "mine")
    }
    #expect(write("a.html").written == ["a.html"])
    #expect(
      names == [
        ".lessons-0000000000000001-0.tmp", ".lessons-\(Self.token).tmp", ".lessons-x.lock", "a.html", "en/mine.tmp",
      ], "what has no mark is the author's own")
  }

  /// With nothing changed too.
  @Test func straysGoFromAnOutputThatIsUpToDate() throws {
    _ = write("a.html")
    try leave()
    #expect(write("a.html").written.isEmpty)
    #expect(names == ["a.html"])
  }

  /// A lock says that a run lives, whatever its process is called where the other one looks.
  @Test func aRunThatLivesIsLeftAlone() throws {
    try leave()
    let mark = course.path("output/.lessons-\(Self.token).lock")
    try FileManager.default.removeItem(atPath: mark)
    let descriptor = try #require(try FileSystem.makeLocked(mark))
    #expect(write("a.html").written == ["a.html"])
    #expect(names.count == 5)
    FileSystem.unlock(descriptor)
    _ = write("a.html")
    #expect(names == ["a.html"])
  }

  /// A planted mark and planted links in the place of what it marks lead nowhere.
  @Test func straysAreNotFollowed() throws {
    try course.write("output/.lessons-\(Self.token).lock", "")
    try course.write("victim/.lessons-\(Self.token)-0.tmp", "keep")
    try link("output/.lessons-\(Self.token)-0.tmp", to: "../precious.txt")
    try link("output/out", to: "../victim")
    try link("output/.lessons-0000000000000002.lock", to: "../precious.txt")
    #expect(write("a.html").written == ["a.html"])
    #expect(try course.text("victim/.lessons-\(Self.token)-0.tmp") == "keep")
    #expect(try course.text("precious.txt") == "precious")
    #expect(!FileSystem.isThere(course.path("output/.lessons-\(Self.token)-0.tmp")))
  }

  @Test func aMarkThatIsTakenIsNotOurs() throws {
    let path = course.path("mark")
    let first = try #require(try FileSystem.makeLocked(path))
    #expect(FileSystem.lockAbandoned(path) == nil)
    FileSystem.unlock(first)
    let second = try #require(FileSystem.lockAbandoned(path))
    FileSystem.unlock(second)
    #expect(throws: FileSystem.Fault.self) { try FileSystem.makeLocked(path) }
  }

  @Test func nothingStaysOfARunThatEnds() throws {
    #expect(write("a.html", "en/b.html").written == ["a.html", "en/b.html"])
    #expect(names == ["a.html", "en/b.html"])
    try course.write("output/c.html/x", "")
    #expect(write("c.html", "d/e.html").fault != nil)
    #expect(names == ["a.html", "c.html/x", "en/b.html"])
    #expect(!course.exists("output/d"), "nor the folders made for it")
  }
}
