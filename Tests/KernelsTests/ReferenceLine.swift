import Testing

/// A line of the table: what a function is worth at its arguments, to more digits than a double has.
struct ReferenceLine {
  var function: String
  var arguments: [Double]
  /// The nearest double of the true value.
  var nearest: Double
  /// The true value's distance from it, in units of its last place.
  var offset: Double

  static func all() throws -> [ReferenceLine] {
    try ElementaryReference.table.split(separator: "\n").map { line in
      let fields = line.split(separator: " ")
      let numbers = try fields.dropFirst().map { try #require(Double($0)) }
      return ReferenceLine(
        function: String(fields[0]), arguments: Array(numbers.dropLast(2)), nearest: numbers[numbers.count - 2],
        offset: numbers[numbers.count - 1])
    }
  }

  /// How far a number lies from the true value, in units of the last place.
  func error(of value: Double) -> Double { ((value - nearest) / nearest.ulp - offset).magnitude }

  /// The same in 32 bits, whose unit is that of the rounded true value; 0 for an infinity where that one is infinite.
  func error(of value: Float) -> Double {
    let rounded = Float(nearest)
    guard rounded.isFinite else { return value == rounded ? 0 : .infinity }
    return ((Double(value) - nearest) / Double(rounded.ulp)).magnitude
  }

  /// Whether 32 bits hold the arguments.
  var isNarrow: Bool { arguments.allSatisfy { Double(Float($0)) == $0 } }
}
