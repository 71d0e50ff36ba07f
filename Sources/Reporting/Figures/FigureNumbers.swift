import Formulas

/// How figures write numbers: 4 significant digits unless the author asks for more, a true minus, real superscripts.
struct FigureNumbers: Sendable {
  var digits: Int
  var language: Language

  /// `-0.53445` is `−0.5344`, `0.00012` is `1.20×10⁻⁴`.
  func text(_ value: Double) -> FigureText { FigureText(notation(value)) }

  /// In parentheses where it is negative, for places behind × and +.
  func enclosed(_ value: Double) -> FigureText {
    value < 0 ? FigureText("(") + text(value) + FigureText(")") : text(value)
  }

  /// A number, a vector of up to three numbers, else the shape: `[1, −2]`, `shape [2, 3]`.
  func text(_ values: ShapedValues) -> FigureText {
    if values.shape.isEmpty, let scalar = values.values.first { return text(scalar) }
    if values.shape.count == 1, values.values.count <= 3 {
      var text = FigureText("[")
      for (i, value) in values.values.enumerated() {
        if i > 0 { text.append(", ") }
        for run in self.text(value).runs { text.append(run.text, run.style) }
      }
      text.append("]")
      return text
    }
    return FigureText(shape(values.shape))
  }

  func shape(_ shape: [Int]) -> String {
    var text = language == .ko ? "형상 [" : "shape ["
    for (i, n) in shape.enumerated() {
      if i > 0 { text += ", " }
      text += String(n)
    }
    return text + "]"
  }

  /// For text alternatives, with superscripts as characters.
  func plain(_ values: ShapedValues) -> String {
    var result = ""
    for run in text(values).runs {
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

  private func notation(_ value: Double) -> Notation { shortNotation(value, digits: digits) }
}

/// Until `NumberFormat` writes: rounds the shortest decimal form.
private func shortNotation(_ value: Double, digits: Int) -> Notation {
  if value.isNaN { return Notation(plain: "NaN") }
  let sign = value < 0 ? "\u{2212}" : ""
  if value.isInfinite { return Notation(plain: sign + "∞") }
  if value == 0 { return Notation(plain: "0") }
  let magnitude = abs(value)
  if magnitude < 1e5, magnitude == magnitude.rounded() { return Notation(plain: sign + String(Int(magnitude))) }
  var exponent = 0
  var scaled = magnitude
  while scaled >= 10 {
    scaled /= 10
    exponent += 1
  }
  while scaled < 1 {
    scaled *= 10
    exponent -= 1
  }
  func decimal(_ mantissa: Int, _ places: Int) -> String {
    guard places > 0 else { return String(mantissa) }
    var text = String(mantissa)
    while text.utf8.count <= places { text = "0" + text }
    let cut = text.index(text.endIndex, offsetBy: -places)
    return text[..<cut] + "." + text[cut...]
  }
  func power(_ n: Int) -> Double {
    var p = 1.0
    for _ in 0..<abs(n) { p *= 10 }
    return p
  }
  if magnitude < 1e-3 || magnitude >= 1e5 {
    let mantissa = Int((scaled * 100).rounded())
    return Notation([
      .plain(sign + decimal(mantissa, 2) + "×10"),
      .superscript(Notation(plain: exponent < 0 ? "\u{2212}\(-exponent)" : "\(exponent)")),
    ])
  }
  var places = max(0, digits - 1 - exponent)
  var mantissa = Int((magnitude * power(places)).rounded())
  while places > 0, mantissa % 10 == 0 {
    mantissa /= 10
    places -= 1
  }
  return Notation(plain: sign + decimal(mantissa, places))
}
