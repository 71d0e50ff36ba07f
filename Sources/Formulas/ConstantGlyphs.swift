/// How a figure writes a gate together with a constant operand: `+1` for `x + 1`, `1/x` for `1 / x`.
public struct ConstantGlyphs: Sendable, Hashable {
  /// Form of a sign with a number in it.
  public enum Form: Sendable, Hashable {
    /// The sign goes away before a negative number: `+1`, `−1`.
    case signed(String)
    /// Between two texts; with brackets around a negative number.
    case between(String, String, brackets: Bool)
    /// A small whole number as superscript behind a text: `x²`.
    case raised(String)
  }

  /// For a constant on the left and on the right; where both are, the right one is taken.
  public var left: Form?
  /// For a constant on the right: `.signed("+")` of `x + 1`.
  public var right: Form?

  /// For operations that take no constant into their sign.
  public static let none = ConstantGlyphs(left: nil, right: nil)

  /// Forms for a constant on either side; `nil` where it is drawn as an operand of its own.
  public init(left: Form?, right: Form?) { (self.left, self.right) = (left, right) }
}
