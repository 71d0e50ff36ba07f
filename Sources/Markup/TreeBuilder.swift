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

  private(set) var cells: [Cell] = []
  private(set) var expressions: [InlineExpression] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Spans whose mark stands where it means nothing, by ``ProseMasker/key(_:isBlock:)``.
  private(set) var misplaced: Set<Int> = []

  struct Frame {
    var event: CommonMarkTree.Event
    var blocks: [Block] = []
    var inlines: [Inline] = []
    var items: [List.Item] = []
    /// The joiner stands at the start, at the end of these inlines.
    var startsJoined = false
    var endsJoined = false
  }

  private var frames: [Frame] = []
  private var blockDepth = 0
  private var inlineDepth = 0
  /// Containers that are open and laid flat.
  private var flatBlocks = 0
  private var flatInlines = 0

  init(_ tree: CommonMarkTree, _ source: Excerpt, prose: ProseMasker, firstExpression: Int = 0) {
    self.tree = tree
    self.source = source
    origins = prose.origins
    marks = prose.marks
    fences = prose.fences
    self.firstExpression = firstExpression
  }

  mutating func build() -> [Block] {
    var result: [Block] = []
    for event in tree.events {
      switch event.kind {
      case .document:
        if event.isExit {
          result = frames.popLast()?.blocks ?? []
        } else {
          frames.append(Frame(event: event))
        }
      case .quote, .list, .item: event.isExit ? leaveBlock(event) : enterBlock(event)
      case .paragraph, .heading: event.isExit ? leaveProse(event) : frames.append(Frame(event: event))
      case .emphasis, .strong, .link, .image: event.isExit ? leaveInline(event) : enterInline(event)
      case .codeBlock: addCode(event)
      case .htmlBlock: add(.html(plain(event.first)), event)
      case .rule: add(.rule, event)
      case .text: addText(event)
      case .softBreak: add(.softBreak)
      case .lineBreak: add(.lineBreak)
      case .code: add(.code(plain(event.first)))
      case .htmlInline: add(.html(plain(event.first)))
      }
    }
    return result
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  // MARK: Blocks

  private mutating func enterBlock(_ event: CommonMarkTree.Event) {
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

  private mutating func leaveBlock(_ event: CommonMarkTree.Event) {
    if flatBlocks > 0 {
      flatBlocks -= 1
      return
    }
    blockDepth -= 1
    guard let frame = frames.popLast() else { return }
    switch event.kind {
    case .item:
      frames[frames.count - 1].items.append(List.Item(blocks: frame.blocks))
    case .list:
      let start = event.number >= 0 ? Int(event.number) : nil
      add(.list(List(start: start, isTight: event.isTight, items: frame.items)), event)
    default:
      add(.quote(frame.blocks), event)
    }
  }

  private mutating func leaveProse(_ event: CommonMarkTree.Event) {
    guard let frame = frames.popLast() else { return }
    if event.kind == .heading {
      add(
        .heading(Heading(level: Int(event.number), content: frame.inlines, anchor: "", isLabelled: false)), event)
      return
    }
    add(.paragraph(frame.inlines), event)
  }

  private mutating func addCode(_ event: CommonMarkTree.Event) {
    let info = plain(event.second)
    let literal = plain(event.first)
    guard let (fence, isClosed) = fence(of: event) else { return add(.code(info: info, literal: literal), event) }
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
    case .other:
      add(.code(info: info, literal: literal), event)
    }
    if !isClosed {
      report(
        Diagnostic(
          .unclosedFence, "this fence is never closed", at: source.range(fence),
          hint: "a line with as many of the same characters closes it", severity: isCell ? .error : .warning))
    }
  }

  private mutating func add(_ kind: Block.Kind, _ event: CommonMarkTree.Event) {
    frames[frames.count - 1].blocks.append(Block(kind, range(event)))
  }

  /// Right to the line; to the column too where a block starts behind the prefixes of its containers alone.
  private func range(_ event: CommonMarkTree.Event) -> SourceRange {
    let first = Int(event.startLine) - 1
    guard origins.indices.contains(first) else { return source.range(0..<0) }
    let last = min(max(Int(event.endLine) - 1, first), origins.count - 1)
    let line = origins[first]
    let start = min(line.lowerBound + max(Int(event.startColumn) - 1, 0), line.upperBound)
    return source.range(start..<max(start, origins[last].upperBound))
  }

  // MARK: Inlines

  private mutating func enterInline(_ event: CommonMarkTree.Event) {
    if flatInlines > 0 || inlineDepth >= Self.depthLimit {
      if flatInlines == 0, let block = frames.last(where: { $0.event.startLine > 0 }) {
        diagnostics.append(
          Diagnostic(
            .nestedTooDeep, "emphasis and links nest more than \(Self.depthLimit) deep", at: range(block.event),
            severity: .warning))
      }
      flatInlines += 1
      return
    }
    inlineDepth += 1
    frames.append(Frame(event: event))
  }

  private mutating func leaveInline(_ event: CommonMarkTree.Event) {
    if flatInlines > 0 {
      flatInlines -= 1
      return
    }
    inlineDepth -= 1
    guard let frame = frames.popLast() else { return }
    let needsTag = frame.startsJoined || frame.endsJoined
    switch event.kind {
    case .emphasis: add(.emphasis(frame.inlines, needsTag: needsTag))
    case .strong: add(.strong(frame.inlines, needsTag: needsTag))
    case .link:
      add(.link(Link(destination: plain(event.first), title: plain(event.second), content: frame.inlines)))
    default:
      add(.image(Image(source: plain(event.first), title: plain(event.second), alt: frame.inlines)))
    }
  }

  private mutating func add(_ inline: Inline) {
    frames[frames.count - 1].inlines.append(inline)
    frames[frames.count - 1].endsJoined = false
  }

  private mutating func addText(_ event: CommonMarkTree.Event) {
    guard let marks else { return add(.text(tree.string(event.first))) }
    var run = tree.bytes(event.first)
    while let mark = marks.next(in: run) {
      let before = run[run.startIndex..<mark.range.lowerBound]
      if !before.isEmpty { add(.text(String(decoding: before, as: UTF8.self))) }
      run = run[mark.range.upperBound...]
      guard let index = mark.index else {
        let top = frames.count - 1
        if frames[top].inlines.isEmpty { frames[top].startsJoined = true }
        frames[top].endsJoined = true
        continue
      }
      addSpan(index)
    }
    if !run.isEmpty { add(.text(String(decoding: run, as: UTF8.self))) }
  }

  private mutating func addSpan(_ index: Int) {
    guard let span = marks?.spans[index] else { return }
    switch span.content {
    case .formula(var formula, let tex):
      formula.pieces = tex.map { piece in
        switch piece {
        case .tex(let text): return .tex(text)
        case .expression(let expression):
          return .expression(addExpression(expression))
        }
      }
      add(.formula(formula))
    case .expression(let excerpt):
      add(.expression(addExpression(InlineExpression(source: excerpt, range: source.range(span.source)))))
    case .reference, .citation, .footnoteReference, .attributes, .escaped, .footnoteDefinition, .divOpen, .divClose,
      .table:
      misplace(index)
    }
  }

  private mutating func addExpression(_ expression: InlineExpression) -> Int {
    expressions.append(expression)
    return firstExpression + expressions.count - 1
  }

  private mutating func misplace(_ index: Int) {
    guard let span = marks?.spans[index] else { return }
    misplaced.insert(ProseMasker.key(span.source.lowerBound, isBlock: span.content.isBlock))
  }

  /// A string in which no mark means anything.
  private mutating func plain(_ range: Range<Int32>) -> String {
    guard let marks, marks.next(in: tree.bytes(range)) != nil else { return tree.string(range) }
    var rest = tree.bytes(range)
    var bytes: [UInt8] = []
    while let mark = marks.next(in: rest) {
      bytes.append(contentsOf: rest[rest.startIndex..<mark.range.lowerBound])
      if let index = mark.index { misplace(index) }
      rest = rest[mark.range.upperBound...]
    }
    bytes.append(contentsOf: rest)
    return String(decoding: bytes, as: UTF8.self)
  }
}
