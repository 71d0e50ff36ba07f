import SourceText

/// Definitions, blocks of code in other languages, and what is told of constructs of other tools.
extension TreeBuilder {
  /// The cells of a solution are solutions.
  mutating func markSolution(_ blocks: [Block]) {
    var open = blocks
    while let block = open.popLast() {
      switch block.kind {
      case .cell(let index): cells[index].isInSolution = true
      case .quote(let blocks): open += blocks
      case .list(let list): open += list.items.flatMap(\.blocks)
      case .callout(let callout): open += callout.blocks
      case .tabset(let tabs): open += tabs.flatMap(\.blocks)
      case .definitions(let definitions): open += definitions.flatMap { $0.meanings.joined() }
      case .heading, .paragraph, .code, .html, .rule, .table, .formula, .figure, .pageBreak: break
      }
    }
  }

  /// The meaning that a list's first item holds goes to the term above it.
  mutating func addDefinition(_ index: Int, _ list: List, _ event: CommonMarkTree.Event) {
    let top = frames.count - 1
    frames[top].definition = nil
    guard let first = list.items.first, let last = frames[top].blocks.last,
      frames[top].divs.last?.position != frames[top].blocks.count
    else { return misplace(index) }
    let whole = last.range.joined(range(event))
    switch last.kind {
    case .definitions(var definitions):
      definitions[definitions.count - 1].meanings.append(first.blocks)
      frames[top].blocks[frames[top].blocks.count - 1] = Block(.definitions(definitions), whole)
    case .paragraph(let term):
      let definition = Definition(term: term, meanings: [first.blocks], isTight: list.isTight)
      frames[top].blocks.removeLast()
      if case .definitions(let earlier)? = frames[top].blocks.last?.kind, let start = frames[top].blocks.last?.range,
        frames[top].divs.last?.position != frames[top].blocks.count
      {
        frames[top].blocks[frames[top].blocks.count - 1] = Block(
          .definitions(earlier + [definition]), start.joined(whole))
      } else {
        frames[top].blocks.append(Block(.definitions([definition]), whole))
      }
    default: return misplace(index)
    }
    if list.items.count > 1 {
      var rest = list
      rest.items.removeFirst()
      add(.list(rest), event)
    }
  }

  /// Code in another language, its fence read.
  mutating func addCode(info: String, literal: String, _ fence: Range<Int>, _ event: CommonMarkTree.Event) {
    let read = CodeInfo(info)
    for (construct, name) in read.foreign { report(construct.diagnostic(name, at: source.range(fence))) }
    if read.isRawHTML { return add(.html(withoutAnswers(literal, at: source.range(fence))), event) }
    if read.language == "math", read.foreign.isEmpty {
      // GitHub's and GitLab's form of a display formula.
      let formula = Formula(pieces: [.tex(literal)], isDisplay: true, source: content(of: event))
      return add(.formula(formula), event)
    }
    if read.language != "markdown", read.language != "md", read.language != "qmd" {
      for (number, line) in literal.utf8.split(separator: UInt8.newline, omittingEmptySubsequences: false).enumerated()
      {
        guard IncludeDirective(Array(line), 0..<line.count) != nil,
          origins.indices.contains(Int(event.startLine) + number)
        else { continue }
        report(
          ForeignConstruct.includeInCode.diagnostic(nil, at: source.range(origins[Int(event.startLine) + number])))
      }
    }
    add(.code(info: info, literal: literal), event)
  }

  /// Code by its indentation. What begins with `:::` is a block that was indented by mistake; of a solution, nothing but
  /// that line is shown.
  mutating func addUnfenced(_ info: String, _ literal: String, _ event: CommonMarkTree.Event) {
    guard info.isEmpty, literal.hasPrefix(":::") else { return add(.code(info: info, literal: literal), event) }
    report(
      Diagnostic(
        .unknownDiv, "`:::` four columns in begins no block: all of this is code", at: firstLine(event),
        hint: "take the blanks before it out"))
    let head = literal.prefix { $0 != "\n" }
    add(.code(info: "", literal: head.contains("solution") ? head + "\n" : literal), event)
  }

  func firstLine(_ event: CommonMarkTree.Event) -> SourceRange {
    let whole = range(event)
    return SourceRange(
      whole.file,
      whole.bytes
        .lowerBound..<min(
          whole.bytes.upperBound, whole.file.lineRange(whole.file.position(of: whole.bytes.lowerBound).line).upperBound)
    )
  }

  static func isBlank(_ inline: Inline) -> Bool {
    switch inline {
    case .softBreak, .lineBreak: true
    case .text(let text): text.utf8.allSatisfy(\.isSpace)
    default: false
    }
  }

  /// A construct that is not understood, unless what surrounds it has made something of it.
  mutating func report(_ construct: ForeignConstruct, _ name: String?, at place: Range<Int>) {
    if construct == .unknownLink, frames.contains(where: { $0.event.kind == .link || $0.event.kind == .image }) {
      return
    }
    report(construct.diagnostic(name, at: source.range(place)))
  }

  /// `^[…]`: a footnote with a label of ours.
  mutating func addNote(_ text: Excerpt, _ range: SourceRange) {
    let content = inner(text)
    let block = Block(.paragraph(content), text.range)
    let label = footnotes.define(inline: [block], range)
    if let reference = footnotes.refer(to: label, range) { add(.footnote(reference)) }
  }

  /// `[Fig. @fig-a; @fig-b]` without its brackets, as in Quarto.
  mutating func addReferences(_ items: [(before: String, reference: CrossReference, behind: String)]) {
    for (position, item) in items.enumerated() {
      let before = (position > 0 ? ", " : "") + (item.before.isEmpty ? "" : item.before + "\u{A0}")
      if !before.isEmpty { add(.text(before)) }
      add(.reference(item.reference))
      if !item.behind.isEmpty { add(.text(", " + item.behind)) }
    }
  }
}
