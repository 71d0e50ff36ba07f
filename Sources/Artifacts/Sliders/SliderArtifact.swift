import Formulas

/// `slider(x, -5, 5)`: an input that the reader may move in the page.
///
/// Without scripts and on paper nothing stands for it: the lesson is there at the value that its source gives.
public struct SliderArtifact: Codable, Sendable {
  /// Its number in the lesson, from 0 on.
  public var number: Int
  /// The number that is moved: `x`, `x[0]`.
  public var name: String
  public var positions: SliderPositions

  public init(number: Int, name: String, positions: SliderPositions) {
    self.number = number
    self.name = name
    self.positions = positions
  }
}

/// The values that a slider can have, in the order of its positions.
///
/// From −5 to 5 in steps of 0.1 there are 101; the value that the lesson has is one of them, on the grid or between two
/// of its points.
public struct SliderPositions: Codable, Sendable, Hashable {
  public var values: [Double]
  /// The lesson's own value.
  public var start: Int
  /// Ends and step of a range; `nil` for values that were listed.
  public var range: Range?

  public struct Range: Codable, Sendable, Hashable {
    public var from: Double
    public var through: Double
    public var step: Double
  }

  /// How many steps a range has at most where nothing is said about them.
  private static let usualSteps = 100.0
  /// More positions are a mistake, and no pointer can tell them apart.
  public static let most = 10_000

  /// Listed values.
  public init(values: [Double], start: Int) {
    self.values = values
    self.start = start
  }

  /// A range.
  ///
  /// - Parameters:
  ///   - step: `nil` for the least of 1, 2, 5 times a power of ten that makes at most a hundred steps.
  ///   - value: the lesson's own; where it lies between two points of the grid it has a position of its own.
  /// - Returns: `nil` for more than ``most`` positions.
  public init?(from: Double, through: Double, step given: Double?, value: Double) {
    let step = given ?? SliderPositions.usualStep(from, through)
    let count = ((through - from) / step * (1 + 1e-12)).rounded(.down) + 1
    guard count <= Double(SliderPositions.most) else { return nil }
    var values = (0..<Int(count)).map { SliderPositions.grid(from, step, $0) }
    if let last = values.last, last < through, given == nil { values.append(through) }
    let place = values.firstIndex { $0 >= value } ?? values.count
    if place == values.count || values[place] != value { values.insert(value, at: place) }
    self.values = values
    start = place
    range = Range(from: from, through: through, step: step)
  }

  private static func usualStep(_ from: Double, _ through: Double) -> Double {
    let least = (through - from) / usualSteps
    var exponent = 0
    // Powers of ten by multiplication alone: the same everywhere.
    while power(exponent) > least { exponent -= 1 }
    while power(exponent + 1) <= least { exponent += 1 }
    for factor in [1.0, 2, 5] where factor * power(exponent) >= least * (1 - 1e-12) { return decimal(factor, exponent) }
    return decimal(1, exponent + 1)
  }

  private static func power(_ exponent: Int) -> Double { decimal(1, exponent) }

  /// The double nearest to m · 10ᵉ.
  private static func decimal(_ mantissa: Double, _ exponent: Int) -> Double {
    Double("\(mantissa)e\(exponent)") ?? mantissa
  }

  /// The double nearest to the decimal that a point of the grid is: −5 + 3 · 0.1 is −4.7 and not −4.699999999999999.
  private static func grid(_ from: Double, _ step: Double, _ k: Int) -> Double {
    var scale = 1.0
    while scale < 1e12, (from * scale).rounded() / scale != from || (step * scale).rounded() / scale != step {
      scale *= 10
    }
    return ((from * scale).rounded() + (step * scale).rounded() * Double(k)) / scale
  }
}
