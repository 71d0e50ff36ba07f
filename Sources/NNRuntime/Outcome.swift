import Artifacts
import Formulas
import SourceText

/// The outcome of a block.
public struct Outcome: Sendable {
  public struct Claim: Sendable {
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

  /// A value that a name gives behind a block, with the expression that says so.
  public struct Binding: Sendable {
    /// `y`, `p[0]`, `h.loss[-1]`
    public var expression: String
    public var value: ShapedValues

    public init(expression: String, value: ShapedValues) {
      self.expression = expression
      self.value = value
    }
  }

  public var outputs: [Artifact] = []
  /// The lines that show them, as many as `outputs`; a line in a loop shows several.
  public var places: [SourceRange] = []
  public var claims: [Claim] = []
  public var diagnostics: [Diagnostic] = []
  /// Not run, since it reads a name that a failed block would have bound.
  public var isSkipped = false
  /// Says which name that was, for the note in the report. It is no further fault: the failed block has its own.
  public var skippedSince: Diagnostic?
  /// All gradient checks that the block caused, added up.
  public var checks = CheckSummary.none
  /// Those among them of derivatives that the block gave as values, and not in a figure, a table or steps.
  public var derivatives = CheckSummary.none
  /// Names that the block bound or updated, as far as they stand for few numbers: what a sentence may state.
  public var bindings: [Binding] = []
  /// All names that the block bound or updated, those moved along with an updated tuple too; in the order of the alphabet.
  public var changed: [String] = []
  /// As many as `outputs` in a lesson with sliders, else none: what becomes of each when they move.
  public var following: [Following?] = []
  /// The sliders that move what the claims speak of.
  public var claimSliders: [Int] = []
  /// Of a block with `live: true`.
  public var live: LiveCell?

  public init() {}

  init(shown: ShownOutputs, claims: [Claim], diagnostics: [Diagnostic], checks: CheckSummary) {
    outputs = shown.artifacts
    places = shown.places
    self.claims = claims
    self.diagnostics = diagnostics
    self.checks = checks
  }

  /// - Parameter places: as many as `outputs`.
  public init(
    outputs: [Artifact], places: [SourceRange], claims: [Claim], diagnostics: [Diagnostic], checks: CheckSummary
  ) {
    self.outputs = outputs
    self.places = places
    self.claims = claims
    self.diagnostics = diagnostics
    self.checks = checks
  }
}

/// The results of a block, in order, each with the line that shows it.
struct ShownOutputs {
  private(set) var artifacts: [Artifact] = []
  private(set) var places: [SourceRange] = []

  var count: Int { artifacts.count }

  mutating func append(_ artifact: Artifact, at place: SourceRange) {
    artifacts.append(artifact)
    places.append(place)
  }
}

/// The outcome of an inline expression: its numbers, and how they stand in the text.
public struct InlineResult: Sendable {
  public var value: ShapedValues
  public var report: ExpressionReport
  public var text: String
  /// That its numbers stand in.
  public var format: NumberFormat
  public var warnings: [Diagnostic] = []
  /// Of the derivatives behind it.
  public var checks = CheckSummary.none
  /// Its fate when sliders move; `nil` where none does.
  public var following: Following?

  /// The same value where the text has it in the author's own digits.
  public func standing(as typed: String) -> InlineResult {
    var result = self
    result.text = typed
    result.report = .value(Notation(plain: typed), tex: typed)
    return result
  }

  public init(
    value: ShapedValues, report: ExpressionReport, text: String, format: NumberFormat, warnings: [Diagnostic] = []
  ) {
    self.format = format
    self.value = value
    self.report = report
    self.text = text
    self.warnings = warnings
  }
}
