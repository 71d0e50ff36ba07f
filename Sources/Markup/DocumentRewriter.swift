import SourceText

/// Reads and rewrites all addresses of a document.
public protocol AddressRewriter {
  mutating func link(_ link: Link) -> Link
  mutating func image(_ image: Image) -> Image
  /// - Parameter range: of the HTML, or of the block that it stands in.
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
      if case .callout(let callout) = block.kind, rewriter.leavesOut(callout) { return block }
      let range = block.range
      var block = block.replacing(
        texts: { rewrittenInlines($0, range, &rewriter) }, blocks: { rewritten($0, &rewriter) })
      switch block.kind {
      case .html(let html): block.kind = .html(rewriter.html(html, in: range))
      case .figure(let image): block.kind = .figure(rewriter.image(image))
      default: break
      }
      return block
    }
  }

  /// Inlines that stand outside the document, a caption: at `range`.
  public static func rewrittenInlines(
    _ inlines: [Inline], _ range: SourceRange, _ rewriter: inout some AddressRewriter
  ) -> [Inline] {
    inlines.map { inline in
      switch inline.replacing(content: { rewrittenInlines($0, range, &rewriter) }) {
      case .link(var link):
        link.range = link.range ?? range
        return .link(rewriter.link(link))
      case .image(var image):
        image.range = image.range ?? range
        return .image(rewriter.image(image))
      case .html(let html, let place): return .html(rewriter.html(html, in: place ?? range), place)
      case .footnote(let reference): return .footnote(rewriter.footnote(reference))
      case let other: return other
      }
    }
  }
}
