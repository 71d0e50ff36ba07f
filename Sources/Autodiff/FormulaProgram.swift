import Formulas

/// A formula as straight instructions on a row of numbers, so that a sweep need not walk a tree.
///
/// The row holds the operands in 0…2, the result in 3, then intermediate numbers.
struct FormulaProgram: Sendable {
  struct Step: Sendable {
    var operation: Operation
    var a: Int32
    var b: Int32
    var c: Int32
  }

  /// Step k puts its number at 4 + constants.count + k.
  var steps: [Step] = []
  var constants: [Double] = []
  static let firstFree = 4

  init(_ formula: ElementwiseFormula) {
    var constants: [Double] = []
    FormulaProgram.collect(formula, &constants)
    self.constants = constants
    _ = emit(formula)
  }

  private static func collect(_ formula: ElementwiseFormula, _ constants: inout [Double]) {
    switch formula {
    case .constant(let value): if !constants.contains(value) { constants.append(value) }
    case .operand, .result: break
    case .unary(_, let a): collect(a, &constants)
    case .binary(_, let a, let b):
      collect(a, &constants)
      collect(b, &constants)
    case .select(let a, let b, let c):
      collect(a, &constants)
      collect(b, &constants)
      collect(c, &constants)
    }
  }

  private mutating func emit(_ formula: ElementwiseFormula) -> Int32 {
    switch formula {
    case .constant(let value): return Int32(FormulaProgram.firstFree + (constants.firstIndex(of: value) ?? 0))
    case .operand(let i): return Int32(i)
    case .result: return 3
    case .unary(let operation, let a):
      let x = emit(a)
      return append(operation, x, 0, 0)
    case .binary(let operation, let a, let b):
      let (x, y) = (emit(a), emit(b))
      return append(operation, x, y, 0)
    case .select(let a, let b, let c):
      let (x, y, z) = (emit(a), emit(b), emit(c))
      return append(.select, x, y, z)
    }
  }

  private mutating func append(_ operation: Operation, _ a: Int32, _ b: Int32, _ c: Int32) -> Int32 {
    steps.append(Step(operation: operation, a: a, b: b, c: c))
    return Int32(FormulaProgram.firstFree + constants.count + steps.count - 1)
  }
}
