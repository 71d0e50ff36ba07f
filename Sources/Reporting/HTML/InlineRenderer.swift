import Artifacts
import Formulas
import Markup
import SourceText

extension BodyRenderer {
  mutating func inlines(_ inlines: [Inline]) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(inlines.count)
    for (index, inline) in inlines.enumerated() {
      let before = index > 0 ? inlines[index - 1] : nil
      let after = index + 1 < inlines.count ? inlines[index + 1] : nil
      if setting != .plain, let kept = kept(inline, between: before, and: after) {
        nodes.append(contentsOf: kept)
      } else {
        append(inline, to: &nodes)
      }
      if setting != .plain, index + 1 < inlines.count, Self.holds(inline, to: inlines[index + 1]) {
        nodes.append(.text("\u{2060}"))
      }
    }
    return nodes
  }

  private mutating func append(_ inline: Inline, to nodes: inout [HTMLNode]) {
    switch inline {
    case .text(let text): nodes.append(.text(setting == .page ? Typography.joiningUnits(text) : text))
    case .softBreak: nodes.append(.raw("\n"))
    case .lineBreak:
      nodes.append(.element("br"))
      nodes.append(.raw("\n"))
    case .code(let text): nodes.append(.element("code", [], [.text(text)]))
    case .html(let html, _): nodes.append(.raw(report.options.rawHTML ? html : omittedHTML))
    case .emphasis(let content, needsTag: _): nodes.append(.element("em", [], inlines(content)))
    case .strong(let content, needsTag: _): nodes.append(.element("strong", [], inlines(content)))
    case .strikethrough(let content): nodes.append(.element("del", [], inlines(content)))
    case .lowered(let content): nodes.append(.element("sub", [], inlines(content)))
    case .raised(let content): nodes.append(.element("sup", [], inlines(content)))
    case .link(let link):
      if isLabel {
        nodes.append(contentsOf: inlines(link.content))
      } else {
        nodes.append(self.link(link))
      }
    case .image(let image): nodes.append(self.image(image))
    case .formula(let formula):
      let isLabelled = setting == .page && !isLabel && (formula.label != nil || !formula.rowLabels.isEmpty)
      nodes.append(isLabelled ? displayFormula(formula, element: "span") : self.formula(formula))
    case .expression(let index): nodes.append(expression(index))
    case .answer(let field): nodes.append(answer(field))
    case .footnote(let reference):
      if let node = footnoteReference(reference) { nodes.append(node) }
    case .reference(let reference): nodes.append(crossReference(reference))
    case .citation(let citation): nodes.append(self.citation(citation))
    }
  }

  /// A formula with what must stay beside it, or a text without what has gone to a formula beside it; `nil` for all
  /// else.
  private mutating func kept(_ inline: Inline, between before: Inline?, and after: Inline?) -> [HTMLNode]? {
    switch inline {
    case .text(let text):
      let tail = before.map(Self.isInlineFormula) == true ? KeptTogether.tail(text) : 0
      let head = after.map(Self.isInlineFormula) == true ? KeptTogether.head(text.dropFirst(tail)) : 0
      guard tail + head > 0 else { return nil }
      var nodes: [HTMLNode] = []
      let rest = String(text.dropFirst(tail).dropLast(head))
      if !rest.isEmpty { append(.text(rest), to: &nodes) }
      return nodes
    case .formula(let formula) where !formula.isDisplay:
      var (head, tail) = ("", "")
      if case .text(let text)? = before { head = String(text.suffix(KeptTogether.head(text))) }
      if case .text(let text)? = after { tail = String(text.prefix(KeptTogether.tail(text))) }
      guard !head.isEmpty || !tail.isEmpty else { return nil }
      return [.element("span", [("class", "keep")], [.text(head), self.formula(formula), .text(tail)])]
    case .softBreak, .lineBreak, .code, .html, .emphasis, .strong, .strikethrough, .lowered, .raised, .link, .image,
      .formula, .expression, .answer, .footnote, .reference, .citation:
      return nil
    }
  }

  private static func isInlineFormula(_ inline: Inline) -> Bool {
    if case .formula(let formula) = inline { !formula.isDisplay } else { false }
  }

  /// Whether a line must not break between two inlines, though a browser would: between a link, code, or the bracket that
  /// ends an emphasis, and the Korean particle behind it, `@eq-f의`, `**역전파(backpropagation)**는`.
  private static func holds(_ inline: Inline, to next: Inline) -> Bool {
    guard case .text(let text) = next, let first = text.unicodeScalars.first, (0xAC00...0xD7A3).contains(first.value)
    else { return false }
    switch inline {
    case .strong(let content, _), .emphasis(let content, _):
      let said = content.last { if case .html = $0 { false } else { true } }
      guard case .text(let inner)? = said else { return false }
      return inner.hasSuffix(")")
    case .code, .link, .reference, .expression, .citation: return true
    case .text, .softBreak, .lineBreak, .html, .strikethrough, .lowered, .raised, .image, .formula, .footnote,
      .answer:
      return false
    }
  }

  private mutating func link(_ link: Link) -> HTMLNode {
    let isAllowed = report.allows(link)
    let destination = setting == .page ? LinkDestination.page(link.destination) : link.destination
    var attributes: [HTMLNode.Attribute] = [("href", isAllowed ? LinkDestination.encoded(destination) : "")]
    if !link.title.isEmpty { attributes.append(("title", link.title)) }
    if isSideNote { attributes.append(("tabindex", "-1")) }
    // No link stands in a link.
    let wasLabel = isLabel
    isLabel = true
    defer { isLabel = wasLabel }
    return .element("a", attributes, inlines(link.content))
  }

  func image(_ image: Image) -> HTMLNode {
    let source = report.images[image.source] ?? image.source
    let isAllowed = report.allows(image)
    if image.media != .picture { return media(image, isAllowed ? source : "") }
    var attributes: [HTMLNode.Attribute] = [
      ("src", isAllowed ? LinkDestination.encoded(source) : ""),
      ("alt", image.alternative ?? PlainText.of(image.alt, in: report)),
    ]
    if !image.title.isEmpty { attributes.append(("title", image.title)) }
    if let width = image.width { attributes.append(("style", "width:" + width)) }
    return .element("img", attributes)
  }

  private func expression(_ index: Int) -> HTMLNode {
    guard report.expressions.indices.contains(index) else { return .fragment([]) }
    switch report.expressions[index] {
    case .value(let notation, tex: _):
      let origins = origin(ofExpression: index).map { [$0] } ?? []
      guard let following = report.expressionFollowing[index] else {
        return number("num", from: origins, notation.html)
      }
      return number("num", following.following.attributes, from: origins, Numbers.nodes(following, notation))
    case .failure(let diagnostic):
      return .element(
        "span", [("class", "fault-inline"), ("title", diagnostic.id.rawValue)],
        [.text("⚠ " + report.shown(diagnostic).message)])
    }
  }

  private func crossReference(_ reference: CrossReference) -> HTMLNode {
    guard let target = report.targets[reference.label] else {
      return .element("span", [("class", "fault-inline")], [.text("⚠ @" + reference.label)])
    }
    let text = HTMLNode.text(words.reference(target, reference))
    if isLabel { return text }
    let hidden: [HTMLNode.Attribute] = isSideNote ? [("tabindex", "-1")] : []
    return .element("a", [("class", "xref"), ("href", "#" + target.anchor)] + hidden, [text])
  }

  /// A video or a sound, whose file is copied as images' are; a page of a service that shows videos is a link.
  private func media(_ image: Image, _ source: String) -> HTMLNode {
    let name = image.media == .video ? "video" : "audio"
    let label = image.alternative ?? PlainText.of(image.alt, in: report)
    guard Image.Media(source) != .picture || source.hasPrefix("data:") else {
      let text = label.isEmpty ? words.video : label
      return isLabel
        ? .text(text) : .element("a", [("href", LinkDestination.encoded(source))], [.text("▶\u{A0}" + text)])
    }
    var attributes: [HTMLNode.Attribute] = [
      ("src", LinkDestination.encoded(source)), ("controls", ""), ("preload", "metadata"),
    ]
    if !label.isEmpty { attributes.append(("aria-label", label)) }
    if let width = image.width { attributes.append(("style", "width:" + width)) }
    return .element(name, attributes, [])
  }

  private func citation(_ citation: Citation) -> HTMLNode {
    let nodes = report.parts(of: citation).map { part -> HTMLNode in
      switch part.kind {
      case .text: .text(part.text)
      case .unknown: .element("span", [("class", "fault-inline")], [.text("⚠ " + part.text)])
      case .work(let key):
        isLabel
          ? .text(part.text)
          : .element(
            "a", [("href", "#ref-" + key)] + (isSideNote ? [("tabindex", "-1")] : []), [.text(part.text)])
      }
    }
    return .element("span", [("class", "cite")], nodes)
  }

  // MARK: - Formulas

  /// - Parameter element: a `span` inside a paragraph.
  func displayFormula(_ formula: Formula, element: String = "div") -> HTMLNode {
    // A side note is a copy: its ids stand in the note itself.
    var children = (isSideNote ? [] : formula.rowLabels).map { HTMLNode.element("span", [("id", $0)]) }
    children.append(self.formula(formula))
    var id: [HTMLNode.Attribute] = []
    if let label = formula.label {
      if !isSideNote { id = [("id", label)] }
      if let target = report.targets[label] {
        children.append(.element("span", [("class", "eq-no")], [.text("(" + target.text + ")")]))
      }
    }
    return .element(element, id + [("class", "eq")], children)
  }

  private func formula(_ formula: Formula) -> HTMLNode {
    let tex = report.tex(formula)
    func source(_ classes: String) -> HTMLNode {
      .element("span", [("class", classes)], [.text(formula.isDisplay ? "$$" + tex + "$$" : "$" + tex + "$")])
    }
    guard let formulas else { return source("tex") }
    switch formulas.result(tex, isDisplay: formula.isDisplay) {
    case .success(let set):
      // Set once: its numbers are those of the lesson's own values.
      let indices = formula.expressionIndices
      let sliders = Set(indices.flatMap { report.expressionFollowing[$0]?.following.sliders ?? [] })
      let stays = sliders.isEmpty ? [] : Following.stays(sliders).attributes
      let origins = isLabel ? [] : indices.compactMap { origin(ofExpression: $0) }
      // A link's text is looked for among characters, as a heading's is; in a box of its own the joiner makes no line.
      let joiner = HTMLNode.element("span", [("class", "sr")], [.text("\u{2060}")])
      guard origins.isEmpty else { return number("num set", stays, from: origins, [joiner, .raw(set.html)]) }
      return stays.isEmpty ? .raw(set.html) : .element("span", stays, [.raw(set.html)])
    case .failure(let fault): return source(fault.isUnavailable ? "tex" : "tex fault-inline")
    case nil: return .element("span", [("class", "tex fault-inline")], [.text("⚠ TeX")])
    }
  }
}
