extension ElementwiseFormula {
  /// The formula in the operands' and the result's names, simplified: `z`, `2 t`, `f (1 − f)`, `1`, `−1/x²`.
  ///
  /// - Parameters:
  ///   - operands: their names.
  ///   - result: the result's name.
  ///   - constants: operands that are constants, by position; their numbers stand in the formula, and what they make
  ///     trivial goes away.
  ///   - format: of numbers.
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
    case .ternary(.select, let condition, let a, let b):
      // [c] a + [not c] b would print the condition twice.
      return (
        print(a, above: .sum) + Notation(plain: " if ") + print(condition, above: .lowest) + Notation(plain: " else ")
          + print(b, above: .sum), .lowest
      )
    case .unary(let operation, let a): return application(operation, [a])
    case .binary(let operation, let a, let b): return application(operation, [a, b])
    case .ternary(let operation, let a, let b, let c): return application(operation, [a, b, c])
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

  /// An operation as its definition says that it is written.
  private func application(_ operation: Operation, _ operands: [ElementwiseFormula]) -> (Notation, Binding) {
    let definition = operation.definition
    let (a, b) = (operands[0], operands[operands.count - 1])
    switch definition.notation {
    case .function:
      var pieces = [Notation.Piece.plain(definition.word + "(")]
      for (i, operand) in operands.enumerated() {
        if i > 0 { pieces.append(.plain(", ")) }
        pieces += print(operand, above: .lowest).pieces
      }
      return (Notation(pieces + [.plain(")")]), .atom)
    case .sum: return (print(a, above: .sum) + Notation(plain: " + ") + print(b, above: .sum), .sum)
    case .difference: return (print(a, above: .sum) + Notation(plain: " − ") + print(b, above: .product), .sum)
    case .product: return product(a, b)
    case .fraction: return fraction(a, b)
    case .power: return (power(a, print(b, above: .lowest)), .power)
    case .negation: return (Notation(plain: "−") + print(a, above: .product), .negation)
    case .root: return (Notation(plain: "√") + print(a, above: .atom), .power)
    case .exponential: return (Notation([.name("e"), .superscript(print(a, above: .lowest))]), .power)
    case .fences(let open, let close):
      return (Notation(plain: open) + print(a, above: .lowest) + Notation(plain: close), .atom)
    case .bracket:
      return (
        Notation(plain: "[") + print(a, above: .sum) + Notation(plain: " " + definition.word + " ")
          + print(b, above: .sum) + Notation(plain: "]"), .atom
      )
    case .rewritten(let formula): return pieces(formula(a, b))
    }
  }

  private func fraction(_ a: ElementwiseFormula, _ b: ElementwiseFormula) -> (Notation, Binding) {
    let isNegative: Bool
    let size: ElementwiseFormula
    if case .constant(let value) = a, value < 0 {
      (isNegative, size) = (true, .constant(-value))
    } else {
      (isNegative, size) = (false, a)
    }
    let fraction = print(size, above: .power) + Notation(plain: "/") + print(b, above: .power)
    return isNegative ? (Notation(plain: "−") + fraction, .negation) : (fraction, .product)
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
