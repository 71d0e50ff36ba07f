import SourceText

public indirect enum Inline: Sendable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  case html(String)
  /// `needsTag` where CommonMark itself would leave the asterisks (next to a Hangul, Han or Kana letter), so that a
  /// Markdown report writes `<em>` or `<strong>`.
  case emphasis([Inline], needsTag: Bool)
  case strong([Inline], needsTag: Bool)
  case strikethrough([Inline])
  case link(Link)
  case image(Image)
  case formula(Formula)
  /// Index into ``Document/expressions``.
  case expression(Int)
  case footnote(FootnoteReference)
  /// `@fig-a`
  case reference(CrossReference)
  /// `[@key]`, `[see @a, p. 3; @b]`
  case citation(Citation)
}

public struct Link: Sendable {
  public var destination: String
  public var title: String
  public var content: [Inline]
  public var range: SourceRange?

  public init(destination: String, title: String, content: [Inline], range: SourceRange? = nil) {
    self.destination = destination
    self.title = title
    self.content = content
    self.range = range
  }
}

public struct Image: Sendable {
  public var source: String
  public var title: String
  /// The text alternative, and the caption of a figure.
  public var alt: [Inline]
  /// `{#fig-a}`
  public var label: String?
  /// `{width=60%}`, a CSS length.
  public var width: String?
  /// `{fig-alt="…"}`: the text alternative where the caption is none.
  public var alternative: String?
  public var range: SourceRange?

  public init(
    source: String, title: String, alt: [Inline], label: String? = nil, width: String? = nil,
    alternative: String? = nil, range: SourceRange? = nil
  ) {
    self.source = source
    self.title = title
    self.alt = alt
    self.label = label
    self.width = width
    self.alternative = alternative
    self.range = range
  }
}

public struct FootnoteReference: Sendable {
  public var label: String
  public var number: Int
  /// The how-manieth reference to this footnote, from 1.
  public var occurrence: Int
  public var range: SourceRange?

  public init(label: String, number: Int, occurrence: Int, range: SourceRange? = nil) {
    self.label = label
    self.number = number
    self.occurrence = occurrence
    self.range = range
  }
}

public struct CrossReference: Sendable {
  public var label: String
  public var range: SourceRange

  public init(label: String, range: SourceRange) {
    self.label = label
    self.range = range
  }
}

public struct Citation: Sendable {
  public struct Item: Sendable {
    public var key: String
    public var prefix: String
    public var suffix: String
    public var range: SourceRange

    public init(key: String, prefix: String = "", suffix: String = "", range: SourceRange) {
      self.key = key
      self.prefix = prefix
      self.suffix = suffix
      self.range = range
    }
  }

  public var items: [Item]
  /// The whole construct, brackets included.
  public var range: SourceRange?

  public init(items: [Item], range: SourceRange? = nil) {
    self.items = items
    self.range = range
  }
}
