/// Lessons that a run keeps for the next one of the same request, each with the record of all that it comes from
/// (incremental computation by verified inputs).
///
/// Nobody says what has changed. A lesson is taken over when the disk would tell it today exactly what it told it then:
/// the same bytes, the same absences, the same answers to everything else that was asked. So a missed event, a clock
/// that jumps or an editor with its own way to save costs time and never a wrong page.
struct KeptLessons: Sendable {
  /// By their folders.
  private(set) var courses: [String: Course] = [:]
  private var lessons: [LessonPath: Kept] = [:]

  private struct Kept: Sendable {
    var lesson: ReadLesson
    var isSelected: Bool
    /// Those of its course.
    var rules: ReadFiles
  }

  init(_ courses: [Course] = []) {
    for course in courses { self.courses[course.folder.root] = course }
  }

  /// - Parameter former: keeps what an earlier run had of a lesson that was called off in this one. It is looked at
  ///   before it is used, as everything here.
  mutating func keep(_ lesson: ReadLesson, at path: LessonPath, of course: Course, former: KeptLessons) {
    guard lesson.isWhole else {
      lessons[path] = former.lessons[path]
      return
    }
    lessons[path] = Kept(lesson: lesson, isSelected: course.selected.contains(path), rules: course.rules)
  }

  /// The lesson, where nothing that it comes from has changed.
  func lesson(at path: LessonPath, of course: Course) -> ReadLesson? {
    guard let kept = kept(path, course), kept.lesson.files.isCurrent else { return nil }
    return kept.lesson
  }

  private func kept(_ path: LessonPath, _ course: Course) -> Kept? {
    guard let kept = lessons[path], kept.rules === course.rules, kept.isSelected == course.selected.contains(path)
    else { return nil }
    return kept
  }
}
