import Foundation
import Testing

@testable import CourseBuild

/// Differences that `git apply` takes: written out, and applied to texts of all kinds.
struct UnifiedDifferenceTests {
  private func difference(_ old: String, _ new: String, path: String = "output/a.md") -> String {
    unifiedDifference(old: Array(old.utf8), new: Array(new.utf8), path: path)
  }

  @Test func form() {
    #expect(
      difference("a\nb\nc\n", "a\nx\nc\n") == "--- a/output/a.md\n+++ b/output/a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n")
    #expect(
      difference("a\n", "a\nb")
        == "--- a/output/a.md\n+++ b/output/a.md\n@@ -1,1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n")
    #expect(difference("", "a\n") == "--- a/output/a.md\n+++ b/output/a.md\n@@ -0,0 +1,1 @@\n+a\n")
    #expect(difference("a\n", "b\n", path: "a b.md").hasPrefix("--- a/a b.md\t\n+++ b/a b.md\t\n"))
    #expect(difference("a\n", "a\n") == "")
    // Two changes whose surroundings meet are one hunk.
    let lines = (1...9).map { "\($0)\n" }
    let changed = lines.map { $0 == "2\n" || $0 == "8\n" ? "x\n" : $0 }
    #expect(
      difference(lines.joined(), changed.joined()).split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,9 +1,9 @@"
      ])
  }

  /// Git itself, where there is one.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git")))
  func gitTakesIt() throws {
    var random = SystemRandomNumberGenerator()
    let folder = FileManager.default.temporaryDirectory.appending(path: "difference-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for round in 0..<20 {
      let old = (0..<Int.random(in: 1...40, using: &random)).map { "line \($0 % 7)\n" }
      var new = old
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...new.count, using: &random)
        if place < new.count, Bool.random(using: &random) {
          new.remove(at: place)
        } else {
          new.insert("새 줄\n", at: place)
        }
      }
      var (before, after) = (old.joined(), new.joined())
      if round % 3 == 0, !before.isEmpty { before.removeLast() }
      if round % 5 == 0, !after.isEmpty { after.removeLast() }
      guard before != after, !before.isEmpty, !after.isEmpty else { continue }
      let place = folder.appending(path: "\(round)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try before.write(to: place.appending(path: "a b.md"), atomically: true, encoding: .utf8)
      let patch = difference(before, after, path: "a b.md")
      try patch.write(to: place.appending(path: "patch"), atomically: true, encoding: .utf8)
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/git")
      git.arguments = ["apply", "patch"]
      git.currentDirectoryURL = place
      // A repository around it is none of its business.
      git.environment = ["GIT_CEILING_DIRECTORIES": folder.path, "PATH": "/usr/bin:/bin"]
      try git.run()
      git.waitUntilExit()
      #expect(git.terminationStatus == 0, "\(patch)")
      #expect(try String(contentsOf: place.appending(path: "a b.md"), encoding: .utf8) == after)
    }
  }
}
