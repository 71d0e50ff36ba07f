import Reporting
import SourceText

/// One lesson's report as text.
public struct RenderResult: Sendable {
  /// Empty where there is no lesson to render.
  public var output: [UInt8]
  public var diagnostics: [Diagnostic]

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs one lesson and gives its report; writes no file but the formula cache.
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
  _ file: SourceFile, unread: [Diagnostic], path lessonPath: LessonPath, course: Course,
  format: BuildRequest.Format, isFragment: Bool, solutions: Bool, progress: (@Sendable (BuildProgress) -> Void)?
) -> RenderResult {
  let root = lessonPath.root
  let lesson = readLesson(
    file, defaults: course.file.execute, budget: course.file.budget, macros: course.file.macros
  ) {
    path, range throws(Diagnostic) in
    try course.folder.readText(path, from: range)
  }
  let folder = course.folder
  // On a thread of the workers, for its stack.
  let assembled = Workers.map(count: 1, jobs: 1) { _ in
    Progress(total: 1, report: progress).during(lessonPath.file) { progress in
      assemble(
        execute(
          lesson, folder: folder, budget: course.file.budget, threads: FileSystem.coreCount, progress: progress),
        path: lessonPath,
        course: course.file, bibliography: course.bibliography, folder: folder, solutions: solutions,
        imagesInline: format == .html)
    }
  }
  guard var lesson = assembled.first else { return RenderResult(output: [], diagnostics: []) }
  lesson.report.diagnostics = sorted(lesson.diagnostics + unread)

  let maths = Maths(cache: cachePath([root]))
  if !course.file.rawHTML { maths.typesetter.distrustCache() }
  let rendered = output(lesson, format: format, isFragment: isFragment, maths: maths, root: root)
  maths.save()
  var diagnostics = course.diagnostics + lesson.diagnostics + unread + rendered.diagnostics
  if maths.typesetter.missedFormulas, format == .html { diagnostics.append(missingMaths(at: root)) }
  return RenderResult(output: rendered.value, diagnostics: sorted(diagnostics))
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

private func output(
  _ lesson: AssembledLesson, format: BuildRequest.Format, isFragment: Bool, maths: Maths,
  root: String
) -> Diagnosed<[UInt8]> {
  var report = lesson.report
  func page(_ files: [OutputFile], _ ending: String) -> [UInt8] {
    files.first { $0.path == report.path + ending }?.bytes ?? []
  }
  switch format {
  case .html:
    // The first pass tells which fonts the formulas ask for; the second finds all formulas set.
    let first = renderHTML(report, typesetter: maths.typesetter, style: .fragment)
    if isFragment { return Diagnosed(page(first.value, ".html"), first.diagnostics) }
    let style = PageStyle.inlined(katex: maths.inlinedStyleSheet())
    let second = renderHTML(report, typesetter: maths.typesetter, style: style)
    return Diagnosed(page(second.value, ".html"), second.diagnostics)
  case .md:
    let checked = renderHTML(report, typesetter: maths.typesetter, style: .fragment)
    return Diagnosed(page(renderMarkdown(report), ".md"), checked.diagnostics)
  case .json:
    // A formula's fault belongs to the results too.
    let checked = renderHTML(report, typesetter: maths.typesetter, style: .fragment)
    report.diagnostics = sorted(report.diagnostics + checked.diagnostics)
    return Diagnosed(renderJSON(report.relative(to: root)).bytes, checked.diagnostics)
  }
}
