/// `[!NOTE]` at the start of a text, and what is written right behind it.
struct AlertMarker {
  /// In small letters.
  let name: String
  /// `[!NOTE]-` and `[!NOTE]+`, as Obsidian folds.
  private(set) var isCollapsed: Bool?
  /// `[!NOTE]: text`: what follows is no title.
  private(set) var hasColon = false
  /// Behind the marker.
  private(set) var rest: [Inline]

  /// `nil` for any other text. The name may be of a kind that is none here.
  init?(_ inlines: [Inline]) {
    // cmark hands text over in pieces.
    var bytes: [UInt8] = []
    var count = 0
    while count < inlines.count, case .text(let text) = inlines[count] {
      bytes += text.utf8
      count += 1
    }
    guard bytes.starts(with: "[!".utf8), let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let word = bytes[2..<end].drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed()
    guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }) else { return nil }
    name = String(decoding: word, as: UTF8.self).lowercased()
    var behind = bytes[(end + 1)...]
    switch behind.first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      isCollapsed = behind.removeFirst() == UInt8(ascii: "-")
    case UInt8(ascii: ":"):
      hasColon = true
      behind.removeFirst()
    default: break
    }
    behind = behind.drop(while: \.isBlank)
    rest = (behind.isEmpty ? [] : [.text(String(decoding: behind, as: UTF8.self))]) + inlines[count...]
  }
}

extension Callout {
  /// `> [!NOTE]`, with what stands behind the marker in its line as the title; `nil` for any other quote.
  init?(alert blocks: [Block]) {
    guard var first = blocks.first, case .paragraph(let inlines) = first.kind, let marker = AlertMarker(inlines),
      let kind = Kind(rawValue: marker.name), Kind.alerts.contains(kind) || kind == .solution || kind == .hint
    else { return nil }
    var rest = marker.rest[...]
    var title: [Inline] = []
    while !marker.hasColon, let inline = rest.popFirst() {
      switch inline {
      case .softBreak, .lineBreak: break
      default:
        title.append(inline)
        continue
      }
      break
    }
    if marker.hasColon, let inline = rest.first, TreeBuilder.isBlank(inline) { rest.removeFirst() }
    first.kind = .paragraph(Array(rest))
    self.init(
      kind: kind, title: title.isEmpty ? nil : title,
      isCollapsed: marker.isCollapsed ?? (kind == .solution || kind == .hint ? true : nil),
      blocks: (rest.isEmpty ? [] : [first]) + blocks.dropFirst())
  }
}

extension TreeBuilder {
  /// `> [!QUOTE]`, of a kind that is none here.
  static func isForeignAlert(_ blocks: [Block]) -> Bool {
    guard case .paragraph(let inlines)? = blocks.first?.kind else { return false }
    return AlertMarker(inlines) != nil
  }

  /// Says of markers that open no quote, `[!NOTE]` at the start of a line, that they stay text.
  mutating func reportStrayAlerts(_ inlines: [Inline], _ event: CommonMarkTree.Event) {
    let opensQuote = frames.last.map { $0.event.kind == .quote && $0.blocks.isEmpty && $0.divs.isEmpty } ?? false
    var line = Int(event.startLine) - 1
    var start = 0
    for index in 0...inlines.count {
      guard index == inlines.count || inlines[index].isBreak else { continue }
      if !(opensQuote && start == 0), start < index, let marker = AlertMarker(Array(inlines[start..<index])),
        Callout.Kind(rawValue: marker.name) != nil, origins.indices.contains(line)
      {
        let place = origins[line]
        let bracket = source.text[place].firstIndex(of: UInt8(ascii: "[")) ?? place.lowerBound
        report(ForeignConstruct.strayAlert.diagnostic(nil, at: source.range(bracket..<place.upperBound)))
      }
      start = index + 1
      line += 1
    }
  }
}

extension Inline {
  /// An end of a line in the source, which may be one on the page.
  public var isBreak: Bool {
    switch self {
    case .softBreak, .lineBreak: true
    default: false
    }
  }
}
