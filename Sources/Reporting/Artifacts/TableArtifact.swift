/// `table(x: a, y: b)`: columns of equal length, or a matrix with numbered columns.
public struct TableArtifact: Sendable {
  public struct Column: Sendable {
    public var title: String
    public var values: [Double]

    public init(title: String, values: [Double]) {
      self.title = title
      self.values = values
    }
  }

  public var columns: [Column]
  public var digits: Int

  public init(columns: [Column], digits: Int) {
    self.columns = columns
    self.digits = digits
  }
}
