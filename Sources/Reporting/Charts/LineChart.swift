/// Curves over one pair of axes, laid out: what a plot, a loss trace and a function have in common.
struct LineChart: Sendable {
  struct Curve: Sendable {
    /// Named at its right end, or in the key.
    var name: FigureText?
    /// Below the name, muted.
    var detail: FigureText?
    /// Pieces of the curve, in the axes' numbers.
    var pieces: [[Point]]
    /// Below it, thin and pale: every value, where the curve is smoothed.
    var raw: [[Point]] = []
    /// 1…4
    var colour: Int
    var isDashed = false
    /// A polygon: each piece ends where it began, and is filled faintly.
    var isClosed = false
    /// Stands at every point (few of them) or at the right end.
    var marker: MarkerShape
    var hasMarkers = false
    /// Ends of pieces: what belongs to the curve is filled, what does not is open.
    var dots: [(at: Point, isOpen: Bool)] = []
    /// Said beside the first and the last point.
    var first: FigureText?
    var last: FigureText?
    /// The best point, where it is not the last one, and what is said there.
    var best: (at: Point, text: FigureText)?
    /// Where the run ended by itself: ✗ and what is said there.
    var stop: (at: Point, text: FigureText)?
  }

  struct Reference: Sendable {
    var value: Double
    /// Name of the line; the number follows.
    var name: FigureText
    var number: FigureText
  }

  var x: ChartAxis
  var y: ChartAxis
  var curves: [Curve]
  var references: [Reference] = []
  /// A unit of x is as long as one of y.
  var isEqual = false
  /// Runs among the curves that a page can do again.
  var live: LiveFrame.Content?

  func drawing(_ sizes: ChartSizes, plotHeight: Double? = nil) -> Drawing {
    if isEqual { return equalDrawing(sizes) }
    // A single curve that has no room beside it gives its name to the axis: there is nothing to tell apart.
    if curves.count == 1, let name = curves[0].name, y.title == nil,
      !sizes.namesAtEnd || endWidth(curves[0], sizes) > mostBeside(sizes)
    {
      var titled = self
      titled.y.title = name
      titled.curves[0].name = nil
      return titled.drawing(sizes, plotHeight: plotHeight)
    }
    let named = labelled
    let widest = named.map { endWidth($0, sizes) }.max() ?? 0
    var atEnd = sizes.namesAtEnd && widest <= mostBeside(sizes)
    var drawing = Drawing(width: sizes.width, height: 0)
    if !atEnd, !key.entries.isEmpty {
      let top = key.draw(into: &drawing, sizes: sizes)
      return finished(drawing, frame(sizes, top: top, right: 0, plotHeight), sizes, names: nil).drawing
    }
    let frame = frame(sizes, top: 0, right: widest > 0 && atEnd ? widest + 16 : 0, plotHeight)
    let wishes = named.map { endPlace($0, frame) }
    let heights = named.map { endHeight($0, sizes) }
    let centres = LabelSpread.centres(
      wishes: wishes, heights: heights, from: frame.plot.top - 6, to: frame.plot.bottom + 4)
    if centres == nil, !named.isEmpty {
      atEnd = false
      let top = key.draw(into: &drawing, sizes: sizes)
      return finished(drawing, self.frame(sizes, top: top, right: 0, plotHeight), sizes, names: nil).drawing
    }
    return finished(drawing, frame, sizes, names: atEnd ? centres : nil).drawing
  }

  /// The room that names may take beside the plot.
  private func mostBeside(_ sizes: ChartSizes) -> Double { 0.3 * sizes.width }

  /// Curves with a name or a last value for the right end, where there is room beside the plot.
  var labelled: [Curve] { curves.filter { $0.name != nil || $0.last != nil } }

  var key: ChartKey {
    ChartKey(
      entries: curves.compactMap { curve in
        curve.name.map { (.line(colour: curve.colour, isDashed: curve.isDashed, curve.marker), $0) }
      })
  }

  private func frame(_ sizes: ChartSizes, top: Double, right: Double, _ plotHeight: Double?) -> ChartFrame {
    ChartFrame(x: x, y: y, sizes: sizes, top: top, right: right, plotHeight: plotHeight)
  }

  private func endWidth(_ curve: Curve, _ sizes: ChartSizes) -> Double {
    max(
      max(curve.last?.width(sizes.label, strong: true) ?? 0, curve.name?.width(sizes.label, strong: true) ?? 0),
      curve.detail?.width(sizes.tick, strong: false) ?? 0)
  }

  func endHeight(_ curve: Curve, _ sizes: ChartSizes) -> Double {
    let rows = (curve.name == nil ? 0 : 1) + (curve.last == nil ? 0 : 1) + (curve.detail == nil ? 0 : 1)
    return Double(rows) * 1.3 * sizes.label + 4
  }

  /// The point furthest right.
  private func rightEnd(_ curve: Curve) -> Point? {
    curve.pieces.joined().filter { x.isLog ? $0.x > 0 : true }.max { $0.x < $1.x }
  }

  func endPlace(_ curve: Curve, _ frame: ChartFrame) -> Double {
    guard let end = rightEnd(curve), let place = frame.y.at(end.y) else { return frame.plot.center.y }
    return min(max(place, frame.plot.top), frame.plot.bottom)
  }

  // MARK: - Drawing

  /// - Returns: the drawing, and where in it more texts have room.
  func finished(
    _ start: Drawing, _ frame: ChartFrame, _ sizes: ChartSizes, names: [Double]?
  ) -> (drawing: Drawing, placer: LabelPlacer) {
    var drawing = start
    drawing.height = frame.height
    drawing.live = live.map { LiveFrame(frame, $0) }
    frame.drawGrid(into: &drawing)
    var placer = LabelPlacer(
      bounds: Box(
        left: frame.plot.left + 1, top: frame.plot.top + 1, right: frame.plot.right - 1, bottom: frame.plot.bottom - 2))
    for reference in references {
      guard let place = frame.y.at(reference.value), frame.y.contains(reference.value) else { continue }
      let line = [Point(x: frame.plot.left, y: place), Point(x: frame.plot.right, y: place)]
      drawing.add(.line(line), "reference")
      placer.lines.append(line)
    }
    let room = frame.plot.inset(-1)
    for curve in curves where curve.isClosed {
      drawing.add(.area(curve.pieces.flatMap { places($0, frame) }), "b\(curve.colour)", opacity: 0.09)
    }
    for curve in curves {
      for line in curve.raw.flatMap({ places($0, frame) }) {
        for piece in Clipping.pieces(of: Decimation.thinned(line), in: room) {
          drawing.add(.line(piece), "l\(curve.colour) raw")
        }
      }
    }
    for curve in curves {
      for line in curve.pieces.flatMap({ places($0, frame) }) {
        for piece in Clipping.pieces(of: Decimation.thinned(line), in: room) {
          if piece.count > 1 {
            drawing.add(.line(piece), "l\(curve.colour)" + (curve.isDashed ? " dashed" : ""))
            placer.lines.append(piece)
          } else if !curve.hasMarkers, line.count == 1 {
            // One value between gaps.
            drawing.add(.marker(.circle, piece[0], r: 2), "p\(curve.colour)")
          }
        }
      }
    }
    for curve in curves { drawMarks(curve, frame, sizes, names != nil, &drawing, &placer) }
    frame.drawAxes(into: &drawing)
    placer.taken += drawing.marks + drawing.texts.map(\.box)
    drawValues(frame, sizes, showsLast: names == nil, &drawing, &placer)
    for reference in references { drawText(reference, frame, sizes, &drawing, &placer) }
    if let names { drawNames(names, frame, sizes, &drawing) }
    return (drawing, placer)
  }

  /// A piece in the drawing's places; what has none (a zero on a logarithmic axis) breaks it.
  private func places(_ piece: [Point], _ frame: ChartFrame) -> [[Point]] {
    var result: [[Point]] = []
    var line: [Point] = []
    for p in piece {
      if let place = frame.point(p.x, p.y) {
        line.append(place)
      } else if !line.isEmpty {
        result.append(line)
        line = []
      }
    }
    if !line.isEmpty { result.append(line) }
    return result
  }

  private func drawMarks(
    _ curve: Curve, _ frame: ChartFrame, _ sizes: ChartSizes, _ isNamedAtEnd: Bool, _ drawing: inout Drawing,
    _ placer: inout LabelPlacer
  ) {
    let room = frame.plot.inset(-1)
    if curve.hasMarkers {
      for p in curve.pieces.flatMap({ curve.isClosed ? $0.dropLast() : $0[...] }) {
        guard let at = frame.point(p.x, p.y), Clipping.contains(room, at) else { continue }
        drawing.mark(curve.marker, at, r: 3.6, "p\(curve.colour)")
      }
    } else if curve.first == nil, curve.stop == nil, curves.count > 1, let end = rightEnd(curve),
      let at = frame.point(end.x, end.y), Clipping.contains(room, at)
    {
      drawing.mark(curve.marker, at, r: 4, "p\(curve.colour)")
    }
    for dot in curve.dots {
      guard let at = frame.point(dot.at.x, dot.at.y), Clipping.contains(room, at) else { continue }
      drawing.mark(.circle, at, r: 3.6, dot.isOpen ? "o\(curve.colour)" : "p\(curve.colour)")
    }
    if curve.first != nil, let first = curve.pieces.first?.first, let at = frame.point(first.x, first.y) {
      drawing.mark(.circle, at, r: 4, "o\(curve.colour)")
    }
    if let best = curve.best, let at = frame.point(best.at.x, best.at.y) {
      drawing.mark(.circle, at, r: 3.2, "o\(curve.colour)")
    }
    if let stop = curve.stop, let at = frame.point(stop.at.x, stop.at.y) {
      let inside = Point(
        x: min(max(at.x, frame.plot.left), frame.plot.right), y: min(max(at.y, frame.plot.top), frame.plot.bottom))
      drawing.mark(.cross, inside, r: 5.5, "stop")
    } else if curve.last != nil, let last = curve.pieces.last?.last, let at = frame.point(last.x, last.y) {
      drawing.mark(curves.count > 1 ? curve.marker : .circle, at, r: 4, "p\(curve.colour)")
    }
  }
}
