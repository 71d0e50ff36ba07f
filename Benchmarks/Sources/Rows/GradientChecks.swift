import Autodiff

/// Central differences of every parameter of a network.
enum GradientChecks {
  private static let parameters = 39_760

  static var network: Row {
    Row(
      name: "gradcheck", work: "gradcheck of all 39,760 parameters of a 784-50-10 network, batch of 3, whole call",
      target: "at most 0.3 s: 7,545 ns a parameter", count: Double(parameters), unit: "parameter",
      subjects: [
        Subject("sigmoid") { try check("sigmoid") },
        Subject("relu") { try check("relu") },
      ])
  }

  private static func check(_ activation: String) throws {
    let graph = Graph()
    // No sample repeats another, and none of the units is dead in all three.
    func numbers(_ shape: [Int], _ size: Double, _ turn: Double) throws -> Node {
      var angle = 0.0
      let values = (0..<shape.reduce(1, *)).map { _ in
        angle += turn
        if angle > 1 { angle -= 1 }
        return size * (2 * angle - 1)
      }
      return try graph.input(Tensor(shape: shape, values: values))
    }
    let x = try numbers([3, 784], 1, 0.6180339887498949)
    let w1 = try numbers([784, 50], 0.1, 0.7548776662466927)
    let b1 = try numbers([50], 0.1, 0.5698402909980532)
    let w2 = try numbers([50, 10], 0.3, 0.8191725133961645)
    let b2 = try numbers([10], 0.1, 0.6710436067037893)
    let hidden = try graph.apply(activation, [try graph.apply("affine", [x, w1, b1])])
    let scores = try graph.apply("affine", [hidden, w2, b2])
    let target = try graph.constant(Tensor(shape: [3], values: [3, 0, 7]))
    let loss = try graph.apply("cross_entropy", [scores, target])
    let checks = try graph.checkGradient(of: loss, at: [w1, b1, w2, b2])
    try require(Double(checks.reduce(0) { $0 + $1.entries.count }), is: Double(parameters))
    try require(
      Double(checks.reduce(0) { $0 + $1.entries.filter { $0.verdict == .pass }.count }), is: Double(parameters))
  }
}
