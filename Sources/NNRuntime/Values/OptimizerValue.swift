import Autodiff

/// An optimizer as a value: `sgd(0.1)` and its like.
final class OptimizerValue {
  let method: Minimization.Method
  /// As it was written.
  let text: String
  /// The nodes that its rates and the like were computed from.
  var sources: [Node] = []

  init(_ method: Minimization.Method, text: String) {
    self.method = method
    self.text = text
  }
}
