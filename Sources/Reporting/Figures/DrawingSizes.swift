/// Sizes of one orientation, in px.
struct DrawingSizes: Sendable {
  /// Numbers on wires.
  var number: Double
  /// Names in pills and squares.
  var inner: Double
  /// Names beside numbers.
  var beside: Double
  /// Signs in gates: `+`, `×`.
  var sign: Double
  /// Words in gates: `exp`.
  var word: Double
  var pattern: Double
  var chip: Double
  var radius: Double
  var pillHeight: Double
  var pillLeast: Double
  /// Height of pills and chips on wires.
  var chipHeight: Double
  /// Least length of the part where wires bend.
  var bend: Double
  /// The same where all wires run straight.
  var straight: Double
  /// Free space between boxes.
  var air: Double

  static let wide = DrawingSizes(
    number: 16, inner: 20, beside: 18, sign: 27, word: 15.5, pattern: 12.5, chip: 13.5, radius: 22, pillHeight: 34,
    pillLeast: 46, chipHeight: 24, bend: 44, straight: 24, air: 7)
  /// For a graph that would not fit a page's width otherwise: shorter wires, and words as large as need be to be read at
  /// the scale at which its numbers are.
  static let tight = DrawingSizes(
    number: 16, inner: 20, beside: 18, sign: 27, word: 15.5, pattern: 13.2, chip: 13.5, radius: 19, pillHeight: 32,
    pillLeast: 38, chipHeight: 24, bend: 30, straight: 13, air: 5)
  static let narrow = DrawingSizes(
    number: 13, inner: 17, beside: 15, sign: 22, word: 12.5, pattern: 11.5, chip: 12.5, radius: 17, pillHeight: 27,
    pillLeast: 36, chipHeight: 20, bend: 26, straight: 18, air: 5)

  /// How far a line of text reaches above and below its baseline.
  func ascent(_ size: Double) -> Double { size * 0.84 }
  func descent(_ size: Double) -> Double { size * 0.25 }
  /// Width of the triangle before a gradient, and the gap behind it.
  var triangle: Double { number * 0.8 }
}
