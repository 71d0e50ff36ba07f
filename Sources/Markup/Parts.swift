extension Block {
  /// A part of a block: text, or blocks within it.
  public enum Part: Sendable {
    case text([Inline])
    case blocks([Block])
  }

  /// Parts of a block, in the order in which they are read: the one place that knows how blocks nest. A cell's captions
  /// are the cell's.
  ///
  /// A callout with a title and a paragraph has two parts, `.text` and `.blocks`.
  public var parts: [Part] {
    switch kind {
    case .paragraph(let content): [.text(content)]
    case .heading(let heading): [.text(heading.content)]
    case .quote(let blocks): [.blocks(blocks)]
    case .list(let list): list.items.map { .blocks($0.blocks) }
    case .table(let table):
      (table.header + table.rows.joined()).map { .text($0) } + (table.caption.map { [.text($0)] } ?? [])
    case .definitions(let definitions):
      definitions.flatMap { [.text($0.term)] + $0.meanings.map { .blocks($0) } }
    case .figure(let image): [.text(image.alt)]
    case .callout(let callout): (callout.title.map { [.text($0)] } ?? []) + [.blocks(callout.blocks)]
    case .tabset(let tabs): tabs.flatMap { [.text($0.title), .blocks($0.blocks)] }
    case .code, .cell, .html, .rule, .formula, .pageBreak: []
    }
  }
}

extension Inline {
  /// The text inside emphasis, a link or another mark, and an image's; empty for what holds none.
  public var content: [Inline] {
    switch self {
    case .emphasis(let content, needsTag: _), .strong(let content, needsTag: _), .strikethrough(let content),
      .lowered(let content), .raised(let content):
      content
    case .link(let link): link.content
    case .image(let image): image.alt
    case .text, .softBreak, .lineBreak, .code, .html, .formula, .expression, .answer, .footnote, .reference, .citation:
      []
    }
  }
}
