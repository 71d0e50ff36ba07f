/// A scroll box: what scrolls sideways by itself where it is wider than the page, code, a table, a matrix or a drawing.
///
/// A keyboard reaches what it holds by a tab stop of its own, with a name. Whether it scrolls is known when the page is
/// open: ``ScrollScript`` takes the stop away from the boxes that fit, and a page without scripts keeps them all.
enum ScrollBox {
  /// - Parameter name: what is in it, in a word: `Code`, `Table`.
  static func attributes(_ name: String) -> [HTMLNode.Attribute] {
    [("tabindex", "0"), ("role", "group"), ("aria-label", name)]
  }
}
