import Formulas

/// `summary(net)`: a network layer by layer.
public struct ModelSummary: Codable, Sendable {
  public struct Row: Codable, Sendable {
    public var layer: String
    /// Of one sample.
    public var shape: [Int]
    /// Parameters.
    public var count: Int

    public init(layer: String, shape: [Int], count: Int) {
      self.layer = layer
      self.shape = shape
      self.count = count
    }
  }

  public var name: String
  public var rows: [Row]
  public var total: Int

  public init(name: String, rows: [Row], total: Int) {
    self.name = name
    self.rows = rows
    self.total = total
  }
}
