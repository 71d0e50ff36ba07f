/// An index `x[…]`: the result's shape and, for each of its entries, the position in x.
struct Indexing {
  var shape: [Int]
  private var base = 0
  /// For each axis of the result, the offsets that its entries add.
  private var offsets: [[Int]] = []
  /// Entries that are taken one behind the other: the axes at the end that are taken whole.
  private var run = 1
  private var wholeAxes = 0

  /// `at` drops its axis, `range` is clamped as in NumPy, several `gather` go side by side as in `x[rows, columns]`: they
  /// give one axis, where the first of them stands, or in front when a slice stands between them. Axes beyond the
  /// indices are taken whole.
  init(_ operation: String, _ shape: [Int], _ indices: [Attributes.Index]) throws(EngineError) {
    self.shape = []
    guard indices.count <= shape.count else {
      throw .tooManyIndices(count: indices.count, shape: shape)
    }
    let length = try Indexing.gathered(operation, indices)
    var result: [Int] = []
    var gatherAxis: Int?
    var stride = shape.reduce(1, *)
    for (axis, size) in shape.enumerated() {
      stride = size == 0 ? 0 : stride / size
      let index = axis < indices.count ? indices[axis] : .range(nil, nil)
      switch index {
      case .at(let i):
        base += try Indexing.position(i, axis, size) * stride
        (wholeAxes, run) = (0, 1)
      case .range(let start, let stop):
        let from = Indexing.clamp(start ?? 0, size)
        let to = max(from, Indexing.clamp(stop ?? size, size))
        result.append(to - from)
        offsets.append((from..<to).map { $0 * stride })
        if from == 0, to == size {
          wholeAxes += 1
          run *= size
        } else {
          (wholeAxes, run) = (0, 1)
        }
      case .gather(let list):
        (wholeAxes, run) = (0, 1)
        var entries: [Int] = []
        for i in list { entries.append(try Indexing.position(i, axis, size) * stride) }
        if gatherAxis == nil {
          gatherAxis = result.count
          result.append(length)
          offsets.append([Int](repeating: 0, count: length))
        }
        if let gatherAxis {
          for k in 0..<length { offsets[gatherAxis][k] += entries[entries.count == 1 ? 0 : k] }
        }
      }
    }
    if let gatherAxis, Indexing.isTornApart(indices) {
      // As in NumPy: lists on both sides of a slice have no place of their own, so their axis comes first.
      result.insert(result.remove(at: gatherAxis), at: 0)
      offsets.insert(offsets.remove(at: gatherAxis), at: 0)
    }
    self.shape = result
  }

  /// For each entry of the result.
  var positions: [Int] { positions(axes: offsets.count) }

  /// The entries of x that are taken, row by row.
  func entries<Number>(of x: [Number]) -> [Number] {
    guard run > 1 else { return positions.map { x[$0] } }
    var result: [Number] = []
    let starts = positions(axes: offsets.count - wholeAxes)
    result.reserveCapacity(starts.count * run)
    for start in starts { result.append(contentsOf: x[start..<start + run]) }
    return result
  }

  private func positions(axes: Int) -> [Int] {
    var positions = [base]
    for axis in offsets.prefix(axes) {
      var next: [Int] = []
      next.reserveCapacity(positions.count * axis.count)
      for position in positions {
        for offset in axis { next.append(position + offset) }
      }
      positions = next
    }
    return positions
  }

  /// How many entries the lists take side by side.
  private static func gathered(
    _ operation: String, _ indices: [Attributes.Index]
  ) throws(EngineError) -> Int {
    var length = 1
    for case .gather(let list) in indices where list.count != 1 {
      guard length == 1 || length == list.count else {
        throw .shapeMismatch(
          operation: operation, shapes: [[length], [list.count]],
          rule: "lists of indices go side by side, so they are equally long")
      }
      length = list.count
    }
    return length
  }

  /// Whether a slice stands between two indices of which one is a list; a single index counts as a list then.
  private static func isTornApart(_ indices: [Attributes.Index]) -> Bool {
    func isSlice(_ index: Attributes.Index) -> Bool {
      if case .range = index { return true }
      return false
    }
    guard let first = indices.firstIndex(where: { !isSlice($0) }),
      let last = indices.lastIndex(where: { !isSlice($0) })
    else { return false }
    return indices[first...last].contains(where: isSlice)
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

extension Attributes.Index {
  /// The entries of an axis that are taken, counted from the start: `.range(-2, nil)` of 5 entries takes [3, 4].
  ///
  /// - Throws: for an entry that is not there.
  public func entries(of size: Int) throws(EngineError) -> [Int] { try Indexing("index", [size], [self]).positions }
}
