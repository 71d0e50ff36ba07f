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

  /// The paragraph's prose without container prefixes, its lines joined by newlines …
  private var scratch: [UInt8] = []
  /// … and for each of its lines where it starts here and there.
  private var starts: [(scratch: Int, text: Int)] = []

  var isMasking: Bool { marks != nil }

  init(_ source: Excerpt, marks: Marks?, rejected: Set<Int>) {
    self.source = source
    text = source.text
    self.marks = marks
    self.rejected = rejected
    output.reserveCapacity(text.count + text.count / 8 + 64)
  }

  mutating func copy(_ line: Range<Int>) {
    output.append(contentsOf: text[line])
    output.append(.newline)
    origins.append(line)
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
    maskLines(lines[...])
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
    emit(InlineScanner(scratch, rejected: rejectedHere(lines)).scan(), lines)
  }

  private mutating func emit(_ finds: [InlineScanner.Find], _ lines: ArraySlice<BlockScanner.ProseLine>) {
    var line = lines.startIndex
    output.append(contentsOf: text[lines[line].line.lowerBound..<lines[line].content])
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
        masker.output.append(contentsOf: masker.text[lines[line].line.lowerBound..<lines[line].content])
        done = boundary
      }
      done = max(done, end)
    }

    for find in finds {
      let here = range(find.range)
      copy(to: find.range.lowerBound, &self)
      if case .joiner = find.kind {
        output.append(contentsOf: marks?.joiner ?? [])
        continue
      }
      guard let content = content(of: find) else { continue }
      marks?.add(content, here, to: &output)
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
    return false
  }

  // MARK: From the scratch to the source

  /// Where a part of the scratch stands in the assembled text, what lies between its lines included.
  private func range(_ range: Range<Int>) -> Range<Int> {
    let start = offset(range.lowerBound)
    return start..<(range.isEmpty ? start : offset(range.upperBound - 1) + 1)
  }

  private func offset(_ position: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].scratch <= position { low = middle } else { high = middle }
    }
    return starts[low].text + position - starts[low].scratch
  }

  /// A part of the scratch as a text that knows where it stands.
  private func excerpt(_ range: Range<Int>) -> Excerpt {
    let first = source.range(offset(range.lowerBound)..<offset(range.lowerBound) + 1)
    var result = Excerpt(file: first.file, at: first.bytes.lowerBound)
    var position = range.lowerBound
    while position < range.upperBound {
      var end = position
      while end < range.upperBound, scratch[end] != .newline { end += 1 }
      if end < range.upperBound { end += 1 }
      let here = source.range(offset(position)..<offset(position) + 1)
      result.append(scratch[position..<end], from: here.file, at: here.bytes.lowerBound)
      position = end
    }
    return result
  }

  // MARK: What a mark stands for

  private func content(of find: InlineScanner.Find) -> Marks.Content? {
    switch find.kind {
    case .formula(let inner, let isDisplay):
      let (formula, pieces) = formula(inner, isDisplay: isDisplay)
      return .formula(formula, tex: pieces)
    case .expression(let inner):
      return .expression(excerpt(inner))
    case .joiner:
      return nil
    }
  }

  private func formula(_ inner: Range<Int>, isDisplay: Bool) -> (Formula, [Marks.TeXPiece]) {
    var pieces: [Marks.TeXPiece] = []
    var done = inner.lowerBound
    for cut in InlineScanner.expressions(inTeX: scratch, inner) {
      if cut.whole.lowerBound > done {
        pieces.append(.tex(String(decoding: scratch[done..<cut.whole.lowerBound], as: UTF8.self)))
      }
      let whole = range(cut.whole)
      pieces.append(.expression(InlineExpression(source: excerpt(cut.inner), range: source.range(whole))))
      done = cut.whole.upperBound
    }
    if done < inner.upperBound {
      pieces.append(.tex(String(decoding: scratch[done..<inner.upperBound], as: UTF8.self)))
    }
    return (Formula(pieces: [], isDisplay: isDisplay, source: excerpt(inner)), pieces)
  }
}
