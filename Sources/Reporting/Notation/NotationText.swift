import Formulas

extension Notation {
  /// For titles, text alternatives and terminals: `w1`, `x'`, `1.2×10⁻⁴`, `σ^(a + b)`.
  public var plainText: String {
    var text = ""
    appendPlain(to: &text)
    return text
  }

  private func appendPlain(to text: inout String) {
    for piece in pieces {
      switch piece {
      case .name(let name): text += name
      case .plain(let plain): text += plain
      case .superscript(let inner):
        let content = inner.plainText
        if let raised = raised(content) {
          text += raised
        } else {
          text += content.utf8.count == 1 ? "^" + content : "^(" + content + ")"
        }
      case .subscript(let inner):
        text += "_" + inner.plainText
      }
    }
  }

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

  /// Unicode has raised digits and signs, and few letters.
  private func raised(_ text: String) -> String? {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0": result += "⁰"
      case "1": result += "¹"
      case "2": result += "²"
      case "3": result += "³"
      case "4"..."9": result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0x30 + 0x2070) ?? scalar)
      case "−", "-": result += "⁻"
      case "+": result += "⁺"
      default: return nil
      }
    }
    return result
  }
}
