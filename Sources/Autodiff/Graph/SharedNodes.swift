import Formulas

/// Makes 64-bit nodes of which no two are the same operation of the same operands: what is asked for again, or was made
/// for a derivative before, is that node.
///
/// `x · y` and `y · x` are one node, and so are two constants 2; `0 · x` is 0, `1 · x` and `0 + x` are x.
final class SharedNodes: Algebra {
  private struct Key: Hashable {
    var code: UInt8
    var a: UInt32
    var b = UInt32.max
    var c = UInt32.max
  }

  private let graph: Graph
  private var known: [Key: UInt32] = [:]
  /// Holds what was made, so that nobody else gets its place.
  private var made: [Node] = []

  /// - Parameter nodes: those that may be used again, which the caller holds.
  init(graph: Graph, nodes: ContiguousArray<UInt32>) {
    self.graph = graph
    for index in nodes {
      let record = graph.arena.records[Int(index)]
      let key: Key
      if let operation = Operation(rawValue: record.code), graph.arena.attributes(index) == .none {
        // What has a name may be differentiated by, and a derivative's formula does not speak of it.
        guard record.flags.contains(.isDerived) else { continue }
        key = Self.key(operation, graph.arena.operands(index))
      } else if record.code == NodeCode.constant, !record.isTensor, !record.isSingle {
        key = Self.key(record.value)
      } else {
        continue
      }
      if known[key] == nil { known[key] = index }
    }
  }

  private static func key(_ value: Double) -> Key {
    let bits = value.bitPattern
    return Key(code: NodeCode.constant, a: UInt32(truncatingIfNeeded: bits), b: UInt32(truncatingIfNeeded: bits >> 32))
  }

  private static func key(_ operation: Operation, _ operands: [UInt32]) -> Key {
    var key = Key(code: operation.rawValue, a: operands[0])
    if operands.count > 1 { key.b = operands[1] }
    if operands.count > 2 { key.c = operands[2] }
    if operation == .add || operation == .multiply, key.a > key.b { swap(&key.a, &key.b) }
    return key
  }

  func shape(_ value: Node) -> [Int] { value.shape }

  func constant(_ value: Tensor) throws(EngineError) -> Node { try constant(value.values[0]) }

  func constant(_ value: Double) throws(EngineError) -> Node {
    if let index = known[Self.key(value)] { return Node(graph: graph, id: NodeID(index)) }
    return take(try graph.constant(value), as: Self.key(value))
  }

  func apply(
    _ primitive: Primitive, _ operands: [Node], _ attributes: Attributes
  ) throws(EngineError) -> Node {
    guard let operation = primitive.operation, attributes == .none else {
      return try graph.apply(primitive, operands, attributes)
    }
    if let result = trivial(operation, operands) { return result }
    let key = Self.key(operation, operands.map(\.id.index))
    if let index = known[key] { return Node(graph: graph, id: NodeID(index)) }
    let node = try graph.apply(primitive, operands)
    guard node.kind == .constant, let value = node.scalar else { return take(node, as: key) }
    return take(try constant(value), as: key)
  }

  private func take(_ node: Node, as key: Key) -> Node {
    known[key] = node.id.index
    made.append(node)
    return node
  }

  /// A product with a constant 0 or 1, a sum with 0.
  private func trivial(_ operation: Operation, _ operands: [Node]) -> Node? {
    guard operation == .multiply || operation == .add else { return nil }
    for (number, other) in [(operands[0], operands[1]), (operands[1], operands[0])] where number.kind == .constant {
      switch (operation, number.scalar) {
      case (.multiply, 1), (.add, 0): return other
      case (.multiply, 0): return number
      default: continue
      }
    }
    return nil
  }
}
