import Testing

@testable import Formulas

/// What operations say of themselves is so.
@Suite struct OperationDefinitionTests {
  @Test(arguments: Operation.allCases)
  func computesItsExample(_ operation: Operation) {
    let example = operation.definition.example
    #expect(example.operands.count == operation.arity)
    func operand(_ i: Int) -> Double { i < example.operands.count ? example.operands[i] : 0 }
    #expect(operation(operand(0), operand(1), operand(2)) == example.value)
  }

  @Test func namesAreDifferent() {
    #expect(Set(Operation.allCases.map(\.definition.name)).count == Operation.allCases.count)
  }

  @Test(arguments: Operation.allCases)
  func hasADomainForEachOperand(_ operation: Operation) {
    let definition = operation.definition
    #expect(definition.smooth.count == operation.arity)
    #expect(definition.kinkPoints.allSatisfy { $0.count == operation.arity })
  }

  /// Whoever has a corner or a jump, itself or in a part, names a point where it is.
  @Test(arguments: Operation.allCases)
  func namesItsKinks(_ operation: Operation) {
    func atoms(_ formula: ElementwiseFormula) -> [Atom] {
      guard let (operation, operands) = formula.application else { return [] }
      return (operation.atom.map { [$0] } ?? []) + operands.flatMap(atoms)
    }
    let parts = operation.formula.map { atoms($0.inAtoms) } ?? operation.atom.map { [$0] } ?? []
    let hasCorner = parts.contains { atom in
      switch atom.kink {
      case .none, .angle, .power: false
      // Poles, and the end of the domain.
      case .sign: atom != .divide && atom != .sqrt
      case .order, .truth, .truths, .whole, .halves, .quotient, .range: true
      }
    }
    #expect(hasCorner == !operation.definition.kinkPoints.isEmpty)
  }

  /// Two points near a kink, on its two sides, are told apart, and two on one side are not.
  @Test(arguments: Atom.allCases.filter { !Operation($0).definition.kinkPoints.isEmpty })
  func decidesAtItsKinks(_ atom: Atom) {
    for point in Operation(atom).definition.kinkPoints {
      func decision(_ operand: Int, _ step: Double) -> Double {
        var moved = point + [0, 0]
        moved[operand] += step
        return atom.kink.decision(moved[0], moved[1], moved[2])
      }
      let deciding = atom.kink.deciding.filter { $0 < atom.arity }
      #expect(deciding.contains { decision($0, 1e-6) != decision($0, 0) || decision($0, -1e-6) != decision($0, 0) })
      #expect(
        deciding.allSatisfy { decision($0, 1e-6) == decision($0, 2e-6) && decision($0, -1e-6) == decision($0, -2e-6) })
    }
  }

  private static let sizes = [0, 1e-300, 0.3, 1, 2.5, 700, 1e9, 1e160, .greatestFiniteMagnitude].flatMap { [$0, -$0] }

  @Test(arguments: Atom.allCases)
  func isFiniteWhereItSaysSo(_ atom: Atom) {
    guard case .always = atom.finiteness else { return }
    for a in Self.sizes {
      for b in Self.sizes { for c in [-1, 2.5] { #expect(atom(a, b, c).isFinite, "\(atom)(\(a), \(b), \(c))") } }
    }
  }

  @Test(arguments: Atom.allCases)
  func passesOnWhatItSaysThatItPasses(_ atom: Atom) {
    for operand in 0..<atom.arity where atom.finiteness.passes(operand) {
      for bad in [Double.nan, .infinity, -.infinity] {
        for other in Self.sizes + [.infinity, -.infinity, .nan] {
          var numbers = [other, other, other]
          numbers[operand] = bad
          #expect(!atom(numbers[0], numbers[1], numbers[2]).isFinite, "\(atom)\(numbers)")
        }
      }
    }
  }

  /// A derivative that is written is the one that the chain rule finds.
  @Test(arguments: Operation.compositions)
  func writesTheChainRulesDerivatives(_ operation: Operation) throws {
    let formula = try #require(operation.formula)
    for (operand, written) in operation.derivatives.enumerated() {
      let found = formula.derivative(withRespectTo: operand) { $0.derivatives }
      for x in [-1.7, -0.4, 0.3, 1.9] {
        let numbers = (0..<operation.arity).map { $0 == 0 ? x : 0.6 }
        let result = formula.evaluate(numbers)
        let (a, b) = (written.evaluate(numbers, result: result), found.evaluate(numbers, result: result))
        #expect((a - b).magnitude <= 1e-14 * max(1, b.magnitude), "\(operation.definition.name) at \(numbers)")
      }
    }
  }

  /// Without a written derivative the chain rule's is printed: Φ(x) + x φ(x).
  @Test func printsTheChainRulesDerivative() throws {
    let gelu = try #require(Operation.allCases.first { $0.definition.name == "gelu" })
    let text = gelu.derivatives[0].notation(operands: [Notation(name: "x")], result: Notation(name: "f")).text
    #expect(gelu.definition.writtenDerivatives() == nil && text == "Φ(x) + x φ(x)")
  }

  /// x ceil(x/y) clipped, over a composition and an operation of three operands.
  @Test func formulasContainCompositionsAndThreeOperands() {
    let ceil = OperationDefinition.ceil(.operand(0) / .operand(1))
    let formula = Operation.clip(.operand(0) * ceil, -5, 5)
    #expect(formula.evaluate([1.5, 0.7]) == 4.5)
    #expect(formula.evaluate([2.5, 0.7]) == 5)
    #expect(formula.inAtoms.evaluate([1.5, 0.7]) == 4.5)
    let names = [Notation(name: "x"), Notation(name: "y")]
    #expect(formula.notation(operands: names, result: Notation(name: "f")).text == "clip(x ⌈x/y⌉, −5, 5)")
    #expect(formula.derivative(withRespectTo: 0) { $0.derivatives }.evaluate([1.5, 0.7]) == 3)
    let inner = "(x * (-Math.floor(-(x / (a + b)))))"
    #expect(
      formula.code(in: .javaScript, operands: ["x", "a + b"]).text
        == "(\(inner) < (-5) ? (-5) : \(inner)) > 5 ? 5 : \(inner) < (-5) ? (-5) : \(inner)")
    #expect(
      formula.code(in: .numPy, operands: ["x", "a + b"]).text == "np.clip(x * (-np.floor(-(x / (a + b)))), -5, 5)")
  }
}
