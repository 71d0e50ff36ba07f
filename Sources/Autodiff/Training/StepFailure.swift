/// The first of a step's numbers that is not finite although those before it are: computed operation by operation, and
/// only where a step has failed.
public struct StepFailure: Sendable {
  /// In the order in which a step computes them.
  public enum Part: Sendable {
    /// The loss, or what it is computed from.
    case loss
    /// The gradient, or the Hessian.
    case derivative
    /// The numbers that the optimizer makes of the gradient.
    case update
  }

  /// Which numbers they are.
  public let part: Part
  /// Which operation gave it.
  public let error: EngineError

  /// - Returns: `nil` when loss and gradient are finite where the parameters stand, or a budget ends the search.
  public init?(of loss: Node, at parameters: Parameters) {
    do {
      let (nodes, values) = (parameters.nodes, parameters.values)
      if let error = try Plan(outputs: [loss], inputs: nodes).firstNonFinite(at: values) {
        self.init(.loss, error)
        return
      }
      let gradients = try loss.graph.gradient(of: loss, withRespectTo: nodes)
      guard let error = try Plan(outputs: gradients, inputs: nodes).firstNonFinite(at: values) else { return nil }
      self.init(.derivative, error)
    } catch .nonFinite(let operation, let operands, let result) {
      // The nodes of the gradient hold its numbers, and cannot be made.
      self.init(.derivative, .nonFinite(operation: operation, operands: operands, result: result))
    } catch {
      return nil
    }
  }

  private init(_ part: Part, _ error: EngineError) {
    self.part = part
    self.error = error
  }
}
