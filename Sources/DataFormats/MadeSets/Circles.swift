import Autodiff
import Formulas

extension Samples {
  /// A circle of radius 1, class 0, and one of radius `factor` inside it, class 1.
  ///
  /// - Parameters:
  ///   - count: points in all.
  ///   - noise: standard deviation of what is added to the points; `nil` draws nothing for it.
  ///   - factor: the inner radius.
  ///   - random: drawn from for order and noise.
  public static func circles(
    _ count: Int, noise: Double?, factor: Double, _ random: inout RandomNumbers
  ) -> Samples {
    let outer = count / 2
    var rows: [[Double]] = []
    for (radius, size) in [(1, outer), (factor, count - outer)] {
      let step = 2 * Double.pi / Double(size)
      for i in 0..<size {
        let angle = Double(i) * step
        rows.append([Elementary.cos(angle) * radius, Elementary.sin(angle) * radius])
      }
    }
    let classes = (0..<count).map { $0 < outer ? 0.0 : 1 }
    return Samples(columns: 2, rows, classes).shuffled(&random).noisy(noise, &random)
  }
}
