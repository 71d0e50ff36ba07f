import SourceText

extension Document {
  /// The document without some of its blocks, and without the footnotes that nothing else refers to; those that stay are
  /// numbered anew.
  ///
  /// - Parameters:
  ///   - captions: of cells, by their index.
  ///   - isLeftOut: asked of each block before what it holds.
  /// - Returns: the document, the captions with the notes' numbers in it, and the ranges of what was left out.
  public func leavingOut(
    captions: [Int: [Inline]], _ isLeftOut: (Block) -> Bool
  ) -> (document: Document, captions: [Int: [Inline]], ranges: [SourceRange]) {
    var document = self
    var ranges: [SourceRange] = []
    document.blocks = Self.kept(blocks, &ranges, isLeftOut)
    for index in footnotes.indices {
      document.footnotes[index].blocks = Self.kept(footnotes[index].blocks, &ranges, isLeftOut)
    }
    let captions = document.numberFootnotes(captions: captions)
    return (document, captions, ranges)
  }

  /// Nesting is bounded by ``TreeBuilder/depthLimit``.
  private static func kept(
    _ blocks: [Block], _ ranges: inout [SourceRange], _ isLeftOut: (Block) -> Bool
  ) -> [Block] {
    blocks.compactMap { block in
      guard !isLeftOut(block) else {
        ranges.append(block.range)
        return nil
      }
      var block = block
      switch block.kind {
      case .quote(let blocks): block.kind = .quote(kept(blocks, &ranges, isLeftOut))
      case .list(var list):
        for index in list.items.indices {
          list.items[index].blocks = kept(list.items[index].blocks, &ranges, isLeftOut)
        }
        block.kind = .list(list)
      case .callout(var callout):
        callout.blocks = kept(callout.blocks, &ranges, isLeftOut)
        block.kind = .callout(callout)
      case .tabset(let tabs):
        block.kind = .tabset(tabs.map { Tab(title: $0.title, blocks: kept($0.blocks, &ranges, isLeftOut)) })
      case .definitions(var definitions):
        for index in definitions.indices {
          definitions[index].meanings = definitions[index].meanings.map { kept($0, &ranges, isLeftOut) }
        }
        block.kind = .definitions(definitions)
      case .heading, .paragraph, .code, .cell, .html, .rule, .table, .formula, .figure, .pageBreak: break
      }
      return block
    }
  }
}
