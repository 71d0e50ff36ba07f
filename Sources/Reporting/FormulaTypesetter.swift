/// Sets TeX formulas. Behind a protocol so that reports can be set, and tested, without KaTeX.
///
/// Reports are set side by side, so one typesetter serves several threads.
public protocol FormulaTypesetter: AnyObject, Sendable {
  /// HTML with embedded MathML for one formula, or why it cannot be set.
  func typeset(tex: String, display: Bool) -> Result<SetFormula, FormulaFault>
}

/// A formula as a page shows it.
public struct SetFormula: Sendable, Hashable {
  /// `x` → `<span class="katex">…</span>`
  public var html: String
  /// The faces that its elements ask for.
  public var fonts: KaTeXStyle.Fonts

  public init(html: String, fonts: KaTeXStyle.Fonts = []) {
    self.html = html
    self.fonts = fonts
  }
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
