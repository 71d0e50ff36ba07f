import Formulas

extension FormulaSteps {
  private static let compositions = Operation.allCases.compactMap(\.formula).map { FormulaSteps($0) }

  /// - Precondition: the operation is a composition.
  static func of(_ operation: Operation) -> FormulaSteps {
    compositions[Int(operation.rawValue) - Atom.count]
  }
}

extension Operation {
  /// The number of an operation on scalars of a precision: each atom is rounded to it, as in a tensor.
  func number(_ operands: [Double], at precision: Precision) -> Double {
    func operand(_ i: Int) -> Double { i < operands.count ? operands[i] : 0 }
    if atom != nil || precision == .double { return precision.rounded(self(operand(0), operand(1), operand(2))) }
    let formula = FormulaSteps.of(self)
    var row = [operand(0), operand(1), operand(2), .nan] + formula.constants.map { precision.rounded($0) }
    for step in formula.steps {
      row.append(precision.rounded(step.operation(row[Int(step.a)], row[Int(step.b)], row[Int(step.c)])))
    }
    return row[row.count - 1]
  }
}
