/// Parameters while they are being trained: their nodes, and the memory that steps update in place.
public final class Parameters {
  /// The parameters' nodes, which are inputs.
  public let nodes: [Node]
  /// The memory that steps update.
  public let buffers: [PlanBuffer]

  /// Buffers with the nodes' numbers.
  public init(_ nodes: [Node]) {
    self.nodes = nodes
    buffers = nodes.map { PlanBuffer($0.value) }
  }

  /// Their present numbers.
  public var values: [Tensor] { buffers.map(\.tensor) }

  /// How many numbers they are.
  public var count: Int { buffers.reduce(0) { $0 + $1.shape.reduce(1, *) } }

  var inputs: [CompiledPlan.Input] { zip(nodes, buffers).map { CompiledPlan.Input($0, $1) } }
}
