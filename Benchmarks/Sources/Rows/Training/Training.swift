/// A network that goes on with its training from run to run.
protocol Training: AnyObject {
  /// Of the first run; `nil` before it.
  var firstLoss: Double? { get set }

  /// - Returns: the mean loss of the last epoch.
  func run(epochs: Int) throws -> Double
}

extension Training {
  /// Runs epochs and checks their loss: the first run's is known, and no later one is above it.
  func run(epochs: Int, expected: Double, within tolerance: Double) throws {
    let loss = try run(epochs: epochs)
    if let firstLoss {
      guard loss <= firstLoss else { throw WrongResult(found: "\(loss)", expected: "at most \(firstLoss)") }
    } else {
      try require(loss, is: expected, within: tolerance)
      firstLoss = loss
    }
  }
}
