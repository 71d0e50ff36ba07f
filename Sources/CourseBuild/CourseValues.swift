import NNRuntime
import Reporting
import SourceText

/// All lessons that a request means as values: read, run, put together, and their links to each other checked.
///
/// No page is made, and no formula set.
struct CourseValues: Sendable {
  struct Lesson: Sendable {
    var path: LessonPath
    /// Index of its course.
    var course: Int
    var assembled: AssembledLesson
    var times: BuildTimings.Lesson
  }

  /// In the order of their reports' paths, over all courses.
  var lessons: [Lesson]
  var courses: [Course]
  /// As many as `courses`: what their lessons have become so far.
  var tallies: [CourseTally]
  /// The first page, where one whole course is asked for.
  var index: CourseIndex?
  /// What is wrong with the arguments and course files, and lessons that cannot be read.
  var diagnostics: [Diagnostic]
  /// Every lesson file read.
  var inputs: [String]
  /// Every file read, whatever it is.
  var files: ReadFiles
  var stages: [BuildTimings.Stage]

  init(_ request: BuildRequest) {
    let watch = Stopwatch()
    let files = ReadFiles()
    let found = discoverLessons(request.paths)
    let roots = Set(found.value.map(\.root)).sorted()
    let courses = roots.map { root in
      Course(root: root, selected: found.value.filter { $0.root == root }, arguments: request.paths, files: files)
    }
    let cache = runCache(request)
    let tallies = courses.map { CourseTally(budget: $0.file.budget) }
    let tasks = courses.enumerated().flatMap { index, course in course.lessons.map { (course: index, path: $0) } }
    let total = tasks.count { courses[$0.course].selected.contains($0.path) }
    let progress = Progress(total: total, report: request.progress)
    // Lessons run side by side, and share what is left over.
    let threads = max(1, request.threads / max(1, total))
    stages = [BuildTimings.Stage("find", watch.total)]

    let read = Workers.map(count: tasks.count, jobs: request.threads) { index -> ReadLesson in
      let (course, path) = (courses[tasks[index].course], tasks[index].path)
      let tally = tallies[tasks[index].course]
      if tally.isOver { return ReadLesson(times: BuildTimings.Lesson(path.file)) }
      guard course.selected.contains(path) else {
        return course.readAndRun(path, isSelected: false, drafts: request.drafts, LessonSetting())
      }
      let lesson = progress.during(path.file) { progress in
        var setting = LessonSetting(solutions: request.solutions, threads: threads, progress: progress)
        // Authors who are not trusted may have put a cache there too.
        if course.file.rawHTML { setting.cache = cache }
        return course.readAndRun(path, isSelected: true, drafts: request.drafts, setting)
      }
      if let report = lesson.assembled?.report, let source = report.source {
        tally.add(report.document.length, of: source)
      }
      return lesson
    }

    cache?.save(jobs: request.threads)

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
    lessons = selected.compactMap { task, lesson -> Lesson? in
      guard var assembled = lesson.assembled else { return nil }
      assembled.report.course = lesson.card.flatMap {
        courses[task.course].context(of: $0, in: sequences[task.course])
      }
      assembled.report.linkedAnchors.formUnion(targets[task.path.report] ?? [])
      assembled.diagnostics += checkLinks(
        assembled.links, anchors: anchors, among: courses[task.course].isWhole ? reports : nil)
      return Lesson(path: task.path, course: task.course, assembled: assembled, times: lesson.times)
    }.sorted { $0.path.report < $1.path.report }

    let whole = courses.indices.filter { courses[$0].isWhole }
    index = whole.count == 1 && courses.count == 1 ? courses[whole[0]].index(sequences[whole[0]]) : nil
    diagnostics = found.diagnostics + courses.flatMap(\.diagnostics) + selected.compactMap(\.1.fault)
    inputs = tasks.map(\.path.file)
    self.courses = courses
    self.tallies = tallies
    self.files = files
  }
}

/// What is known of one lesson before the others are.
private struct ReadLesson: Sendable {
  var card: LessonCard?
  /// Of a lesson that was asked for.
  var assembled: AssembledLesson?
  /// Why it could not be read.
  var fault: Diagnostic?
  var times: BuildTimings.Lesson
}

extension Course {
  fileprivate func readAndRun(
    _ path: LessonPath, isSelected: Bool, drafts: Bool, _ setting: LessonSetting
  ) -> ReadLesson {
    let watch = Stopwatch()
    var result = ReadLesson(times: BuildTimings.Lesson(path.file))
    let lesson: Diagnosed<Lesson>
    do {
      lesson = read(try folder.readText(path.file))
    } catch {
      result.fault = error
      return result
    }
    let matter = lesson.value.frontMatter
    if matter.draft, !drafts { return result }
    guard isSelected else {
      let title = matter.title ?? lesson.value.firstHeading { _ in "" } ?? Path.name(path.report)
      result.card = LessonCard(
        path: path, title: title, description: matter.description, language: lesson.value.language(path, file),
        order: matter.order, targets: linkTargets(of: lesson.value, path: path))
      return result
    }
    result.times.read = watch.total
    let assembled = values(of: lesson, at: path, setting, times: &result.times)
    result.card = LessonCard(
      path: path, title: assembled.report.title, description: matter.description, language: assembled.report.language,
      order: matter.order, targets: linkTargets(of: lesson.value, path: path))
    result.assembled = assembled
    return result
  }
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
