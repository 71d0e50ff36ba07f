/// Sets TeX formulas. Behind a protocol so that pages can be rendered, and tested, without KaTeX.
public protocol FormulaTypesetter: AnyObject {
  /// HTML with embedded MathML for one formula, or why it cannot be set.
  func html(tex: String, display: Bool) -> Result<String, FormulaFault>
}

/// Why a formula cannot be set, and where: a UTF-8 offset into its TeX.
public struct FormulaFault: Error, Sendable, Hashable {
  public var message: String
  public var offset: Int?

  public init(message: String, offset: Int?) {
    self.message = message
    self.offset = offset
  }
}
