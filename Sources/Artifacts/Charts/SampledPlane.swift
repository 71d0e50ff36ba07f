/// A function of two numbers, sampled on a grid over a rectangle.
public struct SampledPlane: Codable, Sendable {
  public var xRange: ClosedRange<Double>
  public var yRange: ClosedRange<Double>
  public var columns: Int
  public var rows: Int
  /// Row by row, the smallest y first; NaN where the function has no value.
  public var values: [Double]

  public init(xRange: ClosedRange<Double>, yRange: ClosedRange<Double>, columns: Int, rows: Int, values: [Double]) {
    self.xRange = xRange
    self.yRange = yRange
    self.columns = columns
    self.rows = rows
    self.values = values
  }

  public func x(_ column: Int) -> Double {
    place(xRange, column, columns)
  }

  public func y(_ row: Int) -> Double {
    place(yRange, row, rows)
  }

  private func place(_ range: ClosedRange<Double>, _ index: Int, _ count: Int) -> Double {
    let share = Double(index) / Double(max(1, count - 1))
    return index == count - 1 ? range.upperBound : range.lowerBound * (1 - share) + range.upperBound * share
  }
}
