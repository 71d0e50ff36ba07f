/// Equal blocks along a diagonal, as `outer` copies of `height × width` blocks whose entries lie `inner` apart:
/// entry (o, a, i) of the rows meets entry (o, b, i) of the columns, and no other.
///
/// One form holds many structures. With `outer = inner = 1` the matrix is dense; with `inner = 1` block diagonal
/// (a batch of rows); with 1 × 1 blocks diagonal; I ⊗ W and X ⊗ I are blocks that share their numbers, which are kept
/// once.
struct BlockedMap: Sendable {
  var outer: Int
  var inner: Int
  var height: Int
  var width: Int
  /// Blocks row by row; for each group of outer copies, for each inner place.
  var values: [Double]
  /// Consecutive outer copies that share their numbers; `outer` when all do.
  var group: Int
  /// Whether inner places share their numbers.
  var sharesInner: Bool

  init(
    outer: Int, inner: Int, height: Int, width: Int, values: [Double], group: Int = 1, sharesInner: Bool = false
  ) {
    self.outer = outer
    self.inner = inner
    self.height = height
    self.width = width
    self.values = values
    self.group = group
    self.sharesInner = sharesInner
  }

  static func identity(_ size: Int) -> BlockedMap { scaledIdentity(size, 1) }

  static func scaledIdentity(_ size: Int, _ factor: Double) -> BlockedMap {
    BlockedMap(
      outer: size, inner: 1, height: 1, width: 1, values: [factor], group: max(size, 1), sharesInner: true)
  }

  static func diagonal(_ values: [Double]) -> BlockedMap {
    BlockedMap(outer: values.count, inner: 1, height: 1, width: 1, values: values)
  }

  var rows: Int { outer * height * inner }
  var columns: Int { outer * width * inner }
  /// Entries inside blocks, at most `Int.max`.
  var capacity: Int {
    let (count, overflow) = rows.multipliedReportingOverflow(by: width)
    return overflow ? .max : count
  }
  var blockSize: Int { height * width }
  var isDiagonal: Bool { height == 1 && width == 1 }
  /// Whether all blocks are one.
  var isShared: Bool { group == outer && (sharesInner || inner == 1) }
  var isIdentity: Bool { isDiagonal && isShared && values.first == 1 }

  /// Where the numbers of a block start.
  @inline(__always)
  func offset(_ o: Int, _ i: Int) -> Int {
    let place = o / group
    return (sharesInner ? place : place * inner + i) * height * width
  }

  /// Entry i of a diagonal.
  @inline(__always)
  func diagonal(_ i: Int) -> Double {
    if values.count == 1 { return values[0] }
    return values[offset(i / inner, i % inner)]
  }

  func entry(_ row: Int, _ column: Int) -> Double {
    let (o, i) = (row / (height * inner), row % inner)
    guard column / (width * inner) == o, column % inner == i else { return 0 }
    let (a, b) = (row / inner % height, column / inner % width)
    return values[offset(o, i) + a * width + b]
  }

  /// The columns of a row's entries with the positions of their numbers.
  func row(_ row: Int) -> some Sequence<(column: Int, position: Int)> {
    let (o, a, i) = (row / (height * inner), row / inner % height, row % inner)
    let position = offset(o, i) + a * width
    let column = o * width * inner + i
    let inner = self.inner
    return (0..<width).lazy.map { (column + $0 * inner, position + $0) }
  }

  var transposed: BlockedMap {
    var result = self
    (result.height, result.width) = (width, height)
    guard height != 1 && width != 1 else { return result }
    var flipped: [Double] = []
    flipped.reserveCapacity(values.count)
    for start in stride(from: 0, to: values.count, by: max(blockSize, 1)) {
      for b in 0..<width {
        for a in 0..<height { flipped.append(values[start + a * width + b]) }
      }
    }
    result.values = flipped
    return result
  }

  func mapped(_ body: (Double) -> Double) -> BlockedMap {
    var result = self
    for k in result.values.indices { result.values[k] = body(result.values[k]) }
    return result
  }

  /// Each block with numbers of its own.
  var unshared: BlockedMap {
    if group == 1 && (!sharesInner || inner == 1) {
      var result = self
      result.sharesInner = false
      return result
    }
    var all: [Double] = []
    all.reserveCapacity(outer * inner * blockSize)
    for o in 0..<outer {
      for i in 0..<inner {
        let start = offset(o, i)
        all.append(contentsOf: values[start..<(start + blockSize)])
      }
    }
    return BlockedMap(outer: outer, inner: inner, height: height, width: width, values: all)
  }

  /// The same matrix in fewer, larger blocks: `outer` and `inner` are divided, zeros fill in.
  ///
  /// - Precondition: the new sizes divide the old ones; a diagonal takes any that divide its size.
  func coarsened(outer newOuter: Int, inner newInner: Int) -> BlockedMap {
    if newOuter == outer && newInner == inner { return self }
    if isDiagonal {
      let size = rows / (newOuter * newInner)
      var result = BlockedMap(
        outer: newOuter, inner: newInner, height: size, width: size,
        values: [Double](repeating: 0, count: newOuter * newInner * size * size))
      if values.count == 1 {
        result.values = [Double](repeating: 0, count: size * size)
        for a in 0..<size { result.values[a * size + a] = values[0] }
        result.group = newOuter
        result.sharesInner = true
        return result
      }
      for row in 0..<rows {
        let (o, a, i) = (row / (size * newInner), row / newInner % size, row % newInner)
        result.values[result.offset(o, i) + a * size + a] = diagonal(row)
      }
      return result
    }
    let tall = rows / (newOuter * newInner)
    let wide = columns / (newOuter * newInner)
    // Where all blocks are one, all coarse blocks are one as well.
    let shares = isShared
    var result = BlockedMap(
      outer: newOuter, inner: newInner, height: tall, width: wide,
      values: [Double](repeating: 0, count: (shares ? 1 : newOuter * newInner) * tall * wide),
      group: shares ? newOuter : 1, sharesInner: shares)
    for row in 0..<rows {
      let (o, a, i) = (row / (tall * newInner), row / newInner % tall, row % newInner)
      if shares && (o > 0 || i > 0) { continue }
      let start = result.offset(o, i) + a * wide
      for entry in self.row(row) { result.values[start + entry.column / newInner % wide] = values[entry.position] }
    }
    return result
  }
}
