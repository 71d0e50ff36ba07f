import Artifacts
import Formulas

extension ContourChart: ChartContent {
  /// Nine levels, closer where the function is low: by the square of k/9 of the height, by a higher power where most of
  /// the plane lies far below the greatest value.
  var levels: [Double] {
    let finite = plane.values.filter(\.isFinite).sorted()
    guard let least = finite.first, let greatest = finite.last, greatest > least else { return [] }
    let middle = (finite[finite.count / 2] / 2 - least / 2) / (greatest / 2 - least / 2)
    let power = middle > 0 ? min(max(Elementary.log(middle) / Elementary.log(0.5), 2), 10) : 10
    return (1...9).map { k in
      let share = Elementary.exp(power * Elementary.log(Double(k) / 9.5))
      // Halves, since the height between two large numbers may be none: the bits are the same.
      return 2 * (least / 2 + share * (greatest / 2 - least / 2))
    }
  }

  func layout(_ words: ChartWords) -> ChartLayout {
    if paths.count <= 1 {
      let (wide, narrow) = (frame(.square, plotHeight: 360), frame(.panel, plotHeight: 230))
      return ChartLayout(
        panel(paths.first, 0, wide, regions(in: wide), words),
        narrow: panel(paths.first, 0, narrow, regions(in: narrow), words))
    }
    let shared = frame(.panel, plotHeight: 160)
    let regions = regions(in: shared)
    return ChartLayout(panels: paths.enumerated().map { panel($1, $0, shared, regions, words) }, columns: 2)
  }

  private func frame(_ sizes: ChartSizes, plotHeight: Double) -> ChartFrame {
    ChartFrame(
      x: ChartAxis(lower: plane.xRange.lowerBound, upper: plane.xRange.upperBound, title: title(xTitle)),
      y: ChartAxis(lower: plane.yRange.lowerBound, upper: plane.yRange.upperBound, title: title(yTitle)), sizes: sizes,
      top: paths.isEmpty ? 0 : 1.5 * sizes.label, plotHeight: plotHeight, isBoxed: true)
  }

  /// Regions below each level, highest first.
  private func regions(in frame: ChartFrame) -> [[[Point]]] {
    // Below a level: above its negative.
    let squares = plane.outlines(frame) { -$0 }
    // A valley narrower than the grid's cells falls to pieces: that level says nothing.
    return levels.reversed().map { squares.region(atLeast: -$0) }.filter { !$0.isEmpty && $0.count <= 8 }
  }

  private func panel(
    _ path: Path?, _ place: Int, _ frame: ChartFrame, _ regions: [[[Point]]], _ words: ChartWords
  ) -> Drawing {
    let sizes = frame.sizes
    var drawing = Drawing(width: sizes.width, height: frame.height)
    let colour = place % 4 + 1
    if let path {
      var value: FigureText?
      if let last = path.last {
        value = FigureText(words.say.lastOf(name) + " ") + words.number(last)
      }
      let room = sizes.width - (value?.width(sizes.tick, strong: true) ?? 0) - 44
      drawing.mark(
        MarkerShape.of(place), Point(x: 8, y: sizes.label * 0.65), r: 4.5, PointCloud.style(place))
      drawing.texts.append(
        Drawing.Text(
          ChartText.cut(ChartText.label(path.label), to: room, sizes.label, isStrong: true),
          at: Point(x: 18, y: sizes.label), .start, size: sizes.label, style: "lab t\(colour)", isStrong: true))
      if let value {
        drawing.texts.append(
          Drawing.Text(
            value, at: Point(x: sizes.width - 2, y: sizes.label), .end, size: sizes.tick, style: "strong",
            isStrong: true))
      }
    }
    for region in regions { drawing.add(.area(region), "level") }
    if let minimum, let at = frame.point(minimum.x, minimum.y) { drawing.add(.marker(.plus, at, r: 6), "plus") }
    if let path {
      draw(path, place, frame, &drawing)
      if let run = path.run {
        drawing.live = LiveFrame(
          frame, .way(run: run, colour: place % 4 + 1, MarkerShape.of(place), steps: path.x.count))
      }
    }
    frame.drawAxes(into: &drawing)
    return drawing
  }

  private func title(_ name: String) -> FigureText? { name.isEmpty ? nil : ChartText.label(name) }

  private func draw(_ path: Path, _ place: Int, _ frame: ChartFrame, _ drawing: inout Drawing) {
    let points = zip(path.x, path.y).compactMap { frame.point($0, $1) }
    let colour = place % 4 + 1
    let room = frame.plot
    let line = points.count > 2000 ? Simplification.line(points, tolerance: 0.3) : points
    for piece in Clipping.pieces(of: line, in: room) where piece.count > 1 {
      drawing.add(.line(piece), "l\(colour) way")
    }
    // A mark at each step says how long the steps are.
    if points.count <= 120 {
      let marks = points.dropFirst().filter { Clipping.contains(room, $0) }
      if !marks.isEmpty {
        drawing.add(.dots(Array(marks), MarkerShape.of(place), r: points.count <= 40 ? 2.8 : 2), "b\(colour)")
      }
    } else if let last = points.last, Clipping.contains(room, last) {
      drawing.add(.marker(MarkerShape.of(place), last, r: 4), "p\(colour)")
    }
    if let first = points.first, Clipping.contains(room, first) {
      drawing.add(.marker(.circle, first, r: 4.5), "o\(colour)")
    }
  }

  func title(_ words: ChartWords) -> String {
    words.say.contourTitle(name)
  }

  func description(_ words: ChartWords) -> String {
    var parts = [
      title(words) + ", " + words.range(xTitle.isEmpty ? "x" : xTitle, plane.xRange.lowerBound, plane.xRange.upperBound)
        + ", " + words.range(yTitle.isEmpty ? "y" : yTitle, plane.yRange.lowerBound, plane.yRange.upperBound) + "."
    ]
    if let minimum {
      parts.append(words.say.minimum(words.plain(minimum.value), words.plain(minimum.x), words.plain(minimum.y)))
    }
    for path in paths {
      guard let x = path.x.first, let y = path.y.first, let u = path.x.last, let v = path.y.last else { continue }
      parts.append(
        words.say.way(
          path.label, steps: path.x.count - 1, from: "(\(words.plain(x)), \(words.plain(y)))",
          to: "(\(words.plain(u)), \(words.plain(v)))", value: path.last.map { words.plain($0) }))
    }
    return parts.joined(separator: " ")
  }

  func facts(_ words: ChartWords) -> [Notation] {
    var facts: [Notation] = []
    if !paths.isEmpty { facts.append(Notation(plain: words.say.pathMarks(hasMinimum: minimum != nil))) }
    let outside = paths.filter { path in
      zip(path.x, path.y).contains { !plane.xRange.contains($0) || !plane.yRange.contains($1) }
    }
    if !outside.isEmpty { facts.append(Notation(plain: words.say.leaves(outside.map(\.label)))) }
    return facts
  }

  /// The ways; without any the sampled plane.
  var data: DataTable {
    guard paths.isEmpty else {
      var columns: [DataTable.Column] = []
      let longest = paths.map(\.x.count).max() ?? 0
      columns.append(DataTable.Column("step", (0..<longest).map(Double.init)))
      for path in paths {
        columns.append(DataTable.Column("\(path.label) \(xTitle)", path.x))
        columns.append(DataTable.Column("\(path.label) \(yTitle)", path.y))
      }
      return DataTable(columns)
    }
    return plane.table(xTitle, yTitle, name)
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "contour")
      json.member("name", name)
      plane.write(to: &json)
      json.member("levels", levels)
      if let minimum { json.member("minimum", [minimum.x, minimum.y, minimum.value]) }
      json.key("paths")
      json.array(paths) { json, path in
        json.object { json in
          json.member("label", path.label)
          json.member("x", path.x)
          json.member("y", path.y)
          if let last = path.last { json.member("last", last) }
        }
      }
    }
  }
}

extension SampledPlane {
  /// A row for each y, a column for each x.
  func table(_ x: String, _ y: String, _ name: String) -> DataTable {
    let corner = "\(name): \(y.isEmpty ? "y" : y) \\ \(x.isEmpty ? "x" : x)"
    return DataTable(
      [DataTable.Column(corner, (0..<rows).map { self.y($0) })]
        + (0..<columns).map { column in
          DataTable.Column(self.x(column).shortest, (0..<rows).map { values[$0 * columns + column] })
        })
  }

  /// The members of an object that say the plane.
  func write(to json: inout some StructuredWriter) {
    json.member("x", [xRange.lowerBound, xRange.upperBound])
    json.member("y", [yRange.lowerBound, yRange.upperBound])
    json.member("shape", [rows, columns])
    json.member("values", values)
  }
}
