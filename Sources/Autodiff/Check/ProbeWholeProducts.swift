/// Products of which whole sides move, as along a direction: by the kernels that multiply matrices, so that a check takes
/// about as many passes as it counts.
extension Probe {
  /// AB − A₀B₀ = ΔA B₀ + A ΔB at four points, with the bounds |ΔA|′ |B₀| + |A| |ΔB|′ + E(A) |ΔB|, where |Δ|′ are the
  /// sizes of differences with what rounding does to their products.
  mutating func wholeProduct(
    _ step: ProbeStep, _ shape: ProductShape, _ batch: Int, leftMoves: Bool, rightMoves: Bool
  ) {
    let (m, k, n) = (shape.rows, shape.inner, shape.columns)
    let rounding = Double((leftMoves ? k : 0) + (rightMoves ? k : 0) + 1) * Probe.unit
    let start = step.lane + batch * m * n
    for entry in start..<(start + m * n) {
      memory.lanes[entry] = .zero
      memory.errors[entry] = .zero
    }
    if leftMoves {
      let right = numbers(step.b, batch * k * n, k * n)
      let left = byRows(step.a, batch * m * k, rows: m, columns: k, rounding)
      let product = ProductKernel.values(left.differences, right, rows: 4 * m, inner: k, columns: n)
      let bounds = ProductKernel.values(
        left.errors, right.map(\.magnitude), rows: 4 * m, inner: k, columns: n)
      set(product, bounds, from: start, m, n)
    }
    if rightMoves {
      // Four columns for each: the lanes of an entry stand side by side.
      let right = differences(step.b, batch * k * n, k * n, rounding)
      if leftMoves {
        for lane in 0..<4 { addProduct(step, shape, batch, lane, right, to: start) }
      } else {
        let left = numbers(step.a, batch * m * k, m * k)
        let product = ProductKernel.values(left, right.differences, rows: m, inner: k, columns: 4 * n)
        let bounds = ProductKernel.values(
          left.map(\.magnitude), right.errors, rows: m, inner: k, columns: 4 * n)
        for entry in 0..<(m * n) {
          for lane in 0..<4 {
            memory.lanes[start + entry][lane] = product[4 * entry + lane]
            memory.errors[start + entry][lane] = bounds[4 * entry + lane]
          }
        }
      }
    }
    for entry in batch * m * n..<(batch + 1) * m * n { land(step, entry) }
    spend(8 * m * n * k * ((leftMoves ? 1 : 0) + (rightMoves ? 1 : 0)))
  }

  /// A ΔB of one lane, where both sides move.
  private mutating func addProduct(
    _ step: ProbeStep, _ shape: ProductShape, _ batch: Int, _ lane: Int,
    _ right: (differences: [Double], errors: [Double]), to start: Int
  ) {
    let (m, k, n) = (shape.rows, shape.inner, shape.columns)
    let first = step.a.lane + batch * m * k
    let left = (first..<(first + m * k)).map { memory.lanes[$0][lane] }
    let leftErrors = (first..<(first + m * k)).map { memory.errors[$0][lane] }
    let difference = (0..<(k * n)).map { right.differences[4 * $0 + lane] }
    let bound = (0..<(k * n)).map { right.errors[4 * $0 + lane] }
    let product = ProductKernel.values(left, difference, rows: m, inner: k, columns: n)
    let own = ProductKernel.values(left.map(\.magnitude), bound, rows: m, inner: k, columns: n)
    let carried = ProductKernel.values(leftErrors, difference.map(\.magnitude), rows: m, inner: k, columns: n)
    for entry in 0..<(m * n) {
      memory.lanes[start + entry][lane] += product[entry]
      memory.errors[start + entry][lane] += own[entry] + carried[entry]
    }
  }

  private func numbers(_ operand: ProbeStep.Operand, _ start: Int, _ count: Int) -> [Double] {
    Array(memory.base[(operand.base + start)..<(operand.base + start + count)])
  }

  /// Differences from the base and their bounds, four for each entry.
  private func differences(
    _ operand: ProbeStep.Operand, _ start: Int, _ count: Int, _ rounding: Double
  ) -> (differences: [Double], errors: [Double]) {
    var differences = [Double](repeating: 0, count: 4 * count)
    var errors = differences
    for entry in 0..<count {
      let (difference, error) = self.difference(operand, start + entry, rounding)
      for lane in 0..<4 {
        differences[4 * entry + lane] = difference[lane]
        errors[4 * entry + lane] = error[lane]
      }
    }
    return (differences, errors)
  }

  /// The same by rows, of which each matrix row has four, one for each lane.
  private func byRows(
    _ operand: ProbeStep.Operand, _ start: Int, rows: Int, columns: Int, _ rounding: Double
  ) -> (differences: [Double], errors: [Double]) {
    var differences = [Double](repeating: 0, count: 4 * rows * columns)
    var errors = differences
    for row in 0..<rows {
      for column in 0..<columns {
        let (difference, error) = self.difference(operand, start + row * columns + column, rounding)
        for lane in 0..<4 {
          differences[(4 * row + lane) * columns + column] = difference[lane]
          errors[(4 * row + lane) * columns + column] = error[lane]
        }
      }
    }
    return (differences, errors)
  }

  @inline(__always)
  private func difference(
    _ operand: ProbeStep.Operand, _ entry: Int, _ rounding: Double
  ) -> (SIMD4<Double>, SIMD4<Double>) {
    let difference = memory.lanes[operand.lane + entry] - SIMD4(repeating: memory.base[operand.base + entry])
    return (difference, memory.errors[operand.lane + entry] + rounding * difference.magnitude)
  }

  /// Four rows for each of the result's become its lanes.
  private func set(_ products: [Double], _ bounds: [Double], from start: Int, _ m: Int, _ n: Int) {
    for row in 0..<m {
      for column in 0..<n {
        for lane in 0..<4 {
          let place = (4 * row + lane) * n + column
          memory.lanes[start + row * n + column][lane] = products[place]
          memory.errors[start + row * n + column][lane] = bounds[place]
        }
      }
    }
  }
}
