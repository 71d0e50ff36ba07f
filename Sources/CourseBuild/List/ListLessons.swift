import NNSyntax
import Reporting
import SourceText

/// A lesson as a list of the course shows it: read and parsed, and not run.
public struct ListedLesson: Sendable, Hashable {
  /// As people see it: `lessons/en/02-gates.md`.
  public var path: String
  /// Its place among the lessons of its language, from 1, as the course's first page counts; `nil` for a draft.
  public var number: Int?
  public var title: String
  public var language: Language
  public var isDraft: Bool
  public var cellCount: Int
  public var claimCount: Int
  /// One for each other language of the course, in its order.
  public var translations: [Translation]

  /// How a lesson stands in another language.
  public struct Translation: Sendable, Hashable {
    public var language: Language
    /// `nil` where there is none.
    public var path: String?
    /// Labels of this lesson's blocks that it lacks.
    public var missing: [String]
  }
}

public struct LessonList: Sendable {
  /// By language, then as they are read; drafts last.
  public var lessons: [ListedLesson]
  /// Of arguments, course files, and lessons that cannot be read. What is wrong within a lesson is for a check.
  public var diagnostics: [Diagnostic]

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Lists lessons, drafts too, without running them.
public func listLessons(_ paths: [String]) -> LessonList {
  let files = ReadFiles()
  let found = discoverLessons(paths)
  var list = LessonList(lessons: [], diagnostics: found.diagnostics)
  for root in Set(found.value.map(\.root)).sorted() {
    let course = Course(
      root: root, selected: found.value.filter { $0.root == root }, arguments: paths, files: files)
    list.diagnostics += course.diagnostics
    let read = Workers.map(count: course.lessons.count, jobs: FileSystem.coreCount) { index in
      course.outline(of: course.lessons[index])
    }
    list.diagnostics += read.compactMap(\.fault)
    list.lessons += course.listed(read.compactMap(\.outline))
  }
  list.diagnostics = sorted(list.diagnostics)
  return list
}

/// Outline of a lesson: all that the list needs to know of it before the others are read.
private struct LessonOutline: Sendable {
  var card: LessonCard
  var isDraft: Bool
  var labels: [String]
  var cellCount: Int
  var claimCount: Int
}

extension Course {
  fileprivate func outline(of path: LessonPath) -> (outline: LessonOutline?, fault: Diagnostic?) {
    let lesson: Lesson
    do {
      lesson = read(try folder.readText(path.file)).value
    } catch {
      return (nil, error)
    }
    let matter = lesson.frontMatter
    let title = matter.title ?? lesson.firstHeading { _ in "" } ?? Path.name(path.report)
    let card = LessonCard(
      path: path, title: title, description: matter.description, language: lesson.language(path, file),
      order: matter.order)
    let outline = LessonOutline(
      card: card, isDraft: matter.draft, labels: lesson.cells.compactMap(\.options.label),
      cellCount: lesson.cells.count,
      claimCount: lesson.cells.reduce(0) { $0 + claimCount(of: $1.program) })
    return (outline, nil)
  }

  fileprivate func listed(_ outlines: [LessonOutline]) -> [ListedLesson] {
    let byFile = Dictionary(outlines.map { ($0.card.path.file, $0) }) { first, _ in first }
    let published = sequences(outlines.filter { !$0.isDraft }.map(\.card))
    let all = sequences(outlines.map(\.card))
    var numbers: [String: Int] = [:]
    for sequence in published {
      for (index, card) in sequence.lessons.enumerated() { numbers[card.path.file] = index + 1 }
    }
    let languages = file.languages + all.map(\.language).filter { !file.languages.contains($0) }
    return all.flatMap { sequence -> [ListedLesson] in
      let ordered =
        sequence.lessons.filter { numbers[$0.path.file] != nil }
        + sequence.lessons.filter { numbers[$0.path.file] == nil }
      return ordered.compactMap { card in
        guard selected.contains(card.path), let outline = byFile[card.path.file] else { return nil }
        let others = isWhole ? languages.filter { $0 != card.language } : []
        let translations = others.map { language in
          let other = all.first { $0.language == language }?.translation(of: card)
          let labels = Set(other.flatMap { byFile[$0.path.file] }?.labels ?? [])
          return ListedLesson.Translation(
            language: language, path: other?.path.file,
            missing: other == nil ? [] : outline.labels.filter { !labels.contains($0) })
        }
        return ListedLesson(
          path: card.path.file, number: numbers[card.path.file], title: card.title, language: card.language,
          isDraft: outline.isDraft, cellCount: outline.cellCount, claimCount: outline.claimCount,
          translations: translations)
      }
    }
  }
}
