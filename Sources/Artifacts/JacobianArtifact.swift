import Formulas

/// `jacobian(y, x)`: the matrix of ∂yᵢ/∂xⱼ as far as it can be shown: its structure, its cells, what is true of it, and
/// what is computed instead of it.
public struct JacobianArtifact: Codable, Sendable {
  public enum Structure: String, Codable, Sendable, Hashable {
    case zero
    case identity
    case diagonal
    case blockDiagonal
    case sparse
    case dense
  }

  /// The numbers that are kept, for machine-readable results.
  public enum Entries: Codable, Sendable {
    /// All, row by row.
    case dense([Double])
    case diagonal([Double])
    case blocks(Blocks)
    /// Positions and numbers, row by row.
    case triples(rows: [Int], columns: [Int], values: [Double])
  }

  /// `count` blocks along the diagonal; with a stride above 1 so many are interleaved in the place of each.
  public struct Blocks: Codable, Sendable {
    public var count: Int
    public var stride: Int
    public var rows: Int
    public var columns: Int
    /// Block by block; one alone when all are the same.
    public var values: [Double]
    public var areEqual: Bool

    public init(count: Int, stride: Int, rows: Int, columns: Int, values: [Double], areEqual: Bool) {
      self.count = count
      self.stride = stride
      self.rows = rows
      self.columns = columns
      self.values = values
      self.areEqual = areEqual
    }
  }

  /// Cells of the drawing: each the mean of the entries that it covers.
  public struct Cells: Codable, Sendable {
    /// Where each cell's rows start, and the end.
    public var rowBounds: [Int]
    public var columnBounds: [Int]
    public var values: [Double]
    public var isSampled: Bool

    public init(rowBounds: [Int], columnBounds: [Int], values: [Double], isSampled: Bool) {
      self.rowBounds = rowBounds
      self.columnBounds = columnBounds
      self.values = values
      self.isSampled = isSampled
    }
  }

  /// Property of the matrix beyond its structure.
  public enum Fact: Codable, Sendable, Hashable {
    case blocks(count: Int, rows: Int, columns: Int, areEqual: Bool)
    case banded(below: Int, above: Int)
    case lowerTriangular
    case upperTriangular
    case symmetric
    case rowsSumToZero
    case lowRank(Int)
  }

  /// One side of the matrix.
  public struct Side: Codable, Sendable {
    public var name: String
    public var notation: Notation
    public var shape: [Int]

    public init(name: String, notation: Notation, shape: [Int]) {
      self.name = name
      self.notation = notation
      self.shape = shape
    }

    public var count: Int { shape.reduce(1, *) }
  }

  public var output: Side
  public var input: Side
  /// Whether rows are inputs (`layout: "denominator"`).
  public var isTransposed: Bool
  public var structure: Structure
  public var entries: Entries
  public var cells: Cells
  public var facts: [Fact]
  /// Product that is computed instead of the matrix: `dx = dy ⊙ [x > 0]`.
  public var product: Notation
  /// Entries that are not 0.
  public var nonzeroCount: Int
  /// Bytes of all entries in 64 bits.
  public var denseBytes: Double
  /// Bytes of the numbers that are kept.
  public var storedBytes: Int
  public var check: CheckSummary
  public var digits: Int

  public init(
    output: Side, input: Side, isTransposed: Bool, structure: Structure, entries: Entries, cells: Cells, facts: [Fact],
    product: Notation, nonzeroCount: Int, denseBytes: Double, storedBytes: Int, check: CheckSummary, digits: Int
  ) {
    self.output = output
    self.input = input
    self.isTransposed = isTransposed
    self.structure = structure
    self.entries = entries
    self.cells = cells
    self.facts = facts
    self.product = product
    self.nonzeroCount = nonzeroCount
    self.denseBytes = denseBytes
    self.storedBytes = storedBytes
    self.check = check
    self.digits = digits
  }

  /// An axis of at most so many entries has a cell for each.
  public static let mostCells = 64
  /// Number of cells along a longer axis.
  public static let coarseCells = 32

  public var rows: Int { isTransposed ? input.count : output.count }
  public var columns: Int { isTransposed ? output.count : input.count }

  /// The share of entries that are 0.
  public var zeroShare: Double {
    let all = Double(rows) * Double(columns)
    return all == 0 ? 0 : (all - Double(nonzeroCount)) / all
  }
}
