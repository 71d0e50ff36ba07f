/// Meaning of a diagnostic: the page that `lessons explain ID` prints.
public struct Explanation: Sendable, Hashable {
  /// Language of the examples.
  public enum Language: String, Sendable, Hashable, CaseIterable {
    case nn
    case markdown
    case yaml
    case text
    case shell
  }

  public let id: DiagnosticID
  /// Severity of the fault unless said otherwise.
  public let severity: Diagnostic.Severity
  /// The fault in a few words: `a name that nothing above has bound`.
  public let summary: String
  public let meaning: String
  public let language: Language
  /// A short example that gives the diagnostic, and how it is written rightly.
  public let wrong: String
  public let right: String

  init(
    _ id: DiagnosticID, _ severity: Diagnostic.Severity, _ summary: String, _ meaning: String, in language: Language,
    wrong: String, right: String
  ) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.meaning = meaning
    self.language = language
    self.wrong = wrong
    self.right = right
  }

  /// Each fault has a page; a test sees to it.
  public init(_ id: DiagnosticID) {
    guard let page = Self.pages[id] else { preconditionFailure("\(id.rawValue) has no page") }
    self = page
  }

  private static let pages: [DiagnosticID: Explanation] = {
    var pages: [DiagnosticID: Explanation] = [:]
    for page in [budgets, derivatives, files, losses, markdown, names, options, shapes, syntax].joined() {
      precondition(pages[page.id] == nil, "\(page.id.rawValue) has two pages")
      pages[page.id] = page
    }
    return pages
  }()

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

  /// The page as Markdown, its examples in fences.
  public var markdown: String {
    // Longer than any run of backquotes in the examples.
    let fence = wrong.contains("```") || right.contains("```") ? "````" : "```"
    func fenced(_ example: String) -> String { "\(fence)\(language.rawValue)\n\(example)\n\(fence)" }
    return "\(meaning)\n\nGives it:\n\n\(fenced(wrong))\n\nRight:\n\n\(fenced(right))\n"
  }
}
