import SourceText

/// Masking: each find of the scanner becomes a mark in the text for cmark, with its meaning beside it.
extension ProseMasker {
  mutating func appendMark(_ find: InlineScanner.Find) {
    if let content = content(of: find) {
      let place = range(find.range)
      marks?.add(content, place, to: &output)
    } else {
      let joiner = marks?.joiner ?? []
      output.append(contentsOf: joiner)
    }
  }

  func string(_ range: Range<Int>) -> String { String(decoding: scratch[range], as: UTF8.self) }

  mutating func content(of find: InlineScanner.Find) -> Marks.Content? {
    switch find.kind {
    case .formula(let inner, let isDisplay):
      let (formula, pieces) = formula(inner, isDisplay: isDisplay)
      return .formula(formula, tex: pieces)
    case .expression(let inner):
      return .expression(excerpt(inner), typed: nil)
    case .typedNumber(let number):
      for unknown in number.unknown {
        diagnostics.append(
          Diagnostic(
            .unknownAttribute, "a typed number has no attribute `\(string(unknown))`", at: source.range(range(unknown)),
            hint: "it has `nn`, what it states, and `within`, how far it may be off"))
      }
      let typed = InlineExpression.Typed(text: excerpt(number.text), within: number.within.map { excerpt($0) })
      return .expression(excerpt(number.expression), typed: typed)
    case .answer(let attributes): return answer(attributes, source.range(range(find.range)))
    case .strayAnswer:
      reportStrayAnswer(at: range(find.range))
      return .nothing
    case .reference(let label, let form):
      return .reference(Reference.name(scratch[label], known), form: form)
    case .references(let items):
      return .references(
        items.map { item in
          let reference = CrossReference(
            label: Reference.name(scratch[item.key], known),
            form: item.omitsAuthor || !item.prefix.isEmpty ? .number : .named,
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

  private mutating func answer(_ attributes: Attributes?, _ whole: SourceRange) -> Marks.Content {
    guard let attributes else {
      diagnostics.append(
        Diagnostic(
          .answerField, "the attributes of this field are not understood", at: whole,
          hint: "write pairs with quotes that close in their line: `[?]{nn=\"grad(f, x)\" within=\"1%\"}`"))
      return .nothing
    }
    let known = ["nn", "within", "wrong", "say"]
    let unknown =
      attributes.pairs.filter { !known.contains($0.key) }.map(\.range) + attributes.classes.map(\.range)
      + (attributes.labelRange.map { [$0] } ?? [])
    for unknown in unknown {
      diagnostics.append(
        Diagnostic(
          .unknownAttribute, "a field for answers has no attribute `\(string(unknown))`",
          at: source.range(range(unknown)),
          hint: "it has `nn`, the answer, `within`, how far one may be off, and pairs of `wrong` and `say`"))
    }
    let entries = attributes.pairs.filter { known.contains($0.key) }.map { pair in
      AnswerParts.Entry(
        key: pair.key,
        keyRange: source.range(range(pair.range.lowerBound..<pair.range.lowerBound + pair.key.utf8.count)),
        value: excerpt(pair.key == "say" ? pair.value : trimmed(pair.value)))
    }
    return AnswerParts(entries, name: "nn", range: whole, &diagnostics).map { .answer($0) } ?? .nothing
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, scratch[first].isSpace { range = first + 1..<range.upperBound }
    while let last = range.last, scratch[last].isSpace { range = range.lowerBound..<last }
    return range
  }

  mutating func formula(_ inner: Range<Int>, isDisplay: Bool) -> (Formula, [Marks.TeXPiece]) {
    var pieces: [Marks.TeXPiece] = []
    var done = inner.lowerBound
    let own = macros.leavingAlone(scratch[inner])
    let hasTags = FormulaTag.mayStand(in: scratch[inner])
    for cut in InlineScanner.cuts(inTeX: scratch, inner) {
      if case .macro = cut.kind, own != nil { continue }
      appendTeX(done..<cut.whole.lowerBound, to: &pieces, own ?? macros)
      switch cut.kind {
      case .expression:
        let whole = range(cut.whole)
        pieces.append(.expression(InlineExpression(source: excerpt(cut.inner), range: source.range(whole))))
      case .label:
        if let number = number(cut.whole, cut.inner, in: hasTags ? inner : nil, isDisplay) { pieces.append(number) }
      case .macro: _ = macros.define(scratch, cut.whole.lowerBound, limit: cut.whole.upperBound)
      case .environment:
        // KaTeX would number each row, anew in each formula; rows are numbered by their labels.
        pieces.append(.tex(string(cut.inner) + "*}"))
      }
      done = cut.whole.upperBound
    }
    appendTeX(done..<inner.upperBound, to: &pieces, own ?? macros)
    if !isDisplay, let sign = comment(in: inner) {
      diagnostics.append(
        Diagnostic(
          .badMath, "`%` begins a comment in TeX, and what stands behind it is not set",
          at: source.range(range(sign..<sign + 1)), hint: "write `\\%`", severity: .warning))
    }
    return (Formula(pieces: [], isDisplay: isDisplay, source: excerpt(inner)), pieces)
  }

  /// A sign of per cent without its backslash.
  private func comment(in formula: Range<Int>) -> Int? {
    var index = formula.lowerBound
    while index < formula.upperBound {
      if scratch[index] == UInt8(ascii: "%") { return index }
      index += scratch[index] == .backslash ? 2 : 1
    }
    return nil
  }

  /// The number that a label stands for; `nil`, and told, where nothing can refer to it.
  ///
  /// - Parameter formula: in which tags stand, if they do.
  private mutating func number(
    _ whole: Range<Int>, _ label: Range<Int>, in formula: Range<Int>?, _ isDisplay: Bool
  ) -> Marks.TeXPiece? {
    let fault: (message: String, hint: String)?
    if label.isEmpty {
      fault = ("this label is empty", "write `\\label{eq-a}`, or take it out")
    } else if scratch[label].contains(where: { $0.isSpace }) {
      fault = (
        "a label has no blanks in it",
        "write `\\label{\(string(label).split(whereSeparator: \.isWhitespace).joined(separator: "-"))}`"
      )
    } else if scratch[label].contains(where: { "\\{}$".utf8.contains($0) }) {
      fault = ("a label has no TeX in it", "write `\\label{eq-a}`")
    } else if !isDisplay {
      fault = ("a formula in a line has no number that a label could name", "write `$$…$$ {#eq-a}`")
    } else {
      fault = nil
    }
    if let fault {
      diagnostics.append(Diagnostic(.badMath, fault.message, at: source.range(range(whole)), hint: fault.hint))
      return nil
    }
    guard let formula, let tag = FormulaTag(in: scratch, formula, at: whole.lowerBound) else {
      return .number(label: string(label))
    }
    if let fault = tag.fault(at: source.range(range(tag.range))) { diagnostics.append(fault) }
    return .tagged(label: string(label), tag: tag.text)
  }

  mutating func appendTeX(_ part: Range<Int>, to pieces: inout [Marks.TeXPiece], _ macros: Macros) {
    guard !part.isEmpty else { return }
    guard var written = macros.expanded(scratch[part]) else {
      diagnostics.append(
        Diagnostic(
          .badMath, "this formula becomes too long with its commands written out", at: source.range(range(part))))
      return
    }
    // A definition stood between them.
    if case .tex(let last)? = pieces.last, written.first?.isLetter == true,
      Macros.endsInCommand(Array(last.utf8.suffix(80))[...])
    {
      written.insert(.space, at: 0)
    }
    pieces.append(.tex(String(decoding: written, as: UTF8.self)))
  }
}
