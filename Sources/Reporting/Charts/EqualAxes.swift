/// Two axes on which a unit has the same length, and the room that they take: right angles stay right, circles round.
///
/// The drawing is as wide and as high as its content asks for, up to the sizes given; where the content is much longer
/// than wide, the shorter axis shows more than is drawn. Both axes have ticks at the same distance.
struct EqualAxes: Sendable {
  private(set) var x: ChartAxis
  private(set) var y: ChartAxis
  /// As given, and narrower where the content is.
  private(set) var sizes: ChartSizes
  private(set) var plotHeight: Double
  /// Ranges beyond what a double can say have no common unit.
  private let isPossible: Bool

  init(_ x: ChartAxis, _ y: ChartAxis, _ sizes: ChartSizes) {
    let tallest = sizes.isNarrow ? 300.0 : 400
    self.sizes = sizes
    let widest = ChartFrame(x: x, y: y, sizes: sizes, plotHeight: tallest).plot.width
    let (columns, rows) = (x.upper - x.lower, y.upper - y.lower)
    let unit = min(widest / columns, tallest / rows)
    self.x = x
    self.y = y
    plotHeight = tallest
    isPossible = unit > 0 && unit < .infinity && columns < .infinity && rows < .infinity
    guard isPossible else { return }
    let width = sizes.isNarrow ? widest : min(max(unit * columns, 260), widest)
    plotHeight = max(unit * rows, sizes.isNarrow ? 90 : 120)
    self.sizes.width = (sizes.width - widest + width).rounded(.up)
    self.x = x.widened(to: width / unit)
    self.y = y.widened(to: plotHeight / unit)
    // As many as fit along each axis; the greater distance holds for both.
    let steps = [(self.x, Int(width / 44), 10), (self.y, Int(plotHeight / 30), 8)].compactMap { axis, count, most in
      axis.step(count: min(max(2, count), most))
    }
    self.x.step = steps.max()
    self.y.step = steps.max()
  }

  /// - Parameter top: what is taken above (a key).
  func frame(top: Double = 0) -> ChartFrame {
    ChartFrame(x: x, y: y, sizes: sizes, top: top, plotHeight: plotHeight, isEqual: isPossible)
  }
}

extension ChartAxis {
  /// The axis with as much more on both sides as makes its range at least `range`.
  fileprivate func widened(to range: Double) -> ChartAxis {
    guard range > upper - lower, range < .infinity else { return self }
    let middle = lower / 2 + upper / 2
    var axis = self
    axis.lower = middle - range / 2
    axis.upper = middle + range / 2
    return axis
  }

  /// The distance of its ticks, `count` of them at most.
  fileprivate func step(count: Int) -> Double? {
    let ticks = ticks(count: count).marks
    return ticks.count > 1 ? ticks[1].value - ticks[0].value : nil
  }
}
