import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Whatever stands in the cache, pages are those of a cold build.
struct DamagedCacheTests {
  @Test func damageIsNoHit() throws {
    let course = try CachedCourse()
    course.check("unedited")
    let whole = course.course.files(".lessons-cache/kept")
    #expect(whole.count == 7)
    var random = SeededNumbers(seed: 7)
    for (name, bytes) in whole.sorted(by: { $0.key < $1.key }) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      var flipped = bytes
      flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      let other = try #require(whole.first { $0.key != name })
      for (what, damaged) in [
        ("a bit of byte \(place)", flipped), ("half", bytes.prefix(bytes.count / 2)), ("nothing", Data()),
        ("more", bytes + Data([0])), ("another's", other.value),
      ] {
        try course.course.write(".lessons-cache/kept/\(name)", damaged)
        #expect(course.check("\(name): \(what)") >= 1)
        // What a page in the cache makes needless is not looked at.
        try course.course.write(".lessons-cache/kept/\(name)", bytes)
        #expect(course.course.files(".lessons-cache/kept") == whole)
      }
    }
  }

  @Test func aFileInItsPlaceIsNoFault() throws {
    let course = try CachedCourse()
    try course.course.write(".lessons-cache/kept", "a file")
    #expect(course.check("a file") == 0)
    #expect(course.check("a file") == 0)
    #expect(try course.course.text(".lessons-cache/kept") == "a file")
  }

  @Test func linksOutAreNotFollowed() throws {
    let course = try CachedCourse()
    try course.course.write("elsewhere/there", "x")
    try FileManager.default.createDirectory(
      atPath: course.course.path(".lessons-cache"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: course.course.path(".lessons-cache/kept"), withDestinationPath: course.course.path("elsewhere"))
    #expect(course.check("a link") == 0)
    #expect(course.course.files("elsewhere").keys.sorted() == ["there"])
  }

  /// Where the cache may not be written, builds go on without it.
  @Test func aCacheThatIsReadOnlyIsRead() throws {
    let course = try CachedCourse()
    course.build()
    let folder = course.course.path(".lessons-cache/kept")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
    #expect(course.check("read only") == 2)
    let path = "lessons/01-first.md"
    try course.course.write(path, try course.course.text(path).replacing("x = 2", with: "x = 5"))
    #expect(course.check("edited") == 1)
  }

  /// What was used last stays.
  @Test func theOldestGo() throws {
    let course = try CachedCourse()
    course.build()
    let size = course.course.files(".lessons-cache/kept").values.reduce(0) { $0 + $1.count }
    let path = "lessons/01-first.md"
    let text = try course.course.text(path)
    for number in 0..<6 {
      try course.course.write(path, text.replacing("x = 2", with: "x = 2\(number)"))
      var request = course.request("cached", usesCache: true)
      request.cacheLimit = 2 * size
      _ = buildCourse(request)
      #expect(course.course.files(".lessons-cache/kept").values.reduce(0) { $0 + $1.count } <= 2 * size)
    }
    #expect(course.check("the last ones") == 2)
  }

  @Test func cleaningRemovesWhatBuildsKept() throws {
    let course = try CachedCourse()
    course.build()
    try course.course.write(".lessons-cache/notes", "mine")
    let paths = [course.course.path("lessons")]
    let result = cleanCache(paths)
    #expect(result.diagnostics.isEmpty && result.folders.count == 1)
    #expect(result.folders.first?.files == 8 && (result.folders.first?.bytes ?? 0) > 0)
    #expect(course.course.files(".lessons-cache").keys.sorted() == ["notes"])
    #expect(course.hits() == 0)
  }

  /// A run that is well kept and wrong: of the lessons whose turn it is, a check tells.
  @Test func aCheckRunsASampleAgain() throws {
    for number in 0..<200 where try found(in: number) { return }
    Issue.record("none of 200 runs was run again")
  }

  /// Forges the run of a lesson that is made from a number; whether a check hears of it.
  private func found(in number: Int) throws -> Bool {
    let course = try CachedCourse(["lessons/01.md": "# One\n\n```nn\nx = \(number)\nx * 2\n```\n"])
    course.build()
    let kept = try #require(try course.runs().first)
    var run = kept.run
    guard case .outcome(var block, let shown) = run.cells[0] else { return false }
    block.checks.passed += 1
    run.cells[0] = .outcome(block, shown: shown)
    // Sealed as if it belonged there.
    let forged = CacheStore.sealed(try CompactEncoder.bytes(of: run), key: kept.key)
    try course.course.write(".lessons-cache/kept/\(kept.name)", Data(forged))
    var request = course.request("cached", usesCache: true)
    request.outputDirectory = course.course.path("none")
    let ids: [DiagnosticID] = checkCourse(request).diagnostics.map(\.id)
    #expect(ids.isEmpty || ids == [.cacheMismatch])
    return !ids.isEmpty
  }
}
