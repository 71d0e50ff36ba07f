/// A line of colons: `::: {.callout-note title="…"}`, `::: callout-note`, `:::`.
struct DivFence {
  enum Kind {
    case open(Attributes)
    /// Opens something that is not understood.
    case malformed
    case close
  }

  var kind: Kind

  init?(_ text: [UInt8], _ content: Range<Int>) {
    var start = content.lowerBound
    while start < content.upperBound, text[start] == UInt8(ascii: ":") { start += 1 }
    guard start - content.lowerBound >= 3 else { return nil }
    var end = content.upperBound
    func trim() {
      while start < end, text[start].isBlank { start += 1 }
      while end > start, text[end - 1].isBlank { end -= 1 }
    }
    trim()
    guard start < end else {
      kind = .close
      return
    }
    while end > start, text[end - 1] == UInt8(ascii: ":") { end -= 1 }
    trim()
    if text[start] == UInt8(ascii: "{") {
      guard let brace = Attributes.end(text, start, limit: end), brace == end - 1,
        let attributes = Attributes(text, start + 1..<brace)
      else {
        kind = .malformed
        return
      }
      kind = .open(attributes)
      return
    }
    guard start < end, text[start..<end].allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }) else {
      kind = .malformed
      return
    }
    var attributes = Attributes()
    attributes.classes = [(String(decoding: text[start..<end], as: UTF8.self), start..<end)]
    kind = .open(attributes)
  }
}
