import SourceText

/// Reads YAML that is nothing but lines of `key: value`, which nearly all options and front matter are; anything else
/// gives `nil` and goes to the full parser. A page has a dozen such texts, and a general parser takes longer over them
/// than cmark over the page.
func parsePlainYAML(_ excerpt: Excerpt) -> [YAMLNode.Entry]? {
  let text = excerpt.text
  var entries: [YAMLNode.Entry] = []
  var start = 0
  while start < text.count {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    let next = end + 1
    if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    if end > start, text[start] != UInt8(ascii: "#") {
      guard let entry = plainEntry(excerpt, start..<end) else { return nil }
      entries.append(entry)
    }
    start = next
  }
  return entries
}

private func plainEntry(_ excerpt: Excerpt, _ line: Range<Int>) -> YAMLNode.Entry? {
  let text = excerpt.text
  var index = line.lowerBound
  while index < line.upperBound, isKeyByte(text[index]) { index += 1 }
  let key = line.lowerBound..<index
  guard !key.isEmpty, index + 1 < line.upperBound, text[index] == UInt8(ascii: ":"),
    text[index + 1] == UInt8(ascii: " ")
  else { return nil }
  var value = index + 2..<line.upperBound
  while let first = value.first, text[first] == UInt8(ascii: " ") { value = first + 1..<value.upperBound }
  while let last = value.last, text[last] == UInt8(ascii: " ") { value = value.lowerBound..<last }
  guard let first = value.first else { return nil }

  var content = value
  let quote = text[first]
  let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
  if isQuoted {
    guard value.count >= 2, text[value.upperBound - 1] == quote else { return nil }
    content = first + 1..<value.upperBound - 1
    // A backslash is an escape between double quotation marks only.
    guard !text[content].contains(where: { $0 == quote || $0 == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") })
    else { return nil }
  } else {
    guard isPlainStart(text[first]) else { return nil }
    for position in value {
      switch text[position] {
      case UInt8(ascii: ":") where position + 1 == value.upperBound || text[position + 1] == UInt8(ascii: " "):
        return nil
      case UInt8(ascii: "#") where text[position - 1] == UInt8(ascii: " "):
        return nil
      default: break
      }
    }
  }
  guard !text[value].contains(UInt8(ascii: "\t")) else { return nil }
  let source = excerpt.slice(content)
  let node = YAMLNode(.scalar(source.string, isPlain: !isQuoted), excerpt.range(value))
  return YAMLNode.Entry(
    key: String(decoding: text[key], as: UTF8.self), keyRange: excerpt.range(key), value: node, text: source)
}

private func isKeyByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
    UInt8(ascii: "_"), UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

/// Letters of any script and digits: what begins with anything else may be YAML's own (`[`, `&`, `|`, `-`, `~` …).
private func isPlainStart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF,
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: "."), UInt8(ascii: "/"):
    true
  default: false
  }
}
