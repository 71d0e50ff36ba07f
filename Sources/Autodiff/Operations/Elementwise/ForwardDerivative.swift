import Formulas

/// High derivatives of elementwise maps.
///
/// A backward sweep in nodes gives each node a gradient that belongs to that sweep alone, and the graph of the k-th
/// derivative grows like cᵏ. A tangent ∂node/∂x belongs to its node: with equal nodes made once, the k-th derivative of
/// exp(x²) adds about k² of them. First and second derivatives, which readers see as graphs, stay backward sweeps.
extension Graph {
  /// ∂f/∂x as nodes, where f is an elementwise map of a scalar x or the sum of one over a tensor x: of the tangents
  /// then, one for each entry. `nil` where only the way backward is right.
  ///
  /// - Parameter path: what f was computed from and x leads to, operands before consumers, x and f included.
  func forwardGraph(
    of f: Node, withRespectTo x: Node, path: ContiguousArray<UInt32>
  ) throws(EngineError) -> Node? {
    let shape = x.shape
    var end = f.id.index
    var path = path.dropFirst(0)
    if !shape.isEmpty {
      guard f.primitive == .sum, f.attributes == .none else { return nil }
      end = arena.operand(end, 0)
      path = path.dropLast()
    }
    guard path.allSatisfy({ $0 == x.id.index || isPlain($0, shape) }) else { return nil }
    let shared = SharedNodes(graph: self, nodes: arena.postOrder(f.id.index, onlyVarying: false))
    var tangents = [x.id.index: try shared.constant(1)]
    for index in path where index != x.id.index {
      let operands = arena.operands(index).map { Node(graph: self, id: NodeID($0)) }
      let slopes = slopes(Primitive(code: arena.records[Int(index)].code))
      let result =
        slopes.contains(where: \.mentionsResult) ? try twin(index) : Node(graph: self, id: NodeID(index))
      var sum: Node?
      for (slope, operand) in zip(slopes, operands) {
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
    guard let result = tangents[end] else { return nil }
    return try shared.broadcast(result, to: shape)
  }

  /// An operation's derivatives, in a form that is fit to be differentiated again and again: −a/b² would give the powers
  /// 2, 4, 8, 16 … of b one after the other, which soon leave the range of numbers.
  private func slopes(_ primitive: Primitive) -> [ElementwiseFormula] {
    primitive == .div ? [primitive.derivatives[0], -(.result / .operand(1))] : primitive.derivatives
  }

  /// Whether a node is an elementwise operation of a shape, on 64-bit operands of that shape and scalars, with a
  /// derivative of its own.
  private func isPlain(_ index: UInt32, _ shape: [Int]) -> Bool {
    guard arena.records[Int(index)].code < Primitive.firstStructural, arena.shape(index) == shape,
      arena.precision(index) == .double, powerOfLength(index) == nil
    else { return false }
    return arena.operands(index).allSatisfy {
      arena.precision($0) != .single && (!arena.records[Int($0)].isTensor || arena.shape($0) == shape)
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
