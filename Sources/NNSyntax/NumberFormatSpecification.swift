/// `.3f`, `.2e`, `.4g`, `.1%`; `%` alone has no digits behind the point set.
public struct NumberFormatSpecification: Sendable, Hashable {
  public enum Style: Sendable, Hashable {
    case fixed
    case exponential
    case general
    case percent
  }
  public var style: Style
  /// Digits behind the point for fixed, exponential and percent; significant digits for general.
  public var digits: Int?

  public init(style: Style, digits: Int?) {
    self.style = style
    self.digits = digits
  }

  /// The specification that a text writes. At most 17 digits, and at least one significant one.
  ///
  /// `.3f` → fixed, 3.
  init?(_ text: ArraySlice<UInt8>) {
    guard let last = text.last else { return nil }
    let style: Style
    switch last {
    case UInt8(ascii: "f"): style = .fixed
    case UInt8(ascii: "e"): style = .exponential
    case UInt8(ascii: "g"): style = .general
    case UInt8(ascii: "%"): style = .percent
    default: return nil
    }
    let count = text.dropLast()
    guard !count.isEmpty || style != .percent else {
      self.init(style: style, digits: nil)
      return
    }
    guard count.first == UInt8(ascii: "."), count.count == 2 || count.count == 3, count.dropFirst().allSatisfy(isDigit),
      let digits = Int(String(decoding: count.dropFirst(), as: UTF8.self)), digits <= 17,
      style != .general || digits > 0
    else { return nil }
    self.init(style: style, digits: digits)
  }
}
