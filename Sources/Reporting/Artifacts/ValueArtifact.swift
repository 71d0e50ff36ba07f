import Artifacts
import Formulas
import SourceText

extension ValueArtifact {
  /// `f = 0.731059`; a vector in brackets on one line, a matrix as a grid between brackets.
  /// - Parameter link: makes a link to where the value comes from of what stands for it, a single number or an array's
  ///   name.
  func html(_ words: any Vocabulary, link: ([HTMLNode]) -> HTMLNode = { .fragment($0) }) -> [HTMLNode] {
    let array = NumberGrid(value, digits: digits)
    let (name, numbers) = (HTMLNode.element("span", [], nameHTML), array.html(words))
    let isSingle = value.shape.isEmpty
    return [
      .element(
        "div", [("class", "value")],
        [isSingle ? name : link([name]), .text(" = ")] + (isSingle ? [link(numbers)] : numbers))
    ]
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
