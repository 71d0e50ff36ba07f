import NNSyntax
import Reporting
import SourceText

/// How a block is run: the part of its options that the interpreter needs.
public struct RunOptions: Sendable {
  /// Significant digits of values; of figures.
  public var digits: Int
  public var figureDigits: Int
  /// Scalar operations.
  public var budget: Int
  /// Bytes.
  public var memory: Int
  public var depth: Int
  /// Seconds; only a safety net.
  public var timeout: Int

  public init(
    digits: Int = 6, figureDigits: Int = 4, budget: Int = 100_000_000_000, memory: Int = 2 << 30, depth: Int = 1000,
    timeout: Int = 600
  ) {
    self.digits = digits
    self.figureDigits = figureDigits
    self.budget = budget
    self.memory = memory
    self.depth = depth
    self.timeout = timeout
  }
}

/// What a block gave.
public struct Outcome: Sendable {
  public struct Claim: Sendable {
    public var range: SourceRange
    public var holds: Bool
    public var left: ShapedValues
    public var right: ShapedValues?
  }

  public var outputs: [Artifact]
  public var claims: [Claim]
  public var diagnostics: [Diagnostic]
  /// Not run, since it reads a name that a failed block would have bound.
  public var isSkipped: Bool
  /// All gradient checks that the block caused, added up.
  public var checks: CheckSummary
}

/// The environment that the blocks of one lesson share, top to bottom.
///
/// Not `Sendable`: a lesson runs in one task.
public final class Session {
  public init(seed: Int = 0, readFile: @escaping (String, SourceRange) throws(Diagnostic) -> [UInt8]) {}

  /// Runs a block. When it fails, the environment is as it was before it.
  ///
  /// - Parameter expectsFailure: `error: true`.
  public func run(_ program: Program, options: RunOptions, expectsFailure: Bool = false) -> Outcome { fatalError() }

  /// Evaluates an inline expression on a scratch copy.
  public func evaluate(_ program: InlineProgram, options: RunOptions) -> Result<InlineResult, Diagnostic> {
    fatalError()
  }
}

public struct InlineResult: Sendable {
  public var value: ShapedValues
  public var report: ExpressionReport
  public var text: String
}
