import Artifacts

/// Axis of a chart: its range, and how it is divided.
struct ChartAxis: Sendable {
  var lower: Double
  var upper: Double
  var isLog: Bool
  var title: FigureText?
  /// Counts: no ticks between whole numbers.
  var isWhole = false
  /// The distance of the ticks, where it is that of another axis.
  var step: Double?

  /// An axis for numbers; NaN, infinities, and on a logarithmic one what is not positive, are left aside.
  ///
  /// - Parameter pad: the share of the range that stays free at both ends.
  /// - Parameter includesZero: a linear axis of numbers that are not negative starts at 0.
  init(
    _ values: some Sequence<Double>, isLog: Bool, title: FigureText? = nil, pad: Double = 0, includesZero: Bool = false
  ) {
    var lower = Double.infinity
    var upper = -Double.infinity
    for value in values where value.isFinite && (!isLog || value > 0) {
      lower = min(lower, value)
      upper = max(upper, value)
    }
    self.isLog = isLog
    self.title = title
    guard lower <= upper else {
      (self.lower, self.upper) = isLog ? (0.1, 10) : (0, 1)
      return
    }
    if isLog {
      (self.lower, self.upper) = ChartAxis.logRange(lower, upper, pad: pad)
      return
    }
    if includesZero, lower >= 0 { lower = 0 }
    if lower == upper {
      let half = lower == 0 ? 1 : min(lower.magnitude / 2, 1e300)
      lower -= lower == 0 && includesZero ? 0 : half
      upper += half
    }
    let room = (upper / 2 - lower / 2) * (2 * pad)
    self.lower = includesZero && lower == 0 ? 0 : max(lower - room, -.greatestFiniteMagnitude)
    self.upper = min(upper + room, .greatestFiniteMagnitude)
  }

  init(lower: Double, upper: Double, isLog: Bool = false, title: FigureText? = nil) {
    self.lower = lower
    self.upper = upper
    self.isLog = isLog
    self.title = title
  }

  /// Down and up to a decade that is near, and so far that two decades are said at least.
  private static func logRange(_ lower: Double, _ upper: Double, pad: Double) -> (Double, Double) {
    var low = lower
    var high = upper
    let floor = Ticks.power(Ticks.decade(of: lower))
    if lower < floor * 2.3 { low = floor }
    let ceiling = Ticks.power(Ticks.decade(of: upper) + 1)
    if upper > ceiling / 1.6 { high = ceiling }
    while Ticks.decades(low, high, count: 100).count < 2 {
      if low > floor, floor > 0 { low = floor } else { high = high < ceiling ? ceiling : high * 10 }
      if !(high < 1e307) { break }
    }
    if pad > 0 {
      if low == lower { low /= 1.25 }
      if high == upper { high *= 1.25 }
    }
    return (max(low, .leastNormalMagnitude), high)
  }

  /// Ticks with their texts, about `count` at most, and the power of ten that they are counted in.
  func ticks(count: Int) -> (marks: [(value: Double, text: FigureText)], exponent: Int?) {
    if isLog {
      let decades = Ticks.decades(lower, upper, count: count)
      return (zip(decades, Ticks.decadeTexts(decades)).map { (Ticks.power($0), $1) }, nil)
    }
    let values = Ticks.linear(lower, upper, count: step.map(multiples) ?? count, wholeOnly: isWhole)
    let exponent = Ticks.exponent(values)
    return (zip(values, Ticks.texts(values, exponent: exponent)).map { ($0, $1) }, exponent)
  }

  /// How many multiples of a step the axis shows.
  private func multiples(of step: Double) -> Int {
    let count = (upper / step + 1e-9).rounded(.down) - (lower / step - 1e-9).rounded(.up)
    return Int(min(max(count, 0), 200)) + 1
  }

  /// The title with the power of ten that the ticks are counted in, `rate (×10⁻⁴)`; only the title is cut to fit.
  func title(exponent: Int?, width: Double, _ size: Double) -> FigureText? {
    guard let exponent else { return title.map { ChartText.cut($0, to: width, size) } }
    let factor = FigureText("×") + Ticks.powerText(exponent)
    guard let title else { return factor }
    let tail = FigureText(" (") + factor + FigureText(")")
    return ChartText.cut(title, to: width - tail.width(size, strong: false), size) + tail
  }

  func scale(from: Double, to: Double) -> Scale {
    Scale(lower: lower, upper: upper, isLog: isLog, from: from, to: to)
  }
}
