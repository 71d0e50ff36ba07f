import Formulas

/// `confusion(net, x, y)`: how often each class (rows) was told to be each class (columns).
public struct ConfusionChart: Codable, Sendable {
  /// Truth by row, prediction by column.
  public var counts: [[Int]]
  public var labels: [String]
  public var digits: Int

  public init(counts: [[Int]], labels: [String], digits: Int = 4) {
    self.counts = counts
    self.labels = labels
    self.digits = digits
  }

  /// Counts pairs of true and predicted classes.
  public init(truth: [Int], predicted: [Int], labels: [String], digits: Int = 4) {
    var counts = Array(repeating: Array(repeating: 0, count: labels.count), count: labels.count)
    for (row, column) in zip(truth, predicted) where counts.indices.contains(row) && counts.indices.contains(column) {
      counts[row][column] += 1
    }
    self.init(counts: counts, labels: labels, digits: digits)
  }

  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  public var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}
