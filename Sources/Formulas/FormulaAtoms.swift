extension ElementwiseFormula {
  /// The same formula with each composition written out: in atoms alone.
  public var inAtoms: ElementwiseFormula {
    switch self {
    case .constant, .operand, .result: return self
    case .unary, .binary, .ternary: break
    }
    guard let (operation, operands) = application else { return self }
    let parts = operands.map(\.inAtoms)
    // A composition does not speak of its result.
    if let formula = operation.formula { return formula.inAtoms.substituting(operands: parts, result: .result) }
    return operation(parts)
  }
}
