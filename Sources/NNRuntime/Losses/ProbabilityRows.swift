import Autodiff

/// Numbers looked at as probabilities: each row, along the last axis, lies between 0 and 1 and adds up to 1.
struct ProbabilityRows {
  private let tensor: Tensor
  private let values: [Double]
  private let width: Int

  init(_ tensor: Tensor) {
    self.tensor = tensor
    values = tensor.values
    width = tensor.shape.last ?? 1
  }

  /// How far rounding may have moved a sum.
  private var tolerance: Double { tensor.precision == .single ? 1e-5 : 1e-9 }

  enum Flaw {
    /// An entry, by its indices.
    case entry([Int], Double)
    /// A row, by the leading indices, and what it adds up to.
    case sum([Int], Double)
  }

  /// The first row that is none.
  var flaw: Flaw? {
    guard width > 0 else { return nil }
    for start in stride(from: 0, to: values.count, by: width) {
      var sum = 0.0
      for place in start..<start + width {
        guard values[place] >= -tolerance, values[place] <= 1 + tolerance else {
          return .entry(position(place, in: tensor.shape), values[place])
        }
        sum += values[place]
      }
      guard (sum - 1).magnitude <= tolerance else { return .sum(position(start, in: tensor.shape).dropLast(), sum) }
    }
    return nil
  }

  /// Whether each row adds up to 1, about: what keeps probabilities away from 0 moves the sums a little.
  var addUpToOne: Bool {
    width > 0
      && stride(from: 0, to: values.count, by: width).allSatisfy {
        (values[$0..<$0 + width].reduce(0, +) - 1).magnitude <= 0.02
      }
  }

  /// Whether they are probabilities that a program computed, [0.018211…, 0.245191…, 0.736596…], or that somebody wrote
  /// down, [0.1, 0.7, 0.2]. Ones and zeros and equal shares may be meant as scores.
  func lookComputed(orWritten: Bool) -> Bool {
    guard !tensor.shape.isEmpty, !values.isEmpty, width > 1, flaw == nil else { return false }
    if orWritten, values.contains(where: { $0 != 0 && $0 != 1 && $0 != values[0] }) { return true }
    return values.contains { !Self.isWritten($0) }
  }

  /// At most six digits behind the point.
  private static func isWritten(_ number: Double) -> Bool {
    let scaled = number * 1e6
    return (scaled - scaled.rounded()).magnitude < 1e-6
  }
}
