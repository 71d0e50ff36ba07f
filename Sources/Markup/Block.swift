import SourceText

public struct Block: Sendable {
  public indirect enum Kind: Sendable {
    case heading(Heading)
    case paragraph([Inline])
    case quote([Block])
    case list(List)
    case code(info: String, literal: String)
    /// Index into ``Document/cells``.
    case cell(Int)
    case html(String)
    case rule
    case table(Table)
    /// A display formula on lines of its own.
    case formula(Formula)
    /// An image alone in its paragraph with `{#fig-a}` or other attributes behind it; its `alt` is the caption. A
    /// lone image without them stays a paragraph, as in CommonMark.
    case figure(Image)
    case callout(Callout)
    case tabset([Tab])
    case definitions([Definition])
    /// `{{< pagebreak >}}`, for print.
    case pageBreak
  }

  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public struct Heading: Sendable {
  public var level: Int
  public var content: [Inline]
  /// Unique in the document; `{#sec-a}` or made from the text, Hangul kept.
  public var anchor: String
  /// Whether the author gave the anchor.
  public var isLabelled: Bool

  public init(level: Int, content: [Inline], anchor: String, isLabelled: Bool) {
    self.level = level
    self.content = content
    self.anchor = anchor
    self.isLabelled = isLabelled
  }
}

public struct List: Sendable {
  public struct Item: Sendable {
    /// A task's state, `nil` for an ordinary item.
    public var isDone: Bool?
    public var blocks: [Block]

    public init(isDone: Bool? = nil, blocks: [Block]) {
      self.isDone = isDone
      self.blocks = blocks
    }
  }

  /// The first number of an ordered list.
  public var start: Int?
  public var isTight: Bool
  public var items: [Item]

  public init(start: Int?, isTight: Bool, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

public struct Table: Sendable {
  public enum Alignment: Sendable, Hashable {
    case none
    case left
    case center
    case right
  }

  public var alignments: [Alignment]
  public var header: [[Inline]]
  public var rows: [[[Inline]]]
  /// `: Caption {#tbl-a}` below the table.
  public var caption: [Inline]?
  /// `{#tbl-a}` in the caption.
  public var label: String?

  public init(
    alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]], caption: [Inline]? = nil, label: String? = nil
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.caption = caption
    self.label = label
  }
}

/// A formula, its TeX cut at each `\nn{…}`.
public struct Formula: Sendable {
  public enum Piece: Sendable, Hashable {
    case tex(String)
    /// Index into ``Document/expressions``.
    case expression(Int)
    /// `\label{eq-a}` in a row of `align`: where the row's number stands.
    case number(label: String)
    /// `\label{eq-a}` in a row that `\tag{A}` numbers: nothing stands there.
    case tagged(label: String, tag: String)
  }

  public var pieces: [Piece]
  /// `$$…$$` or `\[…\]`.
  public var isDisplay: Bool
  /// The TeX between the delimiters where it stands, for the position of a fault.
  public var source: Excerpt
  /// `{#eq-a}`
  public var label: String?

  /// The labels of its rows.
  public var rowLabels: [String] {
    rowNumbers.map(\.label)
  }

  /// The same with the numbers that the author gave.
  public var rowNumbers: [(label: String, tag: String?)] {
    pieces.compactMap { piece in
      switch piece {
      case .number(let label): (label, nil)
      case .tagged(let label, let tag): (label, tag)
      case .tex, .expression: nil
      }
    }
  }

  public init(pieces: [Piece], isDisplay: Bool, source: Excerpt, label: String? = nil) {
    self.pieces = pieces
    self.isDisplay = isDisplay
    self.source = source
    self.label = label
  }
}

/// `> [!NOTE]` and `::: {.callout-note}` alike; exercises, solutions, and theorems with their kin.
public struct Callout: Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case note
    case tip
    case important
    case warning
    case caution
    case exercise
    case solution
    case hint
    case theorem
    case lemma
    case corollary
    case proposition
    case conjecture
    case definition
    case example
    case remark
    case proof
  }

  public var kind: Kind
  /// `{#thm-a}`
  public var label: String?
  /// The author's title; the kind's word stands in where there is none.
  public var title: [Inline]?
  /// `{#sec-a}` of the heading that is the title.
  public var titleLabel: String?
  /// `collapse="true"`; `nil` when it does not fold.
  public var isCollapsed: Bool?
  public var blocks: [Block]

  public init(kind: Kind, label: String? = nil, title: [Inline]?, isCollapsed: Bool? = nil, blocks: [Block]) {
    self.kind = kind
    self.label = label
    self.title = title
    self.isCollapsed = isCollapsed
    self.blocks = blocks
  }
}

/// A term and what it means: `Term`, and below it `: What it means`.
public struct Definition: Sendable {
  public var term: [Inline]
  public var meanings: [[Block]]
  /// No blank line before the meanings.
  public var isTight: Bool

  public init(term: [Inline], meanings: [[Block]], isTight: Bool) {
    self.term = term
    self.meanings = meanings
    self.isTight = isTight
  }
}

public struct Tab: Sendable {
  public var title: [Inline]
  /// `{#sec-a}` of the heading that is the title.
  public var label: String?
  public var blocks: [Block]

  public init(title: [Inline], label: String? = nil, blocks: [Block]) {
    self.title = title
    self.label = label
    self.blocks = blocks
  }
}
