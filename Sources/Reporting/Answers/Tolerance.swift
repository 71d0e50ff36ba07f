import Formulas

/// How far a number may be off: `0.01` is absolute, `1%` of the value.
public struct Tolerance: Sendable, Hashable {
  public var size: Double
  public var isShare: Bool

  public init(size: Double, isShare: Bool) {
    self.size = size
    self.isShare = isShare
  }

  /// `0.01` or `1%`; `nil` for what is neither, or negative.
  public init?(_ text: String) {
    isShare = text.hasSuffix("%")
    let digits = isShare ? String(text.dropLast()) : text
    guard let size = Double(digits), size >= 0, size.isFinite else { return nil }
    self.size = isShare ? size / 100 : size
  }

  /// `0.01`, `1%`
  public var text: String {
    isShare ? NumberFormat(digits: 15).text(size * 100) + "%" : NumberFormat(digits: 15).text(size)
  }

  /// The difference that is allowed: 0.02 of `1%` where the value is −2.
  public func reach(of value: Double) -> Double { isShare ? size * value.magnitude : size }
}
