import Artifacts
import Formulas

/// How figures write numbers: 4 significant digits unless the author asks for more, a true minus, real superscripts.
struct FigureNumbers: Sendable {
  var digits: Int
  var words: any Vocabulary

  /// `-0.53445` is `−0.5344`, `0.00012` is `1.20×10⁻⁴`.
  func text(_ value: Double) -> FigureText {
    FigureText(NumberFormat(.significant, digits: digits).notation(of: value))
  }

  /// In parentheses where it is negative, for places behind × and +.
  func enclosed(_ value: ShapedValues) -> FigureText {
    let number = FigureNumbers.undefined(text(value.values[0]))
    let isNegative = value.values[0] < 0 && value.values[0].isFinite
    let text = isNegative ? FigureText("(") + number + FigureText(")") : number
    return text.marked(mark(value, .derivativeFactor))
  }

  private func mark(_ value: ShapedValues, _ use: NumberMark.Use) -> NumberMark? {
    value.entry(0).mark(NumberFormat(.significant, digits: digits), use)
  }

  /// A derivative: `∄` for what is no number, or infinite.
  func derivative(_ values: ShapedValues) -> FigureText {
    FigureNumbers.undefined(text(values, .derivative))
  }

  /// A number, a vector of up to four numbers, else the shape: `[1, −2]`, `shape [2, 3]`.
  func text(_ values: ShapedValues, _ use: NumberMark.Use = .number) -> FigureText {
    if values.shape.isEmpty, let scalar = values.values.first { return text(scalar).marked(mark(values, use)) }
    if values.shape.count == 1, values.values.count <= FigureNumbers.mostInLine {
      var text = FigureText("[")
      for i in values.values.indices {
        if i > 0 { text.append(", ") }
        let entry = self.text(values.entry(i), use)
        if values.places == nil {
          for run in entry.runs { text.append(run.text, run.style) }
        } else {
          text = text + entry
        }
      }
      text.append("]")
      return text
    }
    return FigureText(shape(values.shape))
  }

  func shape(_ shape: [Int]) -> String {
    var text = words.drawnShape + " ["
    for (i, n) in shape.enumerated() {
      if i > 0 { text += ", " }
      text += String(n)
    }
    return text + "]"
  }

  /// For text alternatives, with superscripts as characters.
  func plain(_ values: ShapedValues) -> String { plain(block(values, showsMatrices: true)) }

  /// The same for a derivative.
  func plain(derivative values: ShapedValues) -> String { plain(derivativeBlock(values, showsMatrices: true)) }

  private func plain(_ block: NumberBlock) -> String {
    guard block.isMatrix else { return plain(block.line) }
    return NumberBlock(matrix: block.rows.map { $0.map { FigureText(plain($0)) } }).plain
  }

  func plain(_ text: FigureText) -> String {
    var result = ""
    for run in text.runs {
      if run.style == .raised {
        for scalar in run.text.unicodeScalars {
          switch scalar {
          case "\u{2212}": result += "⁻"
          case "1": result += "¹"
          case "2": result += "²"
          case "3": result += "³"
          default:
            if let superscript = Unicode.Scalar(scalar.value - 48 + 0x2070) {
              result.unicodeScalars.append(superscript)
            }
          }
        }
      } else {
        result += run.text
      }
    }
    return result
  }
}
