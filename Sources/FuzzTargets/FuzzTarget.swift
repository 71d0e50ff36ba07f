/// A way into the program for bytes that anybody may have written (fuzz target, in libFuzzer's sense).
///
/// Each runs one input and says which invariant it breaks, if any. A crash, a hang or memory without end is for whoever
/// calls to notice.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case markdown
  /// A block and an inline expression, run.
  case nn
  /// The YAML at the head of a lesson, and `course.yml`.
  case frontMatter = "front-matter"
  case bibtex
  case csv
  case npy
  case idx
  /// The whole way from a lesson's text to its reports.
  case lesson

  /// - Throws: ``BrokenInvariant``.
  public func run(_ bytes: [UInt8], in course: FuzzCourse) throws {
    switch self {
    case .markdown: try checkMarkdown(bytes)
    case .nn: try checkProgram(bytes)
    case .frontMatter: try checkFrontMatter(bytes)
    case .bibtex: try checkBibliography(bytes)
    case .csv: try checkData(bytes, as: .csv)
    case .npy: try checkData(bytes, as: .npy)
    case .idx: try checkData(bytes, as: .idx)
    case .lesson: try course.check(bytes)
    }
  }
}

/// Violation of an invariant: it must hold for any input, and does not.
public struct BrokenInvariant: Error, CustomStringConvertible {
  public var description: String
}

func require(_ holds: Bool, _ invariant: @autoclosure () -> String) throws(BrokenInvariant) {
  if !holds { throw BrokenInvariant(description: invariant()) }
}
