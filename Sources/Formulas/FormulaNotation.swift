extension ElementwiseFormula {
  /// The formula in the operands' and the result's names, simplified: `z`, `2 t`, `f (1 − f)`, `1`, `−1/x²`.
  ///
  /// - Parameter constants: operands that are constants, by position; their numbers stand in the formula, and what
  ///   they make trivial goes away.
  public func notation(
    operands: [Notation], result: Notation, constants: [Double?] = [], format: NumberFormat = NumberFormat()
  ) -> Notation {
    var formula = self
    if constants.contains(where: { $0 != nil }) {
      let values = operands.indices.map { i in
        if i < constants.count, let value = constants[i] { return ElementwiseFormula.constant(value) }
        return ElementwiseFormula.operand(i)
      }
      formula = substituting(operands: values, result: .result)
    }
    return FormulaPrinter(operands: operands, result: result, format: format).print(formula.simplified, above: .lowest)
  }
}

/// How tightly a piece of a formula holds together; a looser one in a tighter place is put in brackets.
private enum Binding: Int, Comparable {
  case lowest, comparison, sum, negation
  /// With its sign, `W @ x`: a factor set beside it would seem to belong to its second operand alone.
  case signedProduct
  case product, power, atom

  static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
}

// Recursion is as deep as a primitive's own formula.
private struct FormulaPrinter {
  var operands: [Notation]
  var result: Notation
  var format: NumberFormat

  func print(_ formula: ElementwiseFormula, above place: Binding) -> Notation {
    let (notation, binding) = pieces(formula)
    return binding < place || (binding == .negation && place > .lowest) ? bracketed(notation) : notation
  }

  private func pieces(_ formula: ElementwiseFormula) -> (Notation, Binding) {
    switch formula {
    case .constant(let value): return constant(value)
    case .operand(let i): return (operands[i], binding(of: operands[i]))
    case .result: return (result, binding(of: result))
    case .unary(let operation, let a): return unary(operation, a)
    case .binary(let operation, let a, let b): return binary(operation, a, b)
    case .select(let condition, let a, let b):
      // [c] a + [not c] b would print the condition twice.
      return (
        print(a, above: .sum) + Notation(plain: " if ") + print(condition, above: .lowest) + Notation(plain: " else ")
          + print(b, above: .sum), .lowest
      )
    }
  }

  private func constant(_ value: Double) -> (Notation, Binding) {
    if value == 0.5 { return (Notation(plain: "½"), .atom) }
    let text = format.notation(of: value)
    let isTimesPower = text.pieces.count > 1
    return (text, value < 0 ? .negation : isTimesPower ? .product : .atom)
  }

  /// A name is one thing; source text such as `x + y` holds together as its loosest operator outside brackets does.
  private func binding(of notation: Notation) -> Binding {
    if notation.pieces.count == 1, case .name = notation.pieces[0] { return .atom }
    // A sign in front would run into the operator before it.
    if case .plain(let text)? = notation.pieces.first, text.hasPrefix("−") || text.hasPrefix("-") { return .lowest }
    var depth = 0
    var loosest = Binding.atom
    for piece in notation.pieces {
      switch piece {
      case .name(let name):
        if depth == 0, ["and", "or", "not"].contains(name) { return .lowest }
      case .superscript:
        if depth == 0 { loosest = min(loosest, .power) }
      case .subscript: break
      case .plain(let text):
        for scalar in text.unicodeScalars {
          switch scalar {
          case "(", "[": depth += 1
          case ")", "]": depth -= 1
          case _ where depth > 0: break
          case "+", "−", "-": loosest = min(loosest, .sum)
          case "×", "/", "@": loosest = min(loosest, .signedProduct)
          case " ": loosest = min(loosest, .product)
          case "<", ">", "=", "≤", "≥", "≠", "!", "%", "^", ":": return .lowest
          default: break
          }
        }
      }
    }
    return loosest
  }

  private func unary(_ operation: Operation, _ a: ElementwiseFormula) -> (Notation, Binding) {
    switch operation {
    case .negate: return (Notation(plain: "−") + print(a, above: .product), .negation)
    case .square: return (power(a, Notation(plain: "2")), .power)
    case .sqrt: return (Notation(plain: "√") + print(a, above: .atom), .power)
    case .abs: return (Notation(plain: "|") + print(a, above: .lowest) + Notation(plain: "|"), .atom)
    case .exp: return (Notation([.name("e"), .superscript(print(a, above: .lowest))]), .power)
    case .not: return (Notation(plain: "[") + print(a, above: .sum) + Notation(plain: " = 0]"), .atom)
    case .floor: return (Notation(plain: "⌊") + print(a, above: .lowest) + Notation(plain: "⌋"), .atom)
    case .ceil: return (Notation(plain: "⌈") + print(a, above: .lowest) + Notation(plain: "⌉"), .atom)
    case .identity: return pieces(a)
    default: return (Notation(plain: operation.word + "(") + print(a, above: .lowest) + Notation(plain: ")"), .atom)
    }
  }

  private func binary(_ operation: Operation, _ a: ElementwiseFormula, _ b: ElementwiseFormula) -> (Notation, Binding) {
    switch operation {
    case .add: return (print(a, above: .sum) + Notation(plain: " + ") + print(b, above: .sum), .sum)
    case .subtract: return (print(a, above: .sum) + Notation(plain: " − ") + print(b, above: .product), .sum)
    case .multiply: return product(a, b)
    case .divide:
      let isNegative: Bool
      let size: ElementwiseFormula
      if case .constant(let value) = a, value < 0 {
        (isNegative, size) = (true, .constant(-value))
      } else {
        (isNegative, size) = (false, a)
      }
      let fraction = print(size, above: .power) + Notation(plain: "/") + print(b, above: .power)
      return isNegative ? (Notation(plain: "−") + fraction, .negation) : (fraction, .product)
    case .power: return (power(a, print(b, above: .lowest)), .power)
    case .powerSlope:
      let exponent = print(b, above: .sum) + Notation(plain: " − 1")
      return (print(b, above: .power) + Notation(plain: " ") + power(a, exponent), .product)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or:
      // Iverson's bracket: 1 where it holds, else 0.
      return (
        Notation(plain: "[") + print(a, above: .sum) + Notation(plain: " " + operation.word + " ")
          + print(b, above: .sum) + Notation(plain: "]"), .atom
      )
    default:
      return (
        Notation(plain: operation.word + "(") + print(a, above: .lowest) + Notation(plain: ", ")
          + print(b, above: .lowest) + Notation(plain: ")"), .atom
      )
    }
  }

  /// Factors side by side; a sign or a second number needs a dot.
  private func product(_ a: ElementwiseFormula, _ b: ElementwiseFormula) -> (Notation, Binding) {
    if case .constant(let value) = a, value < 0, value > -.infinity {
      let (rest, _) = product(.constant(-value), b)
      return (Notation(plain: "−") + rest, .negation)
    }
    let left = print(a, above: .product)
    let right = print(b, above: .power)
    var startsWithDigit = false
    if case .plain(let text)? = right.pieces.first, let byte = text.utf8.first {
      startsWithDigit = byte >= 0x30 && byte <= 0x39
    }
    return (left + Notation(plain: startsWithDigit ? " · " : " ") + right, .product)
  }

  private func power(_ base: ElementwiseFormula, _ exponent: Notation) -> Notation {
    Notation(print(base, above: .atom).pieces + [.superscript(exponent)])
  }

  private func bracketed(_ notation: Notation) -> Notation {
    Notation(plain: "(") + notation + Notation(plain: ")")
  }
}

extension Operation {
  /// How the operation is called in print: a sign between operands, or a function's name.
  public var word: String {
    switch self {
    case .add: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .divide: "/"
    case .power: "^"
    case .modulo: "mod"
    case .maximum: "max"
    case .minimum: "min"
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .and: "and"
    case .or: "or"
    case .leakyReLU: "leaky_relu"
    case .elu: "elu"
    case .powerSlope: "power_slope"
    case .negate: "−"
    case .not: "not"
    case .exp: "exp"
    case .log: "log"
    case .sqrt: "√"
    case .square: "square"
    case .abs: "abs"
    case .sign: "sign"
    case .sin: "sin"
    case .cos: "cos"
    case .tan: "tan"
    case .tanh: "tanh"
    case .sigmoid: "σ"
    case .relu: "relu"
    case .softplus: "softplus"
    case .silu: "silu"
    case .gelu: "gelu"
    case .normalCDF: "Φ"
    case .normalPDF: "φ"
    case .expm1: "expm1"
    case .floor: "floor"
    case .ceil: "ceil"
    case .round: "round"
    case .identity: "same"
    case .stop: "stop"
    case .clip: "clip"
    case .select: "where"
    }
  }
}
