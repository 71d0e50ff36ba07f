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
    /// Faults of its links to others.
    var linkFaults: [Diagnostic]
    /// Files it was read from; a lesson that was not read again has the same object as before.
    var files: ReadFiles
    var times: BuildTimings.Lesson
    /// Place in the cache under which its pages are kept.
    var place: PageCache.Place?
  }

  /// A lesson whose pages are those of an earlier build.
  struct KeptLesson: Sendable {
    var path: LessonPath
    var course: Int
    var source: SourceFile
    var summary: PageSummary
    var pages: KeptPages
    /// As they stand in the output folder.
    var files: [OutputFile]
    var times: BuildTimings.Lesson
  }

  /// In the order of their reports' paths, over all courses.
  var lessons: [Lesson]
  /// Those of which nothing has to be worked out again; the others are all among `lessons`.
  var kept: [KeptLesson] = []
  var courses: [Course]
  /// As many as `courses`: what their lessons have become so far.
  var tallies: [CourseTally]
  /// The first page, where one whole course is asked for.
  var index: CourseIndex?
  /// The lessons of each language of that course.
  var sequences: [LessonSequence] = []
  /// Faults of the arguments and course files, and lessons that cannot be read.
  var diagnostics: [Diagnostic]
  /// Every lesson that was to be read.
  var paths: [LessonPath]
  /// Every file read, whatever it is.
  var files: ReadFiles
  var stages: [BuildTimings.Stage]
  /// For the next run of the same request.
  var forNextRun: KeptLessons

  /// - Parameters:
  ///   - cache: of runs.
  ///   - pages: where pages of earlier builds will do.
  ///   - former: what an earlier run of the same request has kept. Only what has changed since then is read and run; what
  ///     comes of it is the same.
  init(
    _ request: BuildRequest, cache: RunCache? = nil, pages: PageCache? = nil, former: KeptLessons = KeptLessons()
  ) {
    let watch = Stopwatch()
    let files = ReadFiles()
    let found = discoverLessons(request.paths)
    let roots = Set(found.value.map(\.root)).sorted()
    let courses = roots.map { root in
      Course(
        root: root, selected: found.value.filter { $0.root == root }, arguments: request.paths, files: files,
        former: former.courses[root])
    }
    let tallies = courses.map { CourseTally(budget: $0.file.budget) }
    let tasks = courses.enumerated().flatMap { index, course in course.lessons.map { (course: index, path: $0) } }
    let current = tasks.map { former.lesson(at: $0.path, of: courses[$0.course]) }
    let total = zip(tasks, current).count { courses[$0.course].selected.contains($0.path) && $1 == nil }
    let progress = Progress(total: total, report: request.progress)
    // Lessons run side by side, and share what is left over.
    let threads = max(1, request.threads / max(1, total))
    stages = [BuildTimings.Stage("find", watch.total)]

    let read = Workers.map(count: tasks.count, jobs: request.threads) { index -> ReadLesson in
      let (course, path) = (courses[tasks[index].course], tasks[index].path)
      let tally = tallies[tasks[index].course]
      if tally.isOver || request.isCancelled?() == true {
        return ReadLesson(files: ReadFiles(), isWhole: false, times: BuildTimings.Lesson(path.file))
      }
      guard course.selected.contains(path) else {
        return current[index]
          ?? course.readAndRun(
            path, within: files, isSelected: false, drafts: request.drafts, LessonSetting())
      }
      // Authors who are not trusted may have put a cache there too.
      let isTrusted = course.file.rawHTML
      let lesson =
        current[index]
        ?? progress.during(path.file) { progress in
          var setting = LessonSetting(
            solutions: request.solutions, threads: threads, progress: progress, isCancelled: request.isCancelled)
          setting.reviewsNumbers = request.reviewsNumbers
          setting.imagesInline = request.selfContained
          if isTrusted { setting.cache = cache }
          if isTrusted, let pages, let kept = course.find(path, in: pages, within: files) { return kept }
          return course.readAndRun(
            path, within: files, isSelected: true, drafts: request.drafts, setting, isTrusted ? pages : nil)
        }
      if let lookup = lesson.lookup, let summary = lookup.summary, let source = lesson.source {
        tally.add(summary.length, of: source)
      }
      if let report = lesson.assembled?.report, let source = report.source {
        tally.add(report.document.length, of: source)
      }
      return lesson
    }

    let sequences = courses.enumerated().map { index, course in
      course.sequences(zip(tasks, read).filter { $0.0.course == index }.compactMap(\.1.card))
    }
    let anchors = Dictionary(
      zip(tasks, read).compactMap { task, lesson in lesson.anchors.map { (task.path.report, $0) } },
      uniquingKeysWith: { first, _ in first })
    let cards = read.compactMap(\.card)
    let targets = Dictionary(grouping: cards.flatMap(\.targets), by: \.report).mapValues { Set($0.map(\.anchor)) }
    let reports = Set(cards.map(\.path.report))
    /// Surroundings that other lessons give a lesson.
    func surroundings(_ task: (course: Int, path: LessonPath), _ card: LessonCard?) -> Surroundings {
      Surroundings(
        context: card.flatMap { courses[task.course].context(of: $0, in: sequences[task.course]) },
        linkedAnchors: targets[task.path.report] ?? [])
    }

    // Pages of earlier builds, now that it is known what stands around them; other lessons are read and run after all.
    let missed = read.indices.filter { read[$0].lookup?.summary != nil }
    var kept: [KeptLesson] = []
    var again: [Int] = []
    for index in missed {
      let (task, lesson) = (tasks[index], read[index])
      guard let pages, let lookup = lesson.lookup, let summary = lookup.summary, let source = lesson.source else {
        continue
      }
      let known = courses[task.course].isWhole ? reports : nil
      if summary.links.allSatisfy({ isFollowed($0.report, $0.anchor, anchors: anchors, among: known) }),
        let found = pages.pages(lookup, surroundings(task, lesson.card))
      {
        kept.append(
          KeptLesson(
            path: task.path, course: task.course, source: source, summary: summary, pages: found.pages,
            files: found.files, times: lesson.times))
      } else {
        again.append(index)
      }
    }
    self.kept = kept
    let remaining = again.map { tasks[$0] }
    let rerun = Workers.map(count: remaining.count, jobs: request.threads) { number -> ReadLesson in
      let task = remaining[number]
      var setting = LessonSetting(solutions: request.solutions, threads: threads)
      setting.reviewsNumbers = request.reviewsNumbers
      setting.cache = cache
      return courses[task.course].readAndRun(
        task.path, within: files, isSelected: true, drafts: request.drafts, setting, pages)
    }
    var complete = read
    for (index, lesson) in zip(again, rerun) { complete[index] = lesson }

    let selected = zip(tasks, complete).filter { courses[$0.0.course].selected.contains($0.0.path) }
    lessons = selected.compactMap { task, lesson -> Lesson? in
      guard var assembled = lesson.assembled else { return nil }
      let around = surroundings(task, lesson.card)
      assembled.report.course = around.context
      assembled.report.linkedAnchors.formUnion(around.linkedAnchors)
      let linkFaults = checkLinks(
        assembled.links, anchors: anchors, among: courses[task.course].isWhole ? reports : nil)
      assembled.diagnostics += linkFaults
      let place = lesson.lookup.flatMap { lookup in
        lesson.card.map {
          PageCache.Place(
            lookup: lookup, summary: PageSummary(assembled, $0), reads: lesson.reads, surroundings: around)
        }
      }
      return Lesson(
        path: task.path, course: task.course, assembled: assembled, linkFaults: linkFaults, files: lesson.files,
        times: lesson.times, place: place)
    }.sorted { $0.path.report < $1.path.report }

    let whole = courses.indices.filter { courses[$0].isWhole }
    index = whole.count == 1 && courses.count == 1 ? courses[whole[0]].index(sequences[whole[0]]) : nil
    self.sequences = index == nil ? [] : sequences[whole[0]]
    let sources = Dictionary(
      zip(tasks, complete).compactMap { task, lesson in
        (lesson.assembled?.report.source ?? lesson.source).map { (task.path, $0) }
      }, uniquingKeysWith: { first, _ in first })
    let inEnglish = zip(courses, sequences).flatMap { $0.englishWords(in: $1) { sources[$0] } }
    diagnostics = inEnglish + found.diagnostics + courses.flatMap(\.diagnostics) + selected.compactMap(\.1.fault)
    paths = tasks.map(\.path)
    self.courses = courses
    self.tallies = tallies
    for lesson in current { if let lesson { files.add(lesson.files) } }
    self.files = files
    forNextRun = KeptLessons(courses)
    if !tallies.contains(where: \.isOver) {
      for (task, lesson) in zip(tasks, complete) {
        forNextRun.keep(lesson, at: task.path, of: courses[task.course], former: former)
      }
    }
  }
}

extension CourseValues {
  /// Whether they are all lessons of one course.
  var isWholeCourse: Bool {
    guard courses.count == 1, let course = courses.first else { return false }
    return course.isWhole && course.selected.count == course.lessons.count
  }
}

/// Lesson as far as it is known before the others are.
struct ReadLesson: Sendable {
  var card: LessonCard?
  /// Of a lesson that was asked for.
  var assembled: AssembledLesson?
  /// Why it could not be read.
  var fault: Diagnostic?
  /// All that it comes from, the course's own rules apart.
  var files: ReadFiles
  /// `false`: called off before it was whole.
  var isWhole = true
  var times: BuildTimings.Lesson
  /// In the cache of pages. With a summary, nothing else of the lesson is known yet.
  var lookup: PageCache.Lookup?
  var source: SourceFile?
  var reads: [ObservedReads.Read] = []

  var anchors: Set<String>? { assembled?.anchors ?? lookup?.summary.map { Set($0.anchors) } }
}

extension Course {
  /// A lesson whose pages may stand in the cache; `nil` where it has to be read.
  fileprivate func find(_ path: LessonPath, in pages: PageCache, within files: ReadFiles) -> ReadLesson? {
    let watch = Stopwatch()
    guard let source = try? folder.readText(path.file) else { return nil }
    let lookup = pages.lookup(source, at: path, in: self)
    guard let summary = lookup.summary, let card = summary.card(path, in: file) else { return nil }
    var result = ReadLesson(files: ReadFiles(within: files), times: BuildTimings.Lesson(path.file))
    result.card = card
    result.lookup = lookup
    result.source = source
    result.times.read = watch.total
    result.times.isFromCache = true
    return result
  }

  /// - Parameter files: the run's record.
  fileprivate func readAndRun(
    _ path: LessonPath, within files: ReadFiles, isSelected: Bool, drafts: Bool, _ setting: LessonSetting,
    _ pages: PageCache? = nil
  ) -> ReadLesson {
    let watch = Stopwatch()
    var result = ReadLesson(files: ReadFiles(within: files), times: BuildTimings.Lesson(path.file))
    var folder = self.folder.recording(in: result.files)
    let lesson: Diagnosed<Lesson>
    do {
      let source = try folder.readText(path.file)
      if let pages {
        result.lookup = pages.key(source, at: path, in: self)
        folder.reads = ObservedReads()
      }
      lesson = read(source, in: folder)
    } catch {
      result.fault = error
      return result
    }
    let matter = lesson.value.frontMatter
    if matter.draft, !drafts {
      result.fault = matter.draftFault
      return result
    }
    guard isSelected else {
      let title = matter.title ?? lesson.value.firstHeading { _ in "" } ?? Path.name(path.report)
      result.card = LessonCard(
        path: path, title: title, description: matter.description, language: lesson.value.language(path, file),
        order: matter.order, targets: linkTargets(of: lesson.value, path: path),
        sources: lesson.value.sources(root: path.root))
      return result
    }
    result.times.read = watch.total
    var stage = Stopwatch()
    let execution = run(lesson, setting, in: folder)
    result.times.run = stage.lap()
    result.times.isFromCache = execution.isFromCache
    let assembled = assembled(execution, at: path, setting, in: folder)
    result.times.assemble = stage.lap()
    result.reads = folder.reads?.all ?? []
    result.card = LessonCard(
      path: path, title: assembled.report.title, description: matter.description, language: assembled.report.language,
      order: matter.order, targets: linkTargets(of: lesson.value, path: path),
      sources: lesson.value.sources(root: path.root))
    result.assembled = assembled
    result.isWhole = setting.isCancelled?() != true
    return result
  }
}

/// Whether a link from lesson to lesson leads somewhere.
private func isFollowed(
  _ report: String, _ anchor: String?, anchors: [String: Set<String>], among reports: Set<String>?
) -> Bool {
  if let reports, !reports.contains(report) { return false }
  guard let anchor, !anchor.isEmpty, let known = anchors[report] else { return true }
  return known.contains(anchor)
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
