extension Jacobian {
  /// The matrix in few cells, for a picture: each cell the mean of the entries that it covers.
  public struct Means: Sendable {
    /// Where each cell's rows start, and the end.
    public var rowBounds: [Int]
    /// Where each cell's columns start, and the end.
    public var columnBounds: [Int]
    /// Row by row.
    public var values: [Double]
    /// Whether only some rows of each cell were looked at.
    public var isSampled: Bool
  }

  /// Entries beyond which cells are the means of a sample of their rows.
  private static let mostEntries = 1 << 24

  /// - Parameters:
  ///   - most: an axis of at most so many entries has a cell for each.
  ///   - cells: what a longer one is cut into.
  public func means(most: Int, cells: Int) -> Means {
    let rowBounds = Jacobian.bounds(rows, most, cells)
    let columnBounds = Jacobian.bounds(columns, most, cells)
    let across = columnBounds.count - 1
    var sums = [Double](repeating: 0, count: (rowBounds.count - 1) * across)
    // By column, its cell: every row needs it.
    var cellOf: [Int32] = []
    cellOf.reserveCapacity(columns)
    for cell in 0..<across {
      cellOf.append(contentsOf: repeatElement(Int32(cell), count: columnBounds[cell + 1] - columnBounds[cell]))
    }
    let isSampled = map.capacity > Jacobian.mostEntries
    for cell in 0..<(rowBounds.count - 1) {
      let (start, end) = (rowBounds[cell], rowBounds[cell + 1])
      let step = isSampled ? Swift.max(1, (end - start) / 16) : 1
      var looked = 0
      for row in stride(from: start, to: end, by: step) {
        looked += 1
        map.forEach(inRow: row) { column, value in sums[cell * across + Int(cellOf[column])] += value }
      }
      for other in 0..<across {
        sums[cell * across + other] /= Double(looked) * Double(columnBounds[other + 1] - columnBounds[other])
      }
    }
    return Means(rowBounds: rowBounds, columnBounds: columnBounds, values: sums, isSampled: isSampled)
  }

  private static func bounds(_ count: Int, _ most: Int, _ cells: Int) -> [Int] {
    let cells = count <= most ? count : cells
    return (0...cells).map { cells == 0 ? 0 : $0 * count / cells }
  }
}
