import Markup

/// Which labels a text refers to.
struct ReferenceFinder {
  private(set) var labels: Set<String> = []

  mutating func visit(_ blocks: [Block]) {
    for part in blocks.lazy.flatMap(\.parts) {
      switch part {
      case .text(let content): visit(content)
      case .blocks(let blocks): visit(blocks)
      }
    }
  }

  mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .reference(let reference): labels.insert(reference.label)
      case .citation(let citation): labels.formUnion(citation.items.map(\.key))
      case .emphasis, .strong, .strikethrough, .lowered, .raised, .link, .image: visit(inline.content)
      case .text, .softBreak, .lineBreak, .code, .html, .formula, .expression, .answer, .footnote: continue
      }
    }
  }
}
