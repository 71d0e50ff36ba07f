import Markup
import SourceText

/// Options of a block, which an author sets in `#| key: value` lines or for all blocks under `execute:`.
public struct CellOptions: Sendable {
  public var label: String?
  public var labelRange: SourceRange?
  /// Captions and the text alternative as they stand, for their inline expressions.
  public var figureCaption: Excerpt?
  public var figureAlternative: Excerpt?
  public var tableCaption: Excerpt?
  public var echo = true
  public var output = true
  public var include = true
  public var codeFold = false
  public var eval = true
  /// The block is expected to fail.
  public var error = false
  /// Warnings that the block gives on purpose.
  public var allow: [(id: DiagnosticID, range: SourceRange)] = []
  /// Significant digits of values and of figures; `nil` for the defaults of each.
  public var digits: Int?
  public var budget: Int?
  public var memory: Int?
  public var timeout: Int?
  /// By how much a number may move, as a share of the greater of the two, before `check` says that it has.
  public var tolerance: Double?
  public var solution = false
  public var expectations = false
  /// The block's training can be run again in the page.
  public var live = false
  public var liveRange: SourceRange?
  /// `answer`, `within`, `wrong` and `say`: a field for answers under the block.
  public var answer: AnswerParts?
  /// A path relative to the lesson.
  public var from: String?
  public var fromRange: SourceRange?
  /// Words for texts and names where the block shows them, in the order in which they are written.
  public var words: [Word] = []
  public var wordsRange: SourceRange?

  /// `the network: 신경망`.
  public struct Word: Sendable {
    /// As it stands in the block's source.
    public var text: String
    public var range: SourceRange
    public var word: String
  }

  public init() {}
}
