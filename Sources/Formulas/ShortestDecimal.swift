extension Double {
  /// The shortest decimal that reads back as the same number, in JSON's grammar: `0.1`, `3`, `1e-7`, `1.5e+21`.
  /// −0 is `0`; NaN and the infinities are `NaN`, `Infinity`, `-Infinity`.
  public var shortest: String {
    guard isFinite else { return isNaN ? "NaN" : self > 0 ? "Infinity" : "-Infinity" }
    if magnitude < 9_007_199_254_740_992, self == Double(Int64(self)) { return String(Int64(self)) }
    // The standard library's description is the shortest one (Ryū's guarantee) and knows no locale.
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// ``shortest`` as a JSON value: numbers bare, the rest as strings.
  public var json: String { isFinite ? shortest : "\"" + shortest + "\"" }
}
