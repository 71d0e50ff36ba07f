import Formulas

extension FormulaProgram {
  private static let compositions = Operation.allCases.compactMap(\.formula).map { FormulaProgram($0) }

  /// - Precondition: the operation is a composition.
  static func of(_ operation: Operation) -> FormulaProgram {
    compositions[Int(operation.rawValue) - Atom.count]
  }
}

extension Operation {
  /// The number of an operation on scalars of a precision: each atom is rounded to it, as in a tensor.
  func number(_ operands: [Double], at precision: Precision) -> Double {
    func operand(_ i: Int) -> Double { i < operands.count ? operands[i] : 0 }
    if atom != nil || precision == .double { return precision.rounded(self(operand(0), operand(1), operand(2))) }
    let program = FormulaProgram.of(self)
    var row = [operand(0), operand(1), operand(2), .nan] + program.constants.map { precision.rounded($0) }
    for step in program.steps {
      row.append(precision.rounded(step.operation(row[Int(step.a)], row[Int(step.b)], row[Int(step.c)])))
    }
    return row[row.count - 1]
  }
}
