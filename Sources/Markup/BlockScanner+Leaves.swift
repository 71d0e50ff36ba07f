/// Which line begins a definition, a caption, a rule or a heading.
extension BlockScanner {
  /// Whether a line that begins with `:` says what the line above it means.
  func isDefinition(matched: Int, mayContinue: Bool) -> Bool {
    guard nonspace + 1 < lineEnd, text[nonspace + 1] == .space || text[nonspace + 1] == .tab,
      !prose.isRejectedBlock(nonspace), !prose.hasReplacedPrefix(lineStart), !isCaption()
    else { return false }
    if matched < containers.count {
      // Behind the text of another one.
      if case .definition = containers[matched] { return true }
      return false
    }
    if mayContinue { return paragraph.count == 1 && !paragraph[0].isLazy }
    return above == .term(depth: containers.count)
  }

  /// `: Caption {#tbl-a}`, above its table too.
  func isCaption() -> Bool {
    let line = text[nonspace..<lineEnd]
    return line.indices.contains { line[$0...].starts(with: "{#tbl-".utf8) }
  }

  mutating func openDefinition() {
    let offset = indent
    let line = ProseLine(line: lineStart..<lineEnd, content: nonspace, isLazy: false, opensItem: false)
    advance(to: nonspace + 1)
    findNonspace()
    prose.addDefinition(line, content: nonspace)
    containers.append(.definition(width: offset + 4))
    advance(to: nonspace)
  }

  /// `{{< pagebreak >}}`
  func isPageBreak() -> Bool {
    guard !prose.isRejectedBlock(nonspace) else { return false }
    return text[nonspace..<lineEnd].filter { !$0.isBlank }.elementsEqual("{{<pagebreak>}}".utf8)
  }

  /// `----- -----`, the rule of a table without bars.
  func isTableRule() -> Bool {
    let groups = text[nonspace..<lineEnd].split(whereSeparator: \.isBlank)
    return groups.count > 1 && groups.allSatisfy { $0.count > 1 && $0.allSatisfy { $0 == UInt8(ascii: "-") } }
  }

  // MARK: Leaves

  func headingContent() -> Int? {
    var index = nonspace
    while index < lineEnd, text[index] == UInt8(ascii: "#") { index += 1 }
    guard index - nonspace <= 6 else { return nil }
    if index < lineEnd, text[index] != .space, text[index] != .tab { return nil }
    while index < lineEnd, text[index] == .space || text[index] == .tab { index += 1 }
    return index
  }

  func isSetextLine() -> Bool {
    var index = nonspace
    let first = text[nonspace]
    while index < lineEnd, text[index] == first { index += 1 }
    return text[index..<lineEnd].allSatisfy { $0 == .space || $0 == .tab }
  }

  func isRule() -> Bool {
    let first = text[nonspace]
    guard first == UInt8(ascii: "*") || first == UInt8(ascii: "-") || first == UInt8(ascii: "_") else { return false }
    var count = 0
    for index in nonspace..<lineEnd {
      if text[index] == first {
        count += 1
      } else if text[index] != .space, text[index] != .tab {
        return false
      }
    }
    return count >= 3
  }
}
