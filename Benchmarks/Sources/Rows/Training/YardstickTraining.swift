import Autodiff
import Yardsticks

/// The same classifier in training as a program in C.
final class YardstickTraining: Training {
  private let network: OpaquePointer?
  private let x: [Float]
  private let classes: [Float]
  var firstLoss: Double?

  init(_ sizes: [Int], batch: Int, _ optimizer: any Optimizer) {
    (x, classes) = (MadeData.pictures.x.single, MadeData.pictures.classes.single)
    let parameters = MadeData.weights(sizes, at: .single).map(\.single)
    let rate = (optimizer as? SGD)?.rate ?? Adam().rate
    network = yardstick_network_make(
      sizes, sizes.count - 1, batch, optimizer is SGD ? 0 : 1, Float(rate), parameters.flatMap(\.self))
  }

  deinit { yardstick_network_free(network) }

  func run(epochs: Int) -> Double {
    var loss = 0.0
    for _ in 0..<epochs { loss = yardstick_network_epoch(network, x, classes, classes.count) }
    return loss
  }
}

extension Tensor {
  /// The numbers of a tensor in 32 bits.
  fileprivate var single: [Float] {
    if case .single(let values) = storage { return values }
    return []
  }
}
