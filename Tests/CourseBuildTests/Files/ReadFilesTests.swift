import Foundation
import Synchronization
import Testing

@testable import CourseBuild

/// What has been read, against what stands there now.
struct ReadFilesTests {
  private func check(
    _ expected: [String], _ first: String?, then second: String?, reads: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let course = try TemporaryCourse()
    let path = course.path("file")
    if let first { try course.write("file", first) }
    let files = ReadFiles()
    for _ in 0..<reads { _ = try? files.read(path, within: "/") }
    if let second {
      try course.write("file", second)
    } else if first != nil {
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(files.changed().map(Path.name) == expected, sourceLocation: sourceLocation)
  }

  @Test func changes() throws {
    try check([], "one", then: "one")
    try check([], "", then: "", reads: 3)
    try check(["file"], "one", then: "two")
    try check(["file"], "one", then: "one\n", reads: 2)
    try check(["file"], "one", then: "")
    try check(["file"], "one", then: nil)
    try check(["file"], nil, then: "")
    try check([], nil, then: nil)
  }

  @Test func twoVersionsReadAreAChangeWhateverStandsThere() throws {
    let course = try TemporaryCourse(["file": "one"])
    let files = ReadFiles()
    for text in ["one", "two", "one"] {
      try course.write("file", text)
      _ = try files.read(course.path("file"), within: "/")
    }
    #expect(files.changed() == [course.path("file")])
  }

  @Test func absenceAndThenAFile() throws {
    let course = try TemporaryCourse()
    let files = ReadFiles()
    #expect(!files.isThere(course.path("file")))
    try course.write("file", "one")
    #expect(files.changed() == [course.path("file")])
    _ = try files.read(course.path("file"), within: "/")
    #expect(files.changed() == [course.path("file")])
  }

  /// The times of an old file tell that it is the same; those of one that was given back its old time do not hide that
  /// it was written.
  @Test func anOldFileWithItsTimeSetBack() throws {
    let course = try TemporaryCourse(["file": "one"])
    let path = course.path("file")
    let old = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    let files = ReadFiles()
    _ = try files.read(path, within: "/")
    #expect(files.changed().isEmpty)
    try course.write("file", "two")
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    #expect(files.changed() == [path])
  }

  /// A reading that caught the file half-way between two versions is never taken for a version.
  @Test func aFileThatIsBeingWritten() throws {
    let course = try TemporaryCourse()
    let path = course.path("file")
    let versions = ["a", "b"].map { Data(String(repeating: $0, count: 1 << 16).utf8) }
    try versions[0].write(to: URL(fileURLWithPath: path))
    let ends = Mutex(false)
    let done = DispatchSemaphore(value: 0)
    Thread {
      for round in 1... {
        if ends.withLock({ $0 }) { break }
        guard let file = FileHandle(forWritingAtPath: path) else { break }
        file.write(versions[round % 2])
        try? file.close()
      }
      done.signal()
    }.start()
    for _ in 0..<50 {
      let files = ReadFiles()
      let bytes = try files.read(path, within: "/")
      guard let first = bytes.first, bytes.contains(where: { $0 != first }) else { continue }
      #expect(files.changed() == [path])
    }
    ends.withLock { $0 = true }
    done.wait()
  }
}
