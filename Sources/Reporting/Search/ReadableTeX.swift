/// TeX as letters and signs, for a snippet: what a reader would type of a formula, not how it is set.
///
/// `\frac{\partial f}{\partial x} = z` → `∂f/∂x = z`; a command without a sign of its own goes, with its backslash.
enum ReadableTeX {
  static func text(_ tex: String) -> String {
    var text = ""
    var rest = Substring(tex)
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        guard !name.isEmpty else {
          // `\\[4pt]` ends a row.
          if rest.popFirst() == "\\" { text += rest.first == "[" ? skip(through: "]", of: &rest) : " " }
          continue
        }
        rest = rest.dropFirst(name.count)
        if name == "begin" || name == "end" {
          text += skip(through: "}", of: &rest)
        } else if let sign = signs[String(name)] {
          text += sign
          // The blank that ends a command is none, but before an operator and behind one.
          if rest.first == " ", !between.contains(sign), rest.dropFirst().first.map({ !"+-=<>*/".contains($0) }) ?? true
          {
            rest = rest.dropFirst()
          }
        }
      case "}": if rest.first == "{" { text += "/" }
      case "{", "$", "&", "_", "~": continue
      case "\n": text += " "
      default: text.append(character)
      }
    }
    return text.split(separator: " ").joined(separator: " ")
  }

  /// A blank in place of what it skips.
  private static func skip(through end: Character, of rest: inout Substring) -> String {
    if let place = rest.firstIndex(of: end) { rest = rest[rest.index(after: place)...] }
    return " "
  }

  private static let between: Set<String> = ["×", "·", "≤", "≥", "≠", "≈", "→", "±", "∈"]

  private static let signs: [String: String] = [
    "partial": "∂", "nabla": "∇", "times": "×", "cdot": "·", "sum": "Σ", "prod": "Π", "int": "∫", "sqrt": "√",
    "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "to": "→", "infty": "∞", "pm": "±", "in": "∈", "top": "ᵀ",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "eta": "η",
    "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "varphi": "φ",
    "phi": "φ", "omega": "ω", "Delta": "Δ", "exp": "exp", "log": "log", "ln": "ln", "max": "max", "min": "min",
    "tanh": "tanh", "sin": "sin", "cos": "cos", "dots": "…", "ldots": "…", "cdots": "…",
  ]
}
