import Artifacts
import Formulas

/// A Jacobian as a picture: a cell an entry with its number while there are at most 8 × 8, a cell an entry without
/// numbers up to 64, else 32 × 32 means. Blue is positive, brown negative and hollow, so that it reads in grey too; the
/// stronger the greater.
struct JacobianDrawing {
  private let jacobian: JacobianArtifact
  private let say: JacobianWords
  private let words: ChartWords
  private let rows: Int
  private let columns: Int
  private let greatest: Double

  init(_ jacobian: JacobianArtifact, _ words: ChartWords) {
    self.jacobian = jacobian
    self.words = words
    say = JacobianWords(jacobian: jacobian, words: words.say)
    rows = jacobian.cells.rowBounds.count - 1
    columns = jacobian.cells.columnBounds.count - 1
    greatest = jacobian.cells.values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  private var down: JacobianArtifact.Side { jacobian.isTransposed ? jacobian.input : jacobian.output }
  private var across: JacobianArtifact.Side { jacobian.isTransposed ? jacobian.output : jacobian.input }

  var layout: ChartLayout { ChartLayout(jacobian.holdsNumbers ? numbered : coarse) }

  // MARK: With numbers

  private static let numberSize = 13.0
  private static let nameSize = 12.5
  /// All cells together, so that the figure stands in the text column.
  private static let widest = 680.0

  private var numbered: Drawing {
    let size = JacobianDrawing.numberSize
    var texts = jacobian.cells.values.map { words.number($0) }
    func widest() -> Double { texts.reduce(0) { max($0, $1.width(size, strong: true)) } }
    // Many columns of long numbers say less of each; the data file has them all.
    var shorter = words
    while shorter.digits > 2, Double(columns) * (widest() + 14) > JacobianDrawing.widest {
      shorter.digits -= 1
      texts = jacobian.cells.values.map { shorter.number($0) }
    }
    let names = (0..<columns).map { name(across, $0) }
    let longest = names.reduce(widest()) { max($0, $1.width(JacobianDrawing.nameSize, strong: false)) }
    let (width, height) = (min(max(longest + 14, 52), 110), min(54, max(36, 300 / Double(max(rows, 1)))))
    let rowNames = (0..<rows).map { name(down, $0) }
    let (title, side) = (heading(isRow: false), heading(isRow: true))
    var left = rowNames.reduce(side.width(12, strong: false)) {
      max($0, $1.width(JacobianDrawing.nameSize, strong: false))
    }
    left += 12
    let top = 44.0
    let titleWidth = title.width(12, strong: false)
    var drawing = Drawing(
      width: max(left + Double(columns) * width, left + titleWidth) + 4, height: top + Double(rows) * height + 4)
    place(title, side, left: left, top: top, &drawing)
    for (column, name) in names.enumerated() {
      drawing.texts.append(
        Drawing.Text(
          name, at: Point(x: left + (Double(column) + 0.5) * width, y: top - 9), .middle,
          size: JacobianDrawing.nameSize, style: ""))
    }
    for row in 0..<rows {
      let y = top + Double(row) * height
      drawing.texts.append(
        Drawing.Text(
          rowNames[row], at: Point(x: left - 8, y: y + height / 2 + 4.5), .end, size: JacobianDrawing.nameSize,
          style: ""))
      for column in 0..<columns {
        let value = jacobian.cells.values[row * columns + column]
        let x = left + Double(column) * width
        let box = Box(left: x, top: y, right: x + width, bottom: y + height)
        drawing.add(
          .box(box, rx: 0), value < 0 ? "neg" : value > 0 ? "pos" : "zero", opacity: strength(value, 0.08, 0.5))
        drawing.add(.box(box, rx: 0), "grid")
        if rows == columns && row == column && rows > 1 { drawing.add(.box(box.inset(1.5), rx: 0), "ring") }
        drawing.texts.append(
          Drawing.Text(
            texts[row * columns + column], at: Point(x: x + width / 2, y: y + height / 2 + 4.5), .middle, size: size,
            style: value == 0 ? "ax key" : "lab num", isStrong: true))
      }
    }
    return drawing
  }

  /// `x[0, 2]`, or the index alone where the name is long.
  private func name(_ side: JacobianArtifact.Side, _ index: Int) -> FigureText {
    let name = side.entry(index)
    if name.text.unicodeScalars.count <= 9 { return FigureText(name) }
    var short = side
    short.notation = Notation()
    return side.shape.isEmpty ? FigureText(words.say.singleValue) : FigureText(short.entry(index))
  }

  /// `outputs y`, with an arrow along the axis.
  private func heading(isRow: Bool) -> FigureText {
    let side = isRow ? down : across
    let word = isRow != jacobian.isTransposed ? words.say.outputs : words.say.jacobianInputs
    let name = side.notation.text.unicodeScalars.count <= 12 ? FigureText(side.notation) : FigureText("")
    return FigureText(word + " ") + name + FigureText(isRow ? " ↓" : " →")
  }

  private func place(
    _ title: FigureText, _ side: FigureText, left: Double, top: Double, _ drawing: inout Drawing
  ) {
    drawing.texts.append(
      Drawing.Text(title, at: Point(x: left, y: top - 30), .start, size: 12, style: "ax"))
    drawing.texts.append(
      Drawing.Text(side, at: Point(x: left - 8, y: top - 9), .end, size: 12, style: "ax"))
  }

  private func strength(_ value: Double, _ least: Double, _ most: Double) -> Double? {
    value == 0 || greatest == 0 ? nil : least + (most - least) * min(1, value.magnitude / greatest)
  }

  // MARK: Without numbers

  /// Cells of one strength are one path.
  private static let levels = 8

  private var coarse: Drawing {
    let (title, side) = (heading(isRow: false), heading(isRow: true))
    let left = side.width(12, strong: false) + 10
    let top = 46.0
    let room = max(340 - left, 200)
    let width = min(24, room / Double(max(columns, 1)))
    let height = min(24, max(width, 10), 320 / Double(max(rows, 1)))
    let area = Box(
      left: left, top: top, right: left + Double(columns) * width, bottom: top + Double(rows) * height)
    let note = say.cell.map { FigureText($0) }
    let noteWidth = note.map { $0.width(12, strong: false) } ?? 0
    var drawing = Drawing(
      width: max(area.right + 4, left + title.width(12, strong: false) + 4, 340, min(noteWidth + 4, 440)),
      height: area.bottom + (note == nil ? 30 : 48))
    place(title, side, left: left, top: top, &drawing)
    drawing.add(.box(area, rx: 0), "zero")
    for (style, opacity, pieces) in paths(left, top, width, height) {
      drawing.add(.area(pieces), style, opacity: opacity)
    }
    drawing.add(.box(area, rx: 0), "outline")
    ends(area, &drawing)
    key(at: Point(x: left, y: area.bottom + 20), &drawing)
    if let note {
      drawing.texts.append(
        Drawing.Text(
          ChartText.cut(note, to: drawing.width, 12), at: Point(x: 0, y: area.bottom + 40), .start, size: 12,
          style: "ax"))
    }
    return drawing
  }

  /// First and last index of each axis.
  private func ends(_ area: Box, _ drawing: inout Drawing) {
    func label(_ side: JacobianArtifact.Side, _ index: Int) -> FigureText {
      var short = side
      short.notation = Notation()
      return FigureText(short.entry(index))
    }
    let (first, last) = (label(across, 0), label(across, max(across.count - 1, 0)))
    if first.width(12, strong: false) + last.width(12, strong: false) + 12 < area.width, !across.shape.isEmpty {
      drawing.texts.append(
        Drawing.Text(first, at: Point(x: area.left, y: area.top - 9), .start, size: 12, style: "ax"))
      drawing.texts.append(
        Drawing.Text(last, at: Point(x: area.right, y: area.top - 9), .end, size: 12, style: "ax"))
    }
    guard area.height > 60, !down.shape.isEmpty else { return }
    for (text, y) in [(label(down, 0), area.top + 11), (label(down, down.count - 1), area.bottom - 3)]
    where text.width(12, strong: false) < area.left - 8 {
      drawing.texts.append(
        Drawing.Text(text, at: Point(x: area.left - 8, y: y), .end, size: 12, style: "ax"))
    }
  }

  /// `■ positive ▢ negative, strongest 0.25`
  private func key(at start: Point, _ drawing: inout Drawing) {
    let values = jacobian.cells.values
    guard greatest > 0 else { return }
    var x = 0.0
    func sample(_ style: String, _ word: String, isHollow: Bool) {
      let box = Box(left: x, top: start.y - 10, right: x + 11, bottom: start.y + 1)
      drawing.add(.area(isHollow ? [corners(box), corners(box.inset(3)).reversed()] : [corners(box)]), style)
      let text = FigureText(word)
      drawing.texts.append(
        Drawing.Text(text, at: Point(x: x + 16, y: start.y), .start, size: 12, style: "ax"))
      x += 16 + text.width(12, strong: false) + 12
    }
    if values.contains(where: { $0 > 0 }) { sample("pos", words.say.positive, isHollow: false) }
    if values.contains(where: { $0 < 0 }) { sample("neg", words.say.negative, isHollow: true) }
    let most = FigureText(words.say.strongest) + words.number(greatest)
    if x + most.width(12, strong: false) <= drawing.width {
      drawing.texts.append(
        Drawing.Text(most, at: Point(x: x, y: start.y), .start, size: 12, style: "ax"))
    }
  }

  private func corners(_ box: Box) -> [Point] {
    [
      Point(x: box.left, y: box.top), Point(x: box.right, y: box.top), Point(x: box.right, y: box.bottom),
      Point(x: box.left, y: box.bottom),
    ]
  }

  /// One path for each sign and strength; positive neighbours in a row are one piece, negative cells are hollow.
  private func paths(
    _ left: Double, _ top: Double, _ width: Double, _ height: Double
  ) -> [(style: String, opacity: Double, pieces: [[Point]])] {
    let levels = JacobianDrawing.levels
    var positive = [[[Point]]](repeating: [], count: levels)
    var negative = positive
    for row in 0..<rows {
      var column = 0
      while column < columns {
        let level = level(row, column)
        var end = column + 1
        guard level != 0 else {
          column = end
          continue
        }
        if level > 0 { while end < columns, self.level(row, end) == level { end += 1 } }
        let box = Box(
          left: left + Double(column) * width, top: top + Double(row) * height, right: left + Double(end) * width,
          bottom: top + Double(row + 1) * height)
        if level > 0 {
          positive[level - 1].append(corners(box))
        } else {
          negative[-level - 1].append(corners(box))
          let hole = min(box.width, box.height) * 0.28
          if hole >= 1 { negative[-level - 1].append(corners(box.inset(hole)).reversed()) }
        }
        column = end
      }
    }
    var result: [(style: String, opacity: Double, pieces: [[Point]])] = []
    for level in 0..<levels {
      let opacity = 0.2 + 0.75 * Double(level + 1) / Double(levels)
      if !positive[level].isEmpty { result.append(("pos", opacity, positive[level])) }
      if !negative[level].isEmpty { result.append(("neg", opacity, negative[level])) }
    }
    return result
  }

  /// How strong a cell is, from 1, with its sign; 0 for none.
  private func level(_ row: Int, _ column: Int) -> Int {
    let value = jacobian.cells.values[row * columns + column]
    guard value != 0, value.isFinite, greatest > 0 else { return 0 }
    let level = min(JacobianDrawing.levels, 1 + Int(value.magnitude / greatest * Double(JacobianDrawing.levels)))
    return value < 0 ? -level : level
  }
}

extension JacobianArtifact: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout { JacobianDrawing(self, words).layout }
  func title(_ words: ChartWords) -> String { JacobianWords(jacobian: self, words: words.say).title }
  func description(_ words: ChartWords) -> String {
    JacobianWords(jacobian: self, words: words.say).description
  }

  /// The cells as they are drawn: a row a row, under the columns' names or ranges.
  var data: DataTable {
    let (across, down) = isTransposed ? (output, input) : (input, output)
    func names(_ side: Side, _ bounds: [Int]) -> [String] {
      zip(bounds, bounds.dropFirst()).map { start, end in
        end - start == 1 ? side.entry(start).text : "\(side.entry(start).text) … \(side.entry(end - 1).text)"
      }
    }
    let columns = cells.columnBounds.count - 1
    var table = [DataTable.Column("", texts: names(down, cells.rowBounds))]
    for (column, name) in names(across, cells.columnBounds).enumerated() {
      table.append(
        DataTable.Column(
          name, stride(from: column, to: cells.values.count, by: max(columns, 1)).map { cells.values[$0] })
      )
    }
    return DataTable(table)
  }
}
