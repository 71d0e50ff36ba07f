import Formulas

/// From numbers to places, linear or logarithmic.
struct Scale: Sendable {
  var lower: Double
  var upper: Double
  var isLog: Bool
  /// Where `lower` and `upper` stand, in px.
  var from: Double
  var to: Double

  private let start: Double
  private let span: Double

  init(lower: Double, upper: Double, isLog: Bool, from: Double, to: Double) {
    self.lower = lower
    self.upper = upper
    self.isLog = isLog
    self.from = from
    self.to = to
    start = isLog ? Elementary.log(lower) : lower
    let end = isLog ? Elementary.log(upper) : upper
    // Halves, so that the range of doubles from one end to the other has a span too.
    span = end / 2 - start / 2
  }

  /// The linear scale with the same middle on which 1 is `unit` px long.
  func with(unit: Double) -> Scale {
    let middle = lower / 2 + upper / 2
    let half = (to - from).magnitude / unit / 2
    return Scale(lower: middle - half, upper: middle + half, isLog: false, from: from, to: to)
  }

  /// `nil` for what has no place: NaN, infinities, and numbers that are not positive on a logarithmic axis.
  func at(_ value: Double) -> Double? {
    guard value.isFinite, !isLog || value > 0 else { return nil }
    let v = isLog ? Elementary.log(value) : value
    guard span != 0 else { return (from + to) / 2 }
    let place = from + (v / 2 - start / 2) / span * (to - from)
    // Far outside one place is as good as another, and every line can be cut there.
    return min(max(place, -1e6), 1e6)
  }

  /// The number at a place.
  func value(at place: Double) -> Double {
    let share = (place - from) / (to - from)
    let v = start + share * 2 * span
    return isLog ? Elementary.exp(v) : v
  }

  func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
