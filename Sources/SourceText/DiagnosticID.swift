/// Every fault that the product can name. `lessons explain NN-…` tells more about each.
///
/// Adding one: a case here, its page among those under `Explanations/`, and a fixture that checks its position.
public enum DiagnosticID: String, Sendable, Hashable, CaseIterable {
  // Files and course
  case notUTF8 = "NN-not-utf8"
  case unreadableFile = "NN-unreadable-file"
  case badDataFile = "NN-bad-data-file"
  case fileMissing = "NN-file-missing"
  case fileOutsideCourse = "NN-file-outside-course"
  case untrustedFile = "NN-untrusted-file"
  case fileChanged = "NN-file-changed"
  case cannotWrite = "NN-cannot-write"
  case outputInsideLessons = "NN-output-inside-lessons"
  case outputCollision = "NN-output-collision"
  case badCourseFile = "NN-bad-course-file"
  case badFrontMatter = "NN-bad-front-matter"
  case wordsInEnglish = "NN-words-in-english"
  case noLessons = "NN-no-lessons"
  case passedOver = "NN-passed-over"
  case driftedReport = "NN-drifted-report"
  case driftedValue = "NN-drifted-value"
  case translationDiffers = "NN-translation-differs"
  case numberInProse = "NN-number-in-prose"
  case typedNumber = "NN-typed-number"
  case doubtfulNumber = "NN-doubtful-number"
  case unusedIgnore = "NN-unused-ignore"
  case cacheMismatch = "NN-cache-mismatch"

  // Markdown
  case unknownDiv = "NN-unknown-div"
  case answerField = "NN-answer-field"
  case unclosedDiv = "NN-unclosed-div"
  case unclosedFence = "NN-unclosed-fence"
  case unclosedHTML = "NN-unclosed-html"
  case includeCycle = "NN-include-cycle"
  case lessonBudget = "NN-lesson-budget"
  case duplicateLabel = "NN-duplicate-label"
  case unknownReference = "NN-unknown-reference"
  case unknownCitation = "NN-unknown-citation"
  case badBibliography = "NN-bad-bibliography"
  case unknownFootnote = "NN-unknown-footnote"
  case misplacedFootnote = "NN-misplaced-footnote"
  case openAnswer = "NN-open-answer"
  case tableRow = "NN-table-row"
  case brokenLink = "NN-broken-link"
  case unknownAttribute = "NN-unknown-attribute"
  case badMath = "NN-bad-math"
  case foreignConstruct = "NN-foreign-construct"
  case noMathRenderer = "NN-no-math-renderer"
  case noConverter = "NN-no-converter"

  // Cell options
  case unknownOption = "NN-unknown-option"
  case repeatedOption = "NN-repeated-option"
  case badOptionValue = "NN-bad-option-value"
  case lateOption = "NN-late-option"
  case fromNotFound = "NN-from-not-found"
  case expectedFailure = "NN-expected-failure"
  case unusedWords = "NN-unused-words"

  // Syntax
  case unexpectedCharacter = "NN-unexpected-character"
  case unexpectedToken = "NN-unexpected-token"
  case unclosedBracket = "NN-unclosed-bracket"
  case unclosedText = "NN-unclosed-text"
  case badNumber = "NN-bad-number"
  case badTarget = "NN-bad-target"
  case unsupportedStatement = "NN-unsupported-statement"
  case nestedTooDeep = "NN-nested-too-deep"
  case badFormat = "NN-bad-format"

  // Names and calls
  case unknownName = "NN-unknown-name"
  case unknownFunction = "NN-unknown-function"
  case unknownMember = "NN-unknown-member"
  case builtinRebound = "NN-builtin-rebound"
  case notCallable = "NN-not-callable"
  case wrongArguments = "NN-wrong-arguments"
  case wrongKind = "NN-wrong-kind"
  case nonLocalUpdate = "NN-non-local-update"
  case notAnInput = "NN-not-an-input"
  case badSlider = "NN-bad-slider"
  case notLive = "NN-not-live"
  case badBackwardRule = "NN-bad-backward-rule"
  case noValue = "NN-no-value"
  case randomInText = "NN-random-in-text"
  case cannotRepeat = "NN-cannot-repeat"

  // Shapes and numbers
  case shapeMismatch = "NN-shape-mismatch"
  case raggedArray = "NN-ragged-array"
  case indexOutOfRange = "NN-index-out-of-range"
  case notWhole = "NN-not-whole"
  case badRange = "NN-bad-range"
  case tupleSize = "NN-tuple-size"
  case notScalar = "NN-not-scalar"
  case nonFinite = "NN-non-finite"

  case badProbabilities = "NN-bad-probabilities"
  case softmaxTwice = "NN-softmax-twice"
  case noProbability = "NN-no-probability"

  // Derivatives
  case gradientOfNonScalar = "NN-gradient-of-non-scalar"
  case noDependence = "NN-no-dependence"
  case staleGradient = "NN-stale-gradient"
  case cutDependence = "NN-cut-dependence"
  case gradientCheckFailed = "NN-gradient-check-failed"
  case gradcheckFailed = "NN-gradcheck-failed"

  // Claims and budgets
  case expectationFailed = "NN-expectation-failed"
  case emptyClaim = "NN-empty-claim"
  case operationBudget = "NN-operation-budget"
  case memoryBudget = "NN-memory-budget"
  case depthBudget = "NN-depth-budget"
  case timeBudget = "NN-time-budget"

  /// Severity of the fault unless said otherwise.
  public var severity: Diagnostic.Severity { Explanation(self).severity }
}
