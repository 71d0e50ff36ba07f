import Formulas

/// What a scan works with; kept between scans.
struct ScanScratch {
  /// The gradients, from the lowest record that is asked for on.
  var gradients: ContiguousArray<Double> = []
  var row: ContiguousArray<Double> = SlopeTable.shared.row()

  /// Room for a scan, all zero.
  mutating func clear(count: Int) {
    if gradients.count < count {
      gradients = ContiguousArray(repeating: 0, count: count)
      return
    }
    var numbers = gradients.mutableSpan
    for i in 0..<count { numbers[i] = 0 }
  }
}

extension Arena {
  /// A backward sweep from f that runs over the records downwards, without looking for an order first: right where
  /// everything on the way is a scalar operation and the records stand in order of construction, as in a graph that was
  /// made in one go. Each node is met after all its consumers, so its gradient is complete; consumers are met latest
  /// first, the order in which ``Graph/sweep(_:_:)`` adds up.
  ///
  /// - Parameters:
  ///   - lowest: the scan ends at this record; what stands below was made before it.
  ///   - scratch: afterwards holds, for each visited node i, its gradient at i − lowest.
  /// - Returns: the number of nodes it visited; `nil` when it met something else than it is right for.
  mutating func scan(from f: Int, downTo lowest: Int, _ scratch: inout ScanScratch) -> Int? {
    scratch.clear(count: f - lowest + 1)
    return scan(from: f, downTo: lowest, &scratch.gradients, &scratch.row)
  }

  private mutating func scan(
    from f: Int, downTo lowest: Int, _ numbers: inout ContiguousArray<Double>, _ row: inout ContiguousArray<Double>
  ) -> Int? {
    let epoch = beginTraversal()
    let oldest = records[lowest].serial
    let slopes = SlopeTable.shared
    records[f].mark = epoch
    numbers[f - lowest] = 1
    var youngest = UInt32.max
    var visited = 0
    var records = records.mutableSpan
    var gradients = numbers.mutableSpan
    var i = f
    while i >= lowest {
      defer { i -= 1 }
      guard records[i].mark == epoch else { continue }
      let record = records[i]
      guard record.varies, record.serial < youngest else {
        if record.varies { return nil }
        continue
      }
      youngest = record.serial
      visited += 1
      if record.isSingle { return nil }
      if record.code == NodeCode.input { continue }
      guard record.code < Primitive.firstStructural, record.side < 0, record.a != .max else { return nil }
      let a = Int(record.a)
      let upstream = gradients[i - lowest]
      // Each operand stands below, or before everything that was asked for.
      let isBinary = record.b != .max
      let b = isBinary ? Int(record.b) : a
      guard a < i, b < i else { return nil }
      guard a >= lowest || records[a].serial < oldest, b >= lowest || records[b].serial < oldest else { return nil }
      let parts = slopes.parts(record.code, upstream, records[a].value, records[b].value, record.value, &row)
      if a >= lowest { gradients[a - lowest] += parts.a }
      if isBinary && b >= lowest { gradients[b - lowest] += parts.b }
      records[a].mark = epoch
      records[b].mark = epoch
    }
    return visited
  }
}
