/// Sets TeX formulas. Behind a protocol so that pages can be rendered, and tested, without KaTeX.
///
/// Pages are rendered side by side, so one typesetter serves several threads.
public protocol FormulaTypesetter: AnyObject, Sendable {
  /// HTML with embedded MathML for one formula, or why it cannot be set.
  func html(tex: String, display: Bool) -> Result<String, FormulaFault>
}

/// Why a formula cannot be set, and where: a UTF-8 offset into its TeX.
public struct FormulaFault: Error, Sendable, Hashable {
  public var message: String
  public var offset: Int?
  /// Nothing is wrong with the formula; there is nothing to set it with. The build says so once, the page shows the
  /// TeX.
  public var isUnavailable: Bool

  public init(message: String, offset: Int?, isUnavailable: Bool = false) {
    self.message = message
    self.offset = offset
    self.isUnavailable = isUnavailable
  }

  public static let unavailable = FormulaFault(
    message: "KaTeX or JavaScriptCore is not installed", offset: nil, isUnavailable: true)
}
