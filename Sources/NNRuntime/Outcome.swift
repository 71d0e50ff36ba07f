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

  public var outputs: [Artifact] = []
  public var claims: [Claim] = []
  public var diagnostics: [Diagnostic] = []
  /// Not run, since it reads a name that a failed block would have bound.
  public var isSkipped = false
  /// Says which name that was, for the note in the report. It is no further fault: the failed block has its own.
  public var skippedSince: Diagnostic?
  /// All gradient checks that the block caused, added up.
  public var checks = CheckSummary.none

  public init() {}

  public init(outputs: [Artifact], claims: [Claim], diagnostics: [Diagnostic], checks: CheckSummary) {
    self.outputs = outputs
    self.claims = claims
    self.diagnostics = diagnostics
    self.checks = checks
  }
}

/// The outcome of an inline expression: its numbers, and how they stand in the text.
public struct InlineResult: Sendable {
  public var value: ShapedValues
  public var report: ExpressionReport
  public var text: String
  public var warnings: [Diagnostic] = []

  public init(value: ShapedValues, report: ExpressionReport, text: String, warnings: [Diagnostic] = []) {
    self.value = value
    self.report = report
    self.text = text
    self.warnings = warnings
  }
}
