/// The matrix ∂yᵢ/∂xⱼ with its structure: which entries can differ from 0 at all is known from the graph, and only
/// these are kept.
///
/// Outputs and variables of higher rank are laid out row by row: y of shape [2, 3] and x of shape [4] give 6 × 4.
public struct Jacobian: Sendable {
  /// The meaning of rows and columns.
  public enum Layout: String, Sendable, Hashable {
    /// Rows are outputs: ∂yᵢ/∂xⱼ in row i, column j.
    case numerator
    /// Rows are inputs: the transpose.
    case denominator
  }

  /// The coarsest form that holds all entries which can differ from 0.
  public enum Structure: String, Sendable, Hashable {
    /// No entry can differ from 0.
    case zero
    /// 1 on the diagonal, 0 elsewhere.
    case identity
    /// 0 off the diagonal.
    case diagonal
    /// Equal blocks along the diagonal: the rows of a batch.
    case blockDiagonal
    /// Few entries of each row, or of each column.
    case sparse
    /// Any entry.
    case dense
  }

  /// The shape of y.
  public let outputShape: [Int]
  /// The shape of x.
  public let inputShape: [Int]
  /// The meaning of rows and columns.
  public let layout: Layout
  /// Rows and columns as ``layout`` has them.
  let map: LinearMap

  /// Entries of y, or of x where ``layout`` is `denominator`.
  public var rows: Int { map.rows }
  /// Entries of x, or of y where ``layout`` is `denominator`.
  public var columns: Int { map.columns }
  /// Where entries can differ from 0.
  public let structure: Structure
  /// Entries that are not 0.
  public let nonzeroCount: Int

  init(map: LinearMap, outputShape: [Int], inputShape: [Int], layout: Layout) {
    self.outputShape = outputShape
    self.inputShape = inputShape
    self.layout = layout
    self.map = layout == .numerator ? map : map.transposed
    structure = Jacobian.structure(of: self.map)
    nonzeroCount = Jacobian.nonzeroCount(of: self.map)
  }

  /// All entries, `nil` where their number does not fit.
  public var entryCount: Int? { Tensor.count(of: [rows, columns]) }

  /// Bytes that it would take with every entry stored as a 64-bit float; `nil` where that does not fit an `Int`.
  public var denseBytes: Int? {
    guard let count = entryCount else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 8)
    return overflow ? nil : bytes
  }

  /// Bytes of the numbers that are kept.
  public var storedBytes: Int {
    switch map {
    case .zero: 0
    case .blocked(let map): 8 * map.values.count
    case .sparse(let map): 12 * map.values.count + 8 * map.starts.count
    }
  }

  /// The share of entries that are 0.
  public var zeroShare: Double {
    let all = Double(rows) * Double(columns)
    return all == 0 ? 0 : (all - Double(nonzeroCount)) / all
  }

  /// One entry.
  ///
  /// - Precondition: within ``rows`` and ``columns``.
  public subscript(row: Int, column: Int) -> Double {
    precondition((0..<rows).contains(row) && (0..<columns).contains(column), "an entry of the matrix")
    return map.entry(row, column)
  }

  /// The diagonal of a diagonal or identity matrix.
  public var diagonal: [Double]? {
    guard structure == .diagonal || structure == .identity, case .blocked(let map) = map else { return nil }
    return (0..<rows).map { map.diagonal($0) }
  }

  /// Blocks of one size along the diagonal, or Kronecker products of them.
  public struct Blocks: Sendable {
    /// How many stand along the diagonal.
    public var count: Int
    /// Within each, how far apart the rows (and columns) of one block lie: 1 unless blocks are interleaved.
    public var stride: Int
    /// Rows of one block.
    public var rows: Int
    /// Columns of one block.
    public var columns: Int
    /// Block by block, row by row; one block alone when all are the same.
    public var values: [Double]
    /// Whether all blocks are the same.
    public var areEqual: Bool
  }

  /// The blocks of a matrix that is made of some: `count · stride` of them.
  public var blocks: Blocks? {
    guard structure == .blockDiagonal || structure == .sparse, case .blocked(let map) = map else { return nil }
    let values = map.isShared ? map.values : map.unshared.values
    return Blocks(
      count: map.outer, stride: map.inner, rows: map.height, columns: map.width, values: values,
      areEqual: map.isShared)
  }

  /// Visits the entries that the structure allows to differ from 0, row by row.
  public func forEachEntry(_ visit: (_ row: Int, _ column: Int, _ value: Double) -> Void) { map.forEach(visit) }

  /// The same for one row.
  public func forEachEntry(inRow row: Int, _ visit: (_ column: Int, _ value: Double) -> Void) {
    map.forEach(inRow: row, visit)
  }

  /// All entries as a tensor of shape [rows, columns].
  ///
  /// - Parameter budget: bytes that may be taken.
  /// - Throws: ``EngineError/memoryBudget(limit:)``.
  public func tensor(budget: Int) throws(EngineError) -> Tensor {
    guard let bytes = denseBytes, bytes <= budget else { throw .memoryBudget(limit: budget) }
    return Tensor(shape: [rows, columns], values: map.denseValues)
  }

  private static func structure(of map: LinearMap) -> Structure {
    switch map {
    case .zero: return .zero
    case .sparse: return .sparse
    case .blocked(let blocks):
      if blocks.rows == 1 && blocks.columns == 1 { return .dense }
      if blocks.isIdentity { return .identity }
      if blocks.isDiagonal { return .diagonal }
      if blocks.outer == 1 && blocks.inner == 1 { return .dense }
      return blocks.inner == 1 ? .blockDiagonal : .sparse
    }
  }

  private static func nonzeroCount(of map: LinearMap) -> Int {
    switch map {
    case .zero: return 0
    case .sparse(let sparse): return sparse.values.count { $0 != 0 }
    case .blocked(let blocks):
      // Each number stands for as many entries as blocks share it.
      let places = blocks.values.count / max(blocks.blockSize, 1)
      guard places > 0 else { return 0 }
      return blocks.values.count { $0 != 0 } * (blocks.outer * blocks.inner / places)
    }
  }
}
