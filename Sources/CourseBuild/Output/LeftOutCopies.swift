import SourceText

/// Copy of a course's file in the output folder that only solutions show, from an earlier build with them.
struct LeftOutCopy {
  /// Relative to the output folder.
  var path: String
  /// In the course.
  var source: String
  /// It holds the same bytes as its source, so that nothing is lost with it. Anything else may be somebody's own.
  var isCopy: Bool
}

/// Copies that a build without solutions must not leave beside its reports.
///
/// - Parameter planned: what the build writes: a file that another lesson shows stays.
func leftOutCopies(_ run: CourseRun, planned: [OutputWriter.Planned], in directory: String) -> [LeftOutCopy] {
  let wanted = Set(planned.map(\.file.path))
  let folder = WritableFolder(path: directory)
  let copies = Set(run.pages.flatMap(\.leftOutCopies) + run.kept.flatMap(\.leftOutCopies))
  return copies.filter { !wanted.contains($0.target) }.sorted { $0.target < $1.target }.compactMap { copy in
    guard let there = folder.read(copy.target) else { return nil }
    let source = try? copy.folder.read(copy.source)
    return LeftOutCopy(path: copy.target, source: copy.source, isCopy: source == there)
  }
}

extension LeftOutCopy {
  /// That it is there, to whoever only checks.
  func diagnostic(in directory: String) -> Diagnostic {
    let file = Path.join(directory, path)
    guard isCopy else { return strange(in: directory) }
    return Diagnostic(
      .driftedReport, "`\(file)` is a copy of a file that only solutions show", at: wholeFile(source),
      hint: "`lessons build --no-solutions` removes it", severity: .error)
  }

  /// That it stays, since it is not what a build would have put there.
  func strange(in directory: String) -> Diagnostic {
    let file = Path.join(directory, path)
    return Diagnostic(
      .driftedReport, "`\(file)` stands where a copy of a file would that only solutions show, and differs from it",
      at: wholeFile(source), hint: "remove it if it shows a solution", severity: .warning)
  }
}
