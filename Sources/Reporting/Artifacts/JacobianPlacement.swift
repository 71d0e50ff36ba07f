import Artifacts
import Formulas

/// How a Jacobian stands in a report.
extension JacobianArtifact {
  /// Up to here cells hold their numbers.
  static let mostNumbers = 8

  func html(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [HTMLNode] {
    guard let drawing else { return [] }
    let say = JacobianWords(jacobian: self, words: words)
    var picture = drawing.inline
    if holdsNumbers, let least = drawing.leastWidth {
      // Numbers stay readable: a wide matrix scrolls.
      let style = "min-width:\(PathData.number((least * 0.92).rounded(.up)))px"
      picture = .element(
        "div", [("class", "scroll")] + ScrollBox.attributes(say.title), [.element("div", [("style", style)], [picture])]
      )
    }
    func link(_ path: String, _ name: String) -> HTMLNode {
      let address = LinkDestination.address(from: base, to: path)
      return .element("a", [("href", address)], [.text(name)])
    }
    var links = [link(drawing.path, "SVG")]
    if let data = drawing.data { links.append(link(data.path, "CSV")) }
    return [
      .element("div", [("class", "body")], [picture]),
      .element(
        "div", [("class", "said")],
        [
          .element("p", [], say.shapes.html), .element("p", [], line(say.facts).html),
          .element("p", [], say.product.html),
        ]),
      checkFooter(check, words: words, links: links),
    ]
  }

  /// Small matrices as a table, others as a picture; what is true of them below.
  func markdown(_ drawing: DrawnFigure?, words: any Vocabulary, base: String) -> [String] {
    let say = JacobianWords(jacobian: self, words: words)
    var blocks: [String] = []
    if holdsNumbers {
      blocks.append(table(say))
    } else if let drawing {
      let address = LinkDestination.address(from: base, to: drawing.path)
      blocks.append("![\(MarkdownText.escaped(drawing.alternative))](\(address))")
    }
    blocks += [say.shapes.markdown, line(say.facts).markdown, say.product.markdown]
    return blocks + [check.line(words).markdown]
  }

  var holdsNumbers: Bool { rows <= JacobianArtifact.mostNumbers && columns <= JacobianArtifact.mostNumbers }

  /// Rows and columns with the names of their entries.
  private func table(_ say: JacobianWords) -> String {
    let (across, down) = isTransposed ? (output, input) : (input, output)
    var table = PipeTable(
      [(say.symbol.markdown, .left)] + (0..<columns).map { (across.entry($0).markdown, .right) })
    for row in 0..<rows {
      table.append(
        [down.entry(row).markdown]
          + (0..<columns).map { Numbers.notation(cells.values[row * columns + $0], digits: digits).markdown })
    }
    return table.text
  }

  private func line(_ facts: [Notation]) -> Notation {
    var line = Notation()
    for fact in facts {
      if !line.pieces.isEmpty { line.pieces.append(.plain(" · ")) }
      line = line + fact
    }
    return line
  }
}

extension JacobianArtifact.Side {
  /// `x[0, 2]`; the name alone for a single number.
  func entry(_ index: Int) -> Notation {
    guard !shape.isEmpty else { return notation }
    var rest = index
    var places: [Int] = []
    for size in shape.reversed() {
      places.insert(rest % max(size, 1), at: 0)
      rest /= max(size, 1)
    }
    return notation + Notation(plain: "[" + places.map(String.init).joined(separator: ", ") + "]")
  }
}
