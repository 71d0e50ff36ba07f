import Artifacts

/// The drawing of a network: layers as columns, or as rows where it stands upright for telephones.
///
/// `along` is the direction from input to output, `across` the direction in which the units of a layer stand.
struct NetworkDrawing {
  let chart: NetworkChart
  let words: ChartWords
  let sizes: NetworkSizes
  var drawing: Drawing
  var rows: [NetworkRow]
  /// Where the links of each layer begin and end.
  private(set) var places: [[Place]] = []

  /// Where a slot of a row stands.
  struct Place {
    var at: Point
    var half: Double
    /// Box that covers the node and its gradient.
    var box: Box
  }

  static let nodeHeight = 24.0
  static let radius = 10.0
  static let gradientHeight = 18.0
  /// How opaque the tint of the greatest activation is: weak enough for a number in ink to stand out from it.
  static let strongest = 0.36

  var size: Double { sizes.text }
  private var margin: Double { 4 }

  init(_ chart: NetworkChart, _ words: ChartWords, _ sizes: NetworkSizes) {
    self.chart = chart
    self.words = words
    self.sizes = sizes
    drawing = Drawing(width: sizes.width, height: 0)
    rows = chart.layers.indices.map { NetworkRow(chart, layer: $0, words, sizes) }
    let bottom = sizes.isUpright ? placeUpright() : placeSideways()
    drawLinks()
    drawNodes()
    NetworkLabels(self).draw(into: &drawing)
    drawing.height = NetworkKey(self).draw(into: &drawing, below: bottom) + 4
  }

  // MARK: - Where nodes stand

  /// From left to right; gives where the picture ends.
  private mutating func placeSideways() -> Double {
    let last = rows.count - 1
    func room(_ row: NetworkRow) -> Double { max(row.nameWidth + row.nodeWidth / 2 + (row.nameWidth > 0 ? 8 : 0), 46) }
    let (left, right) = (margin + room(rows[0]), margin + room(rows[last]))
    let pitch = min(
      (drawing.width - left - right) / Double(max(last, 1)), chart.loss == nil ? 230 : 270)
    let start = left + (drawing.width - left - right - pitch * Double(last)) / 2
    let top = 3.4 * size
    let tallest = rows.map(\.reach).max() ?? 0
    let middle = top + tallest
    var bottom = top
    for (layer, row) in rows.enumerated() {
      let x = start + pitch * Double(layer)
      var y = middle - row.unitsExtent / 2
      var column: [Place] = []
      for slot in row.slots {
        let extent = row.extent(slot)
        column.append(place(slot, row, Point(x: x, y: y + row.above(slot))))
        y += extent
      }
      bottom = max(bottom, y)
      places.append(column)
      heading(layer, at: Point(x: x, y: size + 2), width: min(pitch - 10, 2 * min(x, drawing.width - x) - 4))
      for (slot, place) in zip(row.slots, column) {
        guard case .unit(let unit) = slot, row.showsNames else { continue }
        let isFirst = layer == 0
        let text = ChartText.cut(ChartText.label(row.layer.names[unit]), to: row.nameWidth, size)
        drawing.texts.append(
          Drawing.Text(
            text, at: Point(x: x + (isFirst ? -1 : 1) * (place.half + 8), y: place.at.y + 0.35 * size),
            isFirst ? .end : .start, size: size, style: ""))
      }
    }
    return bottom
  }

  private mutating func heading(_ layer: Int, at top: Point, width: Double) {
    let lines = [title(layer), subtitle(layer)]
    for (line, text) in lines.enumerated() {
      drawing.texts.append(
        Drawing.Text(
          ChartText.cut(FigureText(text), to: width, size, isStrong: line == 0),
          at: Point(x: top.x, y: top.y + 1.3 * size * Double(line)), .middle, size: size,
          style: line == 0 ? "strong" : "ax", isStrong: line == 0))
    }
  }

  private func title(_ layer: Int) -> String {
    words.say.layerName(chart.layers[layer].index, isLast: layer == chart.layers.count - 1)
  }

  private func subtitle(_ layer: Int) -> String {
    let count = chart.layers[layer].count
    return ([sizes.isUpright ? words.say.units(count) : Numbers.grouped(count)] + chart.layers[layer].functions).joined(
      separator: " · ")
  }

  /// From top to bottom; gives where the picture ends.
  private mutating func placeUpright() -> Double {
    var y = 0.0
    for (layer, row) in rows.enumerated() {
      let isLast = layer == rows.count - 1
      drawing.texts.append(
        Drawing.Text(
          ChartText.cut(FigureText(title(layer) + " · " + subtitle(layer)), to: drawing.width - 8, size),
          at: Point(x: margin, y: y + size), .start, size: size, style: "ax"))
      y += 1.6 * size
      let hasNames = row.showsNames
      if hasNames, !isLast { y += 1.4 * size }
      let total = row.slots.reduce(0) { $0 + row.extent($1) }
      var x = (drawing.width - total) / 2
      var line: [Place] = []
      for slot in row.slots {
        let extent = row.extent(slot)
        let place = place(slot, row, Point(x: x + extent / 2, y: y + NetworkDrawing.nodeHeight / 2))
        line.append(place)
        if case .unit(let unit) = slot, hasNames {
          let text = ChartText.cut(ChartText.label(row.layer.names[unit]), to: extent - 4, size)
          drawing.texts.append(
            Drawing.Text(
              text, at: Point(x: place.at.x, y: isLast ? place.box.bottom + 1.15 * size : y - 0.5 * size), .middle,
              size: size, style: ""))
        }
        x += extent
      }
      places.append(line)
      y += NetworkDrawing.nodeHeight + (row.showsGradients ? NetworkDrawing.gradientHeight : 0)
      if isLast { return y + (hasNames ? 1.6 * size : 4) }
      y += NetworkLabels.isPossible(chart) ? 110 : 64
    }
    return y
  }

  private func place(_ slot: NetworkRow.Slot, _ row: NetworkRow, _ at: Point) -> Place {
    let half: Double
    switch slot {
    case .unit: half = row.showsNumbers ? row.nodeWidth / 2 : NetworkDrawing.radius
    case .gap(let hidden): half = row.gapText(hidden).width(size, strong: false) / 2
    case .bias: half = NetworkDrawing.radius
    }
    let height = row.showsNumbers ? NetworkDrawing.nodeHeight : 2 * NetworkDrawing.radius
    var box = Box(center: at, width: 2 * half, height: height)
    if case .unit = slot, row.showsGradients { box.bottom += NetworkDrawing.gradientHeight }
    return Place(at: at, half: half, box: box)
  }
}
