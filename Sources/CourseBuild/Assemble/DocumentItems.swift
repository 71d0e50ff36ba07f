import Markup
import Reporting
import SourceText

/// Item of a document that is numbered, referred to, copied or checked.
enum DocumentItem {
  case heading(Heading)
  case cell(Int)
  case table(Table)
  case formula(Formula)
  case figure(Image)
  case image(Image)
  case link(Link)
  case reference(CrossReference)
  case citation(Citation)
  case html(String)
  case callout(Callout)
  /// Labelled heading that a callout or a tab has for its title.
  case title(String, [Inline])
  /// Index of an inline expression outside of formulas.
  case expression(Int)
}

/// All such items in the order in which a reader meets them; the captions of a cell behind it, footnotes last.
///
/// - Parameter skipsSolutions: exercises' solutions are not in the report.
func documentItems(of lesson: Lesson, skipsSolutions: Bool) -> [DocumentItem] {
  var walk = Walk(lesson: lesson, skipsSolutions: skipsSolutions)
  walk.push(lesson.document.blocks)
  walk.run()
  for footnote in lesson.document.footnotes {
    walk.push(footnote.blocks)
    walk.run()
  }
  return walk.items
}

/// The text of inlines as it reads without its marks: for a heading in a reference.
func plainText(_ inlines: [Inline], expression: (Int) -> String) -> String {
  var text = ""
  var open = Array(inlines.reversed())
  while let inline = open.popLast() {
    switch inline {
    case .text(let part), .code(let part): text += part
    case .softBreak, .lineBreak: text += " "
    case .emphasis, .strong, .strikethrough, .lowered, .raised, .link, .image: open += inline.content.reversed()
    case .formula(let formula):
      let pieces = formula.pieces.map { piece in
        switch piece {
        case .tex(let tex): tex
        case .expression(let index): expression(index)
        case .number, .tagged: ""
        }
      }
      text += PlainTeX.text(pieces.joined())
    case .expression(let index): text += expression(index)
    case .html, .footnote, .reference, .citation, .answer: break
    }
  }
  return text
}

/// Depth first with a stack of its own: how deep quotes and lists nest is up to the author.
private struct Walk {
  enum Open {
    case block(Block)
    case inline(Inline)
  }

  let lesson: Lesson
  let skipsSolutions: Bool
  var items: [DocumentItem] = []
  var open: [Open] = []

  mutating func push(_ blocks: [Block]) { for block in blocks.reversed() { open.append(.block(block)) } }
  mutating func push(_ inlines: [Inline]) { for inline in inlines.reversed() { open.append(.inline(inline)) } }

  mutating func run() {
    while let next = open.popLast() {
      switch next {
      case .block(let block): visit(block)
      case .inline(let inline): visit(inline)
      }
    }
  }

  private mutating func visit(_ block: Block) {
    switch block.kind {
    case .heading(let heading): items.append(.heading(heading))
    case .cell(let index):
      let cell = lesson.cells[index]
      guard cell.options.include, !(skipsSolutions && cell.options.solution) else { return }
      items.append(.cell(index))
      if let alternative = cell.alternative { push(alternative) }
      if let caption = cell.caption { push(caption) }
    case .table(let table): items.append(.table(table))
    case .formula(let formula): items.append(.formula(formula))
    case .figure(let image): items.append(.figure(image))
    case .callout(let callout):
      if skipsSolutions, callout.kind == .solution { return }
      items.append(.callout(callout))
      if let label = callout.titleLabel { items.append(.title(label, callout.title ?? [])) }
    case .html(let html): items.append(.html(html))
    case .tabset(let tabs):
      for tab in tabs { if let label = tab.label { items.append(.title(label, tab.title)) } }
    case .paragraph, .quote, .list, .definitions, .code, .rule, .pageBreak: break
    }
    for part in block.parts.reversed() {
      switch part {
      case .text(let content): push(content)
      case .blocks(let blocks): push(blocks)
      }
    }
  }

  private mutating func visit(_ inline: Inline) {
    switch inline {
    case .link(let link): items.append(.link(link))
    case .image(let image): items.append(.image(image))
    case .formula(let formula): items.append(.formula(formula))
    case .reference(let reference): items.append(.reference(reference))
    case .citation(let citation): items.append(.citation(citation))
    case .html(let html, _): items.append(.html(html))
    case .expression(let index): items.append(.expression(index))
    case .text, .softBreak, .lineBreak, .code, .emphasis, .strong, .strikethrough, .lowered, .raised, .footnote,
      .answer:
      break
    }
    push(inline.content)
  }
}
