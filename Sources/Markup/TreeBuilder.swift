import SourceText

/// Makes blocks and inlines from cmark's events, marks replaced by what they stand for.
///
/// A stack instead of a recursion: what nests deeper than ``depthLimit`` is laid flat, so that whoever walks the
/// result may recurse.
struct TreeBuilder {
  /// No text written for readers nests this deep, neither its blocks nor its inlines.
  static let depthLimit = 100

  let tree: CommonMarkTree
  let source: Excerpt
  let origins: [Range<Int>]
  let marks: Marks?
  /// The fences in document order, by the start of the line that opens them.
  let fences: [(line: Int, isClosed: Bool)]
  /// The index of the first expression that is found here.
  let firstExpression: Int
  let known: KnownLabels
  let macros: Macros

  var cells: [Cell] = []
  var expressions: [InlineExpression] = []
  var footnotes: FootnoteTable
  var labels: LabelTable
  var diagnostics: [Diagnostic] = []
  /// Those of what is taken back: the next round does not see it.
  var told: [Diagnostic] = []
  /// It is a title or the like, where no footnote can stand.
  var refusesNotes = false
  /// Spans whose mark stands where it means nothing, by ``ProseMasker/key(_:isBlock:)``.
  var misplaced: Set<Int> = []

  struct Frame {
    var event: CommonMarkTree.Event
    var blocks: [Block] = []
    var inlines: [Inline] = []
    var items: [List.Item] = []
    /// Divs that open or close between these blocks.
    var divs: [DivMark] = []
    var openDivs = 0
    /// A table whose cells are being read.
    var table: TableCells?
    /// The span of a footnote whose text is the next block.
    var footnote: Int?
    /// The span of `: …` whose text is the next block.
    var definition: Int?
    /// Behind what a paragraph's marks left of it: nothing is to be seen.
    var isHidden = false
    /// The next text goes on with the last one.
    var goesOn = false
    /// `: Caption` that stands alone, and as many blocks before it.
    struct Caption {
      var text: [Inline]
      var label: String?
      var position: Int
      var range: SourceRange
    }

    var captionAbove: Caption?
    /// The span of `{…}` that belongs to the heading or caption that these inlines are, if nothing follows.
    var attributes: Int?
    /// Runs of tildes among the inlines.
    var tildes: [Int] = []
    /// The joiner stands at the start, at the end of these inlines.
    var startsJoined = false
    var endsJoined = false
  }

  var frames: [Frame] = []
  /// Behind the last link that was placed, in the assembled text.
  var linkCursor = 0
  /// Behind the last tag that was placed.
  var tagCursor = 0
  /// Where addresses of links by reference are given, once one is asked for.
  var definitions: [String: Range<Int>]?
  var blockDepth = 0
  var inlineDepth = 0
  /// Containers that are open and laid flat.
  var flatBlocks = 0
  var flatInlines = 0

  init(_ tree: CommonMarkTree, _ source: Excerpt, prose: ProseMasker, firstExpression: Int = 0) {
    self.tree = tree
    self.source = source
    origins = prose.origins
    marks = prose.marks
    fences = prose.fences
    self.firstExpression = firstExpression
    known = prose.known
    macros = prose.macros
    footnotes = FootnoteTable(marks, known: prose.known.footnotes)
    labels = LabelTable(known)
  }

  mutating func build() -> [Block] {
    var result: [Block] = []
    for event in tree.events {
      switch event.kind {
      case .document:
        if event.isExit {
          result = finishBlocks()?.blocks ?? []
        } else {
          frames.append(Frame(event: event))
        }
      case .quote, .list, .item: event.isExit ? leaveBlock(event) : enterBlock(event)
      case .paragraph, .heading: event.isExit ? leaveProse(event) : frames.append(Frame(event: event))
      case .emphasis, .strong, .link, .image: event.isExit ? leaveInline(event) : enterInline(event)
      case .codeBlock: addCode(event)
      case .htmlBlock: addHTML(event)
      case .rule: add(.rule, event)
      case .text: addText(event)
      case .softBreak: add(.softBreak)
      case .lineBreak: add(.lineBreak)
      case .code: add(.code(plain(event.first)))
      case .htmlInline:
        if Document.isIgnoreComment(tree.bytes(event.first)) { dropBlanks() } else { addTag(event) }
      }
    }
    return result
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  // MARK: Blocks

  mutating func enterBlock(_ event: CommonMarkTree.Event) {
    // A list and its items are laid flat together.
    if flatBlocks > 0 || blockDepth >= Self.depthLimit && event.kind != .item {
      if flatBlocks == 0 {
        diagnostics.append(
          Diagnostic(
            .nestedTooDeep, "quotes and lists nest more than \(Self.depthLimit) deep", at: range(event),
            severity: .warning))
      }
      flatBlocks += 1
      return
    }
    blockDepth += 1
    frames.append(Frame(event: event))
  }

  mutating func leaveBlock(_ event: CommonMarkTree.Event) {
    if flatBlocks > 0 {
      flatBlocks -= 1
      return
    }
    blockDepth -= 1
    guard let frame = finishBlocks() else { return }
    switch event.kind {
    case .item:
      frames[frames.count - 1].items.append(Self.taskItem(frame.blocks))
    case .list:
      let start = event.number >= 0 ? Int(event.number) : nil
      addList(List(start: start, isTight: event.isTight, items: frame.items), event)
    default:
      if let callout = Callout(alert: frame.blocks) {
        if callout.kind == .solution { markSolution(callout.blocks) }
        return add(.callout(callout), event)
      }
      if Self.isForeignAlert(frame.blocks) { report(ForeignConstruct.admonition.diagnostic(nil, at: firstLine(event))) }
      add(.quote(frame.blocks), event)
    }
  }

  /// Takes the top frame off, its blocks complete.
  mutating func finishBlocks() -> Frame? {
    guard var frame = frames.popLast() else { return nil }
    if let table = frame.table { misplace(table.span) }
    if let footnote = frame.footnote { misplace(footnote) }
    if let definition = frame.definition { misplace(definition) }
    reportLoneCaption(frame.captionAbove)
    blockDepth -= frame.openDivs
    if !frame.divs.isEmpty { frame.blocks = arrange(frame.blocks, frame.divs) }
    return frame
  }

  mutating func addHTML(_ event: CommonMarkTree.Event) {
    guard let index = marks?.block(in: tree.bytes(event.first)), let span = marks?.spans[index] else {
      // It shows nothing, not even in a page's source.
      if Document.isIgnoreComment(tree.bytes(event.first)) { return interrupt() }
      return add(.html(withoutAnswers(plain(event.first), at: nil)), event)
    }
    interrupt()
    let top = frames.count - 1
    switch span.content {
    case .table(let alignments, let rows):
      frames[top].table = TableCells(
        span: index, alignments: alignments, count: alignments.count * (rows + 1), range: source.range(span.source))
    case .footnoteDefinition:
      frames[top].footnote = index
    case .definition:
      frames[top].definition = index
    case .pageBreak:
      add(.pageBreak, event)
    case .divOpen(let attributes):
      let opening = divOpening(attributes, span.source)
      frames[top].openDivs += 1
      blockDepth += 1
      frames[top].divs.append(DivMark(position: frames[top].blocks.count, source: span.source, opening: opening))
    case .divClose:
      if frames[top].openDivs > 0 {
        frames[top].openDivs -= 1
        blockDepth -= 1
      }
      frames[top].divs.append(DivMark(position: frames[top].blocks.count, source: span.source, opening: nil))
    case .formula, .expression, .answer, .reference, .references, .citation, .footnoteReference, .attributes, .escaped,
      .note,
      .shifted, .video, .html, .nothing, .foreign:
      misplace(index)
    }
  }

  /// A table whose cells do not follow, a footnote whose text does not, were none.
  mutating func interrupt() {
    let top = frames.count - 1
    if let table = frames[top].table {
      misplace(table.span)
      frames[top].table = nil
    }
    if let footnote = frames[top].footnote {
      misplace(footnote)
      frames[top].footnote = nil
    }
    if let definition = frames[top].definition {
      misplace(definition)
      frames[top].definition = nil
    }
  }

  mutating func addList(_ list: List, _ event: CommonMarkTree.Event) {
    let top = frames.count - 1
    if let index = frames[top].definition { return addDefinition(index, list, event) }
    guard let index = frames[top].footnote, let span = marks?.spans[index],
      case .footnoteDefinition(let label) = span.content, let first = list.items.first
    else { return add(.list(list), event) }
    frames[top].footnote = nil
    let range = source.range(span.source.lowerBound..<span.source.upperBound - 1)
    if let earlier = footnotes.define(label, first.blocks, range) {
      report(
        Diagnostic(
          .duplicateLabel, "the footnote `\(label)` is written twice", at: range,
          notes: [Diagnostic.Note("the first one stands here", at: earlier)]))
    }
    // A bullet list behind a footnote looks to cmark like further items.
    if list.items.count > 1 {
      var rest = list
      rest.items.removeFirst()
      add(.list(rest), event)
    }
  }

  mutating func leaveProse(_ event: CommonMarkTree.Event) {
    finishInlines()
    guard var frame = frames.popLast() else { return }
    let top = frames.count - 1
    if event.kind == .heading {
      if frames[top].table != nil {
        if let attributes = frame.attributes { misplace(attributes) }
        addCell(frame.inlines)
        return
      }
      addHeading(&frame, event)
      return
    }
    if case .table(var table)? = frames[top].blocks.last?.kind, table.caption == nil,
      Self.caption(frame.inlines) != nil, frames[top].table == nil,
      frames[top].divs.last?.position != frames[top].blocks.count
    {
      table.label = attach(&frame)?.label
      table.caption = Self.caption(frame.inlines)
      frames[top].blocks[frames[top].blocks.count - 1].kind = .table(table)
      let whole = frames[top].blocks[frames[top].blocks.count - 1].range.joined(range(event))
      frames[top].blocks[frames[top].blocks.count - 1].range = whole
      return
    }
    if Self.caption(frame.inlines) != nil, frames[top].table == nil {
      // Of the table that follows, if one does.
      reportLoneCaption(frames[top].captionAbove)
      let label = attach(&frame)?.label
      frames[top].captionAbove = Frame.Caption(
        text: Self.caption(frame.inlines) ?? [], label: label, position: frames[top].blocks.count,
        range: firstLine(event))
    } else if let attributes = frame.attributes {
      reportLoose(attributes)
      misplace(attributes)
    }
    if frame.isHidden, frame.inlines.allSatisfy(Self.isBlank) { return interrupt() }
    if let formulas = Self.displayFormulas(frame.inlines) {
      for formula in formulas {
        interrupt()
        let range = formulas.count == 1 ? range(event) : formula.source.range
        frames[top].blocks.append(Block(.formula(formula), range))
      }
    } else if frame.inlines.count == 1, case .image(let image)? = frame.inlines.first,
      image.label != nil || image.width != nil || image.media != .picture
    {
      add(.figure(image), event)
    } else {
      reportLostLabels(frame.inlines)
      reportStrayAlerts(frame.inlines, event)
      add(.paragraph(frame.inlines), event)
    }
  }

  mutating func addHeading(_ frame: inout Frame, _ event: CommonMarkTree.Event) {
    let attributes = attach(&frame, isHeading: true)
    reportLostLabels(frame.inlines)
    var heading = Heading(level: Int(event.number), content: frame.inlines, anchor: "", isLabelled: false)
    if let label = attributes?.label {
      heading.anchor = label
      heading.isLabelled = true
    } else {
      heading.anchor = labels.anchor(for: frame.inlines)
    }
    add(.heading(heading), event)
  }

  mutating func addCell(_ content: [Inline]) {
    let top = frames.count - 1
    reportLostLabels(content)
    frames[top].table?.cells.append(content)
    guard let table = frames[top].table, table.cells.count == table.count else { return }
    frames[top].table = nil
    var made = table.made
    var range = table.range
    if let above = frames[top].captionAbove, above.position + 1 == frames[top].blocks.count,
      frames[top].divs.last?.position != frames[top].blocks.count, let block = frames[top].blocks.popLast()
    {
      made.caption = above.text
      made.label = above.label
      range = block.range.joined(range)
      frames[top].captionAbove = nil
    }
    reportLoneCaption(frames[top].captionAbove)
    frames[top].captionAbove = nil
    frames[top].blocks.append(Block(.table(made), range))
  }

  mutating func addCode(_ event: CommonMarkTree.Event) {
    let info = plain(event.second)
    let literal = plain(event.first)
    guard let (fence, isClosed) = fence(of: event) else { return addUnfenced(info, literal, event) }
    var event = event
    // cmark ends an open fence at the line that ends its container.
    if !isClosed { event.endLine = event.startLine + Int32(tree.bytes(event.first).count { $0 == .newline }) }
    var isCell = false
    switch CellInfo(info) {
    case .cell(let attributes):
      isCell = true
      if let attributes { reportAttributes(attributes, of: fence) }
      cells.append(
        Cell(
          source: content(of: event), range: range(event), fence: source.range(fence),
          expressionsBefore: expressions.count))
      add(.cell(cells.count - 1), event)
    case .shown:
      add(.code(info: "nn", literal: literal), event)
    case .other: addCode(info: info, literal: literal, fence, event)
    }
    if !isClosed {
      report(
        Diagnostic(
          .unclosedFence, "this fence is never closed", at: source.range(fence),
          hint: "a line with as many of the same characters closes it", severity: isCell ? .error : .warning))
    }
  }

  mutating func add(_ kind: Block.Kind, _ event: CommonMarkTree.Event) {
    interrupt()
    frames[frames.count - 1].blocks.append(Block(kind, range(event)))
  }

  /// Right to the line; to the column too where a block starts behind the prefixes of its containers alone.
  func range(_ event: CommonMarkTree.Event) -> SourceRange {
    let first = Int(event.startLine) - 1
    guard origins.indices.contains(first) else { return source.range(0..<0) }
    let last = min(max(Int(event.endLine) - 1, first), origins.count - 1)
    let line = origins[first]
    let start = min(line.lowerBound + max(Int(event.startColumn) - 1, 0), line.upperBound)
    return source.range(start..<max(start, origins[last].upperBound))
  }
}
