import Testing

@testable import SourceText

@Suite struct ExplanationTests {
  @Test(arguments: DiagnosticID.allCases) func page(_ id: DiagnosticID) {
    let page = Explanation(id)
    #expect(page.id == id)
    #expect(!page.summary.isEmpty && !page.summary.hasSuffix("."))
    #expect(page.meaning.hasSuffix(".") && !page.meaning.contains("  ") && !page.meaning.contains("\n"))
    #expect(!page.wrong.isEmpty && !page.right.isEmpty && page.wrong != page.right)
    #expect(page.text.hasPrefix("\(id.rawValue) (\(id.severity.rawValue)): "))
  }

  @Test func identifiers() {
    for id in DiagnosticID.allCases {
      #expect(id.rawValue.wholeMatch(of: /NN(-[a-z0-9]+)+/) != nil || id == .notUTF8)
    }
  }
}
