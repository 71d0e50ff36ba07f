/// What `x[…]` takes: the result's shape and, for each of its entries, the position in x.
struct Indexing {
  var shape: [Int]
  var positions: [Int]

  /// `at` drops its axis, `range` is clamped as in NumPy, several `gather` go side by side as in `x[rows, columns]`;
  /// axes beyond the indices are taken whole.
  init(_ operation: String, _ shape: [Int], _ indices: [Attributes.Index]) throws(EngineError) {
    guard indices.count <= shape.count else {
      throw .tooManyIndices(count: indices.count, shape: shape)
    }
    var result: [Int] = []
    // For each axis of the result, the offsets that its entries add.
    var offsets: [[Int]] = []
    var base = 0
    var gatherAxis: Int?
    var stride = shape.reduce(1, *)
    for (axis, size) in shape.enumerated() {
      stride = size == 0 ? 0 : stride / size
      let index = axis < indices.count ? indices[axis] : .range(nil, nil)
      switch index {
      case .at(let i):
        base += try Indexing.position(i, axis, size) * stride
      case .range(let start, let stop):
        let from = Indexing.clamp(start ?? 0, size)
        let to = max(from, Indexing.clamp(stop ?? size, size))
        result.append(to - from)
        offsets.append((from..<to).map { $0 * stride })
      case .gather(let list):
        var entries: [Int] = []
        for i in list { entries.append(try Indexing.position(i, axis, size) * stride) }
        if let first = gatherAxis {
          guard entries.count == result[first] || entries.count == 1 else {
            throw .shapeMismatch(
              operation: operation, shapes: [[result[first]], [entries.count]],
              rule: "lists of indices go side by side, so they are equally long")
          }
          for k in offsets[first].indices { offsets[first][k] += entries[entries.count == 1 ? 0 : k] }
        } else {
          gatherAxis = result.count
          result.append(entries.count)
          offsets.append(entries)
        }
      }
    }
    var positions = [base]
    for axis in offsets {
      var next: [Int] = []
      next.reserveCapacity(positions.count * axis.count)
      for position in positions {
        for offset in axis { next.append(position + offset) }
      }
      positions = next
    }
    self.shape = result
    self.positions = positions
  }

  private static func position(_ index: Int, _ axis: Int, _ size: Int) throws(EngineError) -> Int {
    let position = index < 0 ? index + size : index
    guard position >= 0 && position < size else { throw .indexOutOfRange(index: index, axis: axis, size: size) }
    return position
  }

  private static func clamp(_ index: Int, _ size: Int) -> Int {
    min(max(index < 0 ? index + size : index, 0), size)
  }
}
