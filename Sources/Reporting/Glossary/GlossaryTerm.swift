/// A term where a lesson defines it: what stands between `<dfn>` and `</dfn>`, and the sentence around it.
public struct GlossaryTerm: Codable, Sendable, Hashable {
  /// Plain text, by which terms are ordered and found again: `chain rule`, `연쇄 법칙(chain rule)`.
  public var term: String
  /// The sentence as Markdown, its numbers as the page shows them, its references as links from `path`'s folder. The last one
  /// of a paragraph takes the formula below it along.
  public var definition: String
  /// The section that defines it.
  public var anchor: String

  public init(term: String, definition: String, anchor: String) {
    (self.term, self.definition, self.anchor) = (term, definition, anchor)
  }
}
