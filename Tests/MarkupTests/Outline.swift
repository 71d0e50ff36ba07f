@testable import Markup

/// Inlines in a short form for expectations: `‹text› em(…) $x$`.
func outline(_ inlines: [Inline]) -> String { inlines.map(outline).joined() }

private func outline(_ inline: Inline) -> String {
  switch inline {
  case .text(let text): "‹\(text)›"
  case .softBreak: "⏎"
  case .lineBreak: "⏎⏎"
  case .code(let code): "`\(code)`"
  case .html(let html, _): "html(\(html))"
  case .emphasis(let content, let needsTag): "em\(needsTag ? "!" : "")(\(outline(content)))"
  case .strong(let content, let needsTag): "strong\(needsTag ? "!" : "")(\(outline(content)))"
  case .strikethrough(let content): "del(\(outline(content)))"
  case .lowered(let content): "sub(\(outline(content)))"
  case .raised(let content): "sup(\(outline(content)))"
  case .link(let link):
    "link(\(outline(link.content)))→\(link.destination)\(link.title.isEmpty ? "" : " t=" + link.title)"
  case .image(let image):
    "image(\(outline(image.alt)))→\(image.source)\(image.label.map { "#" + $0 } ?? "")\(image.width.map { " w=" + $0 } ?? "")"
  case .formula(let formula): outline(formula)
  case .expression(let index): "nn\(index)"
  case .answer(let field): "answer\(field.expression)" + field.slips.map { ",\($0.expression)" }.joined()
  case .footnote(let reference): "[^\(reference.label)=\(reference.number).\(reference.occurrence)]"
  case .reference(let reference):
    "@\(reference.label)\(reference.form == .named ? "" : reference.form == .number ? "#" : "##")"
  case .citation(let citation):
    (citation.style == .narrative ? "cited(" : "cite(")
      + citation.items.map { "\($0.prefix)|\($0.omitsAuthor ? "-" : "")\($0.key)|\($0.suffix)" }.joined(separator: ";")
      + ")"
  }
}

func outline(_ formula: Formula) -> String {
  let tex = formula.pieces.map { piece in
    switch piece {
    case .tex(let tex): tex
    case .expression(let index): "‹nn\(index)›"
    case .number(let label): "‹\(label)›"
    case .tagged(let label, let tag): "‹\(label)=\(tag)›"
    }
  }.joined()
  let dollars = formula.isDisplay ? "$$" : "$"
  return dollars + tex + dollars + (formula.label.map { "#" + $0 } ?? "")
}

/// Blocks in a short form for expectations: `p(‹text›) h2#anchor(…)`.
func outline(_ blocks: [Block]) -> String { blocks.map(outline).joined(separator: " ") }

private func outline(_ block: Block) -> String {
  switch block.kind {
  case .heading(let heading): return "h\(heading.level)#\(heading.anchor)(\(outline(heading.content)))"
  case .paragraph(let content): return "p(\(outline(content)))"
  case .quote(let blocks): return "quote(\(outline(blocks)))"
  case .list(let list):
    let items = list.items.map { item in
      (item.isDone.map { $0 ? "[x]" : "[ ]" } ?? "") + outline(item.blocks)
    }
    return (list.start.map { "ol\($0)" } ?? "ul") + (list.isTight ? "" : " loose")
      + "(\(items.joined(separator: " | ")))"
  case .code(let info, let literal): return "code:\(info)(\(literal))"
  case .cell(let index): return "cell\(index)"
  case .html(let html): return "html(\(html))"
  case .rule: return "rule"
  case .table(let table):
    let head = zip(table.alignments, table.header).map { "\($0):" + outline($1) }.joined(separator: " ")
    let rows = table.rows.map { $0.map { outline($0) }.joined(separator: " ") }
    let caption = table.caption.map { " caption(\(outline($0)))" } ?? ""
    return "table(" + ([head] + rows).joined(separator: " / ") + ")" + caption + (table.label.map { "#" + $0 } ?? "")
  case .formula(let formula): return outline(formula)
  case .figure(let image): return "figure(\(outline([.image(image)])))"
  case .callout(let callout):
    let fold = callout.isCollapsed.map { $0 ? " closed" : " open" } ?? ""
    return
      "\(callout.kind)\(callout.label.map { "#" + $0 } ?? "")\(fold)[\(callout.title.map(outline) ?? "")](\(outline(callout.blocks)))"
  case .definitions(let definitions):
    return "dl("
      + definitions.map { "\(outline($0.term)): " + $0.meanings.map(outline).joined(separator: " | ") }
      .joined(separator: "; ") + ")"
  case .pageBreak: return "pagebreak"
  case .tabset(let tabs):
    return "tabs(" + tabs.map { "[\(outline($0.title))] \(outline($0.blocks))" }.joined(separator: " | ") + ")"
  }
}
