import Testing

@testable import Formulas

/// Each operation and each of its derivatives, written in another language and evaluated there, on 1,000 points.
///
/// A result may be off by 16 units in its last place and by 2⁻⁵² besides: libraries round their functions otherwise, and
/// 1 − tanh² is made of numbers that cancel.
@Suite struct ElementwiseCodeTests {
  private static func cases(_ language: CodeLanguage) -> [CodeCase] {
    var generator = Points(state: 11)
    return Operation.allCases.flatMap { operation -> [CodeCase] in
      let definition = operation.definition
      let rows = definition.smooth.enumerated().map { i, domain in
        (0..<1000).map { _ in generator.next(domain) } + definition.kinkPoints.map { $0[i] }
      }
      let operands = (0..<operation.arity).map { ElementwiseFormula.operand($0) }
      let formula = operation(operands)
      func made(_ formula: ElementwiseFormula, _ name: String) -> CodeCase {
        let code = formula.code(in: language, operands: CodeCase.names(operands.count))
        let expected = rows[0].indices.map { k in formula.evaluate(rows.map { $0[k] }) }
        return CodeCase(
          language: language.rawValue, helpers: code.helpers, text: code.text,
          operands: rows.map { .init(values: $0) }, expected: expected, name: name)
      }
      // A derivative in the operands alone.
      let derivatives = operation.derivatives.enumerated().map { i, derivative in
        made(derivative.substituting(operands: operands, result: formula), "∂\(definition.name)/∂x\(i)")
      }
      return [made(formula, definition.name)] + derivatives
    }
  }

  @Test(arguments: CodeLanguage.allCases) func isRight(_ language: CodeLanguage) throws {
    try CodeCase.check(Self.cases(language), in: language) { 16 * $0.magnitude * 0x1p-53 + 0x1p-52 }
  }
}

/// Numbers from a domain, the same everywhere.
private struct Points {
  var state: UInt64

  mutating func next(_ domain: Domain) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let share = Double(state >> 11) * 0x1p-53
    switch domain {
    case .between(let low, let high): return low + (high - low) * share
    case .values(let values): return values[min(Int(share * Double(values.count)), values.count - 1)]
    }
  }
}
