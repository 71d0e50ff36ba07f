import Markup
import Reporting
import SourceText
import Synchronization

/// Tally of all that the lessons of a course become, together.
///
/// Each lesson has its limits, and a thousand lessons of a line each that include one long part would take a thousand
/// times as much: a course is held as a whole until it is written. What is in proportion to what the author wrote counts
/// nothing. When too much has come up no more lessons are run, and nothing of the course is written, so that the result
/// does not depend on which lesson came first.
final class CourseTally: Sendable {
  private let budget: LessonBudget
  private let spent = Mutex(0)

  init(budget: LessonBudget) { self.budget = budget }

  var isOver: Bool { spent.withLock { $0 } > budget[.course] }

  /// A lesson of so many bytes has become so many, beyond what was counted for it before.
  func add(_ bytes: Int, of lesson: SourceFile) {
    let excess = bytes - Self.free - Self.freeMultiple * lesson.bytes.count
    if excess > 0 { spent.withLock { $0 += excess } }
  }

  func fault(root: String) -> Diagnostic? {
    guard isOver else { return nil }
    return budget.fault(
      .course, "the lessons of this course, all together, become more than", "bytes", at: wholeFile(root))
  }

  private static let free = 100_000
  private static let freeMultiple = 1000
}
