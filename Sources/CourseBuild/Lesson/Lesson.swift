import Markup
import NNSyntax
import SourceText

/// A lesson as its author wrote it, read and parsed, before anything is run.
public struct Lesson: Sendable {
  public struct Cell: Sendable {
    public var options: CellOptions
    public var program: Program
    /// The source as echoed: without `#|` lines, and without `expect` lines unless they are asked for.
    public var echoedSource: String
    /// How many claims the echoed source leaves out.
    public var hiddenClaims: Int
    /// `fig-cap` or `tbl-cap`, parsed; its expressions stand in ``Lesson/expressions`` behind the document's.
    public var caption: [Inline]?
    public var alternative: [Inline]?
    /// The expressions of caption and alternative, which are evaluated right after the cell.
    public var captionExpressions: Range<Int>
    /// The field under it, whose expressions are evaluated with those of the captions.
    public var answer: AnswerField?
    /// Faults of its options, its source and its captions, to be shown in its place.
    public var faults: [Diagnostic] = []
    /// Whether there is a program without faults of syntax. A fault in an option alone does not keep it from running.
    public var canRun = true

    /// Whether a caption is on the page with what the block shows.
    var showsCaption: Bool { caption != nil && options.include && options.output }

    public init(
      options: CellOptions, program: Program, echoedSource: String, hiddenClaims: Int = 0, caption: [Inline]? = nil,
      alternative: [Inline]? = nil, captionExpressions: Range<Int> = 0..<0
    ) {
      self.options = options
      self.program = program
      self.echoedSource = echoedSource
      self.hiddenClaims = hiddenClaims
      self.caption = caption
      self.alternative = alternative
      self.captionExpressions = captionExpressions
    }
  }

  public var file: SourceFile
  public var frontMatter: FrontMatter
  /// The language of its page parts fractions by a comma.
  public var hasDecimalComma = false
  public var document: Document
  /// As many as `document.cells`.
  public var cells: [Cell]
  /// `document.expressions`, then those of captions; `nil` for one that cannot be parsed, which has been reported.
  public var expressions: [(source: InlineExpression, program: InlineProgram?)]
  /// Why an expression has no program, by its index.
  public var expressionFaults: [Int: Diagnostic] = [:]

  public init(
    file: SourceFile, frontMatter: FrontMatter, document: Document, cells: [Cell],
    expressions: [(source: InlineExpression, program: InlineProgram?)]
  ) {
    self.file = file
    self.frontMatter = frontMatter
    self.document = document
    self.cells = cells
    self.expressions = expressions
  }
}
