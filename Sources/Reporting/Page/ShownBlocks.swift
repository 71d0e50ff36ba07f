/// The blocks that a page shows: which of them a reader counts as the third, and where a link leads to one.
///
/// The anchor of a block without a label is made from its source rather than from its number: a block that is put in
/// above must not make others of all that follow, which a preview would replace.
struct ShownBlocks: Sendable {
  struct Place: Sendable {
    /// 1, 2, … among the blocks that are shown.
    var number: Int
    var anchor: String
  }

  /// By cell; `nil` for one that is not shown.
  private let places: [Place?]

  init(_ report: Report) {
    var known: [String: Int] = [:]
    var number = 0
    places = report.cells.map { cell in
      guard report.shows(cell) else { return nil }
      number += 1
      if let label = cell.label { return Place(number: number, anchor: label) }
      // No label and no heading's anchor has a colon.
      let name = "nn:" + String(Fingerprint.of(Array(cell.source.utf8)) & 0xFFFF_FFFF, radix: 36)
      let count = known[name, default: 0] + 1
      known[name] = count
      return Place(number: number, anchor: count > 1 ? "\(name)-\(count)" : name)
    }
  }

  subscript(cell: Int) -> Place? { places.indices.contains(cell) ? places[cell] : nil }
}
