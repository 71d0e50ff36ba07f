/// How numbers are shown to readers. Every number that a reader sees goes through here.
///
/// Rounding is exact (of the double's true binary value, ties to even), independent of locale and C library.
/// `NumberFormat(digits: 4).text(-0.53442)` is `−0.5344`.
public struct NumberFormat: Sendable, Hashable, Codable {
  /// Layout of a number's digits.
  public enum Style: Sendable, Hashable, Codable {
    /// Integers bare, else `digits` significant digits without trailing zeros; |v| < 1e-3 or ≥ 1e5 (unless an
    /// integer that fits) as `1.2×10⁻⁴`.
    case significant
    /// `.3f`
    case fixed
    /// `.2e`
    case exponential
    /// `.4g`
    case general
    /// `.1%`
    case percent
  }

  /// Layout: bare or as a power of ten, with or without trailing zeros.
  public var style: Style
  /// Significant digits for `significant` and `general`, at least 1; for the other styles digits behind the point.
  public var digits: Int

  /// A format of six digits, significant ones unless a style is given.
  public init(_ style: Style = .significant, digits: Int = 6) {
    self.style = style
    self.digits = digits
  }

  /// The number as it is set: a true minus, real superscripts.
  public func notation(of value: Double) -> Notation {
    let parts = self.parts(of: value)
    let sign = parts.isNegative ? "−" : ""
    guard let exponent = parts.exponent else { return Notation(plain: sign + parts.mantissa) }
    return Notation([.plain(sign + parts.mantissa + "×10"), .superscript(Notation(plain: signed(exponent)))])
  }

  /// In one line of plain text: `−0.5344`, `1.2×10⁻⁴`, `∞`.
  public func text(_ value: Double) -> String {
    let parts = self.parts(of: value)
    if parts.exponent != nil { return notation(of: value).text }
    return parts.isNegative ? "−" + parts.mantissa : parts.mantissa
  }

  /// For formulas: `-0.5344`, `1.2 \times 10^{-4}`, `12.5\%`.
  public func tex(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "\\mathrm{NaN}" : value > 0 ? "\\infty" : "-\\infty" }
    let parts = self.parts(of: value)
    var text = parts.isNegative ? "-" + parts.mantissa : parts.mantissa
    if style == .percent { text = String(text.dropLast()) + "\\%" }
    guard let exponent = parts.exponent else { return text }
    return text + " \\times 10^{\(exponent)}"
  }

  /// For machines and logs: `-0.5344`, `1.2e-4`, `nan`, `inf`.
  public func ascii(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value > 0 ? "inf" : "-inf" }
    let parts = self.parts(of: value)
    let text = parts.isNegative ? "-" + parts.mantissa : parts.mantissa
    guard let exponent = parts.exponent else { return text }
    return text + "e\(exponent)"
  }

  private func signed(_ exponent: Int) -> String { exponent < 0 ? "−\(-exponent)" : "\(exponent)" }

  // MARK: Layout

  private struct Parts {
    var isNegative: Bool
    var mantissa: String
    var exponent: Int?
  }

  private func parts(of value: Double) -> Parts {
    guard value.isFinite else {
      return value.isNaN
        ? Parts(isNegative: false, mantissa: "NaN") : Parts(isNegative: value < 0, mantissa: "∞")
    }
    let isNegative = value < 0
    switch style {
    case .significant:
      if value.magnitude < 1e15, value == Double(Int64(value)) {
        return Parts(isNegative: isNegative, mantissa: String(Int64(value.magnitude)))
      }
      return significant(value, isNegative, from: -3, below: 5)
    case .general:
      return significant(value, isNegative, from: -4, below: Swift.max(digits, 1))
    case .fixed:
      let decimal = DecimalDigits(value, .decimals(digits, shift: 0))
      return Parts(
        isNegative: isNegative && !decimal.digits.isEmpty, mantissa: NumberFormat.positional(decimal, decimals: digits))
    case .percent:
      let decimal = DecimalDigits(value, .decimals(digits, shift: 2))
      return Parts(
        isNegative: isNegative && !decimal.digits.isEmpty,
        mantissa: NumberFormat.positional(decimal, decimals: digits) + "%")
    case .exponential:
      let decimal = DecimalDigits(value, .significant(digits + 1))
      let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
      let shown = DecimalText(digits: decimal.digits, point: 1)
      return Parts(isNegative: isNegative, mantissa: shown.text(decimals: digits), exponent: exponent)
    }
  }

  /// Without trailing zeros; as a power of ten outside 10^low ≤ |v| < 10^high.
  private func significant(_ value: Double, _ isNegative: Bool, from low: Int, below high: Int) -> Parts {
    let decimal = DecimalDigits(value, .significant(Swift.max(digits, 1)))
    let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
    if exponent < low || exponent >= high {
      let shown = DecimalText(digits: decimal.digits, point: 1)
      return Parts(
        isNegative: isNegative, mantissa: shown.text(decimals: decimal.digits.count - 1), exponent: exponent)
    }
    let decimals = Swift.max(0, decimal.digits.count - decimal.point)
    return Parts(isNegative: isNegative, mantissa: NumberFormat.positional(decimal, decimals: decimals))
  }

  private static func positional(_ decimal: DecimalDigits, decimals: Int) -> String {
    DecimalText(digits: decimal.digits, point: decimal.point).text(decimals: decimals)
  }
}

/// Digits laid out around a decimal point.
struct DecimalText {
  var digits: [UInt8]
  var point: Int

  /// - Parameter decimals: digits behind the point, zeros added.
  func text(decimals: Int) -> String {
    let whole = Swift.max(point, 0)
    let length = (whole == 0 ? 1 : whole) + (decimals > 0 ? decimals + 1 : 0)
    return String(capacity: length) { put in
      if whole == 0 { put(0x30) }
      for i in 0..<whole { put(i < digits.count ? digits[i] + 0x30 : 0x30) }
      guard decimals > 0 else { return }
      put(0x2E)
      for i in point..<(point + decimals) { put(i >= 0 && i < digits.count ? digits[i] + 0x30 : 0x30) }
    }
  }
}

extension String {
  /// A string written byte by byte.
  init(capacity: Int, _ write: ((UInt8) -> Void) -> Void) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(capacity)
    write { bytes.append($0) }
    self = String(decoding: bytes, as: UTF8.self)
  }
}
