import Autodiff
import Formulas

extension Samples {
  /// Two half circles that reach into each other, class 0 the upper one.
  ///
  /// - Parameters:
  ///   - count: points in all.
  ///   - noise: standard deviation of what is added to the points; `nil` draws nothing for it.
  ///   - random: drawn from for order and noise.
  public static func moons(_ count: Int, noise: Double?, _ random: inout RandomNumbers) -> Samples {
    let upper = count / 2
    var rows: [[Double]] = []
    for angle in halfTurn(upper) { rows.append([Elementary.cos(angle), Elementary.sin(angle)]) }
    for angle in halfTurn(count - upper) {
      rows.append([1 - Elementary.cos(angle), 1 - Elementary.sin(angle) - 0.5])
    }
    let classes = (0..<count).map { $0 < upper ? 0.0 : 1 }
    return Samples(columns: 2, rows, classes).shuffled(&random).noisy(noise, &random)
  }

  /// Angles from 0 to π, both included.
  private static func halfTurn(_ count: Int) -> [Double] {
    guard count > 1 else { return Array(repeating: 0, count: count) }
    let step = Double.pi / Double(count - 1)
    return (0..<count).map { $0 == count - 1 ? Double.pi : Double($0) * step }
  }
}
