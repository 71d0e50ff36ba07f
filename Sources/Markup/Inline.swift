import SourceText

public indirect enum Inline: Sendable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  /// With its place, where that is known.
  case html(String, SourceRange? = nil)
  /// `needsTag` where CommonMark itself would leave the asterisks (next to a Hangul, Han or Kana letter), so that a
  /// Markdown report writes `<em>` or `<strong>`.
  case emphasis([Inline], needsTag: Bool)
  case strong([Inline], needsTag: Bool)
  case strikethrough([Inline])
  /// `~2~`
  case lowered([Inline])
  /// `^2^`
  case raised([Inline])
  case link(Link)
  case image(Image)
  case formula(Formula)
  /// Index into ``Document/expressions``.
  case expression(Int)
  /// `[?]{nn="y"}`
  case answer(AnswerField)
  case footnote(FootnoteReference)
  /// `@fig-a`
  case reference(CrossReference)
  /// `[@key]`, `[see @a, p. 3; @b]`, `@key`
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
  public var media: Media
  public var range: SourceRange?

  public enum Media: Sendable, Hashable {
    case picture
    case video
    case sound

    /// By the ending of a file's name.
    public init(_ source: String) {
      let path = source.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      let ending = path.split(separator: UInt8(ascii: ".")).last.map {
        String(decoding: $0, as: UTF8.self).lowercased()
      }
      switch ending {
      case "mp4"?, "m4v"?, "webm"?, "ogv"?, "mov"?: self = .video
      case "mp3"?, "m4a"?, "ogg"?, "oga"?, "wav"?, "flac"?: self = .sound
      default: self = .picture
      }
    }
  }

  public init(
    source: String, title: String, alt: [Inline], label: String? = nil, width: String? = nil,
    alternative: String? = nil, media: Media? = nil, range: SourceRange? = nil
  ) {
    self.media = media ?? Media(source)
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
  /// How much of a target's name stands in the text.
  public enum Form: Sendable, Hashable {
    /// `@eq-a`: Equation (1)
    case named
    /// `[-@eq-a]`, `\eqref{eq-a}`: (1)
    case number
    /// `\ref{eq-a}`: 1
    case bareNumber
  }

  public var label: String
  public var form: Form
  public var range: SourceRange

  public init(label: String, form: Form = .named, range: SourceRange) {
    self.label = label
    self.form = form
    self.range = range
  }
}

public struct Citation: Sendable {
  public struct Item: Sendable {
    public var key: String
    public var prefix: String
    public var suffix: String
    /// `[-@key]`: the text names the author already.
    public var omitsAuthor: Bool
    public var range: SourceRange

    public init(key: String, prefix: String = "", suffix: String = "", omitsAuthor: Bool = false, range: SourceRange) {
      self.key = key
      self.prefix = prefix
      self.suffix = suffix
      self.omitsAuthor = omitsAuthor
      self.range = range
    }
  }

  public enum Style: Sendable, Hashable {
    /// `[@key]`: author and year in brackets.
    case parenthetical
    /// `@key`: the author is a part of the sentence, the year stands in brackets.
    case narrative
  }

  public var items: [Item]
  public var style: Style
  /// The whole construct, brackets included.
  public var range: SourceRange?

  public init(items: [Item], style: Style = .parenthetical, range: SourceRange? = nil) {
    self.items = items
    self.style = style
    self.range = range
  }
}
