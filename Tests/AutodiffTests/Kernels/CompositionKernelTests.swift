import Formulas
import Testing

@testable import Autodiff

/// Compositions of tensors, block by block, against their atoms one after the other on each number.
@Suite struct CompositionKernelTests {
  private func check(
    _ operation: Formulas.Operation, _ operands: [(values: [Double], shape: [Int])], _ shape: [Int]
  ) {
    let spread = operands.map { Broadcasting.expand(Tensor(shape: $0.shape, values: $0.values), to: shape) }
    let narrow = operands.map { (values: $0.values.map { Float($0) }, shape: $0.shape) }
    for path in KernelPath.available {
      let values = CompositionKernel.values(operation, operands, shape: shape, path: path)
      let singles = CompositionKernel.values(operation, narrow, shape: shape, path: path)
      #expect(values.count == shape.reduce(1, *) && singles.count == values.count)
      for i in values.indices {
        let numbers = spread.map { $0[i] }
        let expected = operation.number(numbers, at: .double)
        let single = Float(operation.number(numbers.map { Double(Float($0)) }, at: .single))
        guard isSame(values[i], expected), isSame(singles[i], single) else {
          Issue.record("\(operation.definition.name)\(numbers) by \(path): \(values[i]), not \(expected)")
          return
        }
      }
    }
  }

  @Test(arguments: Formulas.Operation.compositions)
  func givesTheBitsOfItsAtoms(_ operation: Formulas.Operation) {
    for count in [1, 2, 7, 511, 512, 513, 700, 1024] {
      let rows = (0..<operation.arity).map { SpecialNumbers.row(count, seed: UInt64($0 + 1)) }
      check(operation, rows.map { ($0, [count]) }, [count])
      // One number for all.
      check(operation, rows.enumerated().map { $0 == 0 ? ($1, [count]) : ([$1[0]], []) }, [count])
    }
  }

  @Test(arguments: Formulas.Operation.compositions.filter { $0.arity > 1 })
  func broadcasts(_ operation: Formulas.Operation) {
    let shapes = [[2, 3], [3], [2, 1]]
    let operands = shapes.prefix(operation.arity).enumerated().map { i, shape in
      (values: SpecialNumbers.row(shape.reduce(1, *), seed: UInt64(i)), shape: shape)
    }
    check(operation, operands, [2, 3])
    check(operation, operands.map { ($0.values, [1] + $0.shape) }, [1, 2, 3])
  }

  /// What a formula's tree gives and what its program gives are the same bits.
  @Test(arguments: Formulas.Operation.compositions)
  func isItsFormula(_ operation: Formulas.Operation) throws {
    let formula = try #require(operation.formula)
    var random = Random(4)
    for _ in 0..<200 {
      let numbers = (0..<operation.arity).map { _ in random.uniform(-3, 3) }
      let value = operation(numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
      #expect(isSame(value, formula.evaluate(numbers)))
      #expect(isSame(value, formula.inAtoms.evaluate(numbers)))
    }
  }
}
