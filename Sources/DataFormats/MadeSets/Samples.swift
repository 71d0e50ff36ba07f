import Autodiff

/// Made data to try things on: points and their classes. With the same seed they are those of scikit-learn's functions
/// of the same name.
public struct Samples: Sendable {
  /// A row a sample.
  public var x: Tensor
  /// The class of each, as a vector.
  public var y: Tensor

  init(columns: Int, _ rows: [[Double]], _ classes: [Double]) {
    x = Tensor(shape: [rows.count, columns], values: rows.flatMap { $0 })
    y = Tensor(shape: [classes.count], values: classes)
  }

  /// The samples in random order.
  func shuffled(_ random: inout RandomNumbers) -> Samples {
    let order = random.permutation(y.count)
    var result = self
    let (points, classes) = (x.values, y.values)
    let width = x.shape[1]
    result.x = Tensor(shape: x.shape, values: order.flatMap { points[$0 * width..<($0 + 1) * width] })
    result.y = Tensor(shape: y.shape, values: order.map { classes[$0] })
    return result
  }

  /// Adds normal numbers of this standard deviation to the points.
  func noisy(_ noise: Double?, _ random: inout RandomNumbers) -> Samples {
    guard let noise else { return self }
    var result = self
    result.x = Tensor(shape: x.shape, values: x.values.map { $0 + random.normal(0, noise) })
    return result
  }
}
