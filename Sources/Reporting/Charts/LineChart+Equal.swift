/// Curves and polygons on axes with one unit.
extension LineChart {
  /// Polygons are named beside them, and in a key where that would be on top of something.
  func equalDrawing(_ sizes: ChartSizes) -> Drawing {
    if curves.count == 1, let name = curves[0].name, !curves[0].isClosed, y.title == nil {
      var titled = self
      titled.y.title = name
      titled.curves[0].name = nil
      return titled.equalDrawing(sizes)
    }
    let axes = EqualAxes(x, y, sizes)
    if curves.contains(where: \.isClosed) {
      let frame = axes.frame()
      var (drawing, placer) = finished(Drawing(width: axes.sizes.width, height: 0), frame, axes.sizes, names: nil)
      if namePolygons(frame, axes.sizes, &drawing, &placer) { return drawing }
    }
    var drawing = Drawing(width: axes.sizes.width, height: 0)
    let top = key.draw(into: &drawing, sizes: axes.sizes)
    return finished(drawing, axes.frame(top: top), axes.sizes, names: nil).drawing
  }

  /// The name of each polygon outside one of its corners or sides, else in its middle, with the shape of its marks before it.
  ///
  /// - Returns: whether every name found a place off all other lines.
  private func namePolygons(
    _ frame: ChartFrame, _ sizes: ChartSizes, _ drawing: inout Drawing, _ placer: inout LabelPlacer
  ) -> Bool {
    for curve in curves {
      guard let name = curve.name else { continue }
      let text = FigureText(curve.marker.sign + " ") + name
      let corners = curve.pieces.joined().compactMap { frame.point($0.x, $0.y) }
      let candidates = LineChart.around(corners).map { place, dx, dy in
        Drawing.Text(
          text, at: Point(x: place.x + 8 * dx, y: place.y + 8 * dy + (0.28 + 0.5 * dy) * sizes.label),
          dx > 0.4 ? .start : dx < -0.4 ? .end : .middle, size: sizes.label, style: "lab t\(curve.colour)",
          isStrong: true)
      }
      guard let label = placer.clear(candidates) else { return false }
      drawing.texts.append(label)
    }
    return true
  }

  /// Places on the outline of a polygon, the upper right one first, with the direction away from its middle.
  private static func around(_ corners: [Point]) -> [(at: Point, dx: Double, dy: Double)] {
    guard let first = corners.first else { return [] }
    var middle = first
    for (k, p) in corners.enumerated().dropFirst() {
      middle = Point(x: middle.x + (p.x - middle.x) / Double(k + 1), y: middle.y + (p.y - middle.y) / Double(k + 1))
    }
    let ends = corners.dropFirst() + [first]
    // Sides before corners: beside a side a name stands nearer.
    var places = zip(corners, ends).map { Point(x: ($0.x + $1.x) / 2, y: ($0.y + $1.y) / 2) } + corners
    places += zip(corners, ends).flatMap { a, b in
      [0.25, 0.75].map { share in Point(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)) }
    }
    // Where nothing beside it is free, in its middle.
    return places.compactMap { p in
      let (dx, dy) = (p.x - middle.x, p.y - middle.y)
      let length = (dx * dx + dy * dy).squareRoot()
      return length > 0 ? (p, dx / length, dy / length) : nil
    } + [(middle, 0, 0)]
  }
}

extension MarkerShape {
  /// The mark as a character before a name.
  fileprivate var sign: String {
    switch self {
    case .circle: "●"
    case .square: "■"
    case .triangle: "▲"
    case .diamond: "◆"
    case .cross: "✕"
    case .plus: "＋"
    }
  }
}
