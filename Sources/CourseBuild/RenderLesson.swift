import Reporting
import SourceText

/// One lesson's report as text.
public struct RenderResult: Sendable {
  /// Empty where there is no lesson to render.
  public var output: [UInt8]
  public var diagnostics: [Diagnostic]

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs one lesson and gives its report; writes no file but the cache of formulas.
///
/// - Parameters:
///   - path: a file, or `-` for standard input, which stands in the current folder.
///   - isFragment: the article alone, for use inside another site.
///   - progress: told, from the lesson's thread, what it is at.
public func renderLesson(
  _ path: String, format: BuildRequest.Format, isFragment: Bool = false, solutions: Bool = true,
  progress: (@Sendable (BuildProgress) -> Void)? = nil
) -> RenderResult {
  let isStandardInput = path == "-"
  let (root, place) = coursePlace(of: isStandardInput ? "stdin.md" : path, isFolder: false)
  let lessonPath = LessonPath(root: root, path: Path.relative(place, from: root))
  let course = Course(root: root, selected: [lessonPath], arguments: [])
  func render(_ file: SourceFile, unread: [Diagnostic] = []) -> RenderResult {
    renderFile(
      file, unread: unread, path: lessonPath, course: course, format: format, isFragment: isFragment,
      solutions: solutions, progress: progress)
  }
  func refuse(_ faults: [Diagnostic]) -> RenderResult {
    guard format == .json else { return RenderResult(output: [], diagnostics: sorted(faults)) }
    // Results for a program say so in their own form.
    return render(SourceFile(path: lessonPath.file, bytes: []), unread: faults)
  }
  if isNoMarkdown(lessonPath.file) { return refuse(discoverLessons([path]).diagnostics) }
  let file: SourceFile
  do {
    file = isStandardInput ? try standardInput() : try course.folder.readText(lessonPath.file)
  } catch {
    return refuse([error])
  }
  let result = render(file)
  let changes = course.folder.files.changed()
  return changes.isEmpty ? result : refuse(changes.map(changedFile))
}

private func renderFile(
  _ file: SourceFile, unread: [Diagnostic], path: LessonPath, course: Course, format: BuildRequest.Format,
  isFragment: Bool, solutions: Bool, progress: (@Sendable (BuildProgress) -> Void)?
) -> RenderResult {
  let values = Progress(total: 1, report: progress).during(path.file) { progress in
    course.values(
      of: file, at: path,
      LessonSetting(
        solutions: solutions, imagesInline: format == .html, threads: FileSystem.coreCount, progress: progress))
  }
  guard var values else { return RenderResult(output: [], diagnostics: []) }
  values.diagnostics += unread

  let maths = Maths(cache: cachePath([path.root]))
  if !course.file.rawHTML { maths.typesetter.distrustCache() }
  var times = BuildTimings.Lesson(path.file)
  let pages = pages(
    of: values, root: path.root, formats: [format], form: isFragment ? .fragment : .alone,
    theme: course.theme, maths: maths, times: &times)
  maths.save()
  var diagnostics = course.diagnostics + pages.diagnostics
  if pages.formulas.isUnavailable, format == .html { diagnostics.append(missingMaths(at: path.root)) }
  // The report comes first, its figures' files behind it.
  return RenderResult(output: pages.files.first?.bytes ?? [], diagnostics: sorted(diagnostics))
}

private func standardInput() throws(Diagnostic) -> SourceFile {
  let bytes: [UInt8]
  do {
    bytes = try FileSystem.readStandardInput(atMost: FileSystem.largestText)
  } catch {
    throw Diagnostic(.unreadableFile, "cannot read standard input: \(error.message)", at: wholeFile("stdin.md"))
  }
  return try CourseFolder.text(bytes, path: "stdin.md")
}
