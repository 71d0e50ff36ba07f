/// What a diagnostic means: the page that `lessons explain ID` prints.
public struct Explanation: Sendable, Hashable {
  /// What the examples are written in.
  public enum Language: String, Sendable, Hashable, CaseIterable {
    case nn
    case markdown
    case yaml
    case text
    case shell
  }

  public let id: DiagnosticID
  /// The fault in a few words: `a name that nothing above has bound`.
  public let summary: String
  public let meaning: String
  public let language: Language
  /// A short example that gives the diagnostic, and how it is written rightly.
  public let wrong: String
  public let right: String

  init(
    _ id: DiagnosticID, _ summary: String, _ meaning: String, in language: Language, wrong: String, right: String
  ) {
    self.id = id
    self.summary = summary
    self.meaning = meaning
    self.language = language
    self.wrong = wrong
    self.right = right
  }

  public init(_ id: DiagnosticID) {
    switch id {
    case .notUTF8: self = .notUTF8
    case .unreadableFile: self = .unreadableFile
    case .badDataFile: self = .badDataFile
    case .fileMissing: self = .fileMissing
    case .fileOutsideCourse: self = .fileOutsideCourse
    case .untrustedFile: self = .untrustedFile
    case .fileChanged: self = .fileChanged
    case .cannotWrite: self = .cannotWrite
    case .outputInsideLessons: self = .outputInsideLessons
    case .outputCollision: self = .outputCollision
    case .badCourseFile: self = .badCourseFile
    case .badFrontMatter: self = .badFrontMatter
    case .noLessons: self = .noLessons
    case .driftedReport: self = .driftedReport
    case .unknownDiv: self = .unknownDiv
    case .unclosedDiv: self = .unclosedDiv
    case .unclosedFence: self = .unclosedFence
    case .includeCycle: self = .includeCycle
    case .lessonBudget: self = .lessonBudget
    case .duplicateLabel: self = .duplicateLabel
    case .unknownReference: self = .unknownReference
    case .unknownCitation: self = .unknownCitation
    case .badBibliography: self = .badBibliography
    case .unknownFootnote: self = .unknownFootnote
    case .tableRow: self = .tableRow
    case .brokenLink: self = .brokenLink
    case .unknownAttribute: self = .unknownAttribute
    case .badMath: self = .badMath
    case .noMathRenderer: self = .noMathRenderer
    case .unknownOption: self = .unknownOption
    case .repeatedOption: self = .repeatedOption
    case .badOptionValue: self = .badOptionValue
    case .lateOption: self = .lateOption
    case .fromNotFound: self = .fromNotFound
    case .expectedFailure: self = .expectedFailure
    case .unusedWords: self = .unusedWords
    case .unexpectedCharacter: self = .unexpectedCharacter
    case .unexpectedToken: self = .unexpectedToken
    case .unclosedBracket: self = .unclosedBracket
    case .unclosedText: self = .unclosedText
    case .badNumber: self = .badNumber
    case .badTarget: self = .badTarget
    case .unsupportedStatement: self = .unsupportedStatement
    case .nestedTooDeep: self = .nestedTooDeep
    case .badFormat: self = .badFormat
    case .unknownName: self = .unknownName
    case .unknownFunction: self = .unknownFunction
    case .unknownMember: self = .unknownMember
    case .builtinRebound: self = .builtinRebound
    case .notCallable: self = .notCallable
    case .wrongArguments: self = .wrongArguments
    case .wrongKind: self = .wrongKind
    case .nonLocalUpdate: self = .nonLocalUpdate
    case .notAnInput: self = .notAnInput
    case .badBackwardRule: self = .badBackwardRule
    case .noValue: self = .noValue
    case .randomInText: self = .randomInText
    case .cannotRepeat: self = .cannotRepeat
    case .shapeMismatch: self = .shapeMismatch
    case .raggedArray: self = .raggedArray
    case .indexOutOfRange: self = .indexOutOfRange
    case .notWhole: self = .notWhole
    case .badRange: self = .badRange
    case .tupleSize: self = .tupleSize
    case .notScalar: self = .notScalar
    case .nonFinite: self = .nonFinite
    case .badProbabilities: self = .badProbabilities
    case .softmaxTwice: self = .softmaxTwice
    case .noProbability: self = .noProbability
    case .gradientOfNonScalar: self = .gradientOfNonScalar
    case .noDependence: self = .noDependence
    case .staleGradient: self = .staleGradient
    case .cutDependence: self = .cutDependence
    case .gradientCheckFailed: self = .gradientCheckFailed
    case .gradcheckFailed: self = .gradcheckFailed
    case .expectationFailed: self = .expectationFailed
    case .emptyClaim: self = .emptyClaim
    case .operationBudget: self = .operationBudget
    case .memoryBudget: self = .memoryBudget
    case .depthBudget: self = .depthBudget
    case .timeBudget: self = .timeBudget
    }
  }

  /// The page as plain text.
  public var text: String {
    func indented(_ example: String) -> String {
      example.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
    }
    return """
      \(id.rawValue) (\(id.severity.rawValue)): \(summary)

      \(meaning)

      Gives it:

      \(indented(wrong))

      Right:

      \(indented(right))

      """
  }
}
