import Foundation
import Testing

/// Compares a text with the file that holds it as it was last read by somebody.
///
/// `RECORD_GOLDENS=1` writes the file anew and fails, so that the difference is read.
/// - Parameter path: below this folder: `Charts/Goldens/line.svg`.
func checkGolden(_ path: String, _ text: String, at location: SourceLocation = #_sourceLocation) throws {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(path)
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    Issue.record("recorded \(path); read the difference", sourceLocation: location)
    return
  }
  let expected = try String(contentsOf: url, encoding: .utf8)
  let first = zip(expected.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
  #expect(
    expected == text, "\(path): \(first.map { "expected \($0), got \($1)" } ?? "more or fewer lines")",
    sourceLocation: location)
}
