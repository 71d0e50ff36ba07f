import SourceText
import Testing

@testable import CourseBuild

/// The examples of `lessons explain` are true: the wrong one gives the fault, the right one gives none.
@Suite struct ExplanationExampleTests {
  /// What cannot be shown in a text alone: it takes other files, a terminal, or a very deep expression.
  static let needsMore: Set<DiagnosticID> = [
    .fileMissing, .fileOutsideCourse, .includeCycle, .unknownReference, .unknownCitation, .brokenLink, .badMath,
    .unknownAttribute, .fromNotFound, .nestedTooDeep, .timeBudget, .depthBudget,
    .untrustedFile,
  ]

  static let pages = DiagnosticID.allCases.map(Explanation.init).filter {
    ($0.language == .nn || $0.language == .markdown) && !needsMore.contains($0.id)
  }

  @Test(arguments: pages) func examples(_ page: Explanation) {
    #expect(faults(page.wrong, page.language).contains(page.id), "\(page.id.rawValue): wrong")
    #expect(faults(page.right, page.language) == [], "\(page.id.rawValue): right")
  }

  func faults(_ example: String, _ language: Explanation.Language) -> [DiagnosticID] {
    let text = language == .nn ? "```nn\n\(example)\n```\n" : "```nn\nloss = 1\n```\n\n\(example)\n"
    let path = Path.join(FaultTests.folder, "example.md")
    return diagnose(path, text: example.hasPrefix("---") ? example + "\n" : text).map(\.id)
  }
}
