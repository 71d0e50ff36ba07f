import NNRuntime

/// Tells whoever asked what the lessons of a build are at.
struct Progress: Sendable {
  /// How many lessons there are.
  var total: Int
  var report: (@Sendable (BuildProgress) -> Void)?

  /// Does a lesson's work between telling that it began and that it is finished.
  ///
  /// - Parameter body: is handed what to tell of its long runs.
  func during<Result>(_ lesson: String, _ body: ((@Sendable (RunProgress) -> Void)?) -> Result) -> Result {
    guard let report else { return body(nil) }
    report(.began(lesson: lesson, of: total))
    defer { report(.finished(lesson: lesson)) }
    return body { report(.running(lesson: lesson, $0)) }
  }
}
