extension Operation {
  /// Natural logarithm; −∞ at 0, NaN below. `log(2)` is 0.6931471805599453.
  @inlinable public static var log: Operation { Operation(.log) }
}

extension OperationDefinition {
  /// The natural logarithm.
  static let log = atom(
    .log, "log", ["x"], .call, summary: "the natural logarithm",
    example: .init(2, is: 0.6931471805599453),
    glyph: "log", word: "log", notation: .function,
    kink: .none, finiteness: .partly(passing: [0]), bounds: .risingFromZero(orAtLeast: nil), code: .function("log"),
    smooth: [.between(0.3, 2)], finiteHint: { _, _ in "the logarithm takes positive numbers" },
    derivatives: [1 / .operand(0)])
}
