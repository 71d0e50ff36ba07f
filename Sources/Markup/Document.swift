import SourceText

/// A Markdown file as a value: blocks of inlines, with everything that the lesson format adds to CommonMark.
public struct Document: Sendable {
  /// The YAML between the leading `---` lines, without them.
  public var frontMatter: Excerpt?
  public var blocks: [Block]
  /// In the order of their first reference; a footnote that nothing refers to is not here.
  public var footnotes: [Footnote]
  /// Those that are written and not referred to; a caption of a cell, which is read later, may refer to them.
  var unreferredFootnotes: [Footnote] = []
  /// The cells, in document order; `Block.Kind.cell` holds the index.
  public var cells: [Cell]
  /// All inline expressions, in the order in which they are evaluated; `.expression` and `\nn{…}` hold the index.
  public var expressions: [InlineExpression]
  /// Labels in the prose (`{#fig-a}`, `{#eq-a}`, `{#sec-a}`, `{#tbl-a}`), in document order. Labels of cells stand in
  /// their options.
  public var labels: [LabelDefinition]
  /// Text that readers see and that holds a digit, in document order; captions of cells are read later.
  public var stretches: [ProseStretch] = []
  /// Where `<!-- nn: ignore -->` stands.
  public var ignores: [SourceRange] = []
  /// Bytes of the text that was parsed, with all that includes put in.
  public var length = 0
  /// Labels and macros for captions of cells, which are read later.
  var knownLabels = KnownLabels()
  var macros = Macros()

  public init(
    frontMatter: Excerpt? = nil, blocks: [Block] = [], footnotes: [Footnote] = [], cells: [Cell] = [],
    expressions: [InlineExpression] = [], labels: [LabelDefinition] = []
  ) {
    self.frontMatter = frontMatter
    self.blocks = blocks
    self.footnotes = footnotes
    self.cells = cells
    self.expressions = expressions
    self.labels = labels
  }
}

/// `{#fig-a}`
public struct LabelDefinition: Sendable, Hashable {
  public var label: String
  /// The label without `#`.
  public var range: SourceRange

  public init(label: String, range: SourceRange) {
    self.label = label
    self.range = range
  }
}

/// A fenced `nn` block.
public struct Cell: Sendable {
  /// The fence's content without container prefixes, `#|` lines included.
  public var source: Excerpt
  /// From the opening fence to the closing one.
  public var range: SourceRange
  /// The opening fence's line.
  public var fence: SourceRange
  /// How many inline expressions of the document stand before this cell: what orders execution.
  public var expressionsBefore: Int
  /// Stands in `::: {.solution}`.
  public var isInSolution = false

  public init(source: Excerpt, range: SourceRange, fence: SourceRange, expressionsBefore: Int) {
    self.source = source
    self.range = range
    self.fence = fence
    self.expressionsBefore = expressionsBefore
  }
}

/// `` `{nn} …` ``, `\nn{…}`, `[0.25]{nn="…"}` or of an ``AnswerField``: the expression, without what is around it.
public struct InlineExpression: Sendable {
  /// A number that stays as it is typed, and is checked: the text in the brackets, and `within`.
  public struct Typed: Sendable {
    public var text: Excerpt
    public var within: Excerpt?

    public init(text: Excerpt, within: Excerpt? = nil) {
      self.text = text
      self.within = within
    }
  }

  public var source: Excerpt
  /// The whole construct, backquotes, `\nn{}` or brackets and braces included.
  public var range: SourceRange
  /// `nil` for one whose value stands in the text.
  public var typed: Typed?
  /// Of a field for answers, right or wrong: it stands in no text.
  public var isAnswer = false

  public init(source: Excerpt, range: SourceRange, typed: Typed? = nil) {
    self.source = source
    self.range = range
    self.typed = typed
  }
}

public struct Footnote: Sendable {
  public var label: String
  /// 1, 2, … in the order of first reference.
  public var number: Int
  /// How often it is referred to.
  public var references: Int
  public var blocks: [Block]
  /// The label where the note is written.
  public var range: SourceRange?

  public init(label: String, number: Int, references: Int, blocks: [Block], range: SourceRange? = nil) {
    self.label = label
    self.number = number
    self.references = references
    self.blocks = blocks
    self.range = range
  }
}
