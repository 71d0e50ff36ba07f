import Formulas

extension Notation {
  /// For Markdown as GitHub shows it, in tables too: `*w*<sub>1</sub> = 1.2×10<sup>−4</sup>`.
  public var markdown: String {
    var text = ""
    appendMarkdown(to: &text)
    return text
  }

  private func appendMarkdown(to text: inout String) {
    for piece in pieces {
      switch piece {
      case .name(let name):
        let parts = NameParts(name)
        let base = MarkdownText.escaped(parts.base) + parts.primes
        text += parts.isItalic ? "*" + base + "*" : base
        if let index = parts.index { text += "<sub>" + MarkdownText.escaped(index) + "</sub>" }
        text += MarkdownText.escaped(parts.entry)
      case .plain(let plain): text += MarkdownText.escaped(plain)
      case .superscript(let inner):
        text += "<sup>"
        inner.appendMarkdown(to: &text)
        text += "</sup>"
      case .subscript(let inner):
        text += "<sub>"
        inner.appendMarkdown(to: &text)
        text += "</sub>"
      }
    }
  }
}
