/// A formula in another language, with what it calls.
///
/// An operand that a form uses twice stands there twice: whoever writes long formulas gives the parts names first.
public struct FormulaCode: Sendable, Hashable {
  /// The formula as an expression: `Math.exp(-t)`.
  public var text: String
  /// Definitions that must stand before it, each once.
  public var helpers: [String]
}

extension ElementwiseFormula {
  /// The formula in another language: a composition as the formula that it is, an atom by its ``CodeForms``.
  ///
  /// `x σ(x)` with the operand `t` in JavaScript is `t * (1 / (1 + Math.exp(-t)))`.
  ///
  /// - Parameters:
  ///   - language: in which it is written.
  ///   - operands: names, or expressions, around which brackets are put where they need them.
  ///   - result: what `result` is called.
  public func code(in language: CodeLanguage, operands: [String], result: String = "f") -> FormulaCode {
    var helpers: [String] = []
    let text = code(in: language, operands, result, &helpers)
    return FormulaCode(text: text, helpers: helpers)
  }

  // Recursion is as deep as an operation's own formula.
  private func code(
    in language: CodeLanguage, _ operands: [String], _ result: String, _ helpers: inout [String]
  ) -> String {
    switch self {
    case .constant(let value): return ElementwiseFormula.literal(value, language)
    case .operand(let i): return operands[i]
    case .result: return result
    case .unary, .binary, .ternary: break
    }
    guard let (operation, parts) = application else { return "" }
    let texts = parts.map { $0.code(in: language, operands, result, &helpers) }
    if let formula = operation.formula { return formula.code(in: language, texts, result, &helpers) }
    guard let forms = operation.definition.atom?.code else { return "" }
    if let helper = forms.helpers[language], !helpers.contains(helper) { helpers.append(helper) }
    return ElementwiseFormula.fill(forms[language], texts)
  }

  private static func literal(_ value: Double, _ language: CodeLanguage) -> String {
    if value.isFinite { return value.shortest }
    let sign = value < 0 ? "-" : ""
    switch language {
    case .javaScript: return value.isNaN ? "NaN" : sign + "Infinity"
    case .numPy: return value.isNaN ? "np.nan" : sign + "np.inf"
    case .jax: return value.isNaN ? "jnp.nan" : sign + "jnp.inf"
    case .pyTorch: return value.isNaN ? "torch.nan" : sign + "torch.inf"
    }
  }

  /// A template with operands in place; a part that is no name, number or call gets brackets, unless it stands alone
  /// between those of the template: `Math.exp(a + b)`.
  private static func fill(_ template: String, _ parts: [String]) -> String {
    if template == "$0" { return parts[0] }
    let characters = Array(template)
    var text = ""
    var place = 0
    while place < characters.count {
      guard characters[place] == "$", place + 1 < characters.count, let number = characters[place + 1].wholeNumberValue
      else {
        text.append(characters[place])
        place += 1
        continue
      }
      let opens =
        place > 0
        && (characters[place - 1] == "(" || characters[place - 1] == " " && place > 1 && characters[place - 2] == ",")
      let closes = place + 2 < characters.count && (characters[place + 2] == ")" || characters[place + 2] == ",")
      text += opens && closes || isTight(parts[number]) ? parts[number] : "(" + parts[number] + ")"
      place += 2
    }
    return text
  }

  /// Whether a text holds together: a name, a number from 0 on, a call.
  private static func isTight(_ text: String) -> Bool {
    var depth = 0
    for (i, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: " ") where depth == 0: return false
      case UInt8(ascii: "-") where i == 0: return false
      default: break
      }
    }
    return true
  }
}
