import Foundation
import Testing

@testable import CourseBuild

/// Builds that are killed: no file is ever half of one, and the next build gives what an unbroken one gives and leaves
/// nothing behind.
///
/// `scripts/kill-builds` does the same with the shipped course, hundreds of times.
struct KilledBuildTests {
  private static let kills = 20

  /// What builds leave in the cache, and nothing unfinished.
  private static func isKept(_ name: String) -> Bool {
    ["formulas", "engine"].contains(name) || name.hasPrefix("kept/") && CacheStore.isEntry(String(name.dropFirst(5)))
  }

  private static func lesson(_ index: Int, version: Int) -> String {
    "# Lesson \(index)\n\nVersion \(version), $x_{\(index)} + \(version)$, `{nn} \(index) + \(version)`.\n\n"
      + String(repeating: "A line of prose.\n\n", count: 100)
  }

  private func write(_ version: Int, to course: TemporaryCourse) throws {
    for index in 0..<40 { try course.write("lessons/\(index).md", Self.lesson(index, version: version)) }
  }

  @Test func theNextBuildIsWhole() throws {
    let course = try TemporaryCourse()
    // What unbroken builds give, and how long one takes.
    var pages: [[String: Data]] = []
    var duration = 0.0
    for version in 0..<2 {
      try write(version, to: course)
      let start = Date()
      #expect(try Program.run(["build", "--jobs", "2"], in: course).code == 0)
      duration = Date().timeIntervalSince(start)
      pages.append(course.files("output"))
    }
    let names = Set(pages[1].keys)
    var numbers = SeededNumbers(seed: 2026)
    for kill in 0..<Self.kills {
      let version = kill % 2
      try write(version, to: course)
      // Half of them set all formulas anew.
      if kill % 4 < 2 { try? FileManager.default.removeItem(atPath: course.path(".lessons-cache")) }
      let moment = Double.random(in: 0..<1.1, using: &numbers) * duration
      _ = try Program.run(
        in: course, shell: "\"$0\" build --jobs 2 > /dev/null 2>&1 & sleep \(moment); kill -9 $!; wait")
      for (name, bytes) in course.files("output") where names.contains(name) {
        #expect(pages.contains { $0[name] == bytes }, "half of \(name) after \(moment) s")
      }
      #expect(try Program.run(["build", "--jobs", "2"], in: course).code == 0)
      #expect(course.files("output") == pages[version], "after \(moment) s")
      #expect(course.files(".lessons-cache").keys.allSatisfy(Self.isKept))
    }
  }
}
