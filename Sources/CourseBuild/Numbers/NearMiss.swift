/// How a typed number misses a value that was probably meant.
enum NearMiss: String, Sendable, CaseIterable {
  case sign
  /// One off in the last place: rounded wrongly, or cut.
  case rounding
  case digit
  /// Two digits that stand side by side have changed places.
  case transposed
  /// The same digits with the point, or the power of ten, elsewhere.
  case magnitude

  var words: String {
    switch self {
    case .sign: "the sign differs"
    case .rounding: "the last digit differs by one"
    case .digit: "one digit differs"
    case .transposed: "two digits have changed places"
    case .magnitude: "the power of ten differs"
    }
  }
}

/// The digits of a typed number, and which others it might have been meant to be.
struct TypedDigits {
  /// The number in units of its last digit: −31 for `−0.31`.
  let units: Int
  /// Of the last digit's place: −2 for `−0.31`.
  let exponent: Int
  /// Digits that tell it from others: those behind leading zeros, and in a whole number before the zeros at its end.
  let count: Int
  private let hasPoint: Bool
  private let hasPower: Bool

  /// `nil` for more digits than a double holds.
  init?(_ typed: TypedNumber) {
    exponent = typed.exponent - (typed.isPercent ? 2 : 0) - typed.decimals
    guard let scale = Double("1e\(-exponent)"), (typed.value * scale).magnitude < 9e15 else { return nil }
    units = Int((typed.value * scale).rounded())
    var digits = String(units.magnitude)
    if typed.decimals == 0 { while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() } }
    count = digits.utf8.count
    hasPoint = typed.decimals > 0
    hasPower = !typed.power.isEmpty
  }

  /// In the order in which they are looked for.
  ///
  /// `0.8124` → 0.8125, 0.8123, 0.8224, …, 0.8214, …
  var alternatives: [(miss: NearMiss, units: Int, exponent: Int)] {
    var found: [(miss: NearMiss, units: Int, exponent: Int)] = []
    guard units != 0 else { return [] }
    if count > 1 || units.magnitude >= 100 { found.append((.sign, -units, exponent)) }
    // What two digits might be instead is almost anything.
    guard count > 2 else { return found }
    found.append((.rounding, units + 1, exponent))
    found.append((.rounding, units - 1, exponent))
    let sign = units < 0 ? -1 : 1
    let digits = String(units.magnitude).utf8.map { Int($0 - UInt8(ascii: "0")) }
    func number(_ digits: [Int]) -> Int { sign * digits.reduce(0) { $0 * 10 + $1 } }
    for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
      var swapped = digits
      swapped.swapAt(place, place + 1)
      found.append((.transposed, number(swapped), exponent))
    }
    if count > 3 {
      for place in digits.indices {
        // As many digits as are written.
        for digit in (place == 0 ? 1 : 0)...9 where digit != digits[place] {
          var changed = digits
          changed[place] = digit
          found.append((.digit, number(changed), exponent))
        }
      }
    }
    // A whole number with another power of ten is another whole number: 1000 and 10000 epochs.
    if count > 3, hasPoint || hasPower {
      for shift in [-3, -2, -1, 1, 2, 3] { found.append((.magnitude, units, exponent + shift)) }
    }
    return found
  }
}
