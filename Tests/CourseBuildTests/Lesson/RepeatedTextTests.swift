import SourceText
import Testing

@testable import CourseBuild

struct RepeatedTextTests {
  /// What is over the limit is named once, and no text is put together any more: n citations of a name of n bytes would
  /// take n².
  @Test func stopsAtTheLimit() throws {
    var budget = LessonBudget()
    budget[.text] = 10
    var repeated = RepeatedText(budget: budget)
    let file = SourceFile(path: "a.md", text: "abcdef")
    var made = 0
    func text() -> String {
      made += 1
      return "word"
    }
    for place in 0..<6 { repeated.add(text(), at: SourceRange(file, place..<place + 1)) }
    #expect(made == 3)
    let fault = try #require(repeated.fault)
    #expect(fault.id == .lessonBudget && fault.range.bytes == 2..<3)
  }
}
