import SourceText

/// Writes the text that cmark gets to parse: prose with marks in it, everything else as it stands.
struct ProseMasker {
  enum Kind {
    case paragraph
    case heading
  }

  let source: Excerpt
  let text: [UInt8]
  var marks: Marks?
  /// Spans that a mark must not stand for, by ``key(_:_:)``.
  let rejected: Set<Int>
  var output: [UInt8] = []
  /// For each line of ``output``, what it stands for in the assembled text, line endings excluded.
  var origins: [Range<Int>] = []

  /// The fences in document order, by the start of the line that opens them.
  private(set) var fences: [(line: Int, isClosed: Bool)] = []

  /// Bytes before the content of a line in ``output``, in place of those that stand there in the text.
  private var replacedPrefix: (line: Int, end: Int, bytes: [UInt8])?
  var diagnostics: [Diagnostic] = []

  let budget: LessonBudget
  var filledCells = 0
  /// A table that fills in more cells than a lesson may; its rows end there.
  var budgetFault: Diagnostic?

  /// The paragraph's prose without container prefixes, its lines joined by newlines …
  var scratch: [UInt8] = []
  /// … and for each of its lines (in a table's cell: each part) where it starts here and there.
  var starts: [(scratch: Int, text: Int)] = []

  /// Stretches of the prose that are text.
  var stretches = ProseStretches()

  let known: KnownLabels
  /// As far as the text has been read.
  var macros: Macros
  let allowsNotes: Bool
  private var isHeading = false

  var isMasking: Bool { marks != nil }

  init(
    _ source: Excerpt, marks: Marks?, rejected: Set<Int>, known: KnownLabels, macros: Macros, allowsNotes: Bool = true,
    budget: LessonBudget = LessonBudget()
  ) {
    self.budget = budget
    self.known = known
    self.macros = macros
    self.allowsNotes = allowsNotes
    self.source = source
    text = source.text
    self.marks = marks
    self.rejected = rejected
    output.reserveCapacity(text.count + text.count / 8 + 64)
  }

  mutating func copy(_ line: Range<Int>) {
    appendPrefix(line, to: line.upperBound)
    output.append(.newline)
    origins.append(line)
  }

  private mutating func appendPrefix(_ line: Range<Int>, to end: Int) {
    if let replaced = replacedPrefix, replaced.line == line.lowerBound {
      output.append(contentsOf: replaced.bytes)
      output.append(contentsOf: text[replaced.end..<max(replaced.end, end)])
    } else {
      output.append(contentsOf: text[line.lowerBound..<end])
    }
  }

  /// Writes an HTML comment that holds a mark: a block of its own that ends any paragraph and needs no blank lines.
  mutating func addBlock(_ content: Marks.Content, _ line: BlockScanner.ProseLine, _ source: Range<Int>) {
    appendPrefix(line.line, to: line.content)
    output.append(contentsOf: "<!--".utf8)
    marks?.add(content, source, to: &output)
    output.append(contentsOf: "-->\n".utf8)
    origins.append(line.line)
  }

  func isRejectedBlock(_ offset: Int) -> Bool {
    marks == nil || rejected.contains(Self.key(offset, isBlock: true))
  }

  /// Whether a footnote opens in this line: one is enough.
  func hasReplacedPrefix(_ line: Int) -> Bool { replacedPrefix?.line == line }

  /// Writes a footnote's definition as a mark and a list item whose content stands as far right as GitHub's rules
  /// ask for.
  ///
  /// - Parameter content: where the text behind `[^a]:` starts.
  mutating func addFootnote(_ label: Range<Int>, _ line: BlockScanner.ProseLine, content: Int) {
    addBlock(
      .footnoteDefinition(String(decoding: text[label], as: UTF8.self)), line, line.content..<label.upperBound + 2)
    let bullet = content < line.line.upperBound ? "+   " : "+"
    replacedPrefix = (
      line.line.lowerBound, content, Array(text[line.line.lowerBound..<line.content]) + Array(bullet.utf8)
    )
  }

  mutating func reportStrayAnswer(at range: Range<Int>) {
    diagnostics.append(.strayAnswer(at: source.range(range)))
  }

  mutating func report(_ construct: ForeignConstruct, at range: Range<Int>) {
    diagnostics.append(construct.diagnostic(nil, at: source.range(range)))
  }

  /// Writes `: What it means` as a mark and a list item, as a footnote is.
  mutating func addDefinition(_ line: BlockScanner.ProseLine, content: Int) {
    addBlock(.definition, line, line.content..<line.content + 1)
    let bullet = content < line.line.upperBound ? "+   " : "+"
    replacedPrefix = (
      line.line.lowerBound, content, Array(text[line.line.lowerBound..<line.content]) + Array(bullet.utf8)
    )
  }

  mutating func openFence(_ line: Range<Int>) {
    fences.append((line.lowerBound, false))
    copy(line)
  }

  mutating func closeFence(_ line: Range<Int>) {
    fences[fences.count - 1].isClosed = true
    copy(line)
  }

  mutating func mask(_ lines: [BlockScanner.ProseLine], as kind: Kind) {
    isHeading = kind == .heading
    guard kind == .paragraph, isMasking, lines.count > 1 else { return maskLines(lines[...]) }
    var rest = lines[...]
    while let header = tableHeader(rest) {
      if header > rest.startIndex { maskLines(rest[rest.startIndex..<header]) }
      rest = maskTable(rest[header...])
    }
    if !rest.isEmpty {
      reportBrokenTable(rest)
      maskLines(rest)
    }
  }

  /// Masks lines of prose that are one run of inlines.
  private mutating func maskLines(_ lines: ArraySlice<BlockScanner.ProseLine>) {
    guard isMasking, lines.contains(where: { holdsSpecial($0.content..<$0.line.upperBound) }) else {
      for line in lines {
        var found = ProseStretches()
        found.add(Array(text[line.content..<line.line.upperBound]), finds: nil, isHeading: isHeading, known: known) {
          source.range(line.content + $0.lowerBound..<line.content + $0.upperBound)
        }
        stretches.append(found)
        copy(line.line)
      }
      return
    }
    scratch.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for line in lines {
      if !starts.isEmpty { scratch.append(.newline) }
      starts.append((scratch.count, line.content))
      scratch.append(contentsOf: text[line.content..<line.line.upperBound])
    }
    let scanner = InlineScanner(scratch, known: known, allowsNotes: allowsNotes, rejected: rejectedHere(lines))
    let finds = scanner.scanAll()
    addStretches(finds)
    emit(finds.finds, lines)
  }

  /// Those of the scratch.
  mutating func addStretches(_ finds: InlineScanner.Finds) {
    var found = ProseStretches()
    found.add(scratch, finds: finds, isHeading: isHeading, known: known) { source.range(range($0)) }
    stretches.append(found)
  }

  private mutating func emit(_ finds: [InlineScanner.Find], _ lines: ArraySlice<BlockScanner.ProseLine>) {
    var line = lines.startIndex
    appendPrefix(lines[line].line, to: lines[line].content)
    var origin = lines[line].line
    var done = 0

    /// Copies scratch bytes, with each line's prefix behind its newline.
    func copy(to end: Int, _ masker: inout ProseMasker) {
      while done < end {
        let next = line + 1
        let boundary = next < lines.endIndex ? masker.starts[next - lines.startIndex].scratch : Int.max
        guard end >= boundary else {
          masker.output.append(contentsOf: masker.scratch[done..<end])
          break
        }
        masker.output.append(contentsOf: masker.scratch[done..<boundary])
        masker.origins.append(origin)
        line = next
        origin = lines[line].line
        masker.appendPrefix(lines[line].line, to: lines[line].content)
        done = boundary
      }
      done = max(done, end)
    }

    for find in finds {
      copy(to: find.range.lowerBound, &self)
      appendMark(find)
      // What the span holds of further lines is gone; the line goes on behind it.
      while line + 1 < lines.endIndex, starts[line + 1 - lines.startIndex].scratch <= find.range.upperBound {
        line += 1
        origin = origin.lowerBound..<lines[line].line.upperBound
      }
      done = find.range.upperBound
    }
    copy(to: scratch.count, &self)
    output.append(.newline)
    origins.append(origin)
  }

  static func key(_ offset: Int, isBlock: Bool) -> Int { offset << 1 | (isBlock ? 1 : 0) }

  /// Where in the scratch rejected spans start.
  func rejectedHere(_ lines: ArraySlice<BlockScanner.ProseLine>) -> Set<Int> {
    guard !rejected.isEmpty else { return [] }
    var result: Set<Int> = []
    for (line, start) in zip(lines, starts) {
      for offset in line.content..<line.line.upperBound where rejected.contains(Self.key(offset, isBlock: false)) {
        result.insert(offset - start.text + start.scratch)
      }
    }
    return result
  }

  private func holdsSpecial(_ range: Range<Int>) -> Bool {
    for index in range where InlineScanner.isSpecial(text[index]) { return true }
    return InlineScanner.isSpecialStart(text, range)
  }

  // MARK: From the scratch to the source

  /// Where a part of the scratch stands in the assembled text, what lies between its lines included.
  func range(_ range: Range<Int>) -> Range<Int> {
    let start = offset(range.lowerBound)
    return start..<(range.isEmpty ? start : offset(range.upperBound - 1) + 1)
  }

  private func offset(_ position: Int) -> Int {
    let part = part(at: position)
    return starts[part].text + position - starts[part].scratch
  }

  func part(at position: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].scratch <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// A part of the scratch as a text that knows where it stands.
  func excerpt(_ range: Range<Int>) -> Excerpt {
    let first = source.range(offset(range.lowerBound)..<offset(range.lowerBound) + 1)
    var result = Excerpt(file: first.file, at: first.bytes.lowerBound)
    var position = range.lowerBound
    while position < range.upperBound {
      let part = self.part(at: position)
      let next = part + 1 < starts.count ? starts[part + 1].scratch : scratch.count
      let end = min(next, range.upperBound)
      let offset = starts[part].text + position - starts[part].scratch
      let here = source.range(offset..<offset + 1)
      result.append(scratch[position..<end], from: here.file, at: here.bytes.lowerBound)
      position = end
    }
    return result
  }
}
