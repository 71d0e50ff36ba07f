import Formulas
import Markup
import SourceText

/// Markdown blocks to HTML.
///
/// Blocks and inlines of plain CommonMark come out as the bytes that libcmark writes: `.freshLine` stands where cmark
/// starts a line. What the lesson format adds (cells, callouts, notes) is written for the page.
struct BodyRenderer {
  /// Setting of a body: plain, or on a page with all that goes beyond it.
  enum Setting: Sendable {
    /// cmark's own bytes: no ids, no anchors.
    case plain
    case page
  }

  let drawn: DrawnReport
  let setting: Setting
  let words: any Vocabulary
  let shown: ShownBlocks
  /// `nil`: formulas stand as their TeX.
  let formulas: FormulaTable?
  /// Footnotes first referred to in the block at hand: they stand beside it on wide screens.
  var pendingNotes: [Int] = []
  /// Inside a side note, a copy of the note at the page's end: no links to reach by keyboard, no ids.
  var isSideNote = false
  /// Inside a link's text or an entry of the contents: no links, no notes.
  var isLabel = false
  /// Inside a solution, which is folded as a whole.
  var isSolution = false
  /// Cells of the artifact whose source opens the outline that its results close.
  var tabsetCount = 0
  /// A comment before each block of the article says where it stands in the source.
  var marksBlocks = false

  var report: Report { drawn.report }

  init(_ drawn: DrawnReport, setting: Setting, formulas: FormulaTable?) {
    self.drawn = drawn
    self.setting = setting
    self.formulas = formulas
    words = drawn.report.language.words
    shown = ShownBlocks(drawn.report)
  }

  /// The top level of the document: side notes stand before the block that refers to them.
  mutating func document(_ blocks: some Collection<Block>) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(blocks.count * 3)
    for block in blocks {
      let start = nodes.count
      if marksBlocks { nodes.append(BlockMark(block.range).node) }
      append(block, to: &nodes, isTight: false)
      if !pendingNotes.isEmpty {
        let notes = pendingNotes
        pendingNotes = []
        nodes.insert(contentsOf: notes.flatMap { sideNote($0) }, at: start + (marksBlocks ? 1 : 0))
      }
    }
    return nodes
  }

  mutating func blocks(_ blocks: [Block], isTight: Bool = false) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(blocks.count * 3)
    for block in blocks { append(block, to: &nodes, isTight: isTight) }
    return nodes
  }

  private mutating func append(_ block: Block, to nodes: inout [HTMLNode], isTight: Bool) {
    switch block.kind {
    case .paragraph(let content):
      if isTight {
        nodes.append(contentsOf: inlines(content))
      } else {
        line(.element("p", [], inlines(content)), to: &nodes)
      }
    case .heading(let heading): line(self.heading(heading), to: &nodes)
    case .quote(let blocks):
      line(.element("blockquote", [], [.raw("\n")] + self.blocks(blocks) + [.freshLine]), to: &nodes)
    case .list(let list): line(self.list(list), to: &nodes)
    case .code(let info, let literal): line(code(info: info, literal: literal), to: &nodes)
    case .html(let html):
      nodes.append(.freshLine)
      nodes.append(.raw(report.options.rawHTML ? html : omittedHTML))
      nodes.append(.freshLine)
    case .rule: line(.element("hr"), to: &nodes)
    case .table(let table): line(self.table(table), to: &nodes)
    case .definitions(let definitions): line(self.definitions(definitions), to: &nodes)
    case .pageBreak: line(.element("div", [("class", "page-break")]), to: &nodes)
    case .formula(let formula): line(displayFormula(formula), to: &nodes)
    case .figure(let image): line(figure(image), to: &nodes)
    case .callout(let callout):
      if let node = self.callout(callout) { line(node, to: &nodes) }
    case .tabset(let tabs): line(tabset(tabs), to: &nodes)
    case .cell(let index):
      if let node = cell(index) { line(node, to: &nodes) }
    }
  }

  private func line(_ node: HTMLNode, to nodes: inout [HTMLNode]) {
    nodes.append(.freshLine)
    nodes.append(node)
    nodes.append(.raw("\n"))
  }

  private mutating func heading(_ heading: Heading) -> HTMLNode {
    let name = ["h1", "h2", "h3", "h4", "h5", "h6"][min(max(heading.level, 1), 6) - 1]
    var children = inlines(heading.content)
    switch setting {
    case .plain: return .element(name, [], children)
    // The note at the page's end has the anchor.
    case .page where isSideNote: return .element(name, [], children)
    case .page:
      children.append(
        .element(
          "a",
          [
            ("class", "anchor"), ("href", "#" + heading.anchor),
            ("aria-label", words.permalink(to: PlainText.of(heading.content, in: report))),
          ], [.text("#")]))
      return .element(name, [("id", heading.anchor)], children)
    }
  }

  private mutating func list(_ list: Markup.List) -> HTMLNode {
    var children: [HTMLNode] = [.raw("\n")]
    children.reserveCapacity(list.items.count * 3 + 1)
    for item in list.items {
      var content = blocks(item.blocks, isTight: list.isTight)
      var attributes: [HTMLNode.Attribute] = []
      if let isDone = item.isDone {
        attributes.append(("class", "task"))
        let box: [HTMLNode.Attribute] = [("type", "checkbox"), ("disabled", "")] + (isDone ? [("checked", "")] : [])
        content = insert([.element("input", box), .text(" ")], before: content)
      }
      children.append(.freshLine)
      children.append(.element("li", attributes, content))
      children.append(.raw("\n"))
    }
    guard let start = list.start else { return .element("ul", [], children) }
    return .element("ol", start == 1 ? [] : [("start", String(start))], children)
  }

  /// A task's box stands inside the paragraph of a loose item.
  private func insert(_ box: [HTMLNode], before content: [HTMLNode]) -> [HTMLNode] {
    if content.count > 1, case .freshLine = content[0], case .element("p", let attributes, let inner) = content[1] {
      var result = content
      result[1] = .element("p", attributes, box + inner)
      return result
    }
    return box + content
  }

  private mutating func definitions(_ definitions: [Definition]) -> HTMLNode {
    var children: [HTMLNode] = [.raw("\n")]
    for definition in definitions {
      children += [.element("dt", [], inlines(definition.term)), .raw("\n")]
      for meaning in definition.meanings {
        children += [.element("dd", [], blocks(meaning, isTight: definition.isTight)), .raw("\n")]
      }
    }
    return .element("dl", [], children)
  }

  private func code(info: String, literal: String) -> HTMLNode {
    let code = listing(info: info, literal: literal)
    guard setting == .page, let name = CodeInfo(info).fileName else { return code }
    return .element("figure", [("class", "listing")], [.element("figcaption", [], [.text(name)]), code])
  }

  /// Tab stop: attributes that make a box of the page which may scroll reachable; a side note is for the eye alone.
  func stop(_ name: String) -> [HTMLNode.Attribute] {
    setting == .page && !isSideNote ? ScrollBox.attributes(name) : []
  }

  private func listing(info: String, literal: String) -> HTMLNode {
    let word = info.utf8.prefix { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    guard !word.isEmpty else {
      // cmark looks at the whole info string, and an info string that begins with a blank is none.
      let language: [HTMLNode.Attribute] = info.isEmpty ? [] : [("class", "language-")]
      return .element("pre", stop(words.code), [.element("code", language, [.text(literal)])])
    }
    var language = String(Substring(word))
    switch setting {
    case .plain: break
    case .page:
      if language.utf8.first == UInt8(ascii: "{"), language != "{{nn}}", language != "{nn}" {
        language = CodeInfo(info).language ?? "text"
      }
      if language == "nn" || language == "{{nn}}" || language == "{nn}" {
        return .element(
          "pre", stop(words.code), [.element("code", [("class", "language-nn")], SourceHighlighting.nodes(literal))])
      }
    }
    let code =
      setting == .page
      ? HighlightedLanguage.named(language).map { CodeHighlighting.nodes(literal, $0) } ?? [.text(literal)]
      : [.text(literal)]
    return .element("pre", stop(words.code), [.element("code", [("class", "language-" + language)], code)])
  }

  mutating func table(_ table: Table) -> HTMLNode {
    let classes = table.alignments.map { alignment in
      switch alignment {
      case .none: ""
      case .left: "al"
      case .center: "ac"
      case .right: "ar"
      }
    }
    func attributes(_ column: Int) -> [HTMLNode.Attribute] {
      column < classes.count && !classes[column].isEmpty ? [("class", classes[column])] : []
    }
    var head: [HTMLNode] = []
    for (column, cell) in table.header.enumerated() {
      // A corner that says nothing is no heading.
      let isEmpty = cell.isEmpty && setting == .page
      let scope: [HTMLNode.Attribute] = isEmpty ? [] : [("scope", "col")]
      head.append(.element(isEmpty ? "td" : "th", attributes(column) + scope, mark(of: cell) + inlines(cell)))
    }
    var body: [HTMLNode] = [.raw("\n")]
    for row in table.rows {
      var cells: [HTMLNode] = []
      for (column, cell) in row.enumerated() { cells.append(.element("td", attributes(column), inlines(cell))) }
      body.append(.element("tr", [], cells))
      body.append(.raw("\n"))
    }
    var parts: [HTMLNode] = []
    if let caption = table.caption {
      parts.append(.element("caption", [], captionText(label: table.label, caption)))
    }
    parts.append(.element("thead", [], [.element("tr", [], head)]))
    if !table.rows.isEmpty { parts.append(.element("tbody", [], body)) }
    let id: [HTMLNode.Attribute] = isSideNote ? [] : table.label.map { [("id", $0)] } ?? []
    return .element("div", id + [("class", "tw")] + stop(words.table), [.element("table", [("class", "plain")], parts)])
  }

  /// A word joiner before a heading that is nothing but a formula: who checks that headings have text looks for
  /// characters, and sees none in MathML. It has no width, and nobody reads it out.
  private func mark(of cell: [Inline]) -> [HTMLNode] {
    let isFormula = !cell.isEmpty && cell.allSatisfy { if case .formula = $0 { true } else { false } }
    return setting == .page && isFormula ? [.text("\u{2060}")] : []
  }

  /// `Figure 3` in bold and the caption behind it.
  mutating func captionText(label: String?, _ caption: [Inline]) -> [HTMLNode] {
    let text = inlines(caption)
    guard let label, let target = report.targets[label] else { return text }
    return [.element("span", [("class", "no")], [.text(words.reference(target))]), .text(" ")] + text
  }

  private mutating func figure(_ image: Image) -> HTMLNode {
    var parts = [self.image(image)]
    if !image.alt.isEmpty || image.label != nil {
      parts.append(.element("figcaption", [], captionText(label: image.label, image.alt)))
    }
    let id: [HTMLNode.Attribute] = isSideNote ? [] : image.label.map { [("id", $0)] } ?? []
    return .element("figure", id + [("class", "picture")], parts)
  }
}

let omittedHTML = "<!-- raw HTML omitted -->"
