import NNRuntime
import Reporting
import SourceText

/// Lessons that were run and rendered, before anything is written.
struct CourseRun: Sendable {
  struct Page: Sendable {
    var path: LessonPath
    var report: Report
    var values: ReportValues
    var files: [OutputFile]
    var copies: [AssembledLesson.Copy]
    /// Files that only its solutions show, where these are left out.
    var leftOutCopies: [AssembledLesson.Copy] = []
    var diagnostics: [Diagnostic]
    var times: BuildTimings.Lesson
    var census: NumberCensus?
    /// For the search over the course; none where no page is made.
    var sections: [SearchSection] = []
    /// For the glossary.
    var terms: [GlossaryTerm] = []
  }

  /// A lesson whose files stand in the output folder as this run would write them, by what an earlier run knew.
  struct Kept: Sendable {
    var path: LessonPath
    var files: [OutputFile]
    var copies: [AssembledLesson.Copy]
    var leftOutCopies: [AssembledLesson.Copy]
    var times: BuildTimings.Lesson
  }

  /// In the order of their paths.
  var pages: [Page]
  /// The other lessons, in the order of their paths; of these nothing has changed and nothing is wrong.
  var kept: [Kept] = []
  /// Index and style sheets.
  var shared: [OutputFile]
  /// Faults of the arguments, course files and the machine rather than of one lesson.
  var diagnostics: [Diagnostic]
  /// Those of course files alone.
  var ruleFaults: [Diagnostic]
  /// That formulas could not be set.
  var missingMaths: Diagnostic?
  /// Every lesson file read: none of them may be written over.
  var inputs: [String] { lessons.map(\.file) }
  /// The lessons of its courses, drafts and those that cannot be read included.
  var lessons: [LessonPath]
  /// Every file read, whatever it is.
  var files: ReadFiles
  /// Whether they are all lessons of one course.
  var isWholeCourse = false
  /// Reports that are made from the course and not from a lesson of it.
  var sheetReports: Set<String> = []
  /// The courses' folders.
  var roots: [String]
  /// By the courses' folders, as `course.yml` lists them.
  var languages: [String: [Language]] = [:]
  /// Files that came or went while they were read.
  var changes: [Diagnostic]
  /// Stages that were done once for all of them, measured.
  var stages: [BuildTimings.Stage]
}

/// Runs and renders all lessons that a request means, with the formulas that earlier builds have set.
func runCourse(_ request: BuildRequest) -> CourseRun {
  var watch = Stopwatch()
  let maths = Maths(cache: cachePath(request.paths))
  let opening = watch.lap()
  var run = runCourse(request, maths: maths)
  _ = watch.lap()
  maths.save()
  run.stages.append(BuildTimings.Stage("formula cache", opening + watch.lap()))
  return run
}

/// Runs and renders all lessons that a request means.
///
/// Two rounds over all cores: in the first every lesson is read, run and put together, alone; in the second, when the
/// titles and anchors of all are known, it is rendered.
func runCourse(_ request: BuildRequest, maths: Maths) -> CourseRun {
  var kept = KeptCourse()
  return runCourse(request, maths: maths, cache: BuildCache(request, maths: maths), kept: &kept)
}

/// Memory that a run leaves for the next one of the same request: its lessons, and the pages that were made of them.
struct KeptCourse: Sendable {
  var lessons = KeptLessons()
  var pages: [LessonPath: RenderedPage] = [:]
}

/// A lesson's page, and all that it was made from.
struct RenderedPage: Sendable {
  var page: CourseRun.Page
  var fonts: KaTeXStyle.Fonts
  var isUnavailable: Bool
  private let files: ReadFiles
  private let context: CourseContext?
  private let anchors: Set<String>
  private let linkFaults: [Diagnostic]

  init(_ page: CourseRun.Page, of lesson: CourseValues.Lesson, _ formulas: FormulaTable) {
    self.page = page
    fonts = formulas.fonts
    isUnavailable = formulas.isUnavailable
    files = lesson.files
    context = lesson.assembled.report.course
    anchors = lesson.assembled.report.linkedAnchors
    linkFaults = lesson.linkFaults
  }

  /// Whether the lesson, as it is now, would give the same page.
  func isOf(_ lesson: CourseValues.Lesson) -> Bool {
    files === lesson.files && context == lesson.assembled.report.course
      && anchors == lesson.assembled.report.linkedAnchors && linkFaults == lesson.linkFaults
  }
}

/// - Parameter cache: of pages that stand in the output folder.
private func renderedPage(
  of lesson: CourseValues.Lesson, _ request: BuildRequest, theme: CourseTheme, maths: Maths, cache: PageCache?
) -> RenderedPage {
  var times = lesson.times
  var pages = pages(
    of: lesson.assembled, root: lesson.path.root, formats: request.formats,
    form: request.selfContained ? .alone : .linked, theme: theme, marksBlocks: request.marksBlocks, maths: maths,
    times: &times)
  let values = ReportValues(pages.report)
  if !request.formats.isDisjoint(with: [.html, .md]) {
    pages.files.append(OutputFile(path: ReportValues.path(ofReport: pages.report.path), bytes: values.bytes))
  }
  let sections = request.formats.contains(.html) ? pages.report.searchSections() : []
  let terms = pages.report.glossaryTerms()
  if let place = lesson.place, pages.diagnostics.isEmpty, !pages.formulas.isUnavailable {
    cache?.keep(KeptPages(pages, times, sections, terms), at: place)
  }
  return RenderedPage(
    CourseRun.Page(
      path: lesson.path, report: pages.report, values: values, files: pages.files, copies: lesson.assembled.copies,
      leftOutCopies: lesson.assembled.leftOutCopies, diagnostics: pages.diagnostics, times: times,
      census: lesson.assembled.census, sections: sections, terms: terms),
    of: lesson, pages.formulas)
}

/// - Parameters:
///   - cache: of runs and pages on the disk.
///   - kept: by an earlier run of the same request with the same formulas; becomes what this one keeps.
func runCourse(
  _ request: BuildRequest, maths: Maths, cache: BuildCache?, kept: inout KeptCourse
) -> CourseRun {
  let values = CourseValues(request, cache: cache?.runs, pages: cache?.pages, former: kept.lessons)
  kept.lessons = values.forNextRun
  if values.courses.contains(where: { !$0.file.rawHTML }) { maths.typesetter.distrustCache() }

  let former = kept.pages
  let rendered = Workers.map(count: values.lessons.count, jobs: request.threads) { index -> RenderedPage? in
    let lesson = values.lessons[index]
    let tally = values.tallies[lesson.course]
    if tally.isOver || request.isCancelled?() == true { return nil }
    let result: RenderedPage
    if let kept = former[lesson.path], kept.isOf(lesson) {
      result = kept
    } else {
      result = renderedPage(
        of: lesson, request, theme: values.courses[lesson.course].theme, maths: maths, cache: cache?.pages)
    }
    if let source = result.page.report.source {
      tally.add(result.page.files.reduce(0) { $0 + $1.bytes.count }, of: source)
    }
    return result
  }
  for lesson in values.kept {
    values.tallies[lesson.course].add(lesson.files.reduce(0) { $0 + $1.bytes.count }, of: lesson.source)
  }
  cache?.save(jobs: request.threads)
  kept.pages = Dictionary(
    zip(values.lessons, rendered).compactMap { lesson, page in
      (page ?? former[lesson.path]).map { (lesson.path, $0) }
    }, uniquingKeysWith: { first, _ in first })
  let over = zip(values.courses, values.tallies).compactMap { $1.fault(root: $0.folder.root) }
  guard over.isEmpty else {
    return CourseRun(
      pages: [], shared: [], diagnostics: values.courses.flatMap(\.diagnostics) + over,
      ruleFaults: values.courses.flatMap(\.diagnostics) + over, lessons: values.paths,
      files: values.files, roots: values.courses.map(\.folder.root), changes: [], stages: values.stages)
  }

  var watch = Stopwatch()
  let theme = values.courses.first?.theme ?? CourseTheme()
  var shared: [OutputFile] = []
  var indexes: [SearchIndex] = []
  if let index = values.index, request.formats.contains(.html), values.isWholeCourse {
    let pages =
      rendered.compactMap { $0.map { ($0.page.path.report, $0.page.sections) } }
      + values.kept.map { ($0.path.report, $0.pages.sections) }
    indexes = index.searchIndexes(Dictionary(pages) { first, _ in first })
  }
  var sheets = SheetPages()
  if values.isWholeCourse, let course = values.courses.first, request.isCancelled?() != true {
    let terms =
      rendered.compactMap { $0.map { ($0.page.path.report, $0.page.terms) } }
      + values.kept.map { ($0.path.report, $0.pages.terms) }
    sheets = course.sheetPages(
      values.sequences, Dictionary(terms) { first, _ in first }, request, maths: maths)
    shared += sheets.files
  }
  if let index = values.index {
    let pages = renderIndex(index, style: request.selfContained ? .inlined(katex: nil, theme: theme) : .linked)
    if request.formats.contains(.html) {
      shared.append(request.selfContained ? pages.html.holding(indexes) : pages.html)
    }
    if request.formats.contains(.md) { shared.append(pages.markdown) }
  }
  if values.isWholeCourse, let course = values.courses.first, let url = course.file.url,
    request.formats.contains(.html), !request.selfContained
  {
    shared += publishedFiles(url: url, pages: course.publishedPages(values.sequences))
  }
  if request.formats.contains(.html), !request.selfContained {
    shared +=
      indexes.map(\.file) + sharedAssets(theme)
      + maths.assets(
        rendered.reduce(into: values.kept.reduce(into: sheets.fonts) { $0.formUnion($1.pages.usedFonts) }) {
          $0.formUnion($1?.fonts ?? [])
        })
  }
  let isMissing = rendered.contains { $0?.isUnavailable == true }
  var run = CourseRun(
    pages: rendered.compactMap { $0?.page }.map { request.selfContained ? $0.holding(indexes) : $0 },
    kept: values.kept.map { CourseRun.Kept($0, of: values.courses[$0.course]) }, shared: shared,
    diagnostics: values.diagnostics + sheets.diagnostics, ruleFaults: values.courses.flatMap(\.diagnostics),
    missingMaths: isMissing ? missingMaths(at: values.courses.first?.folder.root ?? "lessons") : nil,
    lessons: values.paths, files: values.files, roots: values.courses.map(\.folder.root),
    changes: changedLessons(values.courses, request.paths),
    stages: values.stages + [BuildTimings.Stage("index", watch.lap())])
  for course in values.courses { run.languages[course.folder.root] = course.file.languages }
  run.isWholeCourse = values.isWholeCourse
  run.sheetReports = values.courses.reduce(into: []) { $0.formUnion($1.sheetReports) }
  return run
}

extension CourseRun.Page {
  /// With the index of its language in its page.
  fileprivate func holding(_ indexes: [SearchIndex]) -> CourseRun.Page {
    var page = self
    let own = indexes.filter { $0.language == report.language }
    for place in page.files.indices where page.files[place].path == report.path + ".html" {
      page.files[place] = page.files[place].holding(own)
    }
    return page
  }
}

/// Lessons that were put into the course or taken out of it since it was read.
private func changedLessons(_ courses: [Course], _ paths: [String]) -> [Diagnostic] {
  let whole = courses.filter(\.isWhole).map(\.folder.root)
  let around = whole.flatMap { root in discoverLessons([root]).value.filter { $0.root == root } }
  let now = discoverLessons(paths).value + around
  return Set(now).symmetricDifference(courses.flatMap(\.lessons)).map { changedFile($0.file) }
}

/// `NN-file-changed`
func changedFile(_ path: String) -> Diagnostic {
  Diagnostic(
    .fileChanged, "`\(path)` changed while the lessons ran", at: wholeFile(path),
    hint: "nothing was written, since pages would be made from two versions; build again")
}

/// By file, place and id, each once.
func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  let order = diagnostics.enumerated().sorted { a, b in
    let (left, right) = (a.element, b.element)
    return (left.range.file.path, left.range.bytes.lowerBound, left.id.rawValue, a.offset)
      < (right.range.file.path, right.range.bytes.lowerBound, right.id.rawValue, b.offset)
  }
  var seen: Set<Diagnostic> = []
  return order.map(\.element).filter { seen.insert($0).inserted }
}

/// Said once a run, not once a formula.
func missingMaths(at root: String) -> Diagnostic {
  Diagnostic(
    .noMathRenderer, "formulas stand as TeX source: KaTeX or JavaScriptCore is not installed", at: wholeFile(root),
    hint: KaTeXInstallation.hint)
}
