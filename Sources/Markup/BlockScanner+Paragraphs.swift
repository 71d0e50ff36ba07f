/// Paragraphs, and the display formulas that run over their lines.
extension BlockScanner {
  mutating func appendProse(isLazy: Bool, opensItem: Bool) {
    paragraph.append(
      ProseLine(line: lineStart..<lineEnd, content: nonspace, isLazy: isLazy, opensItem: opensItem))
    leaf = .paragraph
    openFormula()
  }

  mutating func endParagraph() {
    guard !paragraph.isEmpty else { return }
    above = prose.holdsTable(paragraph) ? .table : paragraph.count == 1 ? .term(depth: containers.count) : .other
    prose.mask(paragraph, as: .paragraph)
    paragraph.removeAll(keepingCapacity: true)
  }

  /// Where a display formula starts in this line and does not end in it, the lines up to its end belong to the
  /// paragraph whatever they look like (`- b`, `= c`, `> 0`).
  mutating func openFormula() {
    guard prose.isMasking else { return }
    var index = nonspace
    var closer: [UInt8]?
    var backticks: BacktickLengths?
    while index + 1 < lineEnd {
      let byte = text[index]
      let next = text[index + 1]
      if let end = closer {
        if text[index..<lineEnd].starts(with: end) {
          closer = nil
          index += end.count
        } else {
          index += byte == .backslash ? 2 : 1
        }
      } else if byte == .backtick {
        var run = index
        while run < lineEnd, text[run] == .backtick { run += 1 }
        let runs = backticks ?? BacktickLengths(text, run..<lineEnd)
        backticks = runs
        index = runs.end(ofNext: run - index, from: run) ?? run
      } else if byte == .dollar, next == .dollar {
        closer = [.dollar, .dollar]
        index += 2
      } else if byte == .backslash {
        if next == UInt8(ascii: "[") { closer = Array("\\]".utf8) }
        if let environment = environment(index) { closer = environment }
        index += 2
      } else {
        index += 1
      }
    }
    guard let closer, let end = formulaLine(closedBy: closer) else { return }
    formulaEnd = end
  }

  /// End of the environment that opens here: `\begin{align}` → `\end{align}`.
  private func environment(_ index: Int) -> [UInt8]? {
    guard text[index..<lineEnd].starts(with: "\\begin{".utf8),
      let brace = text[index..<lineEnd].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    var name = String(decoding: text[(index + 7)..<brace], as: UTF8.self)
    if name.hasSuffix("*") { name.removeLast() }
    guard InlineScanner.displays.contains(name) else { return nil }
    return Array("\\end".utf8) + text[(index + 6)...brace]
  }

  /// The end of the line that closes a formula, before any blank line and inside the same quotes.
  mutating func formulaLine(closedBy closer: [UInt8]) -> Int? {
    if lineEnd < noneBefore[closer] ?? 0 { return nil }
    let here = (lineStart, lineEnd, position, column, isInsideTab)
    defer { (lineStart, lineEnd, position, column, isInsideTab) = here }
    while lineEnd < text.count {
      lineStart = lineEnd + 1
      if text[lineEnd] == .carriageReturn, lineStart < text.count, text[lineStart] == .newline { lineStart += 1 }
      lineEnd = lineStart
      while lineEnd < text.count, text[lineEnd] != .newline, text[lineEnd] != .carriageReturn { lineEnd += 1 }
      var index = skipQuotes()
      guard index >= 0, !text[index..<lineEnd].allSatisfy(\.isBlank) else { break }
      while index + 1 < lineEnd {
        if text[index..<lineEnd].starts(with: closer) { return lineEnd }
        index += text[index] == .backslash ? 2 : 1
      }
    }
    noneBefore[closer] = lineEnd
    return nil
  }

  /// Behind as many `>` as quotes are open; -1 where one is missing.
  func skipQuotes() -> Int {
    var index = lineStart
    for container in containers {
      guard case .quote = container else { continue }
      var mark = index
      while mark < lineEnd, text[mark] == .space || text[mark] == .tab { mark += 1 }
      guard mark < lineEnd, text[mark] == UInt8(ascii: ">") else { return -1 }
      index = mark + 1
    }
    return index
  }
}
