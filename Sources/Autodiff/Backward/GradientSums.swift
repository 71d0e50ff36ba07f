/// The gradients of a derivative's graph while it is built, by node: sums of what arrives, as nodes.
///
/// Through `x[i]` come zeros of x's shape with a few entries in them, `scatter`. Where they come through many
/// indices, the entries are laid end to end and put in its places at once, so that a gradient through n single entries
/// costs n and not n²; the entries are added in the same order, and have the same bits.
struct GradientSums {
  private struct Part {
    var value: Node
    var indices: [Attributes.Index]
  }

  private let graph: Graph
  private var sums: [UInt32: Node] = [:]
  /// Parts that have come through indices since something else came, oldest first.
  private var parts: [UInt32: [Part]] = [:]

  /// So many stay as they are, as a figure of the derivative shows them.
  private static let few = 16

  init(graph: Graph) { self.graph = graph }

  mutating func add(_ value: Node, to index: UInt32) throws(EngineError) {
    try gather(index)
    try join(value, to: index)
  }

  /// - Parameter index: the node that was indexed and varies.
  mutating func add(_ value: Node, at indices: [Attributes.Index], of index: UInt32) {
    parts[index, default: []].append(Part(value: value, indices: indices))
  }

  /// The sum of what has arrived at a node, which has got all of it.
  mutating func take(_ index: UInt32) throws(EngineError) -> Node? {
    try gather(index)
    return sums.removeValue(forKey: index)
  }

  private mutating func join(_ value: Node, to index: UInt32) throws(EngineError) {
    sums[index] = if let old = sums[index] { try graph.apply(.add, [old, value]) } else { value }
  }

  private mutating func gather(_ index: UInt32) throws(EngineError) {
    guard let parts = parts.removeValue(forKey: index) else { return }
    let shape = graph.arena.shape(index)
    guard parts.count > Self.few else {
      for part in parts {
        let attributes = Attributes(shape: shape, indices: part.indices)
        try join(try graph.apply(.scatter, [part.value], attributes), to: index)
      }
      return
    }
    let algebra = NodeAlgebra(graph: graph)
    var values: [Node] = []
    var positions: [Int] = []
    if let old = sums.removeValue(forKey: index) {
      values.append(try algebra.reshaped(old, to: [old.shape.reduce(1, *)]))
      positions.append(contentsOf: 0..<old.shape.reduce(1, *))
    }
    var isEntries = values.isEmpty
    for part in parts {
      values.append(part.value)
      isEntries = isEntries && part.value.shape.isEmpty
      positions += try Indexing("index", shape, part.indices).positions
    }
    try graph.spend(positions.count)
    let whole: Node
    if isEntries {
      whole = try graph.apply(.stack, values)
    } else {
      for k in values.indices { values[k] = try algebra.reshaped(values[k], to: [values[k].shape.reduce(1, *)]) }
      whole = try graph.apply(.concat, values)
    }
    let flat = try graph.apply(
      .scatter, [whole], Attributes(shape: [shape.reduce(1, *)], indices: [.gather(positions)]))
    sums[index] = try algebra.reshaped(flat, to: shape)
  }
}
