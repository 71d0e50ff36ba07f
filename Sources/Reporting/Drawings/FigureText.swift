import Formulas

/// A short text in a drawing: words, numbers and names with their subscripts.
struct FigureText: Sendable, Hashable {
  enum Style: Sendable, Hashable {
    /// In the font of the place where it stands.
    case plain
    /// A name in serif italics.
    case name
    case lowered
    case raised
  }

  struct Run: Sendable, Hashable {
    var text: String
    var style: Style
    /// The number that it is a part of, where sliders move it.
    var mark: NumberMark?
  }

  var runs: [Run]

  init(_ runs: [Run] = []) { self.runs = runs }
  init(_ text: String) { runs = [Run(text: text, style: .plain)] }

  /// A name as it is set: `w1` is *w* with a lowered 1, `x_max` *x* with a lowered max, `사과` upright.
  init(name: String) {
    runs = []
    append(name: name)
  }

  init(_ notation: Notation) {
    runs = []
    append(notation, as: .plain)
  }

  var isEmpty: Bool { runs.isEmpty }

  /// Without styles: `w1`.
  var plain: String { runs.reduce(into: "") { $0 += $1.text } }

  static func + (a: FigureText, b: FigureText) -> FigureText { FigureText(a.runs + b.runs) }

  mutating func append(_ text: String, _ style: Style = .plain) {
    if let last = runs.last, last.style == style, last.mark == nil {
      runs[runs.count - 1].text = last.text + text
    } else {
      runs.append(Run(text: text, style: style))
    }
  }

  private mutating func append(_ notation: Notation, as style: Style) {
    for piece in notation.pieces {
      switch piece {
      case .plain(let text): append(text, style)
      case .name(let name):
        if style == .plain { append(name: name) } else { append(name, style) }
      case .superscript(let inner): append(inner, as: .raised)
      case .subscript(let inner): append(inner, as: .lowered)
      }
    }
  }

  private mutating func append(name: String) {
    // `x (1)`: an older node of a name that was bound again.
    let space = name.utf8.firstIndex(of: UInt8(ascii: " ")) ?? name.utf8.endIndex
    let parts = NameParts(String(name[..<space]))
    append(parts.base + parts.primes, parts.isItalic ? .name : .plain)
    if let index = parts.index { append(index, .lowered) }
    if !parts.entry.isEmpty { append(parts.entry) }
    if space < name.utf8.endIndex { append(String(name[space...])) }
  }

  /// The text as a number that sliders move.
  func marked(_ mark: NumberMark?) -> FigureText {
    guard let mark else { return self }
    var copy = self
    for index in copy.runs.indices { copy.runs[index].mark = mark }
    return copy
  }

  /// Width in px at most, in a font of `size` px; subscripts and superscripts are set at ``smaller`` of it.
  func width(_ size: Double, strong: Bool) -> Double {
    var sum = 0.0
    for run in runs {
      switch run.style {
      case .plain: sum += TextMetrics.width(run.text, strong ? .strong : .regular, size)
      case .name: sum += TextMetrics.width(run.text, .italic, size)
      case .lowered, .raised: sum += TextMetrics.width(run.text, strong ? .strong : .regular, size * FigureText.smaller)
      }
    }
    return sum
  }

  static let smaller = 0.68
}
