import Artifacts
import Formulas
import SourceText

extension ValueArtifact {
  /// `f = 0.731059`; a vector in brackets on one line, a matrix as a grid between brackets.
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    let array = NumberGrid(value, digits: digits)
    return [.element("div", [("class", "value")], [.element("span", [], nameHTML), .text(" = ")] + array.html(words))]
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    [MarkdownText.fence(plainText(words) + "\n", info: "text")]
  }

  /// `f = 0.731059` on a line; a matrix on lines of its own, the name in front of the first.
  func plainText(_ words: any Vocabulary) -> String {
    let array = NumberGrid(value, digits: digits)
    if value.shape.isEmpty { return name + " = " + array.line.text }
    let blanks = String(repeating: " ", count: DisplayWidth.of(name) + 3)
    return name + " = " + prefixed(array.plainText(words), with: blanks)
  }

  private var nameHTML: [HTMLNode] {
    isName ? Notation(name: name).html : [.element("code", [], [.text(name)])]
  }

  /// Whether it was shown under a name rather than an expression's text.
  var isName: Bool {
    name.utf8.allSatisfy { byte in
      byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "'")
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
        || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z"))
    }
  }
}
