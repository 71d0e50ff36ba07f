import Artifacts
import Formulas
import NNSyntax
import SourceText

extension Machine {
  /// A value as it stands in prose and, as TeX, in a formula.
  func inlineResult(
    _ value: Value, _ specification: NumberFormatSpecification?, _ range: SourceRange
  ) throws(Fault) -> InlineResult {
    let format = NumberFormat(specification, digits: options.digits)
    switch value {
    case .text(let text):
      let shown = text.shown
      return InlineResult(
        value: ShapedValues(shape: [0], values: []),
        report: .value(Notation(plain: shown), tex: "\\text{\(escapedForTeX(shown))}"), text: shown, format: format)
    case .tuple(let tuple):
      let (values, notation, tex) = try inline(tuple, format)
      return InlineResult(
        value: ShapedValues(shape: [values.count], values: values), report: .value(notation, tex: tex),
        text: notation.text, format: format)
    case .number, .node, .artifact:
      var shaped = ShapedValues(try tensor(value))
      if case .node(let node) = value { shaped = shown(shaped, .value(node)) }
      let notation = shaped.notation(format)
      return InlineResult(
        value: shaped, report: .value(notation, tex: shaped.tex(format)), text: notation.text, format: format)
    case .choice(let choice): return try inlineResult(choice.value, specification, range)
    case .unbound, .function, .builtin, .history, .model, .optimizer:
      throw .told(.wrongKind, "an expression in the text is a number, and this is \(value.kind)")
    }
  }

  /// A tuple in its brackets, inner ones in theirs.
  private func inline(
    _ tuple: TupleValue, _ format: NumberFormat
  ) throws(Fault) -> (values: [Double], notation: Notation, tex: String) {
    var pieces: [Notation.Piece] = [.plain("(")]
    var tex = "("
    var values: [Double] = []
    for (place, item) in tuple.items.enumerated() {
      if place > 0 {
        pieces.append(.plain(", "))
        tex += ",\\, "
      }
      if case .tuple(let inner) = item {
        let (innerValues, notation, innerTex) = try inline(inner, format)
        values += innerValues
        pieces += notation.pieces
        tex += innerTex
      } else {
        let shaped = ShapedValues(try tensor(item))
        values += shaped.values
        pieces += shaped.notation(format).pieces
        tex += shaped.tex(format)
      }
    }
    return (values, Notation(pieces + [.plain(")")]), tex + ")")
  }
}

extension NumberFormat {
  /// The format an author wrote behind the colon, else significant digits.
  init(_ specification: NumberFormatSpecification?, digits: Int) {
    guard let specification else {
      self.init(.significant, digits: digits)
      return
    }
    switch specification.style {
    case .fixed: self.init(.fixed, digits: specification.digits ?? 6)
    case .exponential: self.init(.exponential, digits: specification.digits ?? 6)
    case .general: self.init(.general, digits: specification.digits ?? 6)
    case .percent: self.init(.percent, digits: specification.digits ?? 0)
    }
  }
}

extension ShapedValues {
  /// `-0.39`, `1.2\times 10^{-4}`, a matrix in brackets.
  func tex(_ format: NumberFormat) -> String {
    if shape.isEmpty, let value = values.first { return tex(of: format.notation(of: value)) }
    let numbers = values.prefix(100).map { tex(of: format.notation(of: $0)) }
    guard shape.count == 2, shape[1] > 0, values.count <= 100 else {
      return "[" + numbers.joined(separator: ",\\, ") + (values.count > 100 ? ",\\, \\ldots" : "") + "]"
    }
    var rows: [String] = []
    for row in 0..<shape[0] {
      rows.append(numbers[row * shape[1]..<(row + 1) * shape[1]].joined(separator: " & "))
    }
    return "\\begin{bmatrix}" + rows.joined(separator: " \\\\ ") + "\\end{bmatrix}"
  }

  private func tex(of notation: Notation) -> String {
    var text = ""
    for piece in notation.pieces {
      switch piece {
      case .name(let name): text += name
      case .plain("NaN"): text += "\\mathrm{NaN}"
      case .plain(let plain):
        for scalar in plain.unicodeScalars {
          switch scalar {
          case "−": text += "-"
          case "×": text += "\\times "
          case "∞": text += "\\infty "
          case "%": text += "\\%"
          default: text.unicodeScalars.append(scalar)
          }
        }
      case .superscript(let inner): text += "^{" + tex(of: inner) + "}"
      case .subscript(let inner): text += "_{" + tex(of: inner) + "}"
      }
    }
    return text
  }
}

/// Text that stands in a formula: none of its characters has a meaning there.
private func escapedForTeX(_ text: String) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "\\": escaped += "\\textbackslash{}"
    case "^": escaped += "\\textasciicircum{}"
    case "~": escaped += "\\textasciitilde{}"
    case "{", "}", "$", "&", "#", "%", "_": escaped += "\\" + String(character)
    default: escaped.append(character)
    }
  }
  return escaped
}
