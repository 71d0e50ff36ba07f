/// A short piece of mathematics as it is set in figures, tables and steps: names in italics with subscripts, digits
/// upright, real superscripts. Every renderer (HTML, SVG, Markdown, plain text) knows how to write it.
public struct Notation: Codable, Sendable, Hashable {
  /// Piece of a notation.
  public indirect enum Piece: Codable, Sendable, Hashable {
    /// A name as the author wrote it: `w1`, `x_max`, `사과`, `σ`, `x'`. Renderers set a trailing run of digits, or
    /// what stands behind `_`, as subscript.
    case name(String)
    /// Digits, operators, brackets, function words.
    case plain(String)
    /// Raised, as an exponent is: the 2 of `x²`.
    case superscript(Notation)
    /// Lowered, as an index is: the i of `xᵢ`.
    case `subscript`(Notation)
  }

  /// Pieces from left to right.
  public var pieces: [Piece]

  /// A notation of pieces; without any it is empty.
  public init(_ pieces: [Piece] = []) { self.pieces = pieces }
  /// Text that is set upright: `plain: "+"`.
  public init(plain text: String) { pieces = [.plain(text)] }
  /// A name alone: `name: "w1"`.
  public init(name: String) { pieces = [.name(name)] }

  /// Two notations side by side, without a blank between them.
  public static func + (a: Notation, b: Notation) -> Notation { Notation(a.pieces + b.pieces) }
}
