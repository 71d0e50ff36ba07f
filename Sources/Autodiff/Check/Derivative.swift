/// A derivative that was given out: what was differentiated, by what, and what came of it.
public struct Derivative {
  /// Which product of the Jacobian it is.
  public enum Form {
    /// ∂y/∂x of a y of one entry, for each x.
    case gradient
    /// vᵀ ∂y/∂x, for each x.
    case vectorJacobian(upstream: Node)
    /// Σ ∂y/∂x v over the xs.
    case jacobianVector(along: [Node])
    /// ∂²y/∂xᵢ∂xⱼ of a y of one entry and a single x.
    case hessian
  }

  /// Which product it is.
  public var form: Form
  /// The node that was differentiated.
  public var y: Node
  /// The variables.
  public var xs: [Node]
  /// One for each x, or a single one for a product along a direction and a Hessian.
  public var results: [Node]

  /// A derivative that was given out.
  public init(_ form: Form, of y: Node, by xs: [Node], results: [Node]) {
    self.form = form
    self.y = y
    self.xs = xs
    self.results = results
  }

  fileprivate var nodes: [Node] {
    switch form {
    case .gradient, .hessian: [y] + xs + results
    case .vectorJacobian(let upstream): [y] + xs + results + [upstream]
    case .jacobianVector(let along): [y] + xs + results + along
    }
  }
}

/// A derivative that is remembered and not held: it is gone when one of its nodes is.
public struct RememberedDerivative {
  fileprivate enum Form { case gradient, vectorJacobian, jacobianVector, hessian }

  fileprivate let form: Form
  fileprivate let count: Int
  /// In the order of ``Derivative/nodes``.
  fileprivate let nodes: [NodeTicket]
  fileprivate var results: ArraySlice<NodeTicket> {
    let first = 1 + count
    switch form {
    case .gradient, .vectorJacobian: return nodes[first..<(first + count)]
    case .jacobianVector, .hessian: return nodes[first..<(first + 1)]
    }
  }
}

extension Graph {
  /// Remembers a derivative, and holds it under a key in the place of the one before, unless memory is short.
  public func remember(_ derivative: Derivative, under key: Int) -> RememberedDerivative {
    let nodes = derivative.nodes.map(\.id.index)
    let form: RememberedDerivative.Form =
      switch derivative.form {
      case .gradient: .gradient
      case .vectorJacobian: .vectorJacobian
      case .jacobianVector: .jacobianVector
      case .hessian: .hessian
      }
    arena.reserve(arena.bytes <= arena.byteLimit / 2 ? nodes : [], under: key)
    return RememberedDerivative(form: form, count: derivative.xs.count, nodes: nodes.map { arena.ticket($0) })
  }

  /// Lets go of all derivatives that are held.
  public func letGoOfDerivatives() { arena.dropReserve() }

  /// The derivative, unless one of its nodes is gone.
  public func derivative(_ remembered: RememberedDerivative) -> Derivative? {
    guard remembered.nodes.allSatisfy({ arena.isAlive($0) }) else { return nil }
    let nodes = remembered.nodes.map { Node(graph: self, id: NodeID($0.index)) }
    let xs = Array(nodes[1...remembered.count])
    let rest = Array(nodes[(1 + remembered.count)...])
    switch remembered.form {
    case .gradient: return Derivative(.gradient, of: nodes[0], by: xs, results: rest)
    case .hessian: return Derivative(.hessian, of: nodes[0], by: xs, results: rest)
    case .vectorJacobian:
      return Derivative(
        .vectorJacobian(upstream: rest[xs.count]), of: nodes[0], by: xs, results: Array(rest.prefix(xs.count)))
    case .jacobianVector:
      return Derivative(
        .jacobianVector(along: Array(rest.dropFirst())), of: nodes[0], by: xs, results: [rest[0]])
    }
  }

  /// The gradients that a node was computed from, itself included, as far as their graphs were built and their
  /// variables live.
  public func gradients(behind node: Node) -> [Derivative] {
    nodes(leadingTo: node).compactMap { result in
      let side = arena.records[Int(result.id.index)].side
      guard side >= 0, let known = arena.sides[Int(side)], known.origin != .max, let variable = known.variable,
        arena.isAlive(variable)
      else { return nil }
      let (y, x) = (Node(graph: self, id: NodeID(known.origin)), Node(graph: self, id: NodeID(variable.index)))
      // What else has been rewritten is a Jacobian.
      guard y.shape.reduce(1, *) == 1, x.shape == result.shape else { return nil }
      return Derivative(.gradient, of: y, by: [x], results: [result])
    }
  }

  /// Whether any of its results still lives.
  public func isAlive(_ remembered: RememberedDerivative) -> Bool {
    remembered.results.contains { arena.isAlive($0) }
  }

  /// Those of many derivatives that stand behind nodes, by their positions, ascending.
  public func positions(of many: [RememberedDerivative], behind nodes: [Node]) -> [Int] {
    var byResult: [UInt32: [Int]] = [:]
    for (position, remembered) in many.enumerated() {
      for result in remembered.results where arena.isAlive(result) {
        byResult[result.index, default: []].append(position)
      }
    }
    guard !byResult.isEmpty else { return [] }
    var found: Set<Int> = []
    walk(behind: nodes.map(\.id.index)) { index in
      if let positions = byResult[index] { found.formUnion(positions) }
      return true
    }
    return found.sorted()
  }
}
