/// A short piece of mathematics as it is set in figures, tables and steps: names in italics with subscripts, digits
/// upright, real superscripts. Every renderer (HTML, SVG, Markdown, plain text) knows how to write it.
public struct Notation: Codable, Sendable, Hashable {
  public indirect enum Piece: Codable, Sendable, Hashable {
    /// A name as the author wrote it: `w1`, `x_max`, `사과`, `σ`, `x'`. Renderers set a trailing run of digits, or
    /// what stands behind `_`, as subscript.
    case name(String)
    /// Digits, operators, brackets, function words.
    case plain(String)
    case superscript(Notation)
    case `subscript`(Notation)
  }

  public var pieces: [Piece]

  public init(_ pieces: [Piece] = []) { self.pieces = pieces }
  public init(plain text: String) { pieces = [.plain(text)] }
  public init(name: String) { pieces = [.name(name)] }

  public static func + (a: Notation, b: Notation) -> Notation { Notation(a.pieces + b.pieces) }
}
