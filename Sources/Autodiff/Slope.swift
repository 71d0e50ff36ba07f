import Formulas

/// A formula as straight instructions on a row of numbers, so that a sweep need not walk a tree.
///
/// The row holds the operands in 0…2, the result in 3, then intermediate numbers.
struct FormulaProgram: Sendable {
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
    case .constant(let value): return Int32(FormulaProgram.firstFree + (constants.firstIndex(of: value) ?? 0))
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
    return Int32(FormulaProgram.firstFree + constants.count + steps.count - 1)
  }

  /// - Parameter row: operands and result in place, long enough for the rest.
  @inline(__always)
  func run(_ row: inout ContiguousArray<Double>) -> Double {
    var next = FormulaProgram.firstFree
    for value in constants {
      row[next] = value
      next += 1
    }
    for step in steps {
      let (x, y) = (row[Int(step.a)], row[Int(step.b)])
      switch step.operation {
      case .multiply: row[next] = x * y
      case .subtract: row[next] = x - y
      case .add: row[next] = x + y
      case .divide: row[next] = x / y
      default: row[next] = step.operation(x, y, row[Int(step.c)])
      }
      next += 1
    }
    return row[next - 1]
  }

  var rowCount: Int { FormulaProgram.firstFree + constants.count + steps.count }
}

/// A local derivative in the form the sweep needs it: the frequent ones without a program.
enum Slope: Sendable {
  case zero
  case one
  case minusOne
  case operand(Int)
  case result
  case program(FormulaProgram)

  init(_ formula: ElementwiseFormula) {
    switch formula {
    case .constant(0): self = .zero
    case .constant(1): self = .one
    case .constant(-1): self = .minusOne
    case .operand(let i): self = .operand(i)
    case .result: self = .result
    case .constant, .unary, .binary, .ternary: self = .program(FormulaProgram(formula))
    }
  }

  /// By operation and operand: `table[3 · code + operand]`.
  static let table: ContiguousArray<Slope> = {
    var table: ContiguousArray<Slope> = []
    for operation in Operation.allCases {
      precondition(Int(operation.rawValue) * 3 == table.count, "operations are numbered without gaps")
      let formulas = Primitive.elementwise(operation).derivatives
      for i in 0..<3 { table.append(i < formulas.count ? Slope(formulas[i]) : .zero) }
    }
    return table
  }()

  static let longestRow: Int = table.reduce(8) { longest, slope in
    if case .program(let program) = slope { return max(longest, program.rowCount) }
    return longest
  }
}
