import NNRuntime
import Reporting
import SourceText

/// Lessons that were run and rendered, before anything is written.
struct CourseRun: Sendable {
  struct Page: Sendable {
    var path: LessonPath
    var report: Report
    var files: [OutputFile]
    var copies: [AssembledLesson.Copy]
    var diagnostics: [Diagnostic]
    var times: BuildTimings.Lesson
  }

  /// In the order of their paths.
  var pages: [Page]
  /// Index and style sheets.
  var shared: [OutputFile]
  /// What is wrong with the arguments, course files and the machine rather than with one lesson.
  var diagnostics: [Diagnostic]
  /// Every lesson file read: none of them may be written over.
  var inputs: [String]
  /// Every file read, whatever it is.
  var files: ReadFiles
  /// What came or went while they were read.
  var changes: [Diagnostic]
  /// What was done once for all of them, measured.
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
  var watch = Stopwatch()
  let files = ReadFiles()
  let found = discoverLessons(request.paths)
  var diagnostics = found.diagnostics
  let roots = Set(found.value.map(\.root)).sorted()
  let courses = roots.map { root in
    Course(root: root, selected: found.value.filter { $0.root == root }, arguments: request.paths, files: files)
  }
  diagnostics += courses.flatMap(\.diagnostics)
  if courses.contains(where: { !$0.file.rawHTML }) { maths.typesetter.distrustCache() }

  let tallies = courses.map { CourseTally(budget: $0.file.budget) }

  let tasks = courses.enumerated().flatMap { index, course in course.lessons.map { (course: index, path: $0) } }
  let total = tasks.count { courses[$0.course].selected.contains($0.path) }
  let progress = Progress(total: total, report: request.progress)
  // Lessons run side by side, and share what is left over.
  let threads = max(1, request.threads / max(1, total))
  let find = BuildTimings.Stage("find", watch.lap())
  let read = Workers.map(count: tasks.count, jobs: request.threads) { index -> ReadLesson in
    let course = courses[tasks[index].course]
    let path = tasks[index].path
    let tally = tallies[tasks[index].course]
    if tally.isOver { return ReadLesson(times: BuildTimings.Lesson(path.file)) }
    guard course.selected.contains(path) else {
      return readAndRun(path, course: course, isSelected: false, request: request, threads: threads, progress: nil)
    }
    let lesson = progress.during(path.file) { progress in
      readAndRun(path, course: course, isSelected: true, request: request, threads: threads, progress: progress)
    }
    if let report = lesson.assembled?.report, let source = report.source {
      tally.add(report.document.length, of: source)
    }
    return lesson
  }

  // Rendering order is path order over all courses.
  let sequences = courses.enumerated().map { index, course in
    course.sequences(zip(tasks, read).filter { $0.0.course == index }.compactMap(\.1.card))
  }
  let anchors = Dictionary(
    zip(tasks, read).compactMap { task, lesson in lesson.assembled.map { (task.path.report, $0.anchors) } },
    uniquingKeysWith: { first, _ in first })
  let cards = read.compactMap(\.card)
  let targets = Dictionary(grouping: cards.flatMap(\.targets), by: \.report).mapValues { Set($0.map(\.anchor)) }
  let reports = Set(cards.map(\.path.report))
  let selected = zip(tasks, read).filter { courses[$0.0.course].selected.contains($0.0.path) }
  for (_, lesson) in selected { if let fault = lesson.fault { diagnostics.append(fault) } }
  let work = selected.compactMap { task, lesson in
    lesson.assembled.map { (task: task, assembled: $0, card: lesson.card, times: lesson.times) }
  }.sorted { $0.task.path.report < $1.task.path.report }

  let rendered = Workers.map(count: work.count, jobs: request.threads) { index -> CourseRun.Page? in
    let (task, assembled, card, times) = work[index]
    let course = courses[task.course]
    let tally = tallies[task.course]
    if tally.isOver { return nil }
    var lesson = assembled
    lesson.report.course = card.flatMap { course.context(of: $0, in: sequences[task.course]) }
    lesson.report.linkedAnchors.formUnion(targets[task.path.report] ?? [])
    lesson.diagnostics += checkLinks(lesson.links, anchors: anchors, among: course.isWhole ? reports : nil)
    let page = render(lesson, path: task.path, formats: request.formats, maths: maths, times: times)
    if let source = page.report.source { tally.add(page.files.reduce(0) { $0 + $1.bytes.count }, of: source) }
    return page
  }
  let over = zip(roots, tallies).compactMap { $1.fault(root: $0) }
  guard over.isEmpty else {
    return CourseRun(
      pages: [], shared: [], diagnostics: courses.flatMap(\.diagnostics) + over, inputs: tasks.map(\.path.file),
      files: files, changes: [], stages: [find])
  }
  let pages = rendered.compactMap { $0 }

  _ = watch.lap()
  var shared: [OutputFile] = []
  let whole = courses.indices.filter { courses[$0].isWhole }
  if whole.count == 1, courses.count == 1 {
    let index = renderIndex(courses[whole[0]].index(sequences[whole[0]]))
    if request.formats.contains(.html) { shared.append(index.html) }
    if request.formats.contains(.md) { shared.append(index.markdown) }
  }
  if request.formats.contains(.html) { shared += sharedAssets() + maths.assets() }
  if maths.typesetter.missedFormulas { diagnostics.append(missingMaths(at: roots.first ?? "lessons")) }
  return CourseRun(
    pages: pages, shared: shared, diagnostics: diagnostics, inputs: tasks.map(\.path.file), files: files,
    changes: changedLessons(courses, request.paths),
    stages: [find, BuildTimings.Stage("index", watch.lap())])
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

/// What the first round gives for one lesson.
private struct ReadLesson: Sendable {
  var card: LessonCard?
  /// Of a lesson that was asked for.
  var assembled: AssembledLesson?
  /// Why it could not be read.
  var fault: Diagnostic?
  var times: BuildTimings.Lesson
}

private func readAndRun(
  _ path: LessonPath, course: Course, isSelected: Bool, request: BuildRequest, threads: Int,
  progress: (@Sendable (RunProgress) -> Void)?
) -> ReadLesson {
  var watch = Stopwatch()
  var result = ReadLesson(times: BuildTimings.Lesson(path.file))
  let file: SourceFile
  do {
    file = try course.folder.readText(path.file)
  } catch {
    result.fault = error
    return result
  }
  let lesson = readLesson(
    file, defaults: course.file.execute, budget: course.file.budget, macros: course.file.macros
  ) {
    path, range throws(Diagnostic) in
    try course.folder.readText(path, from: range)
  }
  let matter = lesson.value.frontMatter
  if matter.draft, !request.drafts { return result }
  guard isSelected else {
    let title = matter.title ?? lesson.value.firstHeading { _ in "" } ?? Path.name(path.report)
    result.card = LessonCard(
      path: path, title: title, description: matter.description, language: lesson.value.language(path, course.file),
      order: matter.order, targets: linkTargets(of: lesson.value, path: path))
    return result
  }
  result.times.read = watch.lap()
  let execution = execute(
    lesson, folder: course.folder, budget: course.file.budget, threads: threads, progress: progress)
  result.times.run = watch.lap()
  let assembled = assemble(
    execution, path: path, course: course.file, bibliography: course.bibliography, folder: course.folder,
    solutions: request.solutions)
  result.card = LessonCard(
    path: path, title: assembled.report.title, description: matter.description, language: assembled.report.language,
    order: matter.order, targets: linkTargets(of: lesson.value, path: path))
  result.assembled = assembled
  result.times.assemble = watch.lap()
  return result
}

/// Links from lesson to lesson; of a lesson that is not built now, the anchors are not known.
///
/// - Parameter reports: of all lessons, where all are known.
private func checkLinks(
  _ links: [AssembledLesson.LinkCheck], anchors: [String: Set<String>], among reports: Set<String>?
) -> [Diagnostic] {
  var indices: [String: NameIndex] = [:]
  return links.compactMap { link in
    if let reports, !reports.contains(link.report) {
      return Diagnostic(
        .brokenLink, "`\(link.report).md` has no page", at: link.range,
        hint: "a draft is left out, and a part stands in the lessons that include it")
    }
    guard let anchor = link.anchor, !anchor.isEmpty, let known = anchors[link.report], !known.contains(anchor)
    else { return nil }
    return brokenAnchor(anchor, among: known, &indices[link.report], at: link.range)
  }
}

/// Renders one lesson, when all that surrounds it is known.
func render(
  _ lesson: AssembledLesson, path: LessonPath, formats: Set<BuildRequest.Format>, maths: Maths,
  times: BuildTimings.Lesson
) -> CourseRun.Page {
  let watch = Stopwatch()
  let typesetter = TimedTypesetter(maths.typesetter)
  var times = times
  var report = lesson.report
  var diagnostics = lesson.diagnostics
  report.diagnostics = sorted(diagnostics)
  var files: [OutputFile] = []
  switch (formats.contains(.html), formats.contains(.md)) {
  case (true, true):
    let pages = renderPages(report, typesetter: typesetter)
    files += pages.value
    diagnostics += pages.diagnostics
  case (true, false):
    let page = renderHTML(report, typesetter: typesetter)
    files += page.value
    diagnostics += page.diagnostics
  case (false, true):
    files += renderMarkdown(report)
    // Formulas are checked by setting them.
    diagnostics += renderHTML(report, typesetter: typesetter).diagnostics
  case (false, false): break
  }
  diagnostics = sorted(diagnostics)
  if formats.contains(.json) {
    report.diagnostics = diagnostics
    files.append(renderJSON(report.relative(to: path.root)))
  }
  times.formulas = typesetter.time
  times.render = watch.total - times.formulas
  return CourseRun.Page(
    path: path, report: report, files: files, copies: lesson.copies, diagnostics: diagnostics, times: times)
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
