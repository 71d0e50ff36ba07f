import CourseBuild
import Foundation
import Reporting
import SourceText
import Synchronization

/// The course in which fuzzed lessons stand: some data, an image, a part to include, a bibliography.
public final class FuzzCourse: Sendable {
  private let course: OpenCourse
  private let count = Mutex(0)

  /// - Parameter root: the course's folder.
  public init(root: String) {
    course = OpenCourse(root: root, ceiling: RunCeiling(budget: 50_000, memory: 1 << 20, depth: 30))
  }

  /// Pages are whole elements, what is not trusted stays out of them, the JSON is JSON, texts are UTF-8, and a second run
  /// gives the same bytes.
  func check(_ bytes: [UInt8]) throws {
    let checksum = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    // By the input itself, so that an input that was kept breaks again what it broke.
    let rawHTML = checksum & 1 == 0
    let rendered = course.render(bytes, at: "fuzz.md", rawHTML: rawHTML)
    try requirePlaces(rendered.diagnostics, source: bytes)
    for file in rendered.value { try check(file, rawHTML: rawHTML) }
    if checksum & 0xE == 0 {
      let again = course.render(bytes, at: "fuzz.md", rawHTML: rawHTML)
      try require(again.value.map(\.path) == rendered.value.map(\.path), "other files the second time")
      for (first, second) in zip(rendered.value, again.value) {
        try require(first.bytes == second.bytes, "\(first.path) differs the second time")
      }
      try require(
        again.diagnostics.map(\.message) == rendered.diagnostics.map(\.message), "other diagnostics the second time")
    }
    let isThousandth = count.withLock { count in
      count += 1
      return count % 1_000 == 0
    }
    if isThousandth { course.forgetFormulas() }
  }

  private func check(_ file: OutputFile, rawHTML: Bool) throws {
    let name = file.path
    try require(UTF8Validation.firstInvalidByte(in: file.bytes) == nil, "\(name) is not UTF-8")
    if name.hasSuffix(".json") {
      do { _ = try JSONSerialization.jsonObject(with: Data(file.bytes)) } catch {
        throw BrokenInvariant(description: "\(name) is no JSON: \(error)")
      }
    } else if name.hasSuffix(".svg") {
      // XML with one of them is not even read.
      let control = file.bytes.first { $0 < 0x20 && ![9, 10, 13].contains($0) }
      try require(control == nil, "\(name) holds the control character \(control ?? 0)")
      try requireElements(file.bytes, name)
    } else if name.hasSuffix(".html"), !rawHTML {
      try require(!file.bytes.contains(0), "\(name) holds NUL")
      try requireElements(file.bytes, name)
    }
  }
}
