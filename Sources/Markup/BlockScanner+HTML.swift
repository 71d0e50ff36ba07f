import SourceText

/// Blocks of HTML, in which nothing else means anything up to their end.
extension BlockScanner {
  /// Whether the line opens or closes a block of colons. It ends HTML that would go on up to a blank line, or a solution
  /// would be published with it.
  func isDiv() -> Bool {
    indent < 4 && !isBlank && text[nonspace] == UInt8(ascii: ":") && !prose.isRejectedBlock(nonspace)
      && DivFence(text, nonspace..<lineEnd) != nil
  }

  /// Says of what looks like Markdown in HTML that goes on up to a blank line that it is none there.
  mutating func lookIntoHTML(_ block: HTMLBlock) {
    if !block.isProgram {
      for answer in InlineScanner.strayAnswers(inHTML: Array(text[nonspace..<lineEnd])) {
        isHTMLTold = true
        prose.reportStrayAnswer(at: nonspace + answer.lowerBound..<nonspace + answer.upperBound)
      }
    }
    guard block.endsAtBlank, !isHTMLTold, prose.isMasking else { return }
    let line = nonspace..<lineEnd
    if let tag = component(in: line) {
      isHTMLTold = true
      return prose.report(.component, at: tag)
    }
    if let fence = Fence(opening: text, line) {
      isHTMLTold = true
      let info = text[(nonspace + fence.length)..<lineEnd].drop(while: \.isBlank)
      let isCell = if case .cell = CellInfo(String(decoding: info, as: UTF8.self)) { true } else { false }
      return prose.report(isCell ? .cellInHTML : .proseInHTML, at: line)
    }
    guard let place = markdown(in: line) else { return }
    isHTMLTold = true
    prose.report(.proseInHTML, at: place)
  }

  /// The first construct in a line that a reader of Markdown would take for one.
  private func markdown(in line: Range<Int>) -> Range<Int>? {
    let first = text[line.lowerBound]
    if first != UInt8(ascii: "<"),
      headingContent() != nil && first == UInt8(ascii: "#")
        || ListMarker(text, line, interrupts: true) != nil || first == UInt8(ascii: "|")
    {
      return line
    }
    let scratch = Array(text[line])
    for find in InlineScanner(scratch, known: prose.known).scan() {
      switch find.kind {
      case .formula, .expression, .typedNumber, .answer, .strayAnswer, .reference, .references, .citation, .note,
        .video, .footnote, .html, .foreign(.shortcode, _, _), .foreign(.includeInText, _, _):
        let range = find.range.isEmpty ? find.range.lowerBound..<find.range.lowerBound + 1 : find.range
        return line.lowerBound + range.lowerBound..<line.lowerBound + range.upperBound
      case .shifted, .macro, .attributes, .escaped, .joiner, .foreign: continue
      }
    }
    return link(in: line) ?? marked(in: line)
  }

  /// `<Tabs>`, `</Tabs>`
  private func component(in line: Range<Int>) -> Range<Int>? {
    guard text[line.lowerBound] == UInt8(ascii: "<"), HTMLTag.isComponent(text, line.lowerBound),
      let end = HTMLTag.end(text, line.lowerBound, limit: line.upperBound)
    else { return nil }
    return line.lowerBound..<end
  }

  /// `[text](address)`, `![](address)`
  private func link(in line: Range<Int>) -> Range<Int>? {
    var open: Int?
    for index in line.dropLast() {
      if text[index] == UInt8(ascii: "[") { open = index }
      guard text[index] == UInt8(ascii: "]"), text[index + 1] == UInt8(ascii: "("), let start = open else { continue }
      guard let end = LinkTarget.end(text, index + 1, limit: line.upperBound) else { continue }
      return (start > line.lowerBound && text[start - 1] == UInt8(ascii: "!") ? start - 1 : start)..<end
    }
    return nil
  }

  /// `**bold**`, `` `code` ``, `~~struck~~`, `> quote`
  private func marked(in line: Range<Int>) -> Range<Int>? {
    var bold: Int?
    var code: Int?
    var struck: Int?
    if text[line.lowerBound] == UInt8(ascii: ">") { return line.lowerBound..<line.lowerBound + 1 }
    for index in line {
      if text[index] == .tilde, index + 1 < line.upperBound, text[index + 1] == .tilde {
        if let start = struck, index > start + 2 { return start..<index + 2 }
        if struck == nil { struck = index }
      }
      if text[index] == .backtick {
        if let start = code, index > start + 1 { return start..<index + 1 }
        code = index
      }
      guard index + 1 < line.upperBound, text[index] == UInt8(ascii: "*"), text[index + 1] == UInt8(ascii: "*") else {
        continue
      }
      if let start = bold, index > start + 2, !text[index - 1].isBlank { return start..<index + 2 }
      if index + 2 < line.upperBound, !text[index + 2].isBlank, text[index + 2] != UInt8(ascii: "*") { bold = index }
    }
    return nil
  }

  /// A comment, a script or the like that is not closed takes the rest of its container with it.
  mutating func endHTML() {
    guard case .html(let block) = leaf, let end = block.terminator else { return }
    leaf = .none
    prose.diagnostics.append(
      Diagnostic(
        .unclosedHTML, "this HTML is never closed, and all that follows is part of it", at: source.range(htmlStart),
        hint: "close it with `\(end)`"))
  }
}
