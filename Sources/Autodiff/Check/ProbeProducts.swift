extension Probe {
  /// Products of matrices. A moved entry of the left side moves a row of the result, one of the right side a column.
  ///
  /// With A = A₀ + ΔA and B = B₀ + ΔB, AB = A₀B₀ + ΔA B₀ + A ΔB: the terms that moved are added to each other first and
  /// to the base then, as in a sum.
  mutating func product(_ step: ProbeStep) {
    let (left, right) = (entries(step.a), entries(step.b))
    guard !left.isEmpty || !right.isEmpty else { return }
    let extents = payloads[step.payload].extents
    let shape = ProductShape(rows: extents[1], inner: extents[2], columns: extents[3])
    guard shape.rows > 0 && shape.inner > 0 && shape.columns > 0 else { return }
    var sides = (left: Cursor(left, moved), right: Cursor(right, moved))
    let first = moved.end
    while !sides.left.isAtEnd || !sides.right.isAtEnd {
      // The next matrix of the batch that an entry moved in.
      let batch = min(
        sides.left.isAtEnd ? .max : sides.left.entry / (shape.rows * shape.inner),
        sides.right.isAtEnd ? .max : sides.right.entry / (shape.inner * shape.columns))
      matrix(step, shape, batch, &sides, since: first)
    }
    moved.take(step.value, since: first)
  }

  struct ProductShape {
    var rows: Int
    var inner: Int
    var columns: Int
  }

  /// A place among moved entries.
  private struct Cursor {
    private let runs: Range<Int>
    private var run: Int
    private(set) var entry: Int

    init(_ runs: Range<Int>, _ moved: MovedEntries) {
      self.runs = runs
      run = runs.lowerBound
      entry = runs.isEmpty ? 0 : moved.runs[runs.lowerBound].start
    }

    var isAtEnd: Bool { run == runs.upperBound }

    /// Whether all of a range has moved, of which nothing was taken yet.
    func covers(_ range: Range<Int>, _ moved: MovedEntries) -> Bool {
      !isAtEnd && entry == range.lowerBound && moved.runs[run].end >= range.upperBound
    }

    /// The next entries that stand side by side before a limit, `nil` where there are none.
    mutating func next(before limit: Int, _ moved: MovedEntries) -> Range<Int>? {
      guard run < runs.upperBound, entry < limit else { return nil }
      let end = moved.runs[run].end
      let result = entry..<min(end, limit)
      if end <= limit {
        run += 1
        entry = run < runs.upperBound ? moved.runs[run].start : 0
      } else {
        entry = limit
      }
      return result
    }
  }

  /// Whether a long product in which each side stands still or moves altogether was computed by the kernels.
  private mutating func takesWhole(
    _ step: ProbeStep, _ shape: ProductShape, _ batch: Int, _ sides: inout (left: Cursor, right: Cursor)
  ) -> Bool {
    let (left, right) = (shape.rows * shape.inner, shape.inner * shape.columns)
    guard left * shape.columns >= 1 << 12 else { return false }
    let rightPart = batch * right..<(batch + 1) * right
    let leftPart = batch * left..<(batch + 1) * left
    let leftMoves = !sides.left.isAtEnd && sides.left.entry < leftPart.upperBound
    let rightMoves = !sides.right.isAtEnd && sides.right.entry < rightPart.upperBound
    guard !leftMoves || sides.left.covers(leftPart, moved), !rightMoves || sides.right.covers(rightPart, moved) else {
      return false
    }
    if leftMoves { _ = sides.left.next(before: leftPart.upperBound, moved) }
    if rightMoves { _ = sides.right.next(before: rightPart.upperBound, moved) }
    wholeProduct(step, shape, batch, leftMoves: leftMoves, rightMoves: rightMoves)
    return true
  }

  private mutating func matrix(
    _ step: ProbeStep, _ shape: ProductShape, _ batch: Int, _ sides: inout (left: Cursor, right: Cursor),
    since first: Int
  ) {
    let (n, k) = (shape.columns, shape.inner)
    if takesWhole(step, shape, batch, &sides) {
      moved.add(batch * shape.rows * n, (batch + 1) * shape.rows * n, since: first)
      return
    }
    let startOfRight = sides.right
    var columns = 0
    var rightRows = 0
    // The columns that the right side moves are flagged, and listed.
    while !sides.right.isAtEnd, sides.right.entry < (batch + 1) * k * n {
      let start = sides.right.entry / n * n
      rightRows += 1
      while let part = sides.right.next(before: start + n, moved) {
        for entry in part where memory.flags[entry - start] == 0 {
          memory.flags[entry - start] = 1
          columns += 1
        }
      }
    }
    if columns > 0 {
      var next = 0
      for j in 0..<n where memory.flags[j] != 0 {
        memory.met[next] = j
        next += 1
      }
    }
    var row = batch * shape.rows
    while row < (batch + 1) * shape.rows {
      if columns == 0 {
        guard !sides.left.isAtEnd, sides.left.entry < (batch + 1) * shape.rows * k else { break }
        row = sides.left.entry / k
      }
      var inRow = sides.left
      var leftTerms = 0
      while let part = sides.left.next(before: (row + 1) * k, moved) { leftTerms += part.count }
      let rounding = Double(leftTerms + rightRows + 1) * Probe.unit
      let start = step.lane + row * n
      for i in 0..<(leftTerms > 0 ? n : columns) {
        let j = leftTerms > 0 ? i : memory.met[i]
        memory.lanes[start + j] = .zero
        memory.errors[start + j] = .zero
      }
      // ΔA B₀
      while let part = inRow.next(before: (row + 1) * k, moved) {
        for entry in part {
          let difference = memory.lanes[step.a.lane + entry] - SIMD4(repeating: memory.base[step.a.base + entry])
          let error = memory.errors[step.a.lane + entry] + rounding * difference.magnitude
          let other = step.b.base + (batch * k + entry - row * k) * n
          for j in 0..<n {
            let factor = memory.base[other + j]
            memory.lanes[start + j] += difference * factor
            memory.errors[start + j] += error * factor.magnitude
          }
        }
      }
      if columns > 0 { addRight(step, shape, batch, row, startOfRight, rounding) }
      spend(8 * (leftTerms * n + rightRows * columns))
      if leftTerms > 0 || columns == n {
        moved.add(row * n, (row + 1) * n, since: first)
        for j in 0..<n { land(step, row * n + j) }
      } else {
        for i in 0..<columns {
          let j = memory.met[i]
          moved.add(row * n + j, row * n + j + 1, since: first)
          land(step, row * n + j)
        }
      }
      row += 1
    }
    if columns > 0 { for j in 0..<n { memory.flags[j] = 0 } }
  }

  /// A ΔB in one row of the result.
  private func addRight(
    _ step: ProbeStep, _ shape: ProductShape, _ batch: Int, _ row: Int, _ cursor: Cursor, _ rounding: Double
  ) {
    let (n, k) = (shape.columns, shape.inner)
    var cursor = cursor
    while !cursor.isAtEnd, cursor.entry < (batch + 1) * k * n {
      let p = cursor.entry / n
      guard let part = cursor.next(before: (p + 1) * n, moved) else { break }
      let entry = row * k + p - batch * k
      let moves = step.a.moves
      let factor =
        moves ? memory.lanes[step.a.lane + entry] : SIMD4(repeating: memory.base[step.a.base + entry])
      let factorError = moves ? memory.errors[step.a.lane + entry] : .zero
      let size = factor.magnitude
      for place in part {
        let to = step.lane + row * n + place - p * n
        let difference = memory.lanes[step.b.lane + place] - SIMD4(repeating: memory.base[step.b.base + place])
        memory.lanes[to] += factor * difference
        memory.errors[to] +=
          size * (memory.errors[step.b.lane + place] + rounding * difference.magnitude)
          + factorError * difference.magnitude
      }
    }
  }
}
