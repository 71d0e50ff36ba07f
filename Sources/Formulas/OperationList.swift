extension OperationDefinition {
  /// Those with a kernel, in the order of ``Atom``.
  static let atoms: [OperationDefinition] = [
    .add, .subtract, .multiply, .divide, .power, .modulo,
    .maximum, .minimum,
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    .and, .or,
    .powerSlope,
    .negate, .not,
    .exp, .log, .sqrt, .square, .abs, .sign,
    .sin, .cos, .tan, .tanh, .sigmoid,
    .relu, .softplus,
    .normalCDF, .normalPDF,
    .expm1,
    .floor, .round,
    .identity, .stop,
    .clip, .select,
  ]

  /// Formulas of atoms and of each other. A new one is one file and a word here.
  static let compositions: [OperationDefinition] = [.ceil, .leakyReLU, .elu, .silu, .gelu]
}
