import Artifacts
import Formulas
import Markup
import SourceText

/// A lesson with its results: all that a renderer needs, and nothing that it would have to look up.
public struct Report: Sendable {
  public var title: String
  /// The title is the document's first heading of level 1.
  public var isTitledByHeading = false
  /// The title with its markup, where front matter gives it.
  public var titleContent: [Inline]?
  public var subtitle: String?
  public var language: Language
  public var author: String?
  public var date: String?
  public var description: String?
  /// The report's path without extension, relative to the output folder: `en/01-chain-rule`.
  public var path: String
  /// The lesson's own file, which the Markdown report follows word by word.
  public var source: SourceFile?
  public var document: Document
  /// As many as `document.cells`, in their order.
  public var cells: [CellReport]
  /// As many as `document.expressions` and the expressions of captions behind them.
  public var expressions: [ExpressionReport]
  /// The same expressions as data, in the same order, without those that only solutions have where solutions are left
  /// out; machine-readable results and values need them.
  public var inline: [InlineRecord]
  /// Targets of `@fig-a` and its like, by label.
  public var targets: [String: ReferenceTarget]
  /// The bibliography entries that are cited, in order of first citation.
  public var references: [BibliographyEntry] {
    didSet { referencesByKey = Report.byKey(references) }
  }
  private var referencesByKey: [String: BibliographyEntry]
  /// Where the images of the document were copied to, relative to the report, by the source the author wrote.
  public var images: [String: String]
  /// Links and sources of images whose files were not put beside the report, since authors are not trusted.
  public var refused: Set<String> = []
  /// Raw HTML as Markdown reports have it, by that of pages, where it links to other lessons.
  public var markdownHTML: [String: String] = [:]
  /// Ranges of the source that no file may quote: solutions, where they are left out.
  public var leftOut: [SourceRange] = []
  /// Anchors in it that links of this lesson and of others lead to.
  public var linkedAnchors: Set<String> = []
  public var course: CourseContext?
  /// Where readers find the lesson's file.
  public var sourceAddress: String?
  /// A hash of the lesson's programs, their options and their data.
  public var program: UInt64 = 0
  /// Tape that the page computes when sliders move; `nil` without them.
  public var sliders: SliderTape?
  /// Expressions in the text that sliders move, by index.
  public var expressionFollowing: [Int: FollowingNumber] = [:]
  /// Fields for answers by the index of their expression, without those that something is wrong with.
  public var answers: [Int: AnswerReport] = [:]
  /// Where the expressions' values come from, as many as `expressions`; empty where nobody asked.
  public var origins: [NumberOrigin?] = []
  /// How much an expression in the text may move before it counts as changed; see ``CellReport/tolerance``.
  public var tolerance = 0.0
  public var options: ReportOptions
  public var diagnostics: [Diagnostic]

  public init(
    title: String, subtitle: String? = nil, language: Language = .en, author: String? = nil, date: String? = nil,
    description: String? = nil, path: String, source: SourceFile? = nil, document: Document, cells: [CellReport] = [],
    expressions: [ExpressionReport] = [], inline: [InlineRecord] = [], targets: [String: ReferenceTarget] = [:],
    references: [BibliographyEntry] = [], images: [String: String] = [:], course: CourseContext? = nil,
    options: ReportOptions = ReportOptions(), diagnostics: [Diagnostic] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.author = author
    self.date = date
    self.description = description
    self.path = path
    self.source = source
    self.document = document
    self.cells = cells
    self.expressions = expressions
    self.inline = inline
    self.targets = targets
    self.references = references
    referencesByKey = Report.byKey(references)
    self.images = images
    self.course = course
    self.options = options
    self.diagnostics = diagnostics
  }

  /// The work that a citation means.
  func reference(_ key: String) -> BibliographyEntry? { referencesByKey[key] }

  private static func byKey(_ references: [BibliographyEntry]) -> [String: BibliographyEntry] {
    Dictionary(references.map { ($0.key, $0) }) { first, _ in first }
  }
}

public struct ReportOptions: Sendable {
  /// `false`: raw HTML and dangerous link schemes are dropped.
  public var rawHTML: Bool
  /// `false`: cells and callouts that hold solutions are left out.
  public var solutions: Bool
  /// How long a formula may be.
  public var budget: LessonBudget

  public init(rawHTML: Bool = true, solutions: Bool = true, budget: LessonBudget = LessonBudget()) {
    self.rawHTML = rawHTML
    self.budget = budget
    self.solutions = solutions
  }
}

/// A number in the text that sliders move.
public struct FollowingNumber: Sendable {
  public var value: ShapedValues
  /// That it stands in once it has moved.
  public var format: NumberFormat
  public var following: Following

  public init(value: ShapedValues, format: NumberFormat, following: Following) {
    self.value = value
    self.format = format
    self.following = following
  }
}

/// One cell's result and how the author wants it shown.
public struct CellReport: Sendable {
  /// The source as echoed: without `#|` lines, and without `expect` lines unless they are asked for.
  public var source: String
  /// The coloured runs of `source`, in order and without overlap.
  public var highlights: [HighlightedRun]
  public var label: String?
  public var caption: [Inline]?
  public var alternative: [Inline]?
  public var echo: Bool
  public var showsOutput: Bool
  public var include: Bool
  public var folds: Bool
  public var isSolution: Bool
  public var outputs: [Artifact]
  /// The lines that show them, in the file where they were written; empty for a cell made by hand.
  public var places: [SourceRange] = []
  /// Where the values among `outputs` come from, as many as these; empty where nobody asked.
  public var origins: [NumberOrigin?] = []
  /// The field under it.
  public var answer: AnswerField?
  /// `from:`
  public var taken: TakenBlock?
  /// As many as `outputs` in a lesson with sliders, else none: what becomes of each when they move.
  public var following: [Following?] = []
  /// The sliders that move what the sign of held claims speaks of.
  public var claimSliders: [Int] = []
  /// Runs that the page can do again; `nil` where there are none.
  public var live: Live?
  /// By how much a number may move before it counts as changed, as a share of the greater of the two.
  public var tolerance = 0.0
  /// Claims that hold and that the echoed source does not show: "✓ 3".
  public var heldClaims: Int
  public var failures: [Failure]
  /// The whole fenced block in the lesson; `nil` for one made by hand.
  public var range: SourceRange?
  /// Not run, since it reads a name that a failed block would have bound.
  public var isSkipped: Bool
  /// Every `expect` of the block, in order.
  public var claims: [ClaimReport]
  /// All gradient checks that the block caused, added up.
  public var checks: CheckSummary
  /// Those among them of derivatives that are values, and stand in no figure, table or list of steps.
  public var derivatives = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)

  /// Runs of a block with `live: true`, numbered from `first` on in the lesson.
  public struct Live: Sendable {
    public var first: Int
    public var runs: [LiveRun]

    public init(first: Int, runs: [LiveRun]) {
      self.first = first
      self.runs = runs
    }
  }

  /// Ran to its end without a fault that its author did not announce.
  public var isOK: Bool { !isSkipped && failures.allSatisfy { $0.isExpected || $0.diagnostic.severity != .error } }

  public init(
    source: String, label: String? = nil, caption: [Inline]? = nil, alternative: [Inline]? = nil, echo: Bool = true,
    showsOutput: Bool = true, include: Bool = true, folds: Bool = false, isSolution: Bool = false,
    outputs: [Artifact] = [], heldClaims: Int = 0, failures: [Failure] = [], range: SourceRange? = nil,
    isSkipped: Bool = false, claims: [ClaimReport] = [],
    checks: CheckSummary = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0),
    highlights: [HighlightedRun] = []
  ) {
    self.source = source
    self.highlights = highlights
    self.label = label
    self.caption = caption
    self.alternative = alternative
    self.echo = echo
    self.showsOutput = showsOutput
    self.include = include
    self.folds = folds
    self.isSolution = isSolution
    self.outputs = outputs
    self.heldClaims = heldClaims
    self.failures = failures
    self.range = range
    self.isSkipped = isSkipped
    self.claims = claims
    self.checks = checks
  }
}

/// Outcome of one `expect`.
public struct ClaimReport: Sendable {
  public var range: SourceRange
  public var holds: Bool
  public var left: ShapedValues
  /// `nil` where the claim is no comparison.
  public var right: ShapedValues?

  public init(range: SourceRange, holds: Bool, left: ShapedValues, right: ShapedValues?) {
    self.range = range
    self.holds = holds
    self.left = left
    self.right = right
  }
}

/// A fault shown in its place in the report.
public struct Failure: Sendable {
  public var diagnostic: Diagnostic
  /// `error: true`: the fault is part of the lesson.
  public var isExpected: Bool
  /// `false`: its place stands in what is left out, or its line has an answer, and no line is quoted.
  public var showsPlace: Bool

  public init(_ diagnostic: Diagnostic, isExpected: Bool = false) {
    self.diagnostic = diagnostic
    self.isExpected = isExpected
    let file = diagnostic.range.file
    showsPlace = !holdsAnswer(file.bytes[file.lineRange(diagnostic.range.start.line)])
  }
}

/// One inline expression as data: what machine-readable results say of it.
public struct InlineRecord: Sendable {
  /// The expression without its marker: `grad(f, w0)`, a format included.
  public var expression: String
  public var range: SourceRange
  /// `nil` when it failed.
  public var value: ShapedValues?
  /// As it stands in the text.
  public var text: String
  /// That its numbers stand in.
  public var format: NumberFormat
  /// Of the derivatives behind it.
  public var checks = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)
  /// Behind a field for answers, as an answer or a slip: readers get a hash of it (``AnswerFingerprint``).
  public var isAnswer = false

  public init(
    expression: String, range: SourceRange, value: ShapedValues?, text: String, format: NumberFormat = NumberFormat()
  ) {
    self.format = format
    self.expression = expression
    self.range = range
    self.value = value
    self.text = text
  }
}

/// Target of a cross-reference.
public struct ReferenceTarget: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case figure
    case table
    case equation
    case section
    /// A theorem, a definition, an exercise …
    case statement(Callout.Kind)
  }

  public var kind: Kind
  /// `3`; for a section its title's text when sections are not numbered.
  public var text: String
  public var anchor: String

  public init(kind: Kind, text: String, anchor: String) {
    self.kind = kind
    self.text = text
    self.anchor = anchor
  }
}

public struct BibliographyEntry: Sendable {
  public var key: String
  /// `Rumelhart et al. 1986`
  public var short: String
  /// `Rumelhart et al.`; what stands in for it where nobody is named.
  public var author: String
  /// `1986a`
  public var year: String?
  /// The whole entry, its formulas as such.
  public var full: [Inline]
  public var url: String?

  public init(
    key: String, short: String, author: String? = nil, year: String? = nil, full: [Inline], url: String? = nil
  ) {
    self.key = key
    self.short = short
    self.author = author ?? short
    self.year = year
    self.full = full
    self.url = url
  }
}

/// The course around a report.
public struct CourseContext: Sendable, Hashable, Codable {
  public struct Neighbour: Sendable, Hashable, Codable {
    public var title: String
    /// Path without extension, relative to the output folder.
    public var path: String

    public init(title: String, path: String) {
      self.title = title
      self.path = path
    }
  }

  public var title: String
  public var previous: Neighbour?
  public var next: Neighbour?
  /// The same lesson in other languages.
  public var translations: [Language: Neighbour]
  /// Lessons that its blocks take their source from, in the order of their paths.
  public var sources: [Neighbour] = []
  /// Where the course's pages are published, without a slash at the end.
  public var url: String?

  /// In the languages' own order, whatever order they came in.
  var translationsInOrder: [(language: Language, neighbour: Neighbour)] {
    translations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public init(
    title: String, previous: Neighbour? = nil, next: Neighbour? = nil, translations: [Language: Neighbour] = [:]
  ) {
    self.title = title
    self.previous = previous
    self.next = next
    self.translations = translations
  }
}

/// A file to be written: a path relative to the output folder, and its bytes.
public struct OutputFile: Sendable, Hashable {
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
