import Artifacts
import Formulas

extension BoundaryChart: ChartContent {
  private static let levels = [0.5, 0.6, 0.7, 0.8, 0.9]

  func layout(_ words: ChartWords) -> ChartLayout {
    ChartLayout(drawing(.square), narrow: drawing(.panel))
  }

  private func drawing(_ sizes: ChartSizes) -> Drawing {
    var drawing = Drawing(width: sizes.width, height: 0)
    let top = PointCloud.key(labels).draw(into: &drawing, sizes: sizes)
    guard let plane = planes.first else { return drawing }
    let frame = ChartFrame(
      x: ChartAxis(
        lower: plane.xRange.lowerBound, upper: plane.xRange.upperBound, title: xTitle.map(ChartText.label)),
      y: ChartAxis(
        lower: plane.yRange.lowerBound, upper: plane.yRange.upperBound, title: yTitle.map(ChartText.label)),
      sizes: sizes, top: top, plotHeight: sizes.isNarrow ? 250 : nil, isBoxed: true)
    drawing.height = frame.height
    if planes.count == 1 { drawTwo(plane, frame, &drawing) } else { drawMany(frame, &drawing) }
    let cloud = PointCloud(x: x, y: y, classes: classes, ringed: wrong)
    cloud.draw(into: &drawing, frame)
    if let live { drawing.live = LiveFrame(frame, .boundary(live.number, ring: cloud.ring)) }
    frame.drawAxes(into: &drawing)
    return drawing
  }

  /// Fainter towards one half from both sides, and a line there.
  private func drawTwo(_ plane: SampledPlane, _ frame: ChartFrame, _ drawing: inout Drawing) {
    let second = plane.outlines(frame) { $0 }
    let first = plane.outlines(frame) { 1 - $0 }
    for level in BoundaryChart.levels {
      let below = first.region(atLeast: level)
      let above = second.region(atLeast: level)
      if !below.isEmpty { drawing.add(.area(below), "b1", opacity: 0.1) }
      if !above.isEmpty { drawing.add(.area(above), "b2", opacity: 0.1) }
    }
    drawLines(second.region(atLeast: 0.5), frame, &drawing)
  }

  /// Each class where it is the most probable, fainter where it is less sure.
  private func drawMany(_ frame: ChartFrame, _ drawing: inout Drawing) {
    for (place, plane) in planes.enumerated() {
      var lead = plane
      for k in lead.values.indices {
        let others = planes.indices.reduce(-Double.infinity) { $1 == place ? $0 : max($0, planes[$1].values[k]) }
        lead.values[k] = plane.values[k] - others
      }
      let squares = lead.outlines(frame) { $0 }
      for level in [0.0, 0.2, 0.4, 0.6, 0.8] {
        let region = squares.region(atLeast: level)
        if !region.isEmpty { drawing.add(.area(region), "b\(place % 4 + 1)", opacity: 0.1) }
        if level == 0 { drawLines(region, frame, &drawing) }
      }
    }
  }

  /// Of closed outlines the part that is not the frame.
  private func drawLines(_ outlines: [[Point]], _ frame: ChartFrame, _ drawing: inout Drawing) {
    let inside = frame.plot.inset(0.75)
    for outline in outlines {
      guard let first = outline.first else { continue }
      for piece in Clipping.pieces(of: outline + [first], in: inside) where piece.count > 1 {
        drawing.add(.line(piece), "line")
      }
    }
  }

  private var accuracy: Double { classes.isEmpty ? 0 : Double(classes.count - wrong.count) / Double(classes.count) }

  func title(_ words: ChartWords) -> String { words.say.boundaryTitle }

  func description(_ words: ChartWords) -> String {
    title(words) + ". " + words.say.points(classes.count) + ". "
      + labels.enumerated().map { label in "\(label.element): \(words.say.points(classes.count { $0 == label.offset }))"
      }
      .joined(separator: ", ") + ". " + words.say.correct(classes.count - wrong.count, classes.count) + "."
  }

  func facts(_ words: ChartWords) -> [Notation] {
    var facts = [
      Notation(plain: words.say.correct(classes.count - wrong.count, classes.count) + " (")
        + NumberFormat(.percent, digits: 1).notation(of: accuracy) + Notation(plain: ")")
    ]
    if !wrong.isEmpty { facts.append(Notation(plain: words.say.ringed)) }
    return facts
  }

  var data: DataTable {
    let misses = Set(wrong)
    return DataTable([
      DataTable.Column(xTitle ?? "x", x), DataTable.Column(yTitle ?? "y", y),
      DataTable.Column("class", classes.map(Double.init)),
      DataTable.Column("wrong", classes.indices.map { misses.contains($0) ? 1 : 0 }),
    ])
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "boundary")
      json.member("accuracy", accuracy)
      json.key("planes")
      json.array(planes) { json, plane in json.object { plane.write(to: &$0) } }
      json.key("samples")
      json.object { json in
        json.member("x", x)
        json.member("y", y)
        json.member("classes", classes)
        json.member("wrong", wrong)
      }
    }
  }
}
