import Reporting
import SourceText

/// Form of an exported figure.
public enum FigureFormat: String, Sendable, CaseIterable {
  /// As it stands beside the reports.
  case svg
  /// Twice as many pixels as the drawing has units.
  case png
  case pdf
}

/// One figure of a lesson as a file.
public struct ExportedFigure: Sendable {
  /// Empty where there is none.
  public var bytes: [UInt8] = []
  public var diagnostics: [Diagnostic]

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs a lesson and gives one of its figures; the drawing is the one that stands beside its reports, with literal
/// colours, so that it can be read without them.
///
/// - Parameters:
///   - target: `lessons/en/01-chain-rule.md#fig-xyz`, the lesson's file and the figure's label.
///   - solutions: figures of exercises' solutions are among them.
public func exportFigure(
  _ target: String, as format: FigureFormat, solutions: Bool = true,
  progress: (@Sendable (BuildProgress) -> Void)? = nil
) -> ExportedFigure {
  let sign = target.lastIndex(of: "#")
  let path = String(sign.map { target[..<$0] } ?? target[...])
  let label = sign.map { String(target[target.index(after: $0)...]) } ?? ""
  let (root, place) = coursePlace(of: path, isFolder: false)
  let lessonPath = LessonPath(root: root, path: Path.relative(place, from: root))
  guard !isNoMarkdown(lessonPath.file) else {
    return ExportedFigure(diagnostics: discoverLessons([path]).diagnostics)
  }
  let course = Course(root: root, selected: [lessonPath], arguments: [])
  let values: AssembledLesson?
  do {
    let file = try course.folder.readText(lessonPath.file)
    values = Progress(total: 1, report: progress).during(lessonPath.file) { progress in
      course.values(
        of: file, at: lessonPath,
        LessonSetting(solutions: solutions, threads: FileSystem.coreCount, progress: progress))
    }
  } catch {
    return ExportedFigure(diagnostics: [error])
  }
  guard let values else { return ExportedFigure(diagnostics: []) }

  var result = ExportedFigure(diagnostics: sorted(course.diagnostics + values.diagnostics))
  let figures = DrawnReport(values.report).files.filter { $0.path.hasSuffix(".svg") }
  let names = figures.map { String(Path.name($0.path).dropLast(".svg".count)) }
  guard let found = names.firstIndex(of: label) else {
    result.diagnostics.append(unknownFigure(label, among: names, in: lessonPath.file))
    return result
  }
  do {
    result.bytes = try FigureConverter.converted(figures[found].bytes, to: format, for: lessonPath.file)
  } catch {
    result.diagnostics.append(error)
  }
  return result
}

private func unknownFigure(_ label: String, among names: [String], in file: String) -> Diagnostic {
  let all = names.sorted()
  let nearest = nearestName(to: label, in: all).map { "did you mean `\(file)#\($0)`?" }
  let list = all.isEmpty ? "it draws none" : "it has " + all.map { "`\($0)`" }.joined(separator: ", ")
  return Diagnostic(
    .unknownReference, label.isEmpty ? "no figure is named" : "the lesson draws no figure `\(label)`",
    at: wholeFile(file), hint: nearest ?? (label.isEmpty ? "write `\(file)#fig-…`; \(list)" : list))
}
