import Foundation
import NNRuntime
import SourceText
import Testing

@testable import CourseBuild

struct LanguageReferenceTests {
  private static let file = URL(fileURLWithPath: #filePath).appending(path: "../../../../docs/language.md").standardized

  /// `RECORD_GOLDENS=1` writes the file, and fails so that the difference is read.
  @Test func theCommittedPageIsUpToDate() throws {
    let text = languageReference()
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
      Issue.record("written anew; read the difference")
    }
    #expect(
      try String(contentsOf: Self.file, encoding: .utf8) == text, "lessons explain --reference > docs/language.md")
  }

  @Test func everyOptionKeyAndFunctionIsThere() {
    let text = languageReference()
    for option in OptionKey.allCases { #expect(text.contains("`\(option.rawValue)`"), "\(option)") }
    for (_, functions) in BuiltinDescription.chapters {
      for function in functions {
        #expect(!function.summary.isEmpty)
        for form in function.forms { #expect(text.contains("`\(form.replacing("|", with: "\\|"))`"), "\(form)") }
      }
    }
  }
}
