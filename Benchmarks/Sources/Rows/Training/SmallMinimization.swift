import Autodiff
import Yardsticks

/// Full-batch steps of a network that fits into the first cache: what is left of a step when there is hardly any
/// arithmetic in it.
enum SmallMinimization {
  private static let steps = 10_000
  /// The loss before the last step, as NumPy gives it.
  private static let last = 0.0008351158697027849

  static var row: Row {
    Row(
      name: "tiny-10000",
      work: "2-3-1 sigmoid network, 3 samples, 64-bit, 10,000 full-batch steps, compilation included",
      target: "at most 0.2 µs a step", count: Double(steps), unit: "step",
      subjects: [
        Subject("Autodiff, minimize") {
          let losses = try minimize(steps: steps)
          try require(losses[0], is: 0.14908473688681728)
          try require(losses[steps - 1], is: last)
        },
        Subject("by hand in C, the library's exp") {
          var (first, second) = (MadeData.tiny.weights[0].values, MadeData.tiny.weights[1].values)
          try require(
            yardstick_tiny(steps, 0.1, MadeData.tiny.x.values, MadeData.tiny.y.values, &first, &second), is: last)
        },
      ],
      remarks: {
        guard let once = try Memory.allocations({ _ = try minimize(steps: steps) }),
          let twice = try Memory.allocations({ _ = try minimize(steps: 2 * steps) })
        else { return [] }
        // The second compilation finds tables that the first has made, so the difference may be less than nothing.
        return ["allocations: \(once) with the compilation, \(max(0, twice - once)) in 10,000 more steps"]
      })
  }

  /// - Returns: the loss before each step.
  private static func minimize(steps: Int) throws -> [Double] {
    let graph = Graph()
    let data = MadeData.tiny
    let x = try graph.input(data.x)
    let y = try graph.input(data.y)
    let weights = try data.weights.map { try graph.input($0) }
    var h = x
    for w in weights { h = try graph.apply("sigmoid", [try graph.apply("matmul", [h, w])]) }
    let loss = try graph.apply("mse", [h, y])
    return try Minimization(loss, by: weights, .firstOrder(SGD(rate: 0.1)), keepsPath: false).run(steps: steps).losses
  }
}
