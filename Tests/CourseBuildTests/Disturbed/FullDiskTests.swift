import Foundation
import Testing

@testable import CourseBuild

/// A disk that takes no more, or nothing at all: what stood there is whole, and what is new is all there or not at all.
struct FullDiskTests {
  private static func lessons(_ version: Int) -> [String: String] {
    let text = String(repeating: "A line of prose, version \(version).\n\n", count: 300)
    return Dictionary(uniqueKeysWithValues: (0..<6).map { ("lessons/\($0).md", "# Six\n\n" + text) })
  }

  /// From room for nothing to room for all; in between, for the old reports alone.
  @Test(
    .enabled(if: SmallDisk.isAvailable),
    arguments: [4, 16, 32, 48, 64, 80, 88, 96, 104, 112, 120, 128, 144, 160, 176, 256])
  func allOrNothing(kilobytes: Int) throws {
    let course = try TemporaryCourse(Self.lessons(1))
    for (path, text) in Self.lessons(2) { try course.write("two/" + path, text) }
    let result = try SmallDisk.run(
      """
      mounted \(kilobytes)k output
      "$0" build --to md >/dev/null 2>&1; echo $? > first
      cp -R output before
      "$0" build two/lessons --to md --jobs 2; echo $? > second
      cp -R output after
      """, in: course)
    #expect(result.code == 0)
    _ = course.build(["two/lessons"], output: "reference", formats: [.md])
    let (before, after) = (course.files("before"), course.files("after"))
    let codes = try (first: course.text("first"), second: course.text("second"))
    #expect(before.count == (codes.first == "0\n" ? 14 : 0), "\(kilobytes)")
    #expect(after == (codes.second == "0\n" ? course.files("reference") : before), "\(kilobytes): \(result.errors)")
    #expect(codes.second == "0\n" || result.errors.contains("no space left on device"), "\(result.errors)")
    if kilobytes <= 32 { #expect(codes.first == "1\n", "no room for the old ones") }
    if kilobytes == 256 { #expect(codes.second == "0\n", "room for old and new") }
  }

  /// No room for the formula cache: a build like any other, and no half of a cache.
  @Test(.enabled(if: SmallDisk.isAvailable)) func aFormulaCacheThatDoesNotFit() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n$x^2 + \\sqrt{y}$ and $z^3$\n"])
    let result = try SmallDisk.run(
      """
      mounted 4k .lessons-cache
      echo taken > .lessons-cache/room
      "$0" build && mv output first && "$0" build && ls -A .lessons-cache > left
      """, in: course)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try course.text("left") == "room\n")
    #expect(course.files("first") == course.files("output") && course.exists("output/a.html"))
  }

  @Test(.enabled(if: SmallDisk.isAvailable)) func aReadOnlyDisk() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n"])
    let result = try SmallDisk.run(
      """
      mounted 64k output; echo old > output/a.md; mount -o remount,ro output
      "$0" build; code=$?; cp -R output after; exit $code
      """, in: course)
    #expect(result.code == 1)
    #expect(result.errors.contains("NN-cannot-write") && result.errors.contains("read-only file system"))
    #expect(course.files("after").keys.sorted() == ["a.md"])
  }

  /// The whole course lies on a disk that takes nothing, not even the formula cache, and is built elsewhere.
  @Test(.enabled(if: SmallDisk.isAvailable)) func aReadOnlyCourse() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n$x^2$ `{nn} 6 * 7`\n"])
    let result = try SmallDisk.run(
      """
      mounted 64k disk; cp -R lessons disk; mount -o remount,ro disk
      exec "$0" build disk/lessons
      """, in: course)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try course.text("output/a.md").contains("42"))
  }

  /// Hardly more files than the three streams: a build that succeeds is whole, and one that does not says why.
  @Test(arguments: [4, 5, 6, 8, 16, 64]) func fewOpenFiles(count: Int) throws {
    // Without formulas: JavaScriptCore ends a process that has no five of them left.
    let course = try TemporaryCourse(Self.lessons(1))
    let result = try Program.run(in: course, shell: "ulimit -n \(count); exec \"$0\" build --jobs 2")
    // Below some number the program cannot even be loaded.
    #expect([0, 1, 127].contains(result.code), "\(count): \(result.errors)")
    #expect(result.code != 1 || result.errors.contains("oo many open files"), "\(count): \(result.errors)")
    #expect(count < 64 || result.code == 0)
    let found = course.files("output")
    _ = course.build(output: "reference")
    for (file, bytes) in found { #expect(course.files("reference")[file] == bytes, "\(count): \(file)") }
  }
}
