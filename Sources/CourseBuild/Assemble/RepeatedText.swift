import Markup
import Reporting
import SourceText

/// Counts the text that a lesson has once and shows many times: a section's title in references to it, a work without
/// an author, whose title stands in for the name, in citations, a text in inline expressions.
///
/// A title of 10,000 bytes and 2,000 references to it are 34,000 bytes that would become 20 million.
struct RepeatedText {
  private let budget: LessonBudget
  private var spent = 0
  /// At the first one that is too much.
  private(set) var fault: Diagnostic?

  init(budget: LessonBudget) { self.budget = budget }

  /// - Parameter text: made only while there is room: a name of 100,000 bytes is not put together 100,000 times.
  mutating func add(_ text: @autoclosure () -> String, at range: SourceRange) {
    guard fault == nil else { return }
    spent += text().utf8.count
    guard spent > budget[.text] else { return }
    fault = budget.fault(
      .text, "the references, citations and inline expressions of this lesson put in more than", "bytes", at: range)
  }

  mutating func add(_ expressions: [InlineRecord]) {
    for expression in expressions { add(expression.text, at: expression.range) }
  }
}

extension Report {
  /// Rest of a lesson that would become too much: its head, its blocks' results as data, no prose.
  mutating func removeText() {
    document = Document(frontMatter: document.frontMatter)
    expressions = []
    inline = []
  }
}
