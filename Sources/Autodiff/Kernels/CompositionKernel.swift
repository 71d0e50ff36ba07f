import Formulas
import Kernels

/// Compositions over arrays: their atoms one after the other on a block of numbers that stays in the fastest cache.
enum CompositionKernel {
  private static let block = 512

  /// The composition on operands that broadcast to a shape.
  ///
  /// With the shapes [2, 2] and [], as in `leaky_relu(x, slope)`, the slope is one number for all.
  static func values<Number: KernelNumber>(
    _ operation: Operation, _ operands: [(values: [Number], shape: [Int])], shape: [Int], path: KernelPath = .best
  ) -> [Number] {
    let count = shape.reduce(1, *)
    guard count > 0 else { return [] }
    let formula = FormulaSteps.of(operation)
    // What is neither whole nor one number is spread first.
    let sources = operands.map { operand in
      operand.values.count == count || operand.values.count == 1
        ? operand.values : MapKernel.values(.identity, [operand], shape: shape, path: path)
    }
    let length = min(block, count)
    return [Number](unsafeUninitializedCapacity: count) { to, initialized in
      withRows(of: sources, formula, length) { rows in
        for start in stride(from: 0, to: count, by: length) {
          for (i, step) in formula.steps.enumerated() {
            let (a, b, c) = (rows[Int(step.a)], rows[Int(step.b)], rows[Int(step.c)])
            let isLast = i == formula.steps.count - 1
            let target =
              isLast ? to.baseAddress.map { $0 + start } : rows[rows.count - formula.steps.count + i].register
            Number.map(
              step.operation.kernel, path, target, a.place(start), b.place(start), c.place(start),
              (a.isSingle ? 1 : 0) | (b.isSingle ? 2 : 0) | (c.isSingle ? 4 : 0), min(length, count - start))
          }
        }
      }
      initialized = count
    }
  }

  /// An entry of the formula's row: one number, all numbers of an operand, or a block of a step's.
  private struct Row<Number> {
    var start: UnsafePointer<Number>?
    var isSingle = false
    var isWhole = false
    var register: UnsafeMutablePointer<Number>?

    func place(_ offset: Int) -> UnsafePointer<Number>? { isWhole ? start.map { $0 + offset } : start }
  }

  private static func withRows<Number: KernelNumber>(
    of sources: [[Number]], _ formula: FormulaSteps, _ length: Int, _ body: ([Row<Number>]) -> Void
  ) {
    let constants = formula.constants.map { Number($0) }
    func next(_ i: Int, _ rows: [Row<Number>]) {
      if i < sources.count {
        return sources[i].withUnsafeBufferPointer {
          next(i + 1, rows + [Row(start: $0.baseAddress, isSingle: $0.count == 1, isWhole: $0.count > 1)])
        }
      }
      // Places of the row that no composition reads.
      var rows = rows
      while rows.count < FormulaSteps.firstFree { rows.append(rows[0]) }
      constants.withUnsafeBufferPointer { numbers in
        for k in constants.indices { rows.append(Row(start: numbers.baseAddress.map { $0 + k }, isSingle: true)) }
        withUnsafeTemporaryAllocation(of: Number.self, capacity: formula.steps.count * length) { registers in
          for k in formula.steps.indices {
            let register = registers.baseAddress.map { $0 + k * length }
            rows.append(Row(start: register.map { UnsafePointer($0) }, register: register))
          }
          body(rows)
        }
      }
    }
    next(0, [])
  }
}
