import Artifacts
import Formulas

/// An array of numbers laid out for reading: rows of cells, long ones shortened in the middle.
///
/// Shape `[]` is one cell, `[3]` one row, `[2, 3]` two rows; a higher rank is laid out as the matrices of its last two
/// axes, one below the other. At most 12 entries of an axis are shown; the machine-readable results hold all.
struct NumberGrid {
  static let limit = 12

  var shape: [Int]
  /// `nil` stands for what was left out.
  var rows: [[Notation?]]
  /// The marks of the numbers that sliders move, in the same order.
  var marks: [[NumberMark?]]
  var isElided = false

  init(_ values: ShapedValues, digits: Int) {
    shape = values.shape
    let columns = shape.last ?? 1
    let count = columns == 0 ? 0 : values.values.count / columns
    let shownRows = NumberGrid.shown(count)
    let shownColumns = NumberGrid.shown(columns)
    isElided = shownRows.contains { $0 == nil } || shownColumns.contains { $0 == nil }
    marks = shownRows.map { row in
      shownColumns.map { column in
        guard let row, let column, values.places != nil else { return nil }
        return values.entry(row * columns + column).mark(NumberFormat(.significant, digits: digits), .number)
      }
    }
    rows = shownRows.map { row in
      guard let row else { return shownColumns.map { _ in nil } }
      return shownColumns.map { column in
        column.map { Numbers.notation(values.values[row * columns + $0], digits: digits) }
      }
    }
  }

  /// Indices to show: all, or the first eight, a gap, and the last three.
  private static func shown(_ count: Int) -> [Int?] {
    guard count > limit else { return Array(0..<count) }
    return Array(0..<8) + [nil] + Array(count - 3..<count)
  }

  func html(_ words: any Vocabulary) -> [HTMLNode] {
    if shape.isEmpty {
      return [.element("span", [("class", "v")], Numbers.marked(line, marks.first?.first ?? nil))]
    }
    if rows.isEmpty { return [.text("[]"), shapeNote(words)] }
    var body: [HTMLNode] = []
    for (row, marks) in zip(rows, marks) {
      body.append(
        .element(
          "tr", [],
          zip(row, marks).map { cell, mark in
            .element(
              "td", [],
              cell.map { Numbers.marked($0, mark) } ?? [.text(row.allSatisfy { $0 == nil } ? "⋮" : "…")])
          }))
    }
    let grid = HTMLNode.element(
      "div", [("class", "scroll")] + ScrollBox.attributes(words.value),
      [.element("table", [("class", "matrix")] + spoken(words), body)]
    )
    return isElided || shape.count > 2 ? [grid, shapeNote(words)] : [grid]
  }

  /// Without headings a table of numbers says nothing to those who listen: it is read as mathematics, row by row. Where
  /// sliders move its numbers it stays a table, whose cells are read as they are.
  private func spoken(_ words: any Vocabulary) -> [HTMLNode.Attribute] {
    let name = words.array(shape)
    guard marks.allSatisfy({ $0.allSatisfy { $0 == nil } }) else { return [("aria-label", name)] }
    return [("role", "math"), ("aria-label", name + ": " + spokenRows(words))]
  }

  /// `Row 1: 1, 2; Row 2: 3, 4`, and of a vector its numbers alone.
  private func spokenRows(_ words: any Vocabulary) -> String {
    let texts = rows.map { row in row.map { $0?.text ?? "…" }.joined(separator: ", ") }
    if shape.count == 1 { return texts.joined() }
    let count = shape.last.map { $0 == 0 ? 0 : shape.reduce(1, *) / $0 } ?? 0
    return zip(NumberGrid.shown(count), texts).map { row, text in
      row.map { words.row($0 + 1) + ": " + text } ?? "…"
    }.joined(separator: "; ")
  }

  private func shapeNote(_ words: any Vocabulary) -> HTMLNode {
    .element("span", [("class", "shape")], [.text(words.shape + " " + Numbers.shape(shape))])
  }

  /// `[1, 2, 3]`; the first row of a matrix alone.
  var line: Notation {
    guard let row = rows.first else { return Notation(plain: "[]") }
    if shape.isEmpty { return row.first.flatMap { $0 } ?? Notation() }
    var result = Notation(plain: "[")
    for (index, cell) in row.enumerated() {
      if index > 0 { result.pieces.append(.plain(", ")) }
      result = result + (cell ?? Notation(plain: "…"))
    }
    return result + Notation(plain: "]")
  }

  /// Columns aligned to the right with spaces, for a code block.
  func plainText(_ words: any Vocabulary) -> String {
    let texts = rows.map { row in row.map { $0?.text ?? "…" } }
    let columns = texts.first?.count ?? 0
    var widths = [Int](repeating: 0, count: columns)
    for row in texts {
      for (column, text) in row.enumerated() { widths[column] = max(widths[column], text.unicodeScalars.count) }
    }
    var lines = texts.map { row in
      let cells = row.enumerated().map { column, text in
        String(repeating: " ", count: widths[column] - text.unicodeScalars.count) + text
      }
      return "[" + cells.joined(separator: "  ") + "]"
    }
    if isElided || shape.count > 2 { lines.append(words.shape + " " + Numbers.shape(shape)) }
    return lines.joined(separator: "\n")
  }
}
