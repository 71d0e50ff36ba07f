/// The units of a network's drawing, with their numbers.
extension NetworkDrawing {
  mutating func drawNodes() {
    for (row, line) in zip(rows, places) {
      for (slot, place) in zip(row.slots, line) {
        switch slot {
        case .unit(let unit): draw(row, unit, place)
        case .gap(let hidden):
          drawing.texts.append(
            Drawing.Text(
              row.gapText(hidden), at: Point(x: place.at.x, y: place.at.y + 0.35 * size), .middle, size: size,
              style: "ax"))
        case .bias:
          let box = Box(center: place.at, width: 2 * NetworkDrawing.radius, height: 2 * NetworkDrawing.radius)
          drawing.add(.box(box, rx: 4), "bias")
          drawing.frames.append(box)
          drawing.texts.append(
            Drawing.Text(
              FigureText("1"), at: Point(x: place.at.x, y: place.at.y + 0.35 * size), .middle, size: size, style: "ax"))
        }
      }
    }
  }

  private mutating func draw(_ row: NetworkRow, _ unit: Int, _ place: Place) {
    let value = row.layer.values.isEmpty ? 0 : row.layer.values[unit]
    let tint = value < 0 ? "neg" : value > 0 ? "pos" : "zero"
    let strength =
      value == 0 || row.layer.greatest == 0
      ? nil : 0.06 + (NetworkDrawing.strongest - 0.06) * share(value, of: row.layer.greatest)
    if row.showsNumbers {
      let box = Box(center: place.at, width: row.nodeWidth, height: NetworkDrawing.nodeHeight)
      drawing.add(.box(box, rx: 12), "unit")
      if value != 0 { drawing.add(.box(box, rx: 12), tint, opacity: strength) }
      drawing.frames.append(box)
      drawing.texts.append(
        Drawing.Text(
          row.text(value), at: Point(x: place.at.x, y: place.at.y + 0.35 * size), .middle, size: size, style: "strong",
          isStrong: true))
    } else {
      drawing.mark(.circle, place.at, r: NetworkDrawing.radius, "unit")
      if value != 0 {
        drawing.add(
          .marker(.circle, place.at, r: NetworkDrawing.radius), tint, opacity: strength.map { min(1, 2 * $0 + 0.1) })
      }
    }
    if row.showsGradients {
      drawing.texts.append(
        Drawing.Text(
          row.gradientText(row.layer.gradients[unit]),
          at: Point(x: place.at.x, y: place.box.bottom - 4), .middle, size: size, style: "grad", isStrong: true))
    }
  }

  /// |value| / greatest, from 0 to 1. An infinite number is as strong as any.
  private func share(_ value: Double, of greatest: Double) -> Double {
    value.isInfinite ? 1 : value.magnitude / greatest
  }
}
