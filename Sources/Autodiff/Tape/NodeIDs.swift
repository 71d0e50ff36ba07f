import Formulas

/// Nodes by number instead of by handle, for those who make very many and keep account of them themselves.
///
/// Each id that is given out holds its node until ``release(_:)``.
extension Graph {
  /// Records an elementwise operation on one or two scalars.
  ///
  /// - Precondition: the operands are scalars and held; the operation has one or two operands.
  public func record(
    _ operation: Operation, _ a: NodeID, _ b: NodeID? = nil
  ) throws(EngineError) -> NodeID {
    NodeID(try arena.record(operation, a.index, b?.index ?? .max, references: 1))
  }

  /// Takes hold of a node that a handle holds.
  public func hold(_ node: Node) -> NodeID {
    arena.retain(node.id.index)
    return node.id
  }

  /// Lets a node go.
  public func release(_ id: NodeID) { arena.release(id.index) }

  /// The number of a scalar.
  public func scalar(_ id: NodeID) -> Double { arena.records[Int(id.index)].value }

  /// The numbers of ∂f/∂x for each x, without nodes for them.
  ///
  /// - Throws: as ``gradient(of:withRespectTo:)``.
  public func gradientValues(of f: NodeID, withRespectTo xs: [NodeID]) throws(EngineError) -> [Tensor] {
    let numbers = try gradientNumbers(of: f.index, withRespectTo: xs.map(\.index))
    return zip(xs, numbers).map { x, number in number ?? .zeros(arena.shape(x.index)) }
  }
}
