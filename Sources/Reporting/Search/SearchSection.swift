/// A section of a lesson as a search sees it: a heading, and all text up to the next one.
public struct SearchSection: Codable, Sendable, Hashable {
  /// Empty for what stands before the first heading.
  public var heading: String
  /// Empty for the top of the page.
  public var anchor: String
  /// Prose, with numbers as they are printed and formulas as far as letters can say them.
  public var text: String
  /// Words that the prose makes bold, which is how a text names what it explains, and names in the blocks that are shown,
  /// each once: `chain rule gradcheck w1`.
  public var names: String

  public init(heading: String, anchor: String, text: String = "", names: String = "") {
    self.heading = heading
    self.anchor = anchor
    self.text = text
    self.names = names
  }
}
