import Formulas

extension Notation {
  /// `w1 · 10⁻⁴` as `<i>w</i><sub>1</sub> · 10<sup>−4</sup>`; a name that does not lean is `<span class="name">`.
  public var html: [HTMLNode] {
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(pieces.count + 1)
    for piece in pieces {
      switch piece {
      case .name(let name):
        let parts = NameParts(name)
        let base = HTMLNode.text(parts.base + parts.primes)
        nodes.append(parts.isItalic ? .element("i", [], [base]) : .element("span", [("class", "name")], [base]))
        if let index = parts.index { nodes.append(.element("sub", [], [.text(index)])) }
        if !parts.entry.isEmpty { nodes.append(.text(parts.entry)) }
      case .plain(let text): nodes.append(.text(text))
      case .superscript(let inner): nodes.append(.element("sup", [], inner.html))
      case .subscript(let inner): nodes.append(.element("sub", [], inner.html))
      }
    }
    return nodes
  }
}
