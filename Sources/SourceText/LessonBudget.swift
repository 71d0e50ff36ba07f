/// How much a lesson may become, whatever it is written in: the limits on amplification.
///
/// A few lines can stand for gigabytes: parts that include parts, abbreviations made of abbreviations, rows that a table
/// fills up. What an author writes out themselves is not limited; what is made from it is. The limits of a course stand
/// in `course.yml` under `limits:`; passing one is `NN-lesson-budget`, at the thing that passed it.
///
/// 23 parts, each including the next twice, would be 2^23 copies of the last one; the include that passes 8,000,000
/// bytes is named, and the lesson is read no further.
public struct LessonBudget: Sendable, Hashable {
  /// One of the limits, by its name under `limits:`.
  public enum Limit: String, Sendable, Hashable, CaseIterable {
    /// Bytes that includes, blocks taken over by `from`, abbreviations of the bibliography, references, citations and
    /// inline expressions put in; each kind on its own.
    case text
    /// Blocks and inlines of a lesson.
    case nodes
    /// Cells that are missing in the rows of a lesson's tables and are filled in.
    case cells
    /// Bytes of a formula's TeX.
    case formula
    /// Bytes of HTML that a page's formulas become, all together.
    case formulas
    /// Bytes that all lessons of a course become beyond what their own length explains.
    case course

    /// Limit where `course.yml` says nothing.
    ///
    /// A long lesson has 100,000 bytes, 20,000 nodes and no missing cell, its longest formula 1,000 bytes, and all its
    /// formulas become two million. As many missing cells as GitHub fills in.
    public var standard: Int {
      switch self {
      case .text: 8_000_000
      case .nodes: 4_000_000
      case .cells: 524_288
      case .formula: 10_000
      case .formulas: 32_000_000
      case .course: 256_000_000
      }
    }
  }

  private var limits: [Limit: Int] = [:]

  public init() {}

  public subscript(_ limit: Limit) -> Int {
    get { limits[limit] ?? limit.standard }
    set { limits[limit] = newValue }
  }

  /// `NN-lesson-budget`: says what passed the limit, what the limit is, and how to raise it.
  ///
  /// - Parameter subject: what grew, with its verb: "the includes of this lesson give more than".
  public func fault(_ limit: Limit, _ subject: String, _ unit: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .lessonBudget, "\(subject) \(self[limit].groupedDigits) \(unit)", at: range,
      hint: "where that is meant, `course.yml` raises it: `limits: {\(limit.rawValue): \(self[limit] * 2)}`")
  }
}
