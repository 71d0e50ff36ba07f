import Autodiff
import Formulas

/// What the best answer that looks at no input would reach: the line that a training run has to come below.
enum BestConstant {
  /// - Parameters:
  ///   - loss: the name of a built-in loss.
  ///   - target: a row for each sample: numbers, probabilities, or indices of classes.
  ///   - tellsClasses: whether the target is indices of classes.
  /// - Returns: `nil` for losses whose best constant has no formula.
  ///
  /// The mean squared error of [1, 3] is 1, its variance; the cross entropy of the classes [0, 1, 1, 0] is log 2.
  static func loss(_ loss: String, _ target: Tensor, tellsClasses: Bool) -> Double? {
    guard let count = target.shape.first, count > 0, target.count > 0 else { return nil }
    let width = target.count / count
    let values = target.values
    let columns = (0..<width).map { column in (0..<count).map { values[$0 * width + column] } }
    switch loss {
    case "mse":
      return mean(
        columns.map { column in
          let middle = mean(column)
          return mean(column.map { ($0 - middle) * ($0 - middle) })
        })
    case "mae":
      return mean(
        columns.map { column in
          let middle = median(column)
          return mean(column.map { ($0 - middle).magnitude })
        })
    case "binary_cross_entropy":
      return mean(columns.map(mean).map { entropy([$0, 1 - $0]) })
    case "cross_entropy":
      guard tellsClasses else { return entropy(columns.map(mean)) }
      var counts: [Double: Int] = [:]
      for value in values { counts[value, default: 0] += 1 }
      return entropy(counts.keys.sorted().map { Double(counts[$0] ?? 0) / Double(values.count) })
    default: return nil
    }
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// −Σ p log p, with 0 log 0 = 0.
  private static func entropy(_ shares: [Double]) -> Double {
    shares.reduce(0) { $1 > 0 ? $0 - $1 * Elementary.log($1) : $0 }
  }
}
