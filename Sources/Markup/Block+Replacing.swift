extension Block {
  /// The block with its parts replaced, in the order of ``parts``.
  ///
  /// A list's items, a table's cells and a callout's title and paragraphs are parts; how they nest stays.
  func replacing(texts: ([Inline]) -> [Inline], blocks: ([Block]) -> [Block]) -> Block {
    var block = self
    switch kind {
    case .paragraph(let content): block.kind = .paragraph(texts(content))
    case .heading(var heading):
      heading.content = texts(heading.content)
      block.kind = .heading(heading)
    case .quote(let inner): block.kind = .quote(blocks(inner))
    case .list(var list):
      for index in list.items.indices { list.items[index].blocks = blocks(list.items[index].blocks) }
      block.kind = .list(list)
    case .table(var table):
      table.header = table.header.map(texts)
      table.rows = table.rows.map { $0.map(texts) }
      table.caption = table.caption.map(texts)
      block.kind = .table(table)
    case .definitions(var definitions):
      for index in definitions.indices {
        definitions[index].term = texts(definitions[index].term)
        definitions[index].meanings = definitions[index].meanings.map(blocks)
      }
      block.kind = .definitions(definitions)
    case .figure(var image):
      image.alt = texts(image.alt)
      block.kind = .figure(image)
    case .callout(var callout):
      callout.title = callout.title.map(texts)
      callout.blocks = blocks(callout.blocks)
      block.kind = .callout(callout)
    case .tabset(let tabs):
      block.kind = .tabset(tabs.map { Tab(title: texts($0.title), label: $0.label, blocks: blocks($0.blocks)) })
    case .code, .cell, .html, .rule, .formula, .pageBreak: break
    }
    return block
  }
}

extension Inline {
  /// With what stands inside emphasis, a link, another mark or an image replaced.
  func replacing(content replace: ([Inline]) -> [Inline]) -> Inline {
    switch self {
    case .emphasis(let content, needsTag: let needsTag): return .emphasis(replace(content), needsTag: needsTag)
    case .strong(let content, needsTag: let needsTag): return .strong(replace(content), needsTag: needsTag)
    case .strikethrough(let content): return .strikethrough(replace(content))
    case .lowered(let content): return .lowered(replace(content))
    case .raised(let content): return .raised(replace(content))
    case .link(var link):
      link.content = replace(link.content)
      return .link(link)
    case .image(var image):
      image.alt = replace(image.alt)
      return .image(image)
    case .text, .softBreak, .lineBreak, .code, .html, .formula, .expression, .answer, .footnote, .reference, .citation:
      return self
    }
  }
}

extension Document {
  /// Rewrites all texts of the document, each with its neighbours: `rewrite` gets the inlines that stand beside each
  /// other, those within a link or emphasis before those around it.
  ///
  /// Nesting is bounded by ``TreeBuilder/depthLimit``.
  public mutating func rewriteTexts(_ rewrite: ([Inline]) -> [Inline]) {
    blocks = Self.rewritten(blocks, rewrite)
    for index in footnotes.indices { footnotes[index].blocks = Self.rewritten(footnotes[index].blocks, rewrite) }
  }

  private static func rewritten(_ blocks: [Block], _ rewrite: ([Inline]) -> [Inline]) -> [Block] {
    blocks.map { block in
      block.replacing(
        texts: { rewrittenText($0, rewrite) }, blocks: { rewritten($0, rewrite) })
    }
  }

  /// The same for inlines that stand outside the document: a caption.
  public static func rewrittenText(_ inlines: [Inline], _ rewrite: ([Inline]) -> [Inline]) -> [Inline] {
    rewrite(inlines.map { $0.replacing { rewrittenText($0, rewrite) } })
  }
}
