import Markup

/// A printed number that leads to the block it comes from, with the expression that gives it.
///
/// A plain link that is styled as text, so that all of it works without scripts. It is no tab stop of its own: a page has
/// dozens, and ``OriginScript`` makes one roving stop of all of them. What it says stands in its `title`, the expressions
/// on lines of their own and the block on the last one, which the script shows as a card.
extension BodyRenderer {
  /// The attributes of a link, `title` alone where no block of the page can be named.
  private func origin(_ origins: [NumberOrigin]) -> [HTMLNode.Attribute] {
    let expressions = origins.map { "= " + $0.expression }
    let place = origins.compactMap(\.cell).max().flatMap { shown[$0] }
    guard let place, !isSideNote else { return [("title", expressions.joined(separator: "\n"))] }
    return [
      ("href", "#" + place.anchor), ("tabindex", "-1"),
      ("title", (expressions + [words.computed(inBlock: place.number)]).joined(separator: "\n")),
    ]
  }

  /// - Parameter origins: of the numbers in it; none where a page is not made, and in a link's text.
  func number(
    _ classes: String, _ attributes: [HTMLNode.Attribute] = [], from origins: [NumberOrigin], _ content: [HTMLNode]
  ) -> HTMLNode {
    let origin = origins.isEmpty || isLabel || setting == .plain ? [] : origin(origins)
    let name = origin.contains { $0.name == "href" } ? "a" : "span"
    return .element(name, [("class", classes)] + origin + attributes, content)
  }

  func origin(ofExpression index: Int) -> NumberOrigin? {
    report.origins.indices.contains(index) ? report.origins[index] : nil
  }

  /// Where the block's source stands, for the card of its numbers: `data-from`, `data-lesson`.
  func source(of cell: CellReport) -> [HTMLNode.Attribute] {
    guard let taken = cell.taken, let lesson = report.course?.sources.first(where: { $0.path == taken.report }) else {
      return []
    }
    let address = LinkDestination.address(from: report.path, to: lesson.path + ".html")
    return [("data-from", address + "#" + taken.label), ("data-lesson", lesson.title)]
  }
}
