extension Callout {
  /// `> [!NOTE]`, with what stands behind the marker in its line as the title; `nil` for any other quote.
  init?(alert blocks: [Block]) {
    guard var first = blocks.first, case .paragraph(var inlines) = first.kind, case .text(let text)? = inlines.first
    else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.starts(with: "[!".utf8), let end = bytes.firstIndex(of: UInt8(ascii: "]")),
      let kind = Kind(rawValue: String(decoding: bytes[2..<end], as: UTF8.self).lowercased()),
      Kind.alerts.contains(kind) || kind == .solution || kind == .hint
    else { return nil }
    let behind = bytes[(end + 1)...].drop(while: \.isBlank)
    inlines.removeFirst()
    if !behind.isEmpty { inlines.insert(.text(String(decoding: behind, as: UTF8.self)), at: 0) }
    var title: [Inline] = []
    while let inline = inlines.first {
      inlines.removeFirst()
      switch inline {
      case .softBreak, .lineBreak: break
      default:
        title.append(inline)
        continue
      }
      break
    }
    first.kind = .paragraph(inlines)
    self.init(
      kind: kind, title: title.isEmpty ? nil : title, isCollapsed: kind == .solution || kind == .hint ? true : nil,
      blocks: (inlines.isEmpty ? [] : [first]) + blocks.dropFirst())
  }
}
