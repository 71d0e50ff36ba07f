import Markup

/// Plain text of inlines for a title, a text alternative or a tooltip.
enum PlainText {
  static func of(_ inlines: [Inline], in report: Report) -> String {
    var text = ""
    append(inlines, report, to: &text)
    return text
  }

  private static func append(_ inlines: [Inline], _ report: Report, to text: inout String) {
    for inline in inlines {
      switch inline {
      case .text(let plain), .code(let plain), .html(let plain, _): text += plain
      case .softBreak, .lineBreak: text += " "
      case .emphasis(let content, needsTag: _), .strong(let content, needsTag: _), .strikethrough(let content),
        .lowered(let content), .raised(let content):
        append(content, report, to: &text)
      case .link(let link): append(link.content, report, to: &text)
      case .image(let image):
        if let alternative = image.alternative { text += alternative } else { append(image.alt, report, to: &text) }
      case .formula(let formula): text += PlainTeX.text(report.tex(formula))
      case .expression(let index):
        guard report.expressions.indices.contains(index) else { continue }
        switch report.expressions[index] {
        case .value(let notation, tex: _): text += notation.text
        case .failure: text += "⚠"
        }
      case .answer: text += AnswerField.blank
      case .footnote: continue
      case .reference(let reference):
        text +=
          report.targets[reference.label].map { report.language.words.reference($0, reference) }
          ?? "@" + reference.label
      case .citation(let citation):
        text += report.parts(of: citation).map(\.text).joined()
      }
    }
  }
}
