/// Numbers as coloured cells, with numbers in them where there is room.
struct CellGrid: Sendable {
  var rows: Int
  var columns: Int
  /// Numbers that colour the cells, row by row: the sign scale, measured by the greatest magnitude.
  var values: [Double]
  /// Texts in the cells; `nil` is the values themselves.
  var texts: [FigureText]?
  var rowLabels: [String]
  var columnLabels: [String]
  /// Title above the grid: what the rows and the columns are.
  var title: String?
  /// The diagonal is outlined.
  var outlinesDiagonal = false
  /// Where no numbers stand in the cells, a strip above them says what the colours are.
  var showsScale = false

  init(
    rows: Int, columns: Int, values: [Double], stride: Int = 1, texts: [FigureText]? = nil, labels: [String]? = nil,
    title: String? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.values = values
    self.texts = texts
    self.title = title
    rowLabels = labels ?? (0..<rows).map { "\($0 * stride)" }
    columnLabels = labels ?? (0..<columns).map { "\($0 * stride)" }
  }

  func layout(_ words: ChartWords) -> ChartLayout {
    ChartLayout(drawing(.square, words), narrow: drawing(.panel, words))
  }

  private func drawing(_ sizes: ChartSizes, _ words: ChartWords) -> Drawing {
    let size = sizes.tick
    var drawing = Drawing(width: sizes.width, height: 24)
    guard rows > 0, columns > 0 else { return drawing }
    func fitted(_ labels: [String]) -> (names: [FigureText], left: Double) {
      let names = labels.map { ChartText.cut(FigureText($0), to: 0.3 * sizes.width, size) }
      return (names, (names.map { $0.width(size, strong: false) }.max() ?? 0) + 12)
    }
    var (names, left) = fitted(rowLabels)
    var columnLabels = columnLabels
    // Names too long to stand above their columns are numbered at the rows, and the columns bear the numbers.
    let room = (sizes.width - left - 3) / Double(columns) - 4
    if rowLabels == columnLabels, columnLabels.contains(where: { FigureText($0).width(size, strong: false) > room }),
      rowLabels.contains(where: { Int($0) == nil })
    {
      (names, left) = fitted(rowLabels.enumerated().map { "\($0.offset) \($0.element)" })
      columnLabels = columnLabels.indices.map(String.init)
    }
    // Few columns are no wider than a number asks for, and stand in the middle.
    let side = min((sizes.width - left - 3) / Double(columns), 96)
    left += (sizes.width - left - 3 - side * Double(columns)) / 2
    let height = min(side, rows > 12 ? max((sizes.isNarrow ? 300 : 440) / Double(rows), 3) : sizes.isNarrow ? 36 : 40)
    var top = 4.0
    if let title {
      let text = ChartText.cut(FigureText(title), to: sizes.width - 4, size)
      drawing.texts.append(
        Drawing.Text(
          text, at: Point(x: max(2, min(left, sizes.width - 2 - text.width(size, strong: false))), y: size), .start,
          size: size, style: "ax"))
      top = 1.6 * size
    }
    let labels = numbers(side, height, words)
    if showsScale, labels == nil { top = drawScale(left, size, words, &drawing) }
    let box = Box(
      left: left, top: top + 1.4 * size, right: left + side * Double(columns),
      bottom: top + 1.4 * size + height * Double(rows))
    drawing.height = box.bottom + 6
    drawCells(box, side, height, most: labels == nil ? 0.92 : 0.42, &drawing)
    drawing.frames.append(box)
    if let labels {
      for (k, label) in labels.texts.enumerated() {
        let center = Point(
          x: left + side * (Double(k % columns) + 0.5), y: box.top + height * (Double(k / columns) + 0.5))
        // Zeros step back, so that the others are seen.
        let isZero = values[k] == 0
        drawing.texts.append(
          Drawing.Text(
            label, at: Point(x: center.x, y: center.y + 0.35 * labels.size), .middle, size: labels.size,
            style: (isZero ? "ax" : "strong") + (labels.isSmall ? " small" : ""), isStrong: !isZero))
      }
    }
    drawNames(names, columnLabels, box, side, height, size, &drawing)
    return drawing
  }

  /// The greatest magnitude: full strength on either side.
  private var scale: Double { values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0 }

  private static func opacity(_ share: Double, most: Double) -> Double { 0.08 + (most - 0.08) * share }

  /// `−0.4 ▓▒░▒▓ 0.4`: from the strongest negative colour to the strongest positive one, as far as there are values.
  /// Gives where the grid begins.
  private func drawScale(_ left: Double, _ size: Double, _ words: ChartWords, _ drawing: inout Drawing) -> Double {
    let scale = scale
    guard scale > 0 else { return 4 }
    let steps = (values.contains { $0 < 0 } ? -5 : 0)...(values.contains { $0 > 0 } ? 5 : 0)
    let baseline = size + 2
    let low = words.number(steps.lowerBound < 0 ? -scale : 0)
    let high = words.number(steps.upperBound > 0 ? scale : 0)
    let wide = 13 * Double(steps.count) + 12 + low.width(size, strong: false) + high.width(size, strong: false)
    var x = max(2, min(left, drawing.width - 2 - wide))
    func write(_ text: FigureText) {
      drawing.texts.append(
        Drawing.Text(text, at: Point(x: x, y: baseline), .start, size: size, style: "ax"))
      x += text.width(size, strong: false) + 6
    }
    write(low)
    let start = x
    for step in steps {
      let cell = Box(left: x, top: baseline - 0.78 * size, right: x + 13, bottom: baseline + 0.1 * size)
      drawing.add(.box(cell, rx: 0), "zero")
      if step != 0 {
        drawing.add(
          .box(cell, rx: 0), step < 0 ? "neg" : "pos",
          opacity: CellGrid.opacity(Double(step.magnitude) / 5, most: 0.92))
      }
      x += 13
    }
    let strip = Box(left: start, top: baseline - 0.78 * size, right: x, bottom: baseline + 0.1 * size)
    drawing.add(.box(strip, rx: 0), "outline")
    drawing.frames.append(strip)
    x += 6
    write(high)
    return baseline + 0.8 * size
  }

  private func drawCells(
    _ box: Box, _ side: Double, _ height: Double, most: Double, _ drawing: inout Drawing
  ) {
    let scale = scale
    let isFine = side < 12 || height < 12 || values.count > 400
    // Fine cells in steps, so that those of one step are one shape.
    let steps = isFine ? 16.0 : 100
    func step(_ value: Double) -> Int {
      guard value.isFinite, scale > 0, value != 0 else { return 0 }
      return max(1, Int((value.magnitude / scale * steps).rounded())) * (value < 0 ? -1 : 1)
    }
    func opacity(_ step: Int) -> Double { CellGrid.opacity(Double(step.magnitude) / steps, most: most) }
    drawing.add(.box(box, rx: isFine ? 0 : 4), "zero")
    var layers: [Int: [Box]] = [:]
    for row in 0..<rows {
      var column = 0
      while column < columns {
        let value = values[row * columns + column]
        let strength = step(value)
        var end = column + 1
        while isFine, end < columns, step(values[row * columns + end]) == strength,
          values[row * columns + end].isFinite == value.isFinite
        {
          end += 1
        }
        let cell = Box(
          left: box.left + side * Double(column), top: box.top + height * Double(row),
          right: box.left + side * Double(end), bottom: box.top + height * Double(row + 1))
        let inner = isFine ? cell : cell.inset(0.75)
        if !value.isFinite {
          drawing.add(.box(cell.inset(min(1, side / 4)), rx: 0), "missing")
        } else if strength != 0, isFine {
          layers[strength, default: []].append(cell)
        } else if strength != 0 {
          drawing.add(.box(inner, rx: 3), value < 0 ? "neg" : "pos", opacity: opacity(strength))
        }
        if outlinesDiagonal, row == column, !isFine { drawing.add(.box(inner, rx: 3), "ring") }
        column = end
      }
    }
    for strength in layers.keys.sorted() {
      drawing.add(
        .boxes(layers[strength] ?? []), strength < 0 ? "neg cells" : "pos cells", opacity: opacity(strength))
    }
    if isFine { drawing.add(.box(box, rx: 0), "outline") }
  }

  /// Texts of the cells, when all of them fit: in the ordinary size, or a smaller one.
  private func numbers(
    _ side: Double, _ height: Double, _ words: ChartWords
  ) -> (texts: [FigureText], size: Double, isSmall: Bool)? {
    guard columns <= 12, rows <= 24, height >= 14 else { return nil }
    for (digits, size, isSmall) in [(words.digits, 12.0, false), (3, 12, false), (3, 10.5, true), (2, 10.5, true)] {
      let written =
        texts ?? values.map { ChartWords(language: words.say.tongue, digits: min(digits, words.digits)).number($0) }
      if written.allSatisfy({ $0.width(size, strong: true) <= side - 4 }) { return (written, size, isSmall) }
    }
    return nil
  }

  /// Names of rows and columns: every one, or every second, fifth, tenth … where there is no room.
  private func drawNames(
    _ names: [FigureText], _ columnLabels: [String], _ box: Box, _ side: Double, _ height: Double, _ size: Double,
    _ drawing: inout Drawing
  ) {
    for row in stride(from: 0, to: rows, by: CellGrid.step(1.3 * size / height)) {
      drawing.texts.append(
        Drawing.Text(
          names[row], at: Point(x: box.left - 6, y: box.top + height * (Double(row) + 0.5) + 0.35 * size), .end,
          size: size, style: "ax"))
    }
    let columnNames = columnLabels.map { ChartText.cut(FigureText($0), to: max(side - 3, 26), size) }
    let widest = columnNames.map { $0.width(size, strong: false) }.max() ?? 0
    for column in stride(from: 0, to: columns, by: CellGrid.step((widest + 3) / side))
    where !columnNames[column].isEmpty {
      let centre = box.left + side * (Double(column) + 0.5)
      let half = columnNames[column].width(size, strong: false) / 2
      guard centre + half <= drawing.width, centre - half >= 0 else { continue }
      drawing.texts.append(
        Drawing.Text(columnNames[column], at: Point(x: centre, y: box.top - 5), .middle, size: size, style: "ax"))
    }
  }

  /// The next of 1, 2, 5, 10, 20 … that is no less.
  private static func step(_ least: Double) -> Int {
    var power = 1
    while true {
      for mantissa in [1, 2, 5] where Double(mantissa * power) >= least || power > 1 << 20 { return mantissa * power }
      power *= 10
    }
  }
}
