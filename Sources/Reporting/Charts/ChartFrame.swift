/// The room between the axes, and the axes around it.
struct ChartFrame: Sendable {
  let plot: Box
  let x: Scale
  let y: Scale
  private let xTicks: [(place: Double, text: FigureText)]
  private let yTicks: [(place: Double, text: FigureText)]
  private let xTitle: FigureText?
  private let yTitle: FigureText?
  let sizes: ChartSizes
  private let hasColumns: Bool
  private let isBoxed: Bool

  /// Height of the whole drawing.
  let height: Double

  /// - Parameters:
  ///   - top: what is taken above (a key); the vertical axis' title stands below it.
  ///   - right: room at the right for labels.
  ///   - isEqual: a unit of x is as long as one of y: the axis with the longer one shows more (see ``EqualAxes``).
  ///   - isBoxed: an outline instead of lines at the ticks: for what fills the room.
  init(
    x xAxis: ChartAxis, y yAxis: ChartAxis, sizes: ChartSizes, top: Double = 0, right: Double = 0,
    plotHeight: Double? = nil, isBoxed: Bool = false, isEqual: Bool = false
  ) {
    let size = sizes.tick
    let plotHeight = plotHeight ?? sizes.plotHeight
    let (rows, rowExponent) = yAxis.ticks(count: min(max(2, Int(plotHeight / 30)), 7))
    let yTitle = yAxis.title(exponent: rowExponent, width: sizes.width - 4, size)
    let plotTop = top + (yTitle == nil ? 12 : 12 + 1.5 * size)
    let plotBottom = plotTop + plotHeight
    let widest = rows.map { $0.text.width(size, strong: false) }.max() ?? 0
    let left = max(widest + 10, 14)
    // As many columns as fit beside each other.
    var columns: [(value: Double, text: FigureText)] = []
    var columnExponent: Int?
    var edge = max(right, 6)
    for count in stride(from: sizes.isNarrow ? 7 : 8, through: 2, by: -1) {
      (columns, columnExponent) = xAxis.ticks(count: count)
      if let last = columns.last {
        let scale = xAxis.scale(from: left, to: sizes.width - edge)
        let end = (scale.at(last.value) ?? left) + last.text.width(size, strong: false) / 2
        edge = max(edge, edge + end - sizes.width + 1)
      }
      let scale = xAxis.scale(from: left, to: sizes.width - edge)
      var end = -Double.infinity
      let fits = columns.allSatisfy { tick in
        let half = tick.text.width(size, strong: false) / 2
        let place = scale.at(tick.value) ?? left
        defer { end = place + half }
        return place - half >= end + 8 && place - half >= 0
      }
      if fits { break }
    }
    let plot = Box(left: left, top: plotTop, right: sizes.width - edge, bottom: plotBottom)
    var horizontal = xAxis.scale(from: plot.left, to: plot.right)
    var vertical = yAxis.scale(from: plot.bottom, to: plot.top)
    if isEqual {
      let unit = min(plot.width / (xAxis.upper - xAxis.lower), plot.height / (yAxis.upper - yAxis.lower))
      horizontal = horizontal.with(unit: unit)
      vertical = vertical.with(unit: unit)
    }
    // What still does not fit beside its neighbour is left out.
    var end = -Double.infinity
    let across = horizontal
    xTicks = columns.compactMap { tick in
      guard let place = across.at(tick.value) else { return nil }
      let half = tick.text.width(size, strong: false) / 2
      guard place - half >= max(end, 0), place + half <= sizes.width else { return nil }
      end = place + half + 4
      return (place, tick.text)
    }
    let upward = vertical
    yTicks = rows.compactMap { tick in upward.at(tick.value).map { ($0, tick.text) } }
    self.plot = plot
    self.x = horizontal
    self.y = vertical
    xTitle = xAxis.title(exponent: columnExponent, width: plot.width, size)
    self.yTitle = yTitle
    self.sizes = sizes
    self.hasColumns = xAxis.isLog || isEqual
    self.isBoxed = isBoxed
    height = plotBottom + 8 + 1.2 * size + (xTitle == nil ? 0 : 1.45 * size) + 4
  }

  func point(_ x: Double, _ y: Double) -> Point? {
    guard let px = self.x.at(x), let py = self.y.at(y) else { return nil }
    return Point(x: px, y: py)
  }

  /// Lines at the ticks, below everything else.
  func drawGrid(into drawing: inout Drawing) {
    if isBoxed { return }
    for tick in yTicks {
      drawing.add(.line([Point(x: plot.left, y: tick.place), Point(x: plot.right, y: tick.place)]), "grid")
    }
    if hasColumns {
      for tick in xTicks {
        drawing.add(.line([Point(x: tick.place, y: plot.top), Point(x: tick.place, y: plot.bottom)]), "grid")
      }
    }
  }

  /// The axis with its ticks, and all that is said along the axes.
  func drawAxes(into drawing: inout Drawing) {
    let size = sizes.tick
    if isBoxed {
      drawing.add(.box(plot, rx: 4), "outline")
    } else {
      drawing.add(.line([Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom)]), "axis")
      for tick in xTicks {
        drawing.add(
          .line([Point(x: tick.place, y: plot.bottom), Point(x: tick.place, y: plot.bottom + 4)]), "axis")
      }
    }
    drawing.frames.append(plot)
    for tick in yTicks {
      drawing.texts.append(
        Drawing.Text(
          tick.text, at: Point(x: plot.left - 8, y: tick.place + 0.35 * size), .end, size: size, style: "ax"))
    }
    for tick in xTicks {
      drawing.texts.append(
        Drawing.Text(
          tick.text, at: Point(x: tick.place, y: plot.bottom + 8 + size), .middle, size: size, style: "ax"))
    }
    if let xTitle {
      drawing.texts.append(
        Drawing.Text(
          xTitle, at: Point(x: plot.center.x, y: plot.bottom + 8 + 2.5 * size), .middle, size: size, style: "ax"))
    }
    if let yTitle {
      let half = yTitle.width(size, strong: false)
      drawing.texts.append(
        Drawing.Text(
          yTitle, at: Point(x: min(max(0, plot.left), sizes.width - half), y: plot.top - 8 - 0.35 * size), .start,
          size: size, style: "ax"))
    }
  }
}
