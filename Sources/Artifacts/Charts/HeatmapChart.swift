import Formulas

/// `heatmap(m)`: a matrix as cells on the scale from negative to positive.
public struct HeatmapChart: Codable, Sendable {
  public var name: String
  public var rows: Int
  public var columns: Int
  /// Row by row.
  public var values: [Double]
  public var digits: Int

  public init(name: String, rows: Int, columns: Int, values: [Double], digits: Int = 4) {
    self.name = name
    self.rows = rows
    self.columns = columns
    self.values = values
    self.digits = digits
  }
}
