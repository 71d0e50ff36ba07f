extension Notation {
  /// The notation in one line of plain text: `−1/x²`, `e^(−x)`.
  public var text: String {
    var out = ""
    write(into: &out)
    return out
  }

  private func write(into out: inout String) {
    for piece in pieces {
      switch piece {
      case .name(let name): out += name
      case .plain(let text): out += text
      case .superscript(let inner):
        let text = inner.text
        if let raised = Notation.raised(text) {
          out += raised
        } else {
          out += text.utf8.count == 1 ? "^" + text : "^(" + text + ")"
        }
      case .subscript(let inner): out += "_" + inner.text
      }
    }
  }

  /// Digits, signs and the transpose have raised forms; letters do not.
  private static func raised(_ text: String) -> String? {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0": out += "⁰"
      case "1": out += "¹"
      case "2": out += "²"
      case "3": out += "³"
      case "4": out += "⁴"
      case "5": out += "⁵"
      case "6": out += "⁶"
      case "7": out += "⁷"
      case "8": out += "⁸"
      case "9": out += "⁹"
      case "−", "-": out += "⁻"
      case "⊤": out += "ᵀ"
      default: return nil
      }
    }
    return out
  }
}
