import SourceText

/// Reads the assembled text line by line as CommonMark's block phase does, finds what CommonMark does not know, and
/// writes the text that cmark gets to parse.
///
/// cmark stays the authority on the tree. The scanner follows its rules (containers, lazy continuation, fences, HTML
/// blocks) only to know which lines are prose; where they disagree, a mark lands where it means nothing and is taken
/// back (see ``Marks``).
struct BlockScanner {
  enum Container {
    case quote
    /// Content stands `width` columns further right.
    case item(width: Int, isEmpty: Bool)
    /// `: What it means`; content stands four columns further right.
    case definition(width: Int)
  }

  /// Block above, to which a line `: …` could belong.
  enum Above: Equatable {
    case other
    /// A paragraph of one line, as many containers deep.
    case term(depth: Int)
    case table
  }

  enum Leaf {
    case none
    case paragraph
    case fence(Fence)
    case indentedCode
    case html(HTMLBlock)
  }

  /// A line of the paragraph that is being read.
  struct ProseLine {
    /// From the line's first byte to its last, without its ending.
    var line: Range<Int>
    /// Where the prose starts, behind container prefixes and blanks.
    var content: Int
    /// A line that lacks a container's prefix.
    var isLazy: Bool
    /// The prefix opens a list item.
    var opensItem: Bool
  }

  let source: Excerpt
  let text: [UInt8]
  var prose: ProseMasker

  var containers: [Container] = []
  var leaf = Leaf.none
  var paragraph: [ProseLine] = []
  /// Lines that start before this offset belong to a display formula that the paragraph opened.
  var formulaEnd = 0
  /// No line before these offsets closes a formula, by what would close it.
  var noneBefore: [[UInt8]: Int] = [:]
  var above = Above.other
  /// The first line of the last block of HTML, and whether something was said of what stands in it.
  var htmlStart = 0..<0
  var isHTMLTold = false

  // The line that is being read.
  var lineStart = 0
  var lineEnd = 0
  var position = 0
  var column = 0
  var isInsideTab = false
  var nonspace = 0
  var indent = 0
  var isBlank = false
  /// The blanks that were looked through last, and the column behind them: each container asks for them anew, and in
  /// deep lists they are as long as the line.
  private var blanks = 0..<0
  private var columnBehindBlanks = 0
  /// Bytes that were looked at for them, in all.
  private(set) var blanksRead = 0

  init(_ source: Excerpt, prose: ProseMasker) {
    self.source = source
    text = source.text
    self.prose = prose
  }

  mutating func scan() {
    var start = 0
    let count = text.count
    while start < count {
      var end = start
      while end < count, text[end] != .newline, text[end] != .carriageReturn { end += 1 }
      lineStart = start
      lineEnd = end
      readLine()
      start = end + 1
      if end + 1 < count, text[end] == .carriageReturn, text[end + 1] == .newline { start += 1 }
    }
    endParagraph()
    endHTML()
  }

  // MARK: Columns

  mutating func findNonspace() {
    if blanks.upperBound == nonspace, blanks.lowerBound <= position, position <= nonspace,
      lineStart <= blanks.lowerBound,
      nonspace <= lineEnd, !blanks.isEmpty
    {
      indent = columnBehindBlanks - column
      isBlank = nonspace == lineEnd
      return
    }
    var index = position
    var at = column
    while index < lineEnd {
      let byte = text[index]
      if byte == .space {
        at += 1
      } else if byte == .tab {
        at += 4 - at % 4
      } else {
        break
      }
      index += 1
    }
    blanks = position..<index
    columnBehindBlanks = at
    blanksRead += blanks.count
    nonspace = index
    indent = at - column
    isBlank = index == lineEnd
  }

  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, position < lineEnd {
      if text[position] == .tab {
        let width = 4 - column % 4
        if width > left {
          column += left
          isInsideTab = true
          return
        }
        column += width
        left -= width
      } else {
        column += 1
        left -= 1
      }
      position += 1
      isInsideTab = false
    }
  }

  mutating func advance(to offset: Int) {
    while position < offset {
      column += text[position] == .tab ? 4 - column % 4 : 1
      position += 1
    }
    isInsideTab = false
  }

  // MARK: Lines

  mutating func readLine() {
    position = lineStart
    column = 0
    isInsideTab = false
    if lineStart < formulaEnd {
      advance(to: skipQuotes())
      findNonspace()
      paragraph.append(ProseLine(line: lineStart..<lineEnd, content: nonspace, isLazy: false, opensItem: false))
      return
    }
    let matched = matchContainers()
    findNonspace()
    let allMatched = matched == containers.count
    var isParagraph = false
    if case .paragraph = leaf { isParagraph = true }
    if allMatched {
      switch leaf {
      case .none, .paragraph: break
      case .fence(let fence):
        guard indent < 4, fence.isClosed(by: text, nonspace..<lineEnd) else {
          return prose.copy(lineStart..<lineEnd)
        }
        leaf = .none
        return prose.closeFence(lineStart..<lineEnd)
      case .html(let block):
        if !block.endsAtBlank || !isBlank && !isDiv() {
          if block.isEnded(by: text, nonspace..<lineEnd) { leaf = .none }
          lookIntoHTML(block)
          return prose.copy(lineStart..<lineEnd)
        }
        // cmark has to see the block end, too.
        if !isBlank { prose.copy(lineStart..<nonspace) }
        leaf = .none
      case .indentedCode:
        if isBlank || indent >= 4 { return prose.copy(lineStart..<lineEnd) }
        leaf = .none
      }
    }
    openBlocks(matched: matched, isParagraph: isParagraph)
  }

  mutating func matchContainers() -> Int {
    var matched = 0
    while matched < containers.count {
      findNonspace()
      switch containers[matched] {
      case .quote:
        guard indent < 4, !isBlank, text[nonspace] == UInt8(ascii: ">") else { return matched }
        skipQuoteMark()
      case .item(let width, let isEmpty):
        if indent >= width {
          advance(columns: width)
        } else if isBlank, !isEmpty {
          advance(to: nonspace)
        } else {
          return matched
        }
      case .definition(let width):
        if indent >= width {
          advance(columns: width)
        } else if isBlank {
          advance(to: nonspace)
        } else {
          return matched
        }
      }
      matched += 1
    }
    return matched
  }

  mutating func skipQuoteMark() {
    advance(to: nonspace + 1)
    if position < lineEnd, text[position] == .space || text[position] == .tab { advance(columns: 1) }
  }

  mutating func openBlocks(matched: Int, isParagraph: Bool) {
    let allMatched = matched == containers.count
    // Whether the line could still continue a paragraph, with or without all prefixes.
    var mayContinue = isParagraph && !isBlank
    var opensItem = false
    var hasClosed = false

    func willOpen(_ scanner: inout BlockScanner) {
      guard !hasClosed else { return }
      hasClosed = true
      mayContinue = false
      scanner.close(from: matched)
    }

    while !isBlank {
      guard indent < 4 else {
        if mayContinue { break }
        willOpen(&self)
        startLeaf(.indentedCode)
        return prose.copy(lineStart..<lineEnd)
      }
      let first = text[nonspace]
      if first == UInt8(ascii: ">") {
        willOpen(&self)
        startLeaf(.none)
        skipQuoteMark()
        containers.append(.quote)
      } else if first == UInt8(ascii: "#"), let content = headingContent() {
        willOpen(&self)
        startLeaf(.none)
        let line = ProseLine(line: lineStart..<lineEnd, content: content, isLazy: false, opensItem: opensItem)
        return prose.mask([line], as: .heading)
      } else if first == .backtick || first == .tilde, let fence = Fence(opening: text, nonspace..<lineEnd) {
        willOpen(&self)
        startLeaf(.fence(fence))
        return prose.openFence(lineStart..<lineEnd)
      } else if first == UInt8(ascii: "<"),
        let block = HTMLBlock(opening: text, nonspace..<lineEnd, interrupts: mayContinue && allMatched)
      {
        willOpen(&self)
        htmlStart = nonspace..<lineEnd
        isHTMLTold = false
        lookIntoHTML(block)
        if Document.isIgnoreComment(text[nonspace..<lineEnd]) {
          prose.stretches.ignore(source.range(nonspace..<lineEnd))
        }
        startLeaf(block.isEnded(by: text, nonspace..<lineEnd) ? .none : .html(block))
        return prose.copy(lineStart..<lineEnd)
      } else if first == UInt8(ascii: ":"), let fence = DivFence(text, nonspace..<lineEnd),
        !prose.isRejectedBlock(nonspace)
      {
        willOpen(&self)
        startLeaf(.none)
        let line = ProseLine(line: lineStart..<lineEnd, content: nonspace, isLazy: false, opensItem: opensItem)
        let content: Marks.Content
        switch fence.kind {
        case .open(let attributes): content = .divOpen(attributes)
        case .malformed: content = .divOpen(nil)
        case .close: content = .divClose
        }
        return prose.addBlock(content, line, nonspace..<lineEnd)
      } else if first == UInt8(ascii: ":"), !opensItem, isDefinition(matched: matched, mayContinue: mayContinue) {
        willOpen(&self)
        startLeaf(.none)
        openDefinition()
      } else if first == UInt8(ascii: "{"), isPageBreak() {
        willOpen(&self)
        startLeaf(.none)
        let line = ProseLine(line: lineStart..<lineEnd, content: nonspace, isLazy: false, opensItem: opensItem)
        return prose.addBlock(.pageBreak, line, nonspace..<lineEnd)
      } else if first == UInt8(ascii: "["), !opensItem, let label = footnoteDefinition() {
        willOpen(&self)
        startLeaf(.none)
        openFootnote(label)
      } else if mayContinue, allMatched, first == UInt8(ascii: "=") || first == UInt8(ascii: "-"), isSetextLine() {
        endParagraph()
        leaf = .none
        return prose.copy(lineStart..<lineEnd)
      } else if !(mayContinue && !allMatched), isRule() {
        if isTableRule() { prose.report(.simpleTable, at: nonspace..<lineEnd) }
        willOpen(&self)
        startLeaf(.none)
        return prose.copy(lineStart..<lineEnd)
      } else if let marker = ListMarker(text, nonspace..<lineEnd, interrupts: mayContinue && allMatched) {
        willOpen(&self)
        startLeaf(.none)
        openItem(marker)
        opensItem = true
      } else {
        break
      }
      findNonspace()
    }

    if mayContinue {
      if isParagraph { appendProse(isLazy: !allMatched, opensItem: false) }
      return
    }
    if !hasClosed { close(from: matched) }
    guard !isBlank else { return prose.copy(lineStart..<lineEnd) }
    startLeaf(.paragraph)
    appendProse(isLazy: false, opensItem: opensItem)
  }

  mutating func close(from matched: Int) {
    endParagraph()
    endHTML()
    if matched < containers.count { containers.removeSubrange(matched...) }
    leaf = .none
  }

  mutating func startLeaf(_ new: Leaf) {
    if case .paragraph = new {} else { above = .other }
    if case .item(let width, true) = containers.last {
      containers[containers.count - 1] = .item(width: width, isEmpty: false)
    }
    leaf = new
  }

  mutating func openItem(_ marker: ListMarker) {
    let offset = indent
    advance(to: nonspace + marker.length)
    let mark = (position, column, isInsideTab)
    while column - mark.1 <= 5, position < lineEnd, text[position] == .space || text[position] == .tab {
      advance(columns: 1)
    }
    let blanks = column - mark.1
    if blanks < 1 || blanks >= 5 || position == lineEnd {
      (position, column, isInsideTab) = mark
      if blanks > 0 { advance(columns: 1) }
      containers.append(.item(width: offset + marker.length + 1, isEmpty: true))
    } else {
      containers.append(.item(width: offset + marker.length + blanks, isEmpty: true))
    }
  }

  func footnoteDefinition() -> Range<Int>? {
    guard nonspace + 4 < lineEnd + 1, let label = Reference.footnoteLabel(text, nonspace),
      label.upperBound + 1 < lineEnd,
      text[label.upperBound + 1] == UInt8(ascii: ":"), !prose.isRejectedBlock(nonspace),
      !prose.hasReplacedPrefix(lineStart)
    else { return nil }
    return label
  }

  mutating func openFootnote(_ label: Range<Int>) {
    let offset = indent
    let line = ProseLine(line: lineStart..<lineEnd, content: nonspace, isLazy: false, opensItem: false)
    advance(to: label.upperBound + 2)
    findNonspace()
    prose.addFootnote(label, line, content: nonspace)
    containers.append(.item(width: offset + (isBlank ? 2 : 4), isEmpty: true))
    advance(to: nonspace)
  }
}
