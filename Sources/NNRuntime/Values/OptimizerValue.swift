import Autodiff

/// What `sgd(0.1)` and its like give.
final class OptimizerValue {
  let method: Minimization.Method
  /// As it was written.
  let text: String

  init(_ method: Minimization.Method, text: String) {
    self.method = method
    self.text = text
  }
}
