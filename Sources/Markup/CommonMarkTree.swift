import CCMark

/// libcmark's tree as a flat list of events in document order: a value, so that the C tree is freed before anyone
/// looks at it, and flat, so that 100,000 nested quotes need no stack.
///
/// The only place that knows cmark; its pointers never leave ``init(parsing:)``.
struct CommonMarkTree {
  enum Kind: UInt8 {
    case document
    case quote
    case list
    case item
    case codeBlock
    case htmlBlock
    case paragraph
    case heading
    case rule
    case text
    case softBreak
    case lineBreak
    case code
    case htmlInline
    case emphasis
    case strong
    case link
    case image
  }

  struct Event {
    var kind: Kind
    /// The second event of a node that can have children.
    var isExit: Bool
    /// Lists: no blank line between items.
    var isTight: Bool
    /// Lines and columns of the parsed text, from 1; blocks only (inline columns are unreliable in cmark).
    var startLine: Int32
    var startColumn: Int32
    var endLine: Int32
    /// A heading's level; an ordered list's first number; -1 for a bullet list.
    var number: Int32
    /// In ``pool``: literal, or a link's destination.
    var first: Range<Int32>
    /// In ``pool``: a code block's info string, or a link's title.
    var second: Range<Int32>
  }

  private(set) var events: [Event] = []
  /// The bytes of all strings.
  private(set) var pool: [UInt8] = []

  /// The line, from 1, of the block at which the tree has more nodes than it may; the events end there.
  private(set) var cutLine: Int?

  /// - Parameter limit: how many nodes the tree may have.
  init(parsing text: [UInt8], limit: Int = .max) {
    // Entities and references aside, the strings of a tree are parts of its text.
    pool.reserveCapacity(text.count + 64)
    events.reserveCapacity(text.count / 16 + 16)
    let root = text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cmark_parse_document(characters.baseAddress, characters.count, 0)
      }
    }
    guard let root else { return }
    defer { cmark_node_free(root) }
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    var count = 0
    var line = 1
    while true {
      let step = cmark_iter_next(iterator)
      if step == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { break }
      if step == CMARK_EVENT_ENTER {
        count += 1
        line = max(line, Int(cmark_node_get_start_line(node)))
        guard count <= limit else {
          cutLine = line
          break
        }
      }
      append(node, isExit: step == CMARK_EVENT_EXIT)
    }
  }

  private mutating func append(_ node: OpaquePointer, isExit: Bool) {
    guard let kind = Kind(cmark_node_get_type(node)) else { return }
    var event = Event(
      kind: kind, isExit: isExit, isTight: false, startLine: 0, startColumn: 0, endLine: 0, number: 0, first: 0..<0,
      second: 0..<0)
    switch kind {
    case .text, .code, .htmlInline:
      event.first = store(cmark_node_get_literal(node))
    case .softBreak, .lineBreak, .emphasis, .strong, .document:
      break
    case .link, .image:
      event.first = store(cmark_node_get_url(node))
      event.second = store(cmark_node_get_title(node))
    case .quote, .item, .paragraph, .rule:
      place(node, in: &event)
    case .htmlBlock:
      place(node, in: &event)
      event.first = store(cmark_node_get_literal(node))
      // A block that ends with its closing tag, `</script>`, has an end line that is one too small in cmark.
      let text = bytes(event.first)
      let lines = text.count { $0 == UInt8(ascii: "\n") } + (text.last == UInt8(ascii: "\n") ? 0 : 1)
      event.endLine = max(event.endLine, event.startLine + Int32(lines) - 1)
    case .codeBlock:
      place(node, in: &event)
      event.first = store(cmark_node_get_literal(node))
      event.second = store(cmark_node_get_fence_info(node))
    case .heading:
      place(node, in: &event)
      event.number = cmark_node_get_heading_level(node)
    case .list:
      place(node, in: &event)
      event.isTight = cmark_node_get_list_tight(node) != 0
      event.number = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? cmark_node_get_list_start(node) : -1
    }
    events.append(event)
  }

  private func place(_ node: OpaquePointer, in event: inout Event) {
    event.startLine = cmark_node_get_start_line(node)
    event.startColumn = cmark_node_get_start_column(node)
    event.endLine = cmark_node_get_end_line(node)
  }

  private mutating func store(_ string: UnsafePointer<CChar>?) -> Range<Int32> {
    let start = Int32(pool.count)
    guard let string else { return start..<start }
    var length = 0
    while string[length] != 0 { length += 1 }
    string.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
      pool.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    }
    return start..<Int32(pool.count)
  }

  func bytes(_ range: Range<Int32>) -> ArraySlice<UInt8> {
    pool[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  func string(_ range: Range<Int32>) -> String { String(decoding: bytes(range), as: UTF8.self) }
}

extension CommonMarkTree.Kind {
  fileprivate init?(_ type: cmark_node_type) {
    switch type {
    case CMARK_NODE_DOCUMENT: self = .document
    case CMARK_NODE_BLOCK_QUOTE: self = .quote
    case CMARK_NODE_LIST: self = .list
    case CMARK_NODE_ITEM: self = .item
    case CMARK_NODE_CODE_BLOCK: self = .codeBlock
    case CMARK_NODE_HTML_BLOCK: self = .htmlBlock
    case CMARK_NODE_PARAGRAPH: self = .paragraph
    case CMARK_NODE_HEADING: self = .heading
    case CMARK_NODE_THEMATIC_BREAK: self = .rule
    case CMARK_NODE_TEXT: self = .text
    case CMARK_NODE_SOFTBREAK: self = .softBreak
    case CMARK_NODE_LINEBREAK: self = .lineBreak
    case CMARK_NODE_CODE: self = .code
    case CMARK_NODE_HTML_INLINE: self = .htmlInline
    case CMARK_NODE_EMPH: self = .emphasis
    case CMARK_NODE_STRONG: self = .strong
    case CMARK_NODE_LINK: self = .link
    case CMARK_NODE_IMAGE: self = .image
    default: return nil
    }
  }
}

/// Of the system's libcmark: `0.30.2`.
public var markdownLibraryVersion: String { String(cString: cmark_version_string()) }
