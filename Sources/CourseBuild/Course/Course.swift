import Reporting
import SourceText

/// One course folder: its `course.yml`, its bibliography, and which of its lessons are asked for.
struct Course: Sendable {
  var folder: CourseFolder
  /// Of `course.yml` and the bibliography.
  let ownReads: [ObservedReads.Read]
  var file: CourseFile
  let bibliography: Bibliography
  let theme: CourseTheme
  /// All lessons of the course in the order of their paths, or only those asked for where there is no course around
  /// them: a page among other Markdown files.
  let lessons: [LessonPath]
  let selected: Set<LessonPath>
  /// Whether the lessons belong together, with an index and links from one to the next.
  let isWhole: Bool
  /// Of these files by themselves.
  private let ruleFaults: [Diagnostic]
  var diagnostics: [Diagnostic] { ruleFaults + orderFaults }
  /// Sources of `file`, `bibliography` and their faults. The same object in two courses: the same rules.
  let rules: ReadFiles

  /// - Parameters:
  ///   - files: the run's record.
  ///   - former: the same course in an earlier run, for what it read once.
  init(
    root: String, selected: [LessonPath], arguments: [String], files: ReadFiles = ReadFiles(), former: Course? = nil
  ) {
    self.selected = Set(selected)
    isWhole = Course.isCourse(root) || arguments.contains { Path.normalized($0) == root }
    lessons = isWhole ? Course.union(selected, discoverLessons([root]).value.filter { $0.root == root }) : selected
    if let former, former.rules.isCurrent {
      files.add(former.rules)
      folder = CourseFolder(root: root, files: files)
      (file, bibliography, ruleFaults, rules) = (former.file, former.bibliography, former.ruleFaults, former.rules)
      theme = former.theme
      ownReads = former.ownReads
      return
    }
    let rules = ReadFiles(within: files)
    var folder = CourseFolder(root: root, files: rules)
    let reads = ObservedReads()
    folder.reads = reads
    self.rules = rules
    self.folder = CourseFolder(root: root, files: files)
    var diagnostics: [Diagnostic] = []

    var course = CourseFile()
    let path = Path.join(root, CourseFile.name)
    if rules.isThere(path) {
      do {
        let read = CourseFile.read(try folder.readText(path))
        course = read.value
        diagnostics += read.diagnostics
      } catch {
        course = .unreadable
        diagnostics.append(error)
      }
    }
    file = course

    let bibliography = Course.bibliography(course, folder)
    self.bibliography = bibliography.value
    let theme = course.readTheme(folder)
    self.theme = theme.value
    ownReads = reads.all
    ruleFaults = diagnostics + bibliography.diagnostics + theme.diagnostics
  }

  /// Whether a folder says by itself that all its lessons belong together, whichever of them are asked for: it has a
  /// `course.yml`, or is called `lessons`.
  static func isCourse(_ root: String) -> Bool {
    CourseFile.stands(in: root)
      || Path.name(Path.normalized(Path.join(FileSystem.currentDirectory, root))) == coursesUsualName
  }

  private static func union(_ a: [LessonPath], _ b: [LessonPath]) -> [LessonPath] {
    a == b ? a : Set(a).union(b).inOrderOfReports()
  }

  private static func bibliography(_ course: CourseFile, _ folder: CourseFolder) -> Diagnosed<Bibliography> {
    do {
      if let (path, range) = course.bibliography {
        return Bibliography.read(try folder.readText(path, from: range), budget: course.budget)
      }
      let usual = Path.join(folder.root, "references.bib")
      guard folder.files.isThere(usual) else { return Diagnosed(Bibliography()) }
      return Bibliography.read(try folder.readText(usual), budget: course.budget)
    } catch {
      return Diagnosed(Bibliography(), [error])
    }
  }
}

extension Course {
  /// Lessons that `order` names and that are not there.
  private var orderFaults: [Diagnostic] {
    guard !file.orderEntries.isEmpty else { return [] }
    let reports = lessons.map(\.report)
    let names = Set(reports + reports.map(Path.name))
    return file.orderEntries.filter { !names.contains($0.name) }.map { entry in
      Diagnostic(
        .badCourseFile, "`order` names `\(entry.name)`, and no lesson is called so", at: entry.range,
        hint: nearestName(to: entry.name, in: names.sorted()).map { "did you mean `\($0)`?" }
          ?? "write its path without ending, `en/01-start`, or the last part of it, `01-start`")
    }
  }
}

/// Card of a lesson: all that its neighbours and the index need to know of it.
struct LessonCard: Sendable {
  var path: LessonPath
  var title: String
  var description: String?
  var language: Language
  var order: Double?
  /// Targets of its links, here and in other lessons.
  var targets: [LinkTarget] = []
  /// Reports of the lessons that its blocks take their source from, in the order of their paths.
  var sources: [String] = []
}

extension Course {
  /// The lessons of each language in the order in which they are read: as `course.yml` lists them, then by front
  /// matter's `order`, then by path.
  func sequences(_ cards: [LessonCard]) -> [LessonSequence] {
    let languages = file.languages + Set(cards.map(\.language)).subtracting(file.languages).sorted()
    return languages.map(file.language).compactMap { language in
      let lessons = cards.filter { $0.language == language }
      return lessons.isEmpty ? nil : LessonSequence(language: language, lessons: inOrder(lessons))
    }
  }

  private func inOrder(_ lessons: [LessonCard]) -> [LessonCard] {
    let places = Dictionary(file.order.enumerated().map { ($1, $0) }) { first, _ in first }
    let ranked = lessons.map { card in
      let named = [card.path.report, Path.name(card.path.report)].compactMap { places[$0] }.min()
      return (rank: named ?? file.order.count, card: card)
    }
    return ranked.sorted { a, b in
      (a.rank, a.card.order ?? .infinity, a.card.path.report) < (b.rank, b.card.order ?? .infinity, b.card.path.report)
    }.map(\.card)
  }

  func title(_ language: Language) -> String { file.title?.text(language) ?? Path.name(folder.root) }

  /// The course around one lesson.
  func context(of card: LessonCard, in sequences: [LessonSequence]) -> CourseContext? {
    guard isWhole else { return nil }
    func neighbour(_ card: LessonCard) -> CourseContext.Neighbour {
      CourseContext.Neighbour(title: card.title, path: card.path.report)
    }
    var context = CourseContext(title: title(card.language))
    context.url = file.url
    for sequence in sequences {
      if sequence.language == card.language {
        let (previous, next) = sequence.neighbours(of: card)
        if let previous { context.previous = neighbour(previous) }
        if let next { context.next = neighbour(next) }
      } else if let other = sequence.translation(of: card) {
        context.translations[sequence.language] = neighbour(other)
      }
    }
    context.sources = card.sources.compactMap { path in
      sequences.lazy.compactMap { $0.lesson(at: path) }.first.map(neighbour)
    }
    return context
  }

  func index(_ sequences: [LessonSequence]) -> CourseIndex {
    let first = sequences.first?.language ?? .en
    var index = CourseIndex(
      title: title(first), description: file.description?.text(first),
      lessons: sequences.map { sequence in
        (
          language: sequence.language,
          entries: sequence.lessons.map {
            CourseIndex.Entry(title: $0.title, description: $0.description, path: $0.path.report)
          }
        )
      }, rawHTML: file.rawHTML)
    for language in sequences.map(\.language) {
      index.titles[language] = file.title?.text(language)
      index.descriptions[language] = file.description?.text(language)
    }
    index.sheets = sheetEntries(sequences)
    index.url = file.url
    return index
  }
}
