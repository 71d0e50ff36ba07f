import Autodiff

/// A network of ours in training, as `train` of the language has it: compiled once, and then run an epoch at a time.
final class EngineTraining: Training {
  let batches: Batches
  /// Bytes of the pictures or samples that it trains on.
  let dataBytes: Int
  var firstLoss: Double?

  /// - Parameters:
  ///   - sizes: of the layers, inputs first; all but the last have the activation.
  ///   - loss: of predictions and targets.
  ///   - threads: what a step may be split over.
  init(
    _ sizes: [Int], activation: String, loss: String, batch: Int, _ optimizer: any Optimizer,
    on data: (x: Tensor, y: Tensor), threads: Int = 1
  ) throws {
    let graph = Graph(limits: Graph.Limits(operations: .max, threads: threads))
    let parameters = Parameters(
      try MadeData.weights(sizes, at: data.x.precision).map { try graph.input($0) })
    func computation(rows: Int) throws -> Batches.Computation {
      let x = try graph.input(data.x.firstRows(rows))
      let y = try graph.input(data.y.firstRows(rows))
      var h = x
      for layer in 0..<sizes.count - 1 {
        h = try graph.apply("affine", [h, parameters.nodes[2 * layer], parameters.nodes[2 * layer + 1]])
        if layer < sizes.count - 2 { h = try graph.apply(activation, [h]) }
      }
      let value = try graph.apply(loss, [h, y])
      return Batches.Computation(data: [(x, data.x), (y, data.y)], loss: value, outputs: [value])
    }
    let count = data.x.shape[0]
    let left = count % batch
    batches = try Batches(
      count: count, size: batch, whole: computation(rows: batch), rest: left == 0 ? nil : computation(rows: left),
      parameters: parameters, descent: Descent(optimizer, parameters))
    dataBytes = [data.x, data.y].reduce(0) { $0 + $1.count * ($1.precision == .single ? 4 : 8) }
  }

  /// - Returns: the mean loss of the last epoch.
  func run(epochs: Int) throws -> Double {
    var loss = 0.0
    for _ in 0..<epochs { loss = try batches.means()[0] }
    return loss
  }
}
