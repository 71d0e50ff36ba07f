import Autodiff
import Formulas

extension Samples {
  /// Arms of a spiral, one a class, that wind around each other: point i of an arm lies at radius i/(n − 1) and angle
  /// 2π k / classes + 4 radius + noise · N(0, 1), as in the toy data of CS231n.
  ///
  /// - Parameters:
  ///   - count: points in all; the first arms take what does not divide.
  ///   - classes: arms.
  ///   - noise: standard deviation of what is added to the angles.
  ///   - random: drawn from for noise and order.
  public static func spirals(
    _ count: Int, classes: Int, noise: Double, _ random: inout RandomNumbers
  ) -> Samples {
    var rows: [[Double]] = []
    var labels: [Double] = []
    for arm in 0..<classes {
      let size = count / classes + (arm < count % classes ? 1 : 0)
      for i in 0..<size {
        let radius = size > 1 ? Double(i) / Double(size - 1) : 0
        let angle = 2 * Double.pi * Double(arm) / Double(classes) + 4 * radius + noise * random.normal()
        rows.append([radius * Elementary.sin(angle), radius * Elementary.cos(angle)])
        labels.append(Double(arm))
      }
    }
    return Samples(columns: 2, rows, labels).shuffled(&random)
  }
}
