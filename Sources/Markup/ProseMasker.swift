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
  private(set) var output: [UInt8] = []
  /// For each line of ``output``, what it stands for in the assembled text, line endings excluded.
  private(set) var origins: [Range<Int>] = []

  /// The fences in document order, by the start of the line that opens them.
  private(set) var fences: [(line: Int, isClosed: Bool)] = []

  /// What stands before the content of a line in ``output`` in place of what stands there in the text.
  private var replacedPrefix: (line: Int, end: Int, bytes: [UInt8])?
  private(set) var diagnostics: [Diagnostic] = []

  private let budget: LessonBudget
  private var filledCells = 0
  /// A table that fills in more cells than a lesson may; its rows end there.
  private(set) var budgetFault: Diagnostic?

  /// The paragraph's prose without container prefixes, its lines joined by newlines …
  private var scratch: [UInt8] = []
  /// … and for each of its lines (in a table's cell: each part) where it starts here and there.
  private var starts: [(scratch: Int, text: Int)] = []

  let known: KnownLabels
  /// As far as the text has been read.
  private(set) var macros: Macros
  let allowsNotes: Bool

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
    guard kind == .paragraph, isMasking, lines.count > 1 else { return maskLines(lines[...]) }
    var rest = lines[...]
    while let header = tableHeader(rest) {
      if header > rest.startIndex { maskLines(rest[rest.startIndex..<header]) }
      rest = maskTable(rest[header...])
    }
    if !rest.isEmpty { maskLines(rest) }
  }

  /// Masks lines of prose that are one run of inlines.
  private mutating func maskLines(_ lines: ArraySlice<BlockScanner.ProseLine>) {
    guard isMasking, lines.contains(where: { holdsSpecial($0.content..<$0.line.upperBound) }) else {
      for line in lines { copy(line.line) }
      return
    }
    scratch.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for line in lines {
      if !starts.isEmpty { scratch.append(.newline) }
      starts.append((scratch.count, line.content))
      scratch.append(contentsOf: text[line.content..<line.line.upperBound])
    }
    emit(
      InlineScanner(scratch, known: known, allowsNotes: allowsNotes, rejected: rejectedHere(lines)).scan(), lines)
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
  private func rejectedHere(_ lines: ArraySlice<BlockScanner.ProseLine>) -> Set<Int> {
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
  private func range(_ range: Range<Int>) -> Range<Int> {
    let start = offset(range.lowerBound)
    return start..<(range.isEmpty ? start : offset(range.upperBound - 1) + 1)
  }

  private func offset(_ position: Int) -> Int {
    let part = part(at: position)
    return starts[part].text + position - starts[part].scratch
  }

  private func part(at position: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].scratch <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// A part of the scratch as a text that knows where it stands.
  private func excerpt(_ range: Range<Int>) -> Excerpt {
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

  // MARK: What a mark stands for

  private mutating func appendMark(_ find: InlineScanner.Find) {
    if let content = content(of: find) {
      let place = range(find.range)
      marks?.add(content, place, to: &output)
    } else {
      let joiner = marks?.joiner ?? []
      output.append(contentsOf: joiner)
    }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: scratch[range], as: UTF8.self) }

  private mutating func content(of find: InlineScanner.Find) -> Marks.Content? {
    switch find.kind {
    case .formula(let inner, let isDisplay):
      let (formula, pieces) = formula(inner, isDisplay: isDisplay)
      return .formula(formula, tex: pieces)
    case .expression(let inner):
      return .expression(excerpt(inner))
    case .reference(let label, let isNumberAlone):
      return .reference(Reference.name(scratch[label]), isNumberAlone: isNumberAlone)
    case .references(let items):
      return .references(
        items.map { item in
          let reference = CrossReference(
            label: Reference.name(scratch[item.key]), isNumberAlone: item.omitsAuthor || !item.prefix.isEmpty,
            range: source.range(range(item.key.lowerBound - 1..<item.key.upperBound)))
          return (string(item.prefix), reference, string(item.suffix))
        })
    case .citation(let items, let style):
      return .citation(
        Citation(
          items: items.map { item in
            Citation.Item(
              key: string(item.key), prefix: string(item.prefix), suffix: string(item.suffix),
              omitsAuthor: item.omitsAuthor, range: source.range(range(item.key.lowerBound - 1..<item.key.upperBound)))
          }, style: style, range: source.range(range(find.range))))
    case .note(let inner):
      return .note(excerpt(inner))
    case .shifted(let inner, let isRaised):
      return .shifted(excerpt(inner), isRaised: isRaised)
    case .video(let source, let title):
      return .video(string(source), title: title.map(string) ?? "")
    case .html(let inner):
      return .html(string(inner))
    case .macro:
      if macros.define(scratch, find.range.lowerBound, limit: find.range.upperBound) == nil {
        diagnostics.append(
          Diagnostic(
            .badMath, "this command becomes too long", at: source.range(range(find.range)),
            hint: "it is written out with the commands before it"))
      }
      return .nothing
    case .foreign(let construct, let name, let place):
      return .foreign(construct, name: name.map(string), place: range(place))
    case .footnote(let label):
      return .footnoteReference(string(label))
    case .attributes(let attributes):
      return .attributes(attributes.mapped { range($0) })
    case .escaped(let byte):
      return .escaped(byte)
    case .joiner:
      return nil
    }
  }

  private mutating func formula(_ inner: Range<Int>, isDisplay: Bool) -> (Formula, [Marks.TeXPiece]) {
    var pieces: [Marks.TeXPiece] = []
    var done = inner.lowerBound
    let isWrittenOut = !Macros.areRedefined(in: scratch[inner])
    for cut in InlineScanner.cuts(inTeX: scratch, inner) {
      if case .macro = cut.kind, !isWrittenOut { continue }
      appendTeX(done..<cut.whole.lowerBound, to: &pieces, isWrittenOut)
      switch cut.kind {
      case .expression:
        let whole = range(cut.whole)
        pieces.append(.expression(InlineExpression(source: excerpt(cut.inner), range: source.range(whole))))
      case .label: if isDisplay { pieces.append(.number(label: string(cut.inner))) }
      case .macro: _ = macros.define(scratch, cut.whole.lowerBound, limit: cut.whole.upperBound)
      case .environment:
        // KaTeX would number each row, anew in each formula; rows are numbered by their labels.
        pieces.append(.tex(string(cut.inner) + "*}"))
      }
      done = cut.whole.upperBound
    }
    appendTeX(done..<inner.upperBound, to: &pieces, isWrittenOut)
    return (Formula(pieces: [], isDisplay: isDisplay, source: excerpt(inner)), pieces)
  }

  private mutating func appendTeX(_ part: Range<Int>, to pieces: inout [Marks.TeXPiece], _ isWrittenOut: Bool) {
    guard !part.isEmpty else { return }
    guard let written = isWrittenOut ? macros.expanded(scratch[part]) : Array(scratch[part]) else {
      diagnostics.append(
        Diagnostic(
          .badMath, "this formula becomes too long with its commands written out", at: source.range(range(part))))
      return
    }
    pieces.append(.tex(String(decoding: written, as: UTF8.self)))
  }

  // MARK: Tables

  /// Whether the lines hold a table, so that a caption may follow them.
  func holdsTable(_ lines: [BlockScanner.ProseLine]) -> Bool { tableHeader(lines[...]) != nil }

  /// The line that is a table's header: the next one is a delimiter row with as many cells.
  private func tableHeader(_ lines: ArraySlice<BlockScanner.ProseLine>) -> Int? {
    guard lines.count > 1 else { return nil }
    for index in lines.startIndex..<lines.endIndex - 1 {
      let below = lines[index + 1]
      guard !lines[index].isLazy, !below.isLazy,
        let alignments = PipeRow.alignments(text, below.content..<below.line.upperBound),
        PipeRow(text, lines[index].content..<lines[index].line.upperBound).cells.count == alignments.count,
        !isRejectedBlock(lines[index].content)
      else { continue }
      return index
    }
    return nil
  }

  /// Writes a table as a mark and a heading a cell (a heading holds inlines only, whatever they look like), and hands
  /// back the lines behind it.
  private mutating func maskTable(
    _ lines: ArraySlice<BlockScanner.ProseLine>
  ) -> ArraySlice<BlockScanner.ProseLine> {
    let header = lines[lines.startIndex]
    let delimiter = lines[lines.startIndex + 1]
    guard let alignments = PipeRow.alignments(text, delimiter.content..<delimiter.line.upperBound) else { return lines }
    let body = lines.dropFirst(2)
    let end = body.firstIndex { $0.isLazy || isCaption($0) } ?? body.endIndex
    let rows = [header] + body[..<end]
    addBlock(
      .table(alignments, rows: rows.count - 1), header,
      header.content..<(rows.count > 1 ? rows[rows.count - 1] : delimiter).line.upperBound)
    for row in rows {
      let cells = PipeRow(text, row.content..<row.line.upperBound).cells
      if cells.count > alignments.count {
        diagnostics.append(
          Diagnostic(
            .tableRow, "this row has \(cells.count) cells, the table's header \(alignments.count)",
            at: source.range(row.content..<row.line.upperBound), hint: "a `|` inside a cell is written `\\|`"))
      }
      filledCells += max(0, alignments.count - cells.count)
      guard filledCells <= budget[.cells], budgetFault == nil else {
        let table = header.content..<header.line.upperBound
        budgetFault =
          budgetFault
          ?? budget.fault(
            .cells, "the rows of this table have fewer cells than its header, and filling them in takes more than",
            "cells in this lesson", at: source.range(table))
        return body[end...]
      }
      for column in alignments.indices {
        let cell = column < cells.count ? cells[column] : row.line.upperBound..<row.line.upperBound
        maskCell(cell, row: row, prefix: delimiter.line.lowerBound..<delimiter.content)
      }
    }
    return body[end...]
  }

  private func isCaption(_ line: BlockScanner.ProseLine) -> Bool {
    let content = text[line.content..<line.line.upperBound]
    return content.count > 1 && content.first == UInt8(ascii: ":") && text[line.content + 1].isBlank
      || content.starts(with: "Table: ".utf8)
  }

  private mutating func maskCell(_ cell: Range<Int>, row: BlockScanner.ProseLine, prefix: Range<Int>) {
    scratch.removeAll(keepingCapacity: true)
    starts = [(0, cell.lowerBound)]
    var index = cell.lowerBound
    while index < cell.upperBound {
      if text[index] == .backslash, index + 1 < cell.upperBound, text[index + 1] == UInt8(ascii: "|") {
        index += 1
        starts.append((scratch.count, index))
      }
      scratch.append(text[index])
      index += 1
    }
    output.append(contentsOf: text[prefix])
    output.append(contentsOf: "# ".utf8)
    var done = 0
    let line = BlockScanner.ProseLine(
      line: cell.lowerBound..<cell.upperBound, content: cell.lowerBound, isLazy: false, opensItem: false)
    let scanner = InlineScanner(scratch, known: known, allowsNotes: allowsNotes, rejected: rejectedHere([line]))
    for find in scanner.scan() {
      output.append(contentsOf: scratch[done..<find.range.lowerBound])
      appendMark(find)
      done = find.range.upperBound
    }
    output.append(contentsOf: scratch[done...])
    output.append(contentsOf: " #\n".utf8)
    origins.append(row.line)
  }
}
