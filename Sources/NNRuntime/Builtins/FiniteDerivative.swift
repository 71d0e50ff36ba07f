import Autodiff
import SourceText

/// NaN and infinity that a derivative brings forth are told where it is asked for, as those of the forward pass are.
extension Call {
  /// Derivatives of y as numbers of the program, or the operation that made the first that is none.
  ///
  /// - Parameter upstream: of a vector-Jacobian product.
  func finite(
    _ derivatives: [Node], of y: Node, by xs: [Node], upstream: Tensor? = nil
  ) throws(Fault) -> [Node] {
    for node in derivatives {
      if let number = node.scalar, number.isFinite { continue }
      guard let number = node.value.values.first(where: { !$0.isFinite }) else { continue }
      throw notFinite(graph.firstNonFinite(inDerivativeOf: y, by: xs, upstream: upstream), number)
    }
    return derivatives
  }

  /// - Parameter number: what came out, where nobody knows of what.
  func notFinite(_ cause: EngineError?, _ number: Double = .nan) -> Fault {
    let what = name(of: 0)
    let hint = "a point beside it, or another way to write `\(what)`, keeps the derivative finite"
    guard let cause else {
      let result = number.isNaN ? "NaN, which is no number" : number < 0 ? "minus infinity" : "infinity"
      return .told(.nonFinite, "the derivative of `\(what)` gives \(result)", hint: hint)
    }
    return .told(
      .nonFinite, "in the derivative of `\(what)`, \(machine.diagnostic(.engine(cause), at: range).message)",
      hint: hint)
  }
}
