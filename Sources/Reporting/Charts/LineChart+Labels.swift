/// Labels at curves and lines.
extension LineChart {
  /// The values at the ends, inside the plot.
  func drawValues(
    _ frame: ChartFrame, _ sizes: ChartSizes, showsLast: Bool, _ drawing: inout Drawing,
    _ placer: inout LabelPlacer
  ) {
    let up = 9.0
    let down = 8 + 0.8 * sizes.label
    // From the top down, and never one above another whose curve ends higher.
    let order = curves.indices.sorted { (endPlace(curves[$0], frame), $0) < (endPlace(curves[$1], frame), $1) }
    var ceiling = -Double.infinity
    for curve in order.map({ curves[$0] }) {
      let style = "lab t\(curve.colour)"
      func text(_ text: FigureText, _ at: Point, _ dx: Double, _ dy: Double, _ anchor: Drawing.Anchor)
        -> Drawing.Text
      {
        Drawing.Text(
          text, at: Point(x: at.x + dx, y: at.y + dy), anchor, size: sizes.label, style: style, isStrong: true)
      }
      if let value = curve.first, let first = curve.pieces.first?.first, let at = frame.point(first.x, first.y) {
        let candidates = [(10.0, -5.0), (10, 14), (10, 4.5), (10, 30), (24, -5), (24, 16), (36, 4.5)]
        if let label = placer.place(candidates.map { text(value, at, $0.0, $0.1, .start) }) {
          drawing.texts.append(label)
        }
      }
      if let best = curve.best, let at = frame.point(best.at.x, best.at.y) {
        let candidates: [(Double, Double)] = [
          (0, down), (0, -up), (0, down + 12), (0, -up - 12), (-50, down), (-50, -up),
        ]
        if let label = placer.place(candidates.map { text(best.text, at, $0.0, $0.1, .middle) }) {
          drawing.texts.append(label)
        }
      }
      if let stop = curve.stop, let at = frame.point(stop.at.x, stop.at.y) {
        let inside = Point(
          x: min(max(at.x, frame.plot.left), frame.plot.right), y: min(max(at.y, frame.plot.top), frame.plot.bottom))
        let candidates: [(Double, Double, Drawing.Anchor)] = [
          (-10, 5, .end), (10, 5, .start), (-10, 18, .end), (10, 18, .start), (-10, -8, .end), (0, 26, .end),
          (-28, 16, .end),
        ]
        let labels = candidates.map { candidate in
          Drawing.Text(
            stop.text, at: Point(x: inside.x + candidate.0, y: inside.y + candidate.1), candidate.2, size: sizes.label,
            style: "lab bad", isStrong: true)
        }
        if let label = placer.place(labels) { drawing.texts.append(label) }
      } else if showsLast, let value = curve.last, let last = curve.pieces.last?.last,
        let at = frame.point(last.x, last.y)
      {
        var candidates = [
          text(value, at, 3, -up, .end), text(value, at, 3, down, .end), text(value, at, -9, 4.5, .end),
          text(value, at, 3, -up - 10, .end), text(value, at, 3, down + 10, .end), text(value, at, 3, -up - 24, .end),
          text(value, at, 3, down + 24, .end),
        ]
        for place in candidates.indices { candidates[place].at.x = min(candidates[place].at.x, frame.plot.right - 2) }
        if let label = placer.place(candidates.filter { $0.box.top >= ceiling }) {
          drawing.texts.append(label)
          ceiling = label.box.bottom
        }
      }
    }
  }

  func drawText(
    _ reference: Reference, _ frame: ChartFrame, _ sizes: ChartSizes, _ drawing: inout Drawing,
    _ placer: inout LabelPlacer
  ) {
    guard let place = frame.y.at(reference.value), frame.y.contains(reference.value) else { return }
    let space = FigureText(" ")
    let room = frame.plot.width * 0.85 - (space + reference.number).width(sizes.tick, strong: false)
    let text = ChartText.cut(reference.name, to: room, sizes.tick) + space + reference.number
    var candidates: [Drawing.Text] = []
    for dy in [-6.0, 4 + sizes.tick, -10 - sizes.label] {
      for share in [1.0, 0.75, 0.5] {
        candidates.append(
          Drawing.Text(
            text, at: Point(x: frame.plot.left + share * (frame.plot.width - 4), y: place + dy), .end, size: sizes.tick,
            style: "note"))
      }
    }
    if let label = placer.place(candidates) { drawing.texts.append(label) }
  }

  /// Value, name and detail of each curve at the right.
  func drawNames(
    _ centres: [Double], _ frame: ChartFrame, _ sizes: ChartSizes, _ drawing: inout Drawing
  ) {
    let named = labelled
    let x = frame.plot.right + 11
    let row = 1.3 * sizes.label
    for (curve, centre) in zip(named, centres) {
      var y = centre - endHeight(curve, sizes) / 2 + 2 + 0.95 * sizes.label
      func line(_ text: FigureText?, _ style: String, _ size: Double, _ isStrong: Bool) {
        guard let text else { return }
        drawing.texts.append(
          Drawing.Text(text, at: Point(x: x, y: y), .start, size: size, style: style, isStrong: isStrong))
        y += row
      }
      line(curve.last, "lab t\(curve.colour)", sizes.label, true)
      let isMain = curve.last == nil
      line(
        curve.name, isMain ? "lab t\(curve.colour)" : "note", isMain ? sizes.label : sizes.tick, isMain)
      line(curve.detail, "note", sizes.tick, false)
    }
  }
}
