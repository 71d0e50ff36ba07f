import NNRuntime
import Reporting
import SourceText

/// How a lesson is run and put together.
struct LessonSetting: Sendable {
  /// Exercises' solutions are shown.
  var solutions = true
  /// Images become a part of the page, for one that travels alone.
  var imagesInline = false
  /// That training runs may be split over.
  var threads = 1
  /// Its bare numbers are looked through, for a check.
  var reviewsNumbers = false
  /// Limits that no block may go past, whatever its options say.
  var ceiling: RunCeiling?
  /// Outcomes of earlier runs.
  var cache: RunCache?
  /// Told, from the lesson's thread, how far long runs have come.
  var progress: (@Sendable (RunProgress) -> Void)?
  /// Asked now and then whether nobody waits for the lesson any more.
  var isCancelled: (@Sendable () -> Bool)?
}

extension Course {
  /// A file as a lesson, with what it includes and with the course's own settings.
  ///
  /// - Parameter folder: the course's, with the lesson's own record of what was read.
  func read(_ file: SourceFile, in folder: CourseFolder? = nil) -> Diagnosed<Lesson> {
    let folder = folder ?? self.folder
    var lesson = readLesson(
      file, defaults: self.file.execute, budget: self.file.budget, macros: self.file.macros
    ) { path, range throws(Diagnostic) in
      try folder.readText(path, from: range)
    }
    let path = LessonPath(root: folder.root, path: Path.relative(file.path, from: folder.root))
    lesson.value.hasDecimalComma = lesson.value.language(path, self.file).hasDecimalComma
    return lesson
  }

  /// The first half of the pipeline: from a lesson to its values. No page is made, and no formula set.
  ///
  /// - Parameter times: what running and assembling took is added.
  func values(
    of lesson: Diagnosed<Lesson>, at path: LessonPath, _ setting: LessonSetting, times: inout BuildTimings.Lesson
  ) -> AssembledLesson {
    var watch = Stopwatch()
    let execution = run(lesson, setting, in: folder)
    times.run = watch.lap()
    times.isFromCache = execution.isFromCache
    let assembled = assembled(execution, at: path, setting, in: folder)
    times.assemble = watch.lap()
    return assembled
  }

  func run(_ lesson: Diagnosed<Lesson>, _ setting: LessonSetting, in folder: CourseFolder) -> Execution {
    execute(
      lesson, folder: folder, budget: file.budget, threads: setting.threads, ceiling: setting.ceiling,
      cache: setting.cache, progress: setting.progress, isCancelled: setting.isCancelled)
  }

  func assembled(
    _ execution: Execution, at path: LessonPath, _ setting: LessonSetting, in folder: CourseFolder
  ) -> AssembledLesson {
    var assembled = assemble(
      execution, path: path, course: file, bibliography: bibliography, folder: folder, solutions: setting.solutions,
      imagesInline: setting.imagesInline)
    if setting.reviewsNumbers, setting.isCancelled?() != true {
      let notes = numberNotes(execution, at: path, setting, in: folder)
      assembled.diagnostics += notes.diagnostics
      assembled.census = notes.census
    }
    return assembled
  }

  /// The same for a lesson that is a file of its own, on a thread of the workers, for its stack.
  func values(of file: SourceFile, at path: LessonPath, _ setting: LessonSetting = LessonSetting()) -> AssembledLesson?
  {
    let lesson = read(file)
    return Workers.map(count: 1, jobs: 1) { _ in
      var times = BuildTimings.Lesson(path.file)
      return values(of: lesson, at: path, setting, times: &times)
    }.first
  }
}

/// Where a page's style sheets come from; ``PageStyle`` is that with their text.
enum PageForm: Sendable {
  case linked
  case alone
  case fragment
}

/// A lesson's values as files in memory.
struct LessonPages: Sendable {
  /// With everything that was found wrong.
  var report: Report
  var formulas: FormulaTable
  var files: [OutputFile]
  var diagnostics: [Diagnostic]
}

/// The second half of the pipeline: from a lesson's values to its files, when all that surrounds it is known.
///
/// Its formulas are set, and so checked, whatever the formats; pages are made for those that are asked for.
///
/// - Parameter marksBlocks: a comment before each block says where it stands in the source, for a preview.
func pages(
  of lesson: AssembledLesson, root: String, formats: Set<BuildRequest.Format>, form: PageForm = .linked,
  theme: CourseTheme = CourseTheme(), marksBlocks: Bool = false, maths: Maths, times: inout BuildTimings.Lesson
) -> LessonPages {
  var watch = Stopwatch()
  let formulas = typeset(lesson.report, by: maths.typesetter)
  times.formulas = watch.lap()
  times.formulaCount = formulas.count

  var report = lesson.report
  report.diagnostics = sorted(lesson.diagnostics + formulas.diagnostics)
  var files: [OutputFile] = []
  if !formats.isDisjoint(with: [.html, .md]) {
    let drawn = DrawnReport(report)
    if formats.contains(.html) {
      files.append(
        renderHTML(
          drawn, formulas: formulas, style: maths.style(form, formulas.fonts, theme), marksBlocks: marksBlocks))
      times.pageCount += 1
    }
    if formats.contains(.md) { files.append(renderMarkdown(drawn)) }
    files += drawn.files
  }
  if formats.contains(.json) { files.append(renderJSON(report.relative(to: root))) }
  times.render = watch.lap()
  return LessonPages(report: report, formulas: formulas, files: files, diagnostics: report.diagnostics)
}

extension Maths {
  fileprivate func style(_ form: PageForm, _ fonts: KaTeXStyle.Fonts, _ theme: CourseTheme) -> PageStyle {
    switch form {
    case .linked: .linked
    case .alone: .inlined(katex: inlinedStyleSheet(fonts), theme: theme)
    case .fragment: .fragment
    }
  }
}
