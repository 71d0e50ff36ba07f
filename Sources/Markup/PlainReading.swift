/// Constructs that a reader who knows CommonMark alone finds in a text: raw HTML, and addresses.
///
/// For a Markdown report, whose readers know nothing of formulas, shortcodes and cells: what is a formula here,
/// `$<b>$`, is a tag there.
public struct PlainReading: Sendable {
  /// A paragraph, a heading or a block of HTML that holds any of these.
  public struct Block: Sendable, Equatable {
    /// From 0.
    public var lines: ClosedRange<Int>
    /// Tags, comments and blocks of HTML as they stand.
    public var html: [String] = []
    public var links: [String] = []
    public var images: [String] = []
  }

  public var blocks: [Block] = []

  public init(_ text: [UInt8]) {
    let tree = CommonMarkTree(parsing: text)
    var block: Block?
    for event in tree.events {
      switch event.kind {
      case .paragraph, .heading:
        if !event.isExit {
          block = Block(lines: Self.lines(event))
        } else {
          if let found = block, !(found.html.isEmpty && found.links.isEmpty && found.images.isEmpty) {
            blocks.append(found)
          }
          block = nil
        }
      case .htmlBlock: blocks.append(Block(lines: Self.lines(event), html: [tree.string(event.first)]))
      case .htmlInline: block?.html.append(tree.string(event.first))
      case .link: if !event.isExit { block?.links.append(tree.string(event.first)) }
      case .image: if !event.isExit { block?.images.append(tree.string(event.first)) }
      case .document, .quote, .list, .item, .codeBlock, .rule, .text, .softBreak, .lineBreak, .code, .emphasis, .strong:
        continue
      }
    }
  }

  private static func lines(_ event: CommonMarkTree.Event) -> ClosedRange<Int> {
    let first = max(0, Int(event.startLine) - 1)
    return first...max(first, Int(event.endLine) - 1)
  }
}
