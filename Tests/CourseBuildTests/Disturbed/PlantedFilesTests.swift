import Foundation
import Reporting
import Testing

@testable import CourseBuild

/// What somebody put where a build writes: links of both kinds, loops, pipes. What they lead to stays as it is, and the
/// build ends, with all of its files or with a fault and none.
struct PlantedFilesTests {
  private let course: TemporaryCourse

  init() throws {
    course = try TemporaryCourse([
      "lessons/course.yml": "title: T\n", "lessons/en/a.md": "# A\n\n$x^2$ `{nn} 6 * 7`\n", "lessons/b.md": "# B\n",
      "precious.txt": "precious", "victim/keep": "keys",
    ])
  }

  private func link(_ place: String, to target: String) throws {
    let path = course.path(place)
    try FileManager.default.createDirectory(atPath: Path.directory(path), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  /// A build that writes everything where it belongs, or nothing anywhere.
  private func check(succeeds: Bool, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let victim = course.files("victim")
    let before = course.files("output")
    let result = course.build()
    #expect(result.hasFaults != succeeds, "\(result.diagnostics.map(\.message))", sourceLocation: sourceLocation)
    #expect(try course.text("precious.txt") == "precious", sourceLocation: sourceLocation)
    #expect(course.files("victim") == victim, sourceLocation: sourceLocation)
    if succeeds {
      #expect(try course.text("output/en/a.md").contains("42"), sourceLocation: sourceLocation)
      #expect(!FileSystem.isLink(course.path("output/en/a.md")), sourceLocation: sourceLocation)
    } else {
      #expect(result.diagnostics.map(\.id) == [.cannotWrite], sourceLocation: sourceLocation)
      #expect(course.files("output") == before, sourceLocation: sourceLocation)
    }
    #expect(!course.exists("nothing"), sourceLocation: sourceLocation)
  }

  @Test func hardLinks() throws {
    for place in ["output/en/a.md", "output/en/a.html", "output/index.html", "output/README.md"] {
      let path = course.path(place)
      try FileManager.default.createDirectory(atPath: Path.directory(path), withIntermediateDirectories: true)
      try FileManager.default.linkItem(atPath: course.path("precious.txt"), toPath: path)
    }
    try check(succeeds: true)
  }

  @Test(arguments: ["a.md", "nothing", "../../precious.txt", "../../victim", "../../../../../../etc/passwd", "."])
  func aLinkInAFilesPlace(target: String) throws {
    try link("output/en/a.md", to: target)
    // A folder in a file's place is not taken away, a link to one neither.
    try check(succeeds: !["../../victim", "."].contains(target))
  }

  @Test(arguments: ["en", "nothing", "../nothing", "../victim", "/tmp", "b.md"])
  func aLinkInAFoldersPlace(target: String) throws {
    try link("output/en", to: target)
    try check(succeeds: false)
  }

  @Test(arguments: ["output", "nothing", "precious.txt"]) func aLinkInTheOutputsPlace(target: String) throws {
    try link("output", to: target)
    try check(succeeds: false)
  }

  @Test func aPipeInAFilesPlaceAndInAMarksPlace() throws {
    try course.write("output/en/keep", "")
    #expect(mkfifo(course.path("output/en/a.md"), 0o644) == 0)
    #expect(mkfifo(course.path("output/.lessons-4f0c2a91d3b7e658.lock"), 0o644) == 0)
    try check(succeeds: true)
  }

  /// The cache is a convenience: a build does without it, and does not write through what stands there.
  @Test(arguments: ["../precious.txt", "formulas", "nothing", "/dev/zero"]) func theCacheIsALink(target: String) throws
  {
    try link(".lessons-cache/formulas", to: target)
    try check(succeeds: true)
  }

  @Test func theCacheIsAPipeOrAFolder() throws {
    try course.write(".lessons-cache/keep", "")
    #expect(mkfifo(course.path(".lessons-cache/formulas"), 0o644) == 0)
    try check(succeeds: true)
    try? FileManager.default.removeItem(atPath: course.path(".lessons-cache/formulas"))
    try course.write(".lessons-cache/formulas/keep", "")
    try check(succeeds: true)
    try FileManager.default.removeItem(atPath: course.path(".lessons-cache"))
    try course.write(".lessons-cache", "a file")
    try check(succeeds: true)
  }

  @Test func loopsAmongTheLessons() throws {
    try link("lessons/en/up", to: "..")
    try link("lessons/loop", to: "loop")
    try link("lessons/one", to: "two")
    try link("lessons/two", to: "one")
    try check(succeeds: true)
    #expect(course.files("output").keys.filter { $0.hasSuffix(".md") }.sorted() == ["README.md", "b.md", "en/a.md"])
  }

  // MARK: - Two runs at once

  /// Each writes all of its files after the other or before it; what stays is never some of both.
  @Test func twoRunsIntoOneFolder() async throws {
    let names = (0..<12).map { "d\($0 % 3)/\($0).txt" }.sorted()
    let folder = WritableFolder(path: course.path("output"))
    @Sendable func write(_ text: String) -> WritableFolder.Outcome {
      folder.write(names.map { OutputFile(path: $0, bytes: Array(text.utf8)) }, jobs: 1)
    }
    for _ in 0..<100 {
      async let one = write("one")
      async let two = write("two")
      let faults = await [one, two].compactMap(\.fault)
      #expect(faults.isEmpty, "\(faults)")
      #expect(Set(course.files("output").values).count == 1)
      #expect(course.files("output").count == names.count)
    }
  }

  /// One that was stopped while it wrote is not waited for for ever.
  @Test func aRunThatDoesNotGoOn() throws {
    try FileManager.default.createDirectory(atPath: course.path("output"), withIntermediateDirectories: true)
    let descriptor = try #require(try FileSystem.lockFolder(course.path("output"), patience: 0))
    let outcome = WritableFolder(path: course.path("output"), patience: 1)
      .write([OutputFile(path: "a.md", bytes: [])], jobs: 1)
    FileSystem.unlock(descriptor)
    #expect(outcome.fault?.reason == "another run is writing there")
    #expect(course.files("output").isEmpty)
    #expect(!course.build().hasFaults)
  }
}
