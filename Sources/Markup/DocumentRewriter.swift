import SourceText

/// Reads and rewrites all addresses of a document.
public protocol AddressRewriter {
  mutating func link(_ link: Link) -> Link
  mutating func image(_ image: Image) -> Image
  /// - Parameter range: of the block that the HTML stands in, or is.
  mutating func html(_ html: String, in range: SourceRange) -> String
  /// Whether a callout is left out of the report, and what it leads to with it.
  func leavesOut(_ callout: Callout) -> Bool
  func leavesOut(cell index: Int) -> Bool
  mutating func footnote(_ reference: FootnoteReference) -> FootnoteReference
}

extension AddressRewriter {
  /// A note's number is no address.
  public func footnote(_ reference: FootnoteReference) -> FootnoteReference { reference }
}

extension Document {
  public mutating func rewriteAddresses(by rewriter: inout some AddressRewriter) {
    blocks = Self.rewritten(blocks, &rewriter)
    for index in footnotes.indices { footnotes[index].blocks = Self.rewritten(footnotes[index].blocks, &rewriter) }
  }

  /// Nesting is bounded by ``TreeBuilder/depthLimit``.
  private static func rewritten(_ blocks: [Block], _ rewriter: inout some AddressRewriter) -> [Block] {
    blocks.map { block in
      var block = block
      let range = block.range
      func inner(_ inlines: [Inline]) -> [Inline] { rewrittenInlines(inlines, range, &rewriter) }
      switch block.kind {
      case .heading(var heading):
        heading.content = inner(heading.content)
        block.kind = .heading(heading)
      case .paragraph(let content): block.kind = .paragraph(inner(content))
      case .quote(let blocks): block.kind = .quote(rewritten(blocks, &rewriter))
      case .list(var list):
        for index in list.items.indices { list.items[index].blocks = rewritten(list.items[index].blocks, &rewriter) }
        block.kind = .list(list)
      case .html(let html): block.kind = .html(rewriter.html(html, in: range))
      case .table(var table):
        table.header = table.header.map(inner)
        table.rows = table.rows.map { $0.map(inner) }
        table.caption = table.caption.map(inner)
        block.kind = .table(table)
      case .figure(var image):
        image.alt = inner(image.alt)
        block.kind = .figure(rewriter.image(image))
      case .callout(var callout):
        if rewriter.leavesOut(callout) { return block }
        callout.title = callout.title.map(inner)
        callout.blocks = rewritten(callout.blocks, &rewriter)
        block.kind = .callout(callout)
      case .tabset(let tabs):
        block.kind = .tabset(
          tabs.map { Tab(title: inner($0.title), blocks: rewritten($0.blocks, &rewriter)) })
      case .definitions(var definitions):
        for index in definitions.indices {
          definitions[index].term = inner(definitions[index].term)
          definitions[index].meanings = definitions[index].meanings.map { rewritten($0, &rewriter) }
        }
        block.kind = .definitions(definitions)
      case .code, .cell, .rule, .formula, .pageBreak: break
      }
      return block
    }
  }

  /// Inlines that stand outside the document, a caption: at `range`.
  public static func rewrittenInlines(
    _ inlines: [Inline], _ range: SourceRange, _ rewriter: inout some AddressRewriter
  ) -> [Inline] {
    inlines.map { inline in
      switch inline {
      case .emphasis(let content, needsTag: let needsTag):
        return .emphasis(rewrittenInlines(content, range, &rewriter), needsTag: needsTag)
      case .strong(let content, needsTag: let needsTag):
        return .strong(rewrittenInlines(content, range, &rewriter), needsTag: needsTag)
      case .strikethrough(let content): return .strikethrough(rewrittenInlines(content, range, &rewriter))
      case .lowered(let content): return .lowered(rewrittenInlines(content, range, &rewriter))
      case .raised(let content): return .raised(rewrittenInlines(content, range, &rewriter))
      case .link(var link):
        link.content = rewrittenInlines(link.content, range, &rewriter)
        link.range = link.range ?? range
        return .link(rewriter.link(link))
      case .image(var image):
        image.alt = rewrittenInlines(image.alt, range, &rewriter)
        image.range = image.range ?? range
        return .image(rewriter.image(image))
      case .html(let html): return .html(rewriter.html(html, in: range))
      case .footnote(let reference): return .footnote(rewriter.footnote(reference))
      case .text, .softBreak, .lineBreak, .code, .formula, .expression, .reference, .citation: return inline
      }
    }
  }
}
