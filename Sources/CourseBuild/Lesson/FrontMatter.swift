import Reporting
import SourceText

/// The YAML at the head of a lesson.
public struct FrontMatter: Sendable {
  public var title: String?
  /// The title where it stands, for its markup.
  public var titleText: Excerpt?
  public var subtitle: String?
  public var language: Language?
  public var author: String?
  public var date: String?
  public var description: String?
  public var order: Double?
  public var draft = false
  /// Fault of a `draft` that is no `true` or `false`; the lesson then counts as one.
  public var draftFault: Diagnostic?
  /// Under `nn:`.
  public var digits: Int?
  public var seed: Int?
  /// The defaults for the lesson's blocks: the course's with this lesson's `execute:` on top.
  public var execute = CellOptions()

  public init() {}
}
