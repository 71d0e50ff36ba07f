/// How a figure writes a gate together with a constant operand: `+1` for `x + 1`, `1/x` for `1 / x`.
public struct ConstantGlyphs: Sendable, Hashable {
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
  public var right: Form?

  public static let none = ConstantGlyphs(left: nil, right: nil)

  public init(left: Form?, right: Form?) { (self.left, self.right) = (left, right) }
}
