import Markup

extension Report {
  /// The terms that the lesson defines, in the order of its text.
  ///
  /// Solutions define none: a glossary must not answer what a lesson asks. `**<dfn>gate</dfn>**` in "Each operation
  /// becomes a **gate**. Values …" is the term `gate` with the first sentence.
  public func glossaryTerms() -> [GlossaryTerm] {
    var finder = TermFinder(report: self)
    finder.visit(bodyBlocks)
    return finder.terms
  }
}

private struct TermFinder {
  let report: Report
  var terms: [GlossaryTerm] = []
  private var anchor = ""

  init(report: Report) { self.report = report }

  /// Nesting is bounded by ``TreeBuilder/depthLimit``.
  mutating func visit(_ blocks: [Block]) {
    for (index, block) in blocks.enumerated() {
      if case .heading(let heading) = block.kind { anchor = heading.anchor }
      if case .callout(let callout) = block.kind, callout.kind == .solution || !report.shows(callout) { continue }
      for part in block.parts {
        switch part {
        case .text(let content): define(content, before: index + 1 < blocks.count ? blocks[index + 1] : nil)
        case .blocks(let inner): visit(inner)
        }
      }
    }
  }

  private mutating func define(_ content: [Inline], before next: Block?) {
    guard content.contains(where: Self.mentionsTerm) else { return }
    let sentences = Sentences.of(content)
    for (index, sentence) in sentences.enumerated() where sentence.contains(where: Self.mentionsTerm) {
      var definition = InlineMarkdown.text(standalone(sentence), in: report).replacing("\n", with: " ")
      if index == sentences.count - 1, let next, case .formula(let formula) = next.kind {
        definition += " $$" + report.tex(formula).replacing("\n", with: " ") + "$$"
      } else if definition.hasSuffix(":") {
        // What it announces is no formula and stays in the lesson.
        definition = definition.dropLast() + "."
      }
      for term in Self.terms(in: sentence) {
        let name = PlainText.of(term, in: report)
        guard !name.isEmpty else { continue }
        terms.append(GlossaryTerm(term: name, definition: definition, anchor: anchor))
      }
    }
  }

  private static func mentionsTerm(_ inline: Inline) -> Bool {
    if case .html("<dfn>", _) = inline { return true }
    return inline.content.contains(where: mentionsTerm)
  }

  private static func terms(in inlines: [Inline]) -> [[Inline]] {
    var found: [[Inline]] = []
    var rest = inlines[...]
    while let inline = rest.popFirst() {
      guard case .html("<dfn>", _) = inline else {
        found += terms(in: inline.content)
        continue
      }
      let term = rest.prefix { if case .html("</dfn>", _) = $0 { false } else { true } }
      found.append(Array(term))
      rest = rest.dropFirst(term.count + 1)
    }
    return found
  }

  private func standalone(_ sentence: [Inline]) -> [Inline] {
    sentence.reduce(into: []) { result, inline in
      // The blank before a work goes with it.
      if case .citation = inline, case .text(let text)? = result.last {
        result[result.count - 1] = .text(String(text.reversed().drop { $0 == " " }.reversed()))
      }
      result += standalone(inline)
    }
  }

  /// As it can be read away from its lesson: no notes, no works, and links that begin at the glossary.
  private func standalone(_ inline: Inline) -> [Inline] {
    switch inline {
    case .reference(let reference):
      guard let target = report.targets[reference.label] else { return [] }
      let name = Inline.text(report.language.words.reference(target, reference))
      return [.link(Link(destination: Self.lesson(report.path) + "#" + target.anchor, title: "", content: [name]))]
    case .link(let link):
      let content = link.content.flatMap(standalone)
      return Address.scheme(of: link.destination) == nil
        ? content : [.link(Link(destination: link.destination, title: "", content: content))]
    case .strong(let content, let needsTag): return [.strong(content.flatMap(standalone), needsTag: needsTag)]
    case .emphasis(let content, let needsTag): return [.emphasis(content.flatMap(standalone), needsTag: needsTag)]
    case .strikethrough(let content): return [.strikethrough(content.flatMap(standalone))]
    case .html("<dfn>", _), .html("</dfn>", _), .footnote, .citation, .image, .answer: return []
    case .text, .softBreak, .lineBreak, .code, .html, .lowered, .raised, .formula, .expression: return [inline]
    }
  }

  /// The lesson's file, seen from a glossary in the same folder.
  private static func lesson(_ path: String) -> String {
    path.split(separator: "/").last.map { $0 + ".md" } ?? path
  }
}

/// A paragraph cut behind its sentences.
///
/// A sentence ends with `.`, `?` or `!` before a blank, unless a small letter follows: "see p. 3 of it. Next" is cut
/// once. Formulas, code and emphasis are not looked into.
private enum Sentences {
  static func of(_ content: [Inline]) -> [[Inline]] {
    var sentences: [[Inline]] = [[]]
    for (index, inline) in content.enumerated() {
      guard case .text(let text) = inline else {
        sentences[sentences.count - 1].append(inline)
        continue
      }
      var parts = parts(of: text)
      let last = parts.removeLast()
      for part in parts {
        // Behind the last blank a formula or a bold word begins the next sentence.
        sentences[sentences.count - 1].append(.text(part))
        sentences.append([])
      }
      if !last.isEmpty { sentences[sentences.count - 1].append(.text(last)) }
      if endsSentence(last), index + 1 < content.count, content[index + 1].isBreak { sentences.append([]) }
    }
    return sentences.map { sentence in
      Array(sentence.drop(while: \.isBreak).reversed().drop(while: \.isBreak).reversed())
    }
  }

  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var start = text.startIndex
    for place in text.indices where text[place] == " " && endsSentence(text[start..<place]) {
      let next = text.index(after: place)
      if next < text.endIndex, text[next].isLowercase || text[next].isNumber { continue }
      parts.append(String(text[start..<place]))
      start = next
    }
    return parts + [String(text[start...])]
  }

  private static func endsSentence(_ text: some StringProtocol) -> Bool {
    let end = text.last { $0 != ")" && $0 != "\"" && $0 != "”" && $0 != "’" }
    return end == "." || end == "?" || end == "!"
  }
}
