import SourceText
import Testing

@testable import NNRuntime

/// The examples that `lessons explain` prints: the wrong one gives its diagnostic, the right one runs.
struct ExplanationTests {
  static let cases: [DiagnosticID] = [
    .unknownName, .unknownFunction, .unknownMember, .builtinRebound, .notCallable, .wrongArguments, .wrongKind,
    .nonLocalUpdate, .notAnInput, .badSlider, .badBackwardRule, .noValue, .cannotRepeat, .shapeMismatch, .raggedArray,
    .indexOutOfRange,
    .notWhole, .badRange, .tupleSize, .notScalar, .nonFinite, .gradientOfNonScalar, .noDependence, .staleGradient,
    .gradientCheckFailed, .expectationFailed, .operationBudget, .memoryBudget, .depthBudget,
  ]

  @Test(arguments: cases) func exampleGivesIt(_ id: DiagnosticID) {
    let explanation = Explanation(id)
    var lesson = Lesson()
    lesson.options = options(explanation.wrong)
    let wrong = lesson.run(explanation.wrong)
    #expect(wrong.diagnostics.map(\.id).contains(id), "\(wrong.diagnostics.map { "\($0.id.rawValue): \($0.message)" })")
  }

  @Test(arguments: cases) func rightExampleRuns(_ id: DiagnosticID) {
    let right = Lesson().run(Explanation(id).right)
    #expect(right.diagnostics.isEmpty, "\(right.diagnostics.map { "\($0.id.rawValue): \($0.message)" })")
  }

  /// `#| budget: 1000` is a comment to the interpreter; the block's options are read elsewhere.
  private func options(_ source: String) -> RunOptions {
    var options = RunOptions()
    if source.contains("#| budget: 1000\n") { options.budget = 1000 }
    return options
  }
}
