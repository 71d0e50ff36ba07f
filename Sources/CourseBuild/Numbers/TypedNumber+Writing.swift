import Formulas

extension TypedNumber {
  /// How the number stands when a slider has moved it: in as many digits as were typed, four at least.
  var format: NumberFormat {
    if isPercent { return NumberFormat(.percent, digits: decimals) }
    let scaled = (value.magnitude / unit).rounded()
    return NumberFormat(.significant, digits: min(max(4, NumberFormat().ascii(scaled).utf8.count), 12))
  }

  /// A value as the author would have typed it: with as many digits, the same sign, power and percent.
  ///
  /// `25 %` and 0.3125 → `31`; the caller keeps what stands around the digits. `1.0 × 10⁻³` and 0.0024 → `2.4 × 10⁻³`.
  func text(of value: Double) -> String? {
    guard value.isFinite, let scale = Double("1e\((isPercent ? 2 : 0) - exponent)") else { return nil }
    var text = NumberFormat(.fixed, digits: decimals).ascii(value * scale)
    let isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    text = marked(text)
    if isNegative { text = (hasTrueMinus || !power.isEmpty && power != "e" ? "−" : "-") + text }
    if !power.isEmpty { text += power + (power == "e" || power.hasSuffix("^") ? "\(exponent)" : raised(exponent)) }
    return isPercent ? text + "%" : text
  }

  /// The form of a number with the same digits elsewhere: of `3.125` that of `0.3125`.
  func moved(by places: Int) -> TypedNumber {
    var form = self
    if power.isEmpty { form.decimals = max(0, decimals - places) } else { form.exponent += places }
    return form
  }

  /// With the marks of thousands and fractions that the author uses.
  private func marked(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var whole = ""
    for (place, digit) in parts[0].enumerated() {
      if let groupMark, place > 0, (parts[0].count - place) % 3 == 0 { whole.unicodeScalars.append(groupMark) }
      whole.append(digit)
    }
    return ([whole] + parts.dropFirst().map(String.init)).joined(separator: hasDecimalComma ? "," : ".")
  }

  private func raised(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String("\(exponent)".map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
  }
}
