import Formulas

/// A gate as formulas about its derivative see it: what its operands and its result are called, and their shapes.
public struct GateNotation: Sendable {
  /// Each one thing: a name, or in brackets.
  public var operands: [Notation]
  /// The name of the result.
  public var result: Notation
  /// One for each operand.
  public var operandShapes: [[Int]]
  /// Of the result.
  public var shape: [Int]
  /// The gate's arguments besides its operands.
  public var attributes: Attributes

  /// A gate by the names and shapes around it.
  public init(
    operands: [Notation], result: Notation, operandShapes: [[Int]], shape: [Int], attributes: Attributes
  ) {
    self.operands = operands
    self.result = result
    self.operandShapes = operandShapes
    self.shape = shape
    self.attributes = attributes
  }

  /// How many entries of an operand one entry of the result stands for.
  func share(of operand: Int) -> Int { operandShapes[operand].reduce(1, *) / max(1, shape.reduce(1, *)) }

  static let transposeSign = Notation([.superscript(Notation(plain: "⊤"))])

  /// The pullback by a factor of a matrix product: `dy Wᵀ`, `Xᵀ dY`; a vector beside a matrix makes an outer product,
  /// `dy xᵀ`.
  func pulledThroughProduct(_ gradient: GradientNotation, to operand: Int) -> GradientNotation {
    let other = operandShapes[1 - operand].count
    let isOuter = other == 1 && operandShapes[operand].count == 2
    let gap = Notation(plain: " ")
    let name = operands[1 - operand]
    let factor = other > 1 || (isOuter && operand == 0) ? name + Self.transposeSign : name
    let flow = isOuter && operand == 1 ? gradient.atom + Self.transposeSign : gradient.atom
    return GradientNotation(operand == 0 ? flow + gap + factor : factor + gap + flow, isAtom: false)
  }
}

/// A gradient on its way back, as a formula, and how loosely the formula holds together.
public struct GradientNotation: Sendable {
  /// The formula.
  public var notation: Notation
  /// Whether it needs no brackets in a product.
  public var isAtom: Bool

  /// A formula that is one thing unless said otherwise.
  public init(_ notation: Notation, isAtom: Bool = true) {
    self.notation = notation
    self.isAtom = isAtom
  }

  /// In brackets unless it is one thing.
  public var atom: Notation { isAtom ? notation : Notation(plain: "(") + notation + Notation(plain: ")") }

  /// `reshape(dy)`
  func called(_ name: String) -> GradientNotation {
    GradientNotation(Notation(plain: name + "(") + notation + Notation(plain: ")"))
  }

  /// `Σ dy`
  var summed: GradientNotation { GradientNotation(Notation(plain: "Σ ") + atom, isAtom: false) }
}

extension Primitive {
  /// ∂gate/∂operand of a structural operation as a formula; `nil` where there is none shorter than ∂f/∂x.
  public func slopeNotation(_ gate: GateNotation, to operand: Int) -> Notation? {
    definition.structure?.slopeNotation(gate, to: operand)
  }

  /// The pullback by an operand of a structural operation as a formula; `nil` where it is no short one.
  public func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    definition.structure?.pulled(gradient, gate, to: operand)
  }
}

extension StructuralPrimitive {
  // 1 for whatever only moves and adds entries.
  func slopeNotation(_ gate: GateNotation, to operand: Int) -> Notation? {
    guard let rule = try? entries(gate.operandShapes, result: gate.shape, gate.attributes) else { return nil }
    switch rule {
    case .copied, .moved, .spread, .added, .collected, .summed, .joined: return Notation(plain: "1")
    case .product, .chosen, .composed, .own: return nil
    }
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? { nil }
}
