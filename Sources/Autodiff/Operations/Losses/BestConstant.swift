import Formulas

/// The best answer that looks at no input, for losses that have a formula for it.
enum BestConstant {
  /// The mean over a target's columns of what each one comes to by itself.
  static func mean(_ target: Tensor, _ loss: ([Double]) -> Double) -> Double { mean(columns(target).map(loss)) }

  static func columns(_ target: Tensor) -> [[Double]] {
    let count = target.shape[0]
    let width = target.count / count
    let values = target.values
    return (0..<width).map { column in (0..<count).map { values[$0 * width + column] } }
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// −Σ p log p, with 0 log 0 = 0.
  static func entropy(_ shares: [Double]) -> Double {
    shares.reduce(0) { $1 > 0 ? $0 - $1 * Elementary.log($1) : $0 }
  }
}
