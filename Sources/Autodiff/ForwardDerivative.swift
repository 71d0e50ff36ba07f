import Formulas

/// High derivatives of scalars by scalars.
///
/// A backward sweep in nodes gives each node a gradient that belongs to that sweep alone, and the graph of the k-th
/// derivative grows like cᵏ. A tangent ∂node/∂x belongs to its node: with equal nodes made once, the k-th derivative of
/// exp(x²) adds about k² of them. First and second derivatives, which readers see as graphs, stay backward sweeps.
extension Graph {
  /// ∂f/∂x as nodes; `nil` where only the way backward is right: for tensors and for rules by hand.
  ///
  /// - Parameter path: what f was computed from and x leads to, operands before consumers, x included.
  func forwardGraph(
    of f: Node, withRespectTo x: Node, path: ContiguousArray<UInt32>
  ) throws(EngineError) -> Node? {
    guard x.shape.isEmpty, path.allSatisfy({ $0 == x.id.index || isPlainScalar($0) }) else { return nil }
    let shared = SharedNodes(graph: self, nodes: arena.postOrder(f.id.index, onlyVarying: false))
    var tangents = [x.id.index: try shared.constant(1)]
    for index in path where index != x.id.index {
      let operands = arena.operands(index).map { Node(graph: self, id: NodeID($0)) }
      let result = Node(graph: self, id: NodeID(index))
      var sum: Node?
      for (slope, operand) in zip(Primitive(code: arena.records[Int(index)].code).derivatives, operands) {
        guard slope != 0, operand.varies, let tangent = tangents[operand.id.index] else { continue }
        let local = try slope.build(shared, operands: operands, result: result)
        let part = try shared.apply(.mul, [tangent, local])
        if let old = sum {
          sum = try shared.apply(.add, [old, part])
        } else {
          sum = part
        }
      }
      tangents[index] = sum
    }
    if let result = tangents[f.id.index] { return result }
    return try shared.constant(0)
  }

  /// Whether a node is an elementwise operation on 64-bit scalars with a derivative of its own.
  private func isPlainScalar(_ index: UInt32) -> Bool {
    guard arena.records[Int(index)].code < Primitive.firstStructural, powerOfLength(index) == nil else { return false }
    return (arena.operands(index) + [index]).allSatisfy {
      !arena.records[Int($0)].isTensor && !arena.records[Int($0)].isSingle
    }
  }
}

extension Arena {
  /// The highest order of the derivatives among nodes, of those whose graph was built.
  func derivativeOrder(_ nodes: ContiguousArray<UInt32>) -> Int {
    var highest = 0
    for index in nodes {
      let side = records[Int(index)].side
      if side >= 0, let order = sides[Int(side)]?.derivativeOrder { highest = max(highest, Int(order)) }
    }
    return highest
  }
}
