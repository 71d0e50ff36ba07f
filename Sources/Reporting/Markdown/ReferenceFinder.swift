import Markup

/// Which labels a text refers to.
struct ReferenceFinder {
  private(set) var labels: Set<String> = []

  mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content): visit(content)
      case .heading(let heading): visit(heading.content)
      case .quote(let blocks): visit(blocks)
      case .list(let list): for item in list.items { visit(item.blocks) }
      case .table(let table):
        for cell in table.header { visit(cell) }
        for row in table.rows { for cell in row { visit(cell) } }
        visit(table.caption ?? [])
      case .figure(let image): visit(image.alt)
      case .callout(let callout):
        visit(callout.title ?? [])
        visit(callout.blocks)
      case .tabset(let tabs):
        for tab in tabs {
          visit(tab.title)
          visit(tab.blocks)
        }
      case .definitions(let definitions):
        for definition in definitions {
          visit(definition.term)
          for meaning in definition.meanings { visit(meaning) }
        }
      case .code, .cell, .html, .rule, .formula, .pageBreak: continue
      }
    }
  }

  mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .reference(let reference): labels.insert(reference.label)
      case .emphasis(let content, needsTag: _), .strong(let content, needsTag: _), .strikethrough(let content),
        .lowered(let content), .raised(let content):
        visit(content)
      case .link(let link): visit(link.content)
      case .image(let image): visit(image.alt)
      case .citation(let citation): labels.formUnion(citation.items.map(\.key))
      case .text, .softBreak, .lineBreak, .code, .html, .formula, .expression, .footnote: continue
      }
    }
  }
}
