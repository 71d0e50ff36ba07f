import Formulas

/// A formula as straight instructions on a row of numbers, so that a sweep need not walk a tree.
///
/// The row holds the operands in 0…2, the result in 3, then intermediate numbers.
struct FormulaSteps: Sendable {
  struct Step: Sendable {
    var operation: Atom
    var a: Int32
    var b: Int32
    var c: Int32
  }

  /// Step k puts its number at 4 + constants.count + k.
  var steps: [Step] = []
  var constants: [Double] = []
  static let firstFree = 4

  init(_ formula: ElementwiseFormula) {
    let formula = formula.inAtoms
    collect(formula)
    _ = emit(formula)
  }

  private mutating func collect(_ formula: ElementwiseFormula) {
    if case .constant(let value) = formula, !constants.contains(value) { constants.append(value) }
    for part in formula.application?.operands ?? [] { collect(part) }
  }

  private mutating func emit(_ formula: ElementwiseFormula) -> Int32 {
    switch formula {
    case .constant(let value): return Int32(FormulaSteps.firstFree + (constants.firstIndex(of: value) ?? 0))
    case .operand(let i): return Int32(i)
    case .result: return 3
    case .unary, .binary, .ternary: break
    }
    guard let (operation, parts) = formula.application, let atom = operation.atom else {
      preconditionFailure("a formula in atoms has no compositions")
    }
    var places = parts.map { emit($0) }
    while places.count < 3 { places.append(0) }
    steps.append(Step(operation: atom, a: places[0], b: places[1], c: places[2]))
    return Int32(FormulaSteps.firstFree + constants.count + steps.count - 1)
  }
}
