import Formulas
import Markup

extension Report {
  /// Puts the particles behind computed numbers and references into the form that these ask for, where the report's
  /// language has such.
  ///
  /// Done once on the values, so that the page, its Markdown and its text alternatives say the same.
  public mutating func agreeParticles() {
    guard words.hasParticles else { return }
    let report = self
    func agreed(_ inlines: [Inline]) -> [Inline] { report.agreed(inlines) }
    document.rewriteTexts(agreed)
    titleContent = titleContent.map { Document.rewrittenText($0, agreed) }
    for index in cells.indices {
      cells[index].caption = cells[index].caption.map { Document.rewrittenText($0, agreed) }
      cells[index].alternative = cells[index].alternative.map { Document.rewrittenText($0, agreed) }
    }
  }

  private var words: any Vocabulary { language.words }

  private func agreed(_ inlines: [Inline]) -> [Inline] {
    var inlines = inlines
    for index in inlines.indices.dropFirst() {
      guard case .text(let text) = inlines[index], let value = value(endsWith: inlines[index - 1]) else { continue }
      inlines[index] = .text(words.continued(text, behind: value))
    }
    return inlines
  }

  /// The value or the number of a reference that an inline ends with.
  private func value(endsWith inline: Inline) -> Notation? {
    switch inline {
    case .expression(let index): return value(of: index)
    case .formula(let formula) where !formula.isDisplay:
      guard case .expression(let index)? = formula.pieces.last else { return percent(endsWith: formula) }
      return value(of: index)
    case .reference(let reference): return targets[reference.label].map { Notation(plain: $0.text) }
    case .emphasis, .strong, .link: return inline.content.last.flatMap(value(endsWith:))
    case .text, .softBreak, .lineBreak, .code, .html, .strikethrough, .lowered, .raised, .image, .formula, .footnote,
      .citation, .answer:
      return nil
    }
  }

  /// `$\nn{share}\%$`
  private func percent(endsWith formula: Formula) -> Notation? {
    guard case .tex(let sign)? = formula.pieces.last, case .expression? = formula.pieces.dropLast().last,
      Typography.trimmed(sign) == "\\%"
    else { return nil }
    return Notation(plain: "%")
  }

  private func value(of expression: Int) -> Notation? {
    guard expressions.indices.contains(expression), case .value(let notation, tex: _) = expressions[expression] else {
      return nil
    }
    return notation
  }
}
