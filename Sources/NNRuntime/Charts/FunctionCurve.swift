import Artifacts

/// A function sampled so that its picture is true: where it jumps or has no value the curve ends there, and not at the
/// nearest sample.
struct FunctionCurve {
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  private(set) var jumps: [PlotChart.Series.Jump] = []

  private let value: (Double) throws(Fault) -> Double

  /// - Parameters:
  ///   - samples: values at `places`, NaN where there is none.
  ///   - value: the function at further places.
  init(
    _ places: [Double], _ samples: [Double], _ value: @escaping (Double) throws(Fault) -> Double
  ) throws(Fault) {
    self.value = value
    let finite = samples.filter(\.isFinite).sorted()
    guard let first = finite.first, let last = finite.last else {
      (x, y) = (places, samples)
      return
    }
    // A steep piece covers a good part of the height within one step; poles must not set the measure.
    let low = finite[finite.count / 20]
    let high = finite[finite.count - 1 - finite.count / 20]
    let height = high > low ? high - low : last - first
    append(places[0], samples[0])
    for k in 1..<places.count {
      let (a, b) = (samples[k - 1], samples[k])
      if a.isFinite != b.isFinite {
        try appendEdge(places[k - 1], a, places[k], b)
      } else if a.isFinite, height > 0, (b - a).magnitude > 0.02 * height,
        let jump = try jump(places[k - 1], a, places[k], b)
      {
        append(jump)
      }
      append(places[k], b)
    }
  }

  private mutating func append(_ place: Double, _ sample: Double) {
    x.append(place)
    y.append(sample)
  }

  /// The curve goes on as far as the function has values.
  private mutating func appendEdge(_ left: Double, _ a: Double, _ right: Double, _ b: Double) throws(Fault) {
    var (left, a, right, b) = (left, a, right, b)
    for _ in 0..<40 {
      let middle = left / 2 + right / 2
      guard middle > left, middle < right else { break }
      let value = try value(middle)
      if value.isFinite == a.isFinite { (left, a) = (middle, value) } else { (right, b) = (middle, value) }
    }
    if a.isFinite { append(left, a) }
    append(a.isFinite ? right : left, .nan)
    if b.isFinite { append(right, b) }
  }

  private struct Break {
    var left: Double
    var leftValue: Double
    var right: Double
    var rightValue: Double
    /// The values on both sides grow without end.
    var isPole: Bool
  }

  /// Halves the interval towards the steeper half; a jump stays as high however short the interval becomes.
  private func jump(_ left: Double, _ a: Double, _ right: Double, _ b: Double) throws(Fault) -> Break? {
    var (left, a, right, b) = (left, a, right, b)
    let height = (b - a).magnitude
    for round in 0..<60 {
      let middle = left / 2 + right / 2
      guard middle > left, middle < right else { break }
      let value = try value(middle)
      guard value.isFinite else {
        return Break(left: left, leftValue: a, right: right, rightValue: b, isPole: true)
      }
      if (value - a).magnitude >= (b - value).magnitude {
        (right, b) = (middle, value)
      } else {
        (left, a) = (middle, value)
      }
      if round >= 8, (b - a).magnitude < 0.5 * height { return nil }
    }
    return Break(left: left, leftValue: a, right: right, rightValue: b, isPole: (b - a).magnitude > 8 * height)
  }

  private mutating func append(_ found: Break) {
    let scale = max(found.left.magnitude, found.right.magnitude)
    var place = found.right
    // The roundest number at the place, since the jump is where the author put it.
    let round = (found.right * 1e6).rounded() / 1e6
    if (round - found.right).magnitude <= 1e-9 * max(1, scale) { place = round }
    guard !found.isPole else {
      append(found.left, found.leftValue)
      append(place, .nan)
      append(found.right, found.rightValue)
      return
    }
    // A value of its own at the very place, between two jumps.
    if let last = jumps.last, (last.x - place).magnitude <= 1e-9 * max(1, scale) {
      while let end = x.last, end > last.x - 1e-9 * max(1, scale), y.last?.isFinite ?? false {
        x.removeLast()
        y.removeLast()
      }
      jumps[jumps.count - 1].right = found.rightValue
    } else {
      append(found.left, found.leftValue)
      jumps.append(PlotChart.Series.Jump(x: place, left: found.leftValue, right: found.rightValue, value: nil))
      append(place, .nan)
    }
    let own = try? value(place)
    jumps[jumps.count - 1].value = own.flatMap { $0.isFinite ? $0 : nil }
    append(found.right, found.rightValue)
  }
}
