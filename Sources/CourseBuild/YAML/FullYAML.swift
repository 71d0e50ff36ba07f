import SourceText
import Yams

/// Reads any YAML, with Yams.
func parseFullYAML(_ excerpt: Excerpt) throws(YAMLFault) -> [YAMLNode.Entry] {
  let places = Places(excerpt)
  if let offset = places.tooDeep() {
    throw YAMLFault(message: "nested too deep", range: excerpt.range(offset..<offset + 1))
  }
  let root: Node?
  do {
    root = try Parser(yaml: excerpt.string, resolver: .basic, encoding: .utf8).singleRoot()
  } catch let error as YamlError {
    throw places.fault(error)
  } catch {
    throw YAMLFault(message: "not YAML", range: excerpt.range)
  }
  guard let root else { return [] }
  var count = 0
  let node = try places.node(root, count: &count)
  guard let entries = node.mapping else {
    throw YAMLFault(message: "expected lines of `key: value`", range: node.range)
  }
  return entries
}

/// Turns Yams's lines and columns (from 1, in Unicode scalars) into offsets.
private struct Places {
  let excerpt: Excerpt
  var lineStarts = [0]

  init(_ excerpt: Excerpt) {
    self.excerpt = excerpt
    for (index, byte) in excerpt.text.enumerated() where byte == UInt8(ascii: "\n") { lineStarts.append(index + 1) }
  }

  func offset(_ mark: Mark?) -> Int {
    guard let mark, mark.line >= 1, mark.line <= lineStarts.count else { return excerpt.text.count }
    var offset = lineStarts[mark.line - 1]
    var scalars = mark.column - 1
    while scalars > 0, offset < excerpt.text.count, excerpt.text[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < excerpt.text.count, excerpt.text[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars -= 1
    }
    return offset
  }

  func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while end < excerpt.text.count, excerpt.text[end] != UInt8(ascii: "\n"), excerpt.text[end] != UInt8(ascii: "\r") {
      end += 1
    }
    return end
  }

  /// Yams composes by recursion, so nesting is bounded before it begins: brackets in all, dashes in a line.
  func tooDeep() -> Int? {
    var open = 0
    var dashes = 0
    for (index, byte) in excerpt.text.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
      case UInt8(ascii: "\n"): dashes = 0
      default: break
      }
      if open > 100 || dashes > 500 { return index }
    }
    return nil
  }

  func node(_ node: Node, count: inout Int) throws(YAMLFault) -> YAMLNode {
    // Anchors make a short text stand for a very large value.
    count += 1
    let start = offset(node.mark)
    guard count <= 10_000 else { throw YAMLFault(message: "too many values", range: excerpt.range(start..<start)) }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return YAMLNode(.scalar(scalar.string, isPlain: isPlain), range(scalar, start))
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try self.node(item, count: &count)) }
      return YAMLNode(.sequence(items), excerpt.range(start..<endOfLine(start)))
    case .mapping(let mapping):
      var entries: [YAMLNode.Entry] = []
      for (key, value) in mapping {
        let keyNode = try self.node(key, count: &count)
        guard let name = keyNode.text else { throw YAMLFault(message: "a key must be a word", range: keyNode.range) }
        entries.append(
          YAMLNode.Entry(
            key: name, keyRange: keyNode.range, value: try self.node(value, count: &count), text: unchanged(value)))
      }
      return YAMLNode(.mapping(entries), excerpt.range(start..<endOfLine(start)))
    case .alias:
      throw YAMLFault(message: "aliases are not supported here", range: excerpt.range(start..<endOfLine(start)))
    }
  }

  private func range(_ scalar: Node.Scalar, _ start: Int) -> SourceRange {
    let count = scalar.string.utf8.count
    if excerpt.text[start...].starts(with: scalar.string.utf8) { return excerpt.range(start..<start + count) }
    // In quotation marks, without escapes.
    let (open, close) = (start, start + count + 1)
    if close < excerpt.text.count, excerpt.text[open] == excerpt.text[close],
      excerpt.text[open] == UInt8(ascii: "\"") || excerpt.text[open] == UInt8(ascii: "'"),
      excerpt.text[open + 1..<close].elementsEqual(scalar.string.utf8)
    {
      return excerpt.range(open..<close + 1)
    }
    return excerpt.range(start..<endOfLine(start))
  }

  /// The value's own text, where it stands in the excerpt as it is.
  private func unchanged(_ value: Node) -> Excerpt? {
    guard let scalar = value.scalar else { return nil }
    let start = offset(value.mark)
    for skipped in 0...1 where start + skipped <= excerpt.text.count {
      let content = start + skipped..<start + skipped + scalar.string.utf8.count
      if content.upperBound <= excerpt.text.count, excerpt.text[content].elementsEqual(scalar.string.utf8) {
        return excerpt.slice(content)
      }
    }
    return nil
  }

  func fault(_ error: YamlError) -> YAMLFault {
    func at(_ mark: Mark, _ message: String) -> YAMLFault {
      // A fault at the end points behind the last character that is not white space.
      var start = offset(mark)
      while start > 0, start >= excerpt.text.count, [10, 13, 32].contains(excerpt.text[start - 1]) { start -= 1 }
      return YAMLFault(message: message, range: excerpt.range(start..<min(start + 1, max(start, endOfLine(start)))))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return at(mark, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.sorted().first ?? ""
      var fault = at(context.mark, "repeated key `\(key)`")
      fault.repeatedKey = key
      if let second = secondPlace(of: key, in: excerpt, from: offset(context.mark)) {
        fault.range = excerpt.range(second)
      }
      return fault
    case .reader(let problem, _, _, _):
      return YAMLFault(message: problem, range: excerpt.range)
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return YAMLFault(message: "not YAML", range: excerpt.range)
    }
  }
}
