import SourceText

/// From cmark's inline events to inlines, with what was masked put back in its place.
extension TreeBuilder {
  mutating func enterInline(_ event: CommonMarkTree.Event) {
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

  mutating func leaveInline(_ event: CommonMarkTree.Event) {
    if flatInlines > 0 {
      flatInlines -= 1
      return
    }
    inlineDepth -= 1
    finishInlines()
    guard let frame = frames.popLast() else { return }
    if let attributes = frame.attributes {
      reportLoose(attributes)
      misplace(attributes)
    }
    let needsTag = frame.startsJoined || frame.endsJoined
    switch event.kind {
    case .emphasis: add(.emphasis(frame.inlines, needsTag: needsTag))
    case .strong: add(.strong(frame.inlines, needsTag: needsTag))
    case .link:
      let place = place(ofLinkTo: tree.bytes(event.first), isImage: false)
      if frame.inlines.isEmpty, let place { report(ForeignConstruct.emptyLink.diagnostic(nil, at: place)) }
      let title = withoutAnswers(plain(event.second), at: place ?? source.range(0..<0))
      add(.link(Link(destination: plain(event.first), title: title, content: frame.inlines, range: place)))
    default:
      let place = place(ofLinkTo: tree.bytes(event.first), isImage: true)
      if Self.endsInSize(frame.inlines), let place { report(ForeignConstruct.imageSize.diagnostic(nil, at: place)) }
      let title = withoutAnswers(plain(event.second), at: place ?? source.range(0..<0))
      add(.image(Image(source: plain(event.first), title: title, alt: frame.inlines, range: place)))
    }
  }

  /// `A|100`, `A|100x50`
  private static func endsInSize(_ alt: [Inline]) -> Bool {
    guard case .text(let text)? = alt.last, let bar = text.utf8.lastIndex(of: UInt8(ascii: "|")) else { return false }
    let size = text.utf8[text.utf8.index(after: bar)...]
    return !size.isEmpty && size.first != UInt8(ascii: "x") && size.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "x") }
  }

  mutating func add(_ inline: Inline) {
    let top = frames.count - 1
    if let attributes = frames[top].attributes {
      reportLoose(attributes)
      misplace(attributes)
      frames[top].attributes = nil
    }
    frames[top].endsJoined = false
    if frames[top].goesOn {
      frames[top].goesOn = false
      if case .text(let more) = inline, !more.hasPrefix("~"), case .text(let text)? = frames[top].inlines.last,
        frames[top].tildes.last != frames[top].inlines.count - 1
      {
        frames[top].inlines[frames[top].inlines.count - 1] = .text(text + more)
        return
      }
    }
    frames[top].inlines.append(inline)
  }

  /// Those before a comment that shows nothing: at the end of a paragraph they would stay behind it.
  mutating func dropBlanks() {
    let top = frames.count - 1
    guard case .text(let text)? = frames[top].inlines.last, text.hasSuffix(" ") else { return }
    frames[top].inlines.removeLast()
    let kept = Substring(text.utf8.dropLast(text.utf8.reversed().prefix { $0 == .space }.count))
    if !kept.isEmpty { frames[top].inlines.append(.text(String(kept))) }
  }

  mutating func finishInlines() {
    guard let top = frames.indices.last else { return }
    if !frames[top].tildes.isEmpty {
      let isBlock = frames[top].event.kind == .paragraph || frames[top].event.kind == .heading
      frames[top].inlines = Strikethrough.applied(
        to: frames[top].inlines, runs: frames[top].tildes, isBlock: isBlock)
    }
    // In a link's text or an image's nothing leads elsewhere.
    if !frames.contains(where: { $0.event.kind == .link || $0.event.kind == .image }) {
      frames[top].inlines = BareAddresses.linked(frames[top].inlines)
    }
  }

  mutating func addText(_ event: CommonMarkTree.Event) {
    var run = tree.bytes(event.first)
    guard let marks else { return addRun(run) }
    while let mark = marks.next(in: run) {
      addRun(run[run.startIndex..<mark.range.lowerBound])
      run = run[mark.range.upperBound...]
      guard let index = mark.index else {
        let top = frames.count - 1
        if frames[top].inlines.isEmpty { frames[top].startsJoined = true }
        frames[top].endsJoined = true
        continue
      }
      addSpan(index)
    }
    addRun(run)
  }

  /// Text without marks, cut at runs of tildes.
  mutating func addRun(_ run: ArraySlice<UInt8>) {
    var start = run.startIndex
    if marks != nil {
      while let tilde = run[start...].firstIndex(of: .tilde) {
        var end = tilde
        while end < run.endIndex, run[end] == .tilde { end += 1 }
        if tilde > start { add(.text(String(decoding: run[start..<tilde], as: UTF8.self))) }
        add(.text(String(decoding: run[tilde..<end], as: UTF8.self)))
        let top = frames.count - 1
        if end - tilde == 2 { frames[top].tildes.append(frames[top].inlines.count - 1) }
        start = end
      }
    }
    if start < run.endIndex { add(.text(String(decoding: run[start...], as: UTF8.self))) }
  }

  mutating func addSpan(_ index: Int) {
    guard let span = marks?.spans[index] else { return }
    switch span.content {
    case .formula(var formula, let tex):
      formula.pieces = tex.map { piece in
        switch piece {
        case .tex(let text): return .tex(text)
        case .expression(let expression): return .expression(addExpression(expression))
        case .number(let label):
          define(label, formula.source.range)
          return .number(label: label)
        case .tagged(let label, let tag):
          define(label, formula.source.range)
          return .tagged(label: label, tag: tag)
        }
      }
      // Definitions alone show nothing.
      if Self.isEmpty(formula.pieces) { return frames[frames.count - 1].isHidden = true }
      add(.formula(formula))
    case .expression(let excerpt, let typed):
      add(
        .expression(addExpression(InlineExpression(source: excerpt, range: source.range(span.source), typed: typed))))
    case .answer(let parts):
      add(.answer(parts.field(in: &expressions, firstExpression: firstExpression)))
    case .reference(let label, let form):
      add(.reference(CrossReference(label: label, form: form, range: source.range(span.source))))
    case .references(let items): addReferences(items)
    case .citation(let citation):
      add(.citation(citation))
    case .note(let text):
      if refusesNote(source.range(span.source)) { return }
      addNote(text, source.range(span.source))
    case .shifted(let text, let isRaised):
      let content = inner(text)
      add(isRaised ? .raised(content) : .lowered(content))
    case .video(let address, let title):
      add(
        .image(
          Image(
            source: address, title: "", alt: title.isEmpty ? [] : [.text(title)], media: .video,
            range: source.range(span.source))))
    case .html(let html): add(.html(withoutAnswers(html, at: source.range(span.source))))
    case .nothing: frames[frames.count - 1].isHidden = true
    case .foreign(let construct, let name, let place):
      report(construct, name, at: place)
      frames[frames.count - 1].goesOn = true
    case .footnoteReference(let label):
      let range = source.range(span.source)
      if refusesNote(range) { return }
      if let reference = footnotes.refer(to: label, range) {
        add(.footnote(reference))
      } else {
        report(
          Diagnostic(
            .unknownFootnote, "no footnote `\(label)` is written in this lesson", at: range,
            hint: "write it on a line of its own: `[^\(label)]: …`"))
        add(.text("[^\(label)]"))
      }
    case .escaped(let byte):
      add(.text(String(decoding: [byte], as: UTF8.self)))
    case .attributes(let attributes):
      addAttributes(attributes, index)
    case .footnoteDefinition, .divOpen, .divClose, .pageBreak, .definition, .table:
      misplace(index)
    }
  }

  /// Says of a footnote that it cannot stand in a link, an image's text or a title, and leaves it out.
  private mutating func refusesNote(_ range: SourceRange) -> Bool {
    let isInLink = frames.contains { $0.event.kind == .link || $0.event.kind == .image }
    guard isInLink || refusesNotes else { return false }
    report(
      Diagnostic(
        .misplacedFootnote, "a footnote cannot stand in \(isInLink ? "the text of a link or an image" : "a title")",
        at: range, hint: isInLink ? "put its mark behind the link" : "put its mark into the text"))
    return true
  }

  private static func isEmpty(_ pieces: [Formula.Piece]) -> Bool {
    pieces.allSatisfy { piece in
      switch piece {
      case .tex(let tex): tex.utf8.allSatisfy(\.isSpace)
      case .expression, .number, .tagged: false
      }
    }
  }

  mutating func addExpression(_ expression: InlineExpression) -> Int {
    expressions.append(expression)
    return firstExpression + expressions.count - 1
  }

  mutating func misplace(_ index: Int) {
    guard let span = marks?.spans[index] else { return }
    misplaced.insert(ProseMasker.key(span.source.lowerBound, isBlock: span.content.isBlock))
  }

  /// A string in which no mark means anything.
  mutating func plain(_ range: Range<Int32>) -> String {
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
