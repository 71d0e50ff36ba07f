/// A graph whose wires all lead from one layer to the next: long ones are cut by bends, and the branches of a fork
/// stand in a layer of their own, where each has room for its gradient.
struct LayeredGraph: Sendable {
  enum Kind: Sendable, Hashable {
    case node(Int)
    /// A place where the wire `edge` passes through a layer.
    case bend(edge: Int)
    /// Where the branch `edge` of a fork carries its own gradient.
    case branch(edge: Int)
  }

  /// A piece of a wire between neighbouring layers.
  struct Segment: Sendable, Hashable {
    var from: Int
    var to: Int
    var edge: Int
  }

  var kinds: [Kind] = []
  var layerOf: [Int] = []
  /// Items of each layer, from top to bottom.
  var layers: [[Int]] = []
  var segments: [Segment] = []
  /// Segments that end and begin at each item.
  var incoming: [[Int]] = []
  var outgoing: [[Int]] = []
  /// Item of each node.
  var itemOf: [Int] = []
  /// Layers that hold branches and bends only.
  var isBetween: [Bool] = []

  /// - Parameters:
  ///   - ranks: from ``LayerRanks``.
  ///   - branches: for each node, whether its branches need room for gradients.
  init(ranks: [Int], edges: [(from: Int, to: Int)], branches: [Bool]) {
    let top = ranks.max() ?? 0
    var hasBranches = Array(repeating: false, count: top + 1)
    for v in ranks.indices where branches[v] { hasBranches[ranks[v]] = true }
    var first = Array(repeating: 0, count: top + 2)
    for r in 0...top { first[r + 1] = first[r] + (hasBranches[r] ? 2 : 1) }
    layers = Array(repeating: [], count: first[top + 1])
    isBetween = Array(repeating: false, count: layers.count)
    for r in 0...top where hasBranches[r] { isBetween[first[r] + 1] = true }
    for v in ranks.indices {
      itemOf.append(kinds.count)
      add(.node(v), first[ranks[v]])
    }
    for (e, edge) in edges.enumerated() {
      var last = itemOf[edge.from]
      for layer in (layerOf[last] + 1)..<first[ranks[edge.to]] {
        let isBranch = layer == layerOf[itemOf[edge.from]] + 1 && branches[edge.from]
        let item = kinds.count
        add(isBranch ? .branch(edge: e) : .bend(edge: e), layer)
        segments.append(Segment(from: last, to: item, edge: e))
        last = item
      }
      segments.append(Segment(from: last, to: itemOf[edge.to], edge: e))
    }
    incoming = Array(repeating: [], count: kinds.count)
    outgoing = Array(repeating: [], count: kinds.count)
    for (s, segment) in segments.enumerated() {
      outgoing[segment.from].append(s)
      incoming[segment.to].append(s)
    }
    for item in kinds.indices { layers[layerOf[item]].append(item) }
  }

  /// Takes over the order of the same graph without layers for branches: there, crossings can only be where the layers
  /// of nodes make them, so that it is enough to order these.
  mutating func arrange(like plain: [[Int]], of graph: LayeredGraph) {
    var rank = 0
    for layer in layers.indices where !isBetween[layer] {
      // Both were built in the same order of nodes and edges.
      let items = layers[layer]
      let known = graph.layers[rank]
      var place: [Int: Int] = [:]
      for (k, item) in known.enumerated() { place[item] = k }
      layers[layer] = plain[rank].compactMap { item in place[item].map { items[$0] } }
      rank += 1
    }
    var position = Array(repeating: 0, count: kinds.count)
    for layer in layers { for (k, item) in layer.enumerated() { position[item] = k } }
    for layer in layers.indices where isBetween[layer] {
      let keyed = layers[layer].map { item in
        (position[segments[incoming[item][0]].from], position[segments[outgoing[item][0]].to], item)
      }
      layers[layer] = keyed.sorted { $0 < $1 }.map(\.2)
    }
  }

  private mutating func add(_ kind: Kind, _ layer: Int) {
    kinds.append(kind)
    layerOf.append(layer)
  }
}
