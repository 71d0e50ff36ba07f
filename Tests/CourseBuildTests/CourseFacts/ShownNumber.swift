import Foundation

/// A number as a reader sees it: what it says, and how precisely.
///
/// `ShownNumber.all(in: "−0.0466 and 1.2×10^−4")` are −0.0466 to 4 decimals and 0.00012 to 5.
struct ShownNumber: Sendable {
  var value: Double
  /// Places behind the decimal point; negative where the last digit stands before it.
  var decimals: Int
  /// From the first digit that is not 0.
  var significantDigits: Int

  /// The numbers of a text, in order; `16,777,216` is one, the `1` of `w1` is none, `12.5 %` is 0.125, and what is
  /// said of a shape is left out.
  static func all(in text: String) -> [ShownNumber] {
    let shape = /(?:shape|모양) \[[^\]]*\]/
    let number = /([−-]?)(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+)?)(?:×10\^([−-]?\d+)|e([-+]?\d+))?( ?%)?/
    var found: [ShownNumber] = []
    let text = text.replacing(shape, with: "")
    for match in text.matches(of: number) {
      if let before = text[..<match.range.lowerBound].last,
        before.isLetter || before.isNumber || "_.^".contains(before)
      {
        continue
      }
      let (_, sign, whole, fraction, raised, plain, percent) = match.output
      let digits = whole.replacing(",", with: "") + fraction
      var exponent = Int((raised ?? plain ?? "0").replacing("−", with: "-").replacing("+", with: "")) ?? 0
      if percent != nil { exponent -= 2 }
      guard let value = Double("\(sign.isEmpty ? "" : "-")\(digits)e\(exponent)") else { continue }
      found.append(
        ShownNumber(
          value: value, decimals: max(0, fraction.count - 1) - exponent,
          significantDigits: digits.replacing(".", with: "").drop { $0 == "0" }.count))
    }
    return found
  }

  /// Whether this is `number` as it is to be shown: exact within its tolerance, or rounded to the digits shown, of
  /// which there are at least three, and as many as `leastDecimals` asks for.
  func shows(_ number: Double, _ tolerance: FactTolerance, leastDecimals: Int?) -> Bool {
    if tolerance.agree(value, number) { return true }
    let unit = pow(10, -Double(max(decimals, leastDecimals ?? decimals)))
    // Half a unit of the last digit, where binary numbers can be half of it.
    let most = 0.5 * unit * (1 + 1e-9) + 2 * number.ulp
    return significantDigits >= 3 && abs(value - number) <= most
  }
}

/// What a fact's numbers may be off by.
struct FactTolerance: Sendable {
  var relative: Double
  var absolute: Double

  /// One rounding is always allowed: a fact that is exact in decimal need not be so in binary.
  func agree(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= absolute + max(relative, 1e-15) * max(abs(a), abs(b))
  }
}
