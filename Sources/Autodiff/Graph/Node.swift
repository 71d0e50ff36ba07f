import Formulas

/// A node of a graph, held: while a handle lives, the node and what it was computed from live.
///
/// Several handles may hold one node; they are equal and hash alike, for as long as any of them lives.
public final class Node {
  /// The three kinds of nodes.
  public enum Kind: Sendable, Hashable {
    /// Numbers that nothing moves.
    case constant
    /// Numbers that gradients can be taken by.
    case input
    /// Computed from operands.
    case operation

    @inline(__always)
    init(code: UInt8) {
      switch code {
      case NodeCode.constant: self = .constant
      case NodeCode.input: self = .input
      default: self = .operation
      }
    }
  }

  /// Not counted: the graph holds itself as long as any of its nodes is held, which spares each handle two atomic
  /// operations.
  private let owner: Unmanaged<Graph>
  /// Its place in the graph: equal for equal nodes, and for others once it is gone.
  public let id: NodeID

  /// The graph that it belongs to.
  public var graph: Graph { owner.takeUnretainedValue() }

  /// Takes hold of a node.
  init(graph: Graph, id: NodeID) {
    owner = .passUnretained(graph)
    self.id = id
    graph.arena.retain(id.index)
    graph.beginHandle()
  }

  /// Takes over a node that the caller holds.
  @inline(__always)
  init(graph: Graph, held index: UInt32) {
    owner = .passUnretained(graph)
    id = NodeID(index)
    graph.beginHandle()
  }

  deinit {
    owner._withUnsafeGuaranteedRef { graph in
      graph.arena.release(id.index)
      graph.endHandle()
    }
  }

  @inline(__always)
  private var record: NodeRecord { owner._withUnsafeGuaranteedRef { $0.arena.records[Int(id.index)] } }

  /// Whether it is a constant, an input or an operation.
  public var kind: Kind { Kind(code: record.code) }

  /// ``kind`` and ``tag`` in one look.
  public var kindAndTag: (kind: Kind, tag: UInt32) {
    let record = record
    return (Kind(code: record.code), record.tag)
  }

  /// Whether a derivative's graph made it.
  public var isDerived: Bool { record.flags.contains(.isDerived) }

  /// ``varies`` and ``tag`` in one look.
  public var variesAndTag: (varies: Bool, tag: UInt32) {
    let record = record
    return (record.varies, record.tag)
  }

  /// The sizes along its axes; `[]` for a scalar.
  public var shape: [Int] { graph.arena.shape(id.index) }
  /// Its numbers, computed when it was made.
  public var value: Tensor { graph.arena.value(id.index) }

  /// The number of a node of shape `[]`, without a tensor around it.
  public var scalar: Double? {
    let record = record
    return record.isTensor ? nil : record.value
  }

  /// 64 bits, or 32 that `value` holds.
  public var precision: Precision { graph.arena.precision(id.index) ?? .double }

  /// Whether an input stands behind it, so that a gradient can flow through it.
  public var varies: Bool { record.varies }

  /// Whether an input or a stored number stands behind it at all, also without a way for a gradient.
  public var depends: Bool { record.depends }

  /// Name of the primitive, `input`, `constant`, or the custom rule's name.
  public var operation: String {
    graph.settle(id.index)
    let record = graph.arena.records[Int(id.index)]
    switch record.code {
    case NodeCode.constant: return "constant"
    case NodeCode.input: return "input"
    case NodeCode.custom: return graph.arena.rule(id.index)?.name ?? "custom"
    // Its graph does not fit the budget.
    case NodeCode.pendingGradient: return "grad"
    default: return Primitive(code: record.code).name
    }
  }

  /// The primitive, for an operation of the catalogue.
  public var primitive: Primitive? {
    graph.settle(id.index)
    let code = graph.arena.records[Int(id.index)].code
    return code >= NodeCode.custom ? nil : Primitive(code: code)
  }

  /// The rule of a function with a derivative by hand.
  public var rule: (any CustomRule)? {
    graph.settle(id.index)
    return graph.arena.rule(id.index)
  }

  /// The result of a function with a derivative by hand, whose place this node takes.
  public var result: Node? {
    graph.settle(id.index)
    guard graph.arena.records[Int(id.index)].code == NodeCode.custom else { return nil }
    return graph.arena.operands(id.index).last.map { Node(graph: graph, id: NodeID($0)) }
  }

  /// The arguments of its operation besides the operands: axis, shape, indices.
  public var attributes: Attributes {
    graph.settle(id.index)
    return graph.arena.attributes(id.index)
  }

  /// The nodes it was computed from; a function with a derivative by hand has its arguments here.
  public var operands: [Node] {
    graph.settle(id.index)
    return graph.arena.visibleOperands(id.index).map { Node(graph: graph, id: NodeID($0)) }
  }

  /// For the owner's use (the interpreter keeps names and source positions by it); 0 when never set. Freed with the
  /// node.
  public var tag: UInt32 {
    get { record.tag }
    set { owner._withUnsafeGuaranteedRef { $0.arena.records[Int(id.index)].tag = newValue } }
  }
}

extension Node: Hashable {
  /// Two handles are equal when they hold the same node.
  public static func == (a: Node, b: Node) -> Bool { a.id == b.id && a.owner.toOpaque() == b.owner.toOpaque() }
  /// By its place in the graph.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
