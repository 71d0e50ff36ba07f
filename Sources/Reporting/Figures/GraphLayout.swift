/// Turns a ``VisibleGraph`` into a ``GraphDrawing``: layers, order, places across and along the flow, wires, labels.
///
/// Numbers keep clear of everything by construction: behind each layer of shapes there is a straight piece in which
/// wires only run along the flow, as far apart as the numbers need, and wires bend only between it and the next layer.
/// Pills of local derivatives are the exception: they stand on the curves where that is free, else on straight pieces.
struct GraphLayout {
  let graph: VisibleGraph
  let sizes: DrawingSizes
  let orientation: GraphDrawing.Orientation
  let measures: ItemMeasures
  let layered: LayeredGraph
  let layers: [[Int]]
  let crossings: Int
  /// How much more room than usual there is, to repair what met.
  let widening: Double
  /// Less room than usual between the parts.
  let isTight: Bool
  /// Across the flow, an entry an item.
  var across: [Double] = []
  var extents: [ItemExtents] = []
  /// Along the flow, an entry a layer.
  var zones: [Zone] = []

  /// Where a layer's parts begin and end along the flow.
  struct Zone {
    var shapeStart = 0.0
    var shapeEnd = 0.0
    var labelStart = 0.0
    var labelCenter = 0.0
    var pillCenter = 0.0
    /// Here forks have their dots and wires begin to bend.
    var end = 0.0

    var shapeCenter: Double { (shapeStart + shapeEnd) / 2 }
  }

  init(
    _ graph: VisibleGraph, _ order: Ordered, orientation: GraphDrawing.Orientation, pillsAreStraight: Bool,
    isTight: Bool, widening: Double = 0
  ) {
    self.widening = widening
    self.isTight = isTight
    self.graph = graph
    self.orientation = orientation
    sizes = orientation == .wide ? (isTight ? .tight : .wide) : .narrow
    measures = ItemMeasures(
      graph: graph, sizes: sizes, orientation: orientation, pillsAreStraight: pillsAreStraight)
    layered = order.layered
    layers = order.layers
    crossings = order.crossings
    measure()
    let usual = orientation == .narrow ? sizes.air : graph.gateCount <= 6 ? 18 : graph.gateCount <= 16 ? 11 : sizes.air
    let air = usual + 5 * widening
    let extents = self.extents
    across = CrossPlacement.place(layered, layers: layers, importance: order.importance, pull: order.pull) {
      ItemExtents.distance(extents[$0], extents[$1], air: air)
    }
    placeAlong()
  }

  /// Layers and their order, which do not depend on sizes, found once for all attempts.
  struct Ordered {
    var layered: LayeredGraph
    var layers: [[Int]]
    var crossings: Int
    var importance: [Int]
    var pull: [Double]
    var ranks: [Int]

    init(_ graph: VisibleGraph) {
      self.init(
        graph,
        ranks: LayerRanks.assign(count: graph.nodes.count, edges: graph.edges.map { (from: $0.from, to: $0.to) }))
    }

    init(_ graph: VisibleGraph, ranks: [Int]) {
      let ends = graph.edges.map { (from: $0.from, to: $0.to) }
      self.ranks = ranks
      layered = LayeredGraph(ranks: ranks, edges: ends, branches: graph.forks)
      let plain = LayeredGraph(ranks: ranks, edges: ends, branches: ranks.map { _ in false })
      let order = LayerOrder.best(plain, output: graph.output)
      layered.arrange(like: order.layers, of: plain)
      layers = layered.layers
      crossings = order.crossings
      importance = graph.straightness(of: layered)
      pull = graph.pull(of: layered)
    }
  }

  private mutating func measure() {
    extents = layered.kinds.map { kind in
      switch kind {
      case .node(let v):
        let wires = layered.outgoing[layered.itemOf[v]]
        let pill = wires.count == 1 ? graph.edges[layered.segments[wires[0]].edge].local : nil
        var extents = measures.node(v, pill: pill)
        if orientation == .wide, graph.nodes[v].group != nil {
          // Room for the dashed line around its group and the name above.
          extents.shapeBefore = max(extents.shapeBefore, 62)
          extents.labelBefore = max(extents.labelBefore, 62)
          extents.shapeAfter += 14
          extents.labelAfter = max(extents.labelAfter, extents.shapeAfter)
        }
        return extents
      case .bend: return measures.bend
      case .branch(let e): return measures.branch(e)
      }
    }
  }

  private mutating func placeAlong() {
    var at = 0.0
    for layer in layers.indices {
      var zone = Zone()
      var length = 0.0
      var back = 0.0
      var ahead = 0.0
      var pill = 0.0
      var least = 0.0
      var isFramed = false
      for item in layers[layer] {
        let e = extents[item]
        length = max(length, e.shapeLength)
        back = max(back, e.labelBack)
        ahead = max(ahead, e.labelAhead)
        pill = max(pill, e.pill)
        least = max(least, e.least)
        if case .node(let v) = layered.kinds[item], graph.leavesGroup(v) { isFramed = true }
      }
      zone.shapeStart = at
      zone.shapeEnd = at + length
      let pad = isFramed && orientation == .wide ? 17.0 : length > 0 ? (orientation == .wide && !isTight ? 7 : 3) : 2
      zone.labelStart = zone.shapeEnd + (back + ahead > 0 ? pad : 0)
      zone.labelCenter = zone.labelStart + back
      let labelEnd = max(zone.labelCenter + ahead, zone.labelStart + least)
      zone.pillCenter = labelEnd + pill / 2
      zone.end = labelEnd + pill + (back + ahead + pill > 0 ? 3 : 0)
      zones.append(zone)
      if layer + 1 < layers.count { at = (zone.end + bend(after: layer)).rounded(.up) }
    }
  }

  /// Length of the part behind a layer where wires bend: longer for greater steps.
  private func bend(after layer: Int) -> Double {
    var step = 0.0
    var pill = 0.0
    for item in layers[layer] {
      for s in layered.outgoing[item] {
        let segment = layered.segments[s]
        step = max(step, abs(across[segment.to] - across[segment.from]))
        if !measures.pillsAreStraight, let local = graph.edges[segment.edge].local, isLast(segment) {
          pill = max(pill, measures.pillWidth(local) + 48)
        }
      }
    }
    let least = step < 1 ? sizes.straight : sizes.bend
    return max(
      pill,
      min(least + (isTight ? 0.22 : 0.32) * step, orientation == .wide && !isTight ? 150 : 70) * (1 + widening / 4))
  }

  func isLast(_ segment: LayeredGraph.Segment) -> Bool {
    if case .node = layered.kinds[segment.to] { true } else { false }
  }
}

extension VisibleGraph {
  /// Whether a wire leads from the node out of its unfolded group.
  func leavesGroup(_ v: Int) -> Bool {
    guard let group = nodes[v].group else { return false }
    return edges.contains { $0.from == v && nodes[$0.to].group != group }
  }

  /// For each node whether its value is used more than once and each branch carries a gradient of its own.
  var forks: [Bool] {
    var uses = Array(repeating: 0, count: nodes.count)
    var shows = Array(repeating: true, count: nodes.count)
    for edge in edges {
      uses[edge.from] += 1
      if edge.contribution == nil { shows[edge.from] = false }
    }
    return nodes.indices.map { uses[$0] > 1 && shows[$0] }
  }

  /// How strongly each segment draws its ends together: an input that is used once stands by its gate, so that gates
  /// are in the middle between their inputs.
  func pull(of layered: LayeredGraph) -> [Double] {
    var uses = Array(repeating: 0, count: nodes.count)
    var operands = uses
    for edge in edges {
      uses[edge.from] += 1
      operands[edge.to] += 1
    }
    return layered.segments.map { segment in
      let from = edges[segment.edge].from
      return uses[from] == 1 && operands[from] == 0 ? 12 : 1
    }
  }

  /// How much each segment wants to be straight: the trunk, which comes from the deeper operand, and long wires.
  func straightness(of layered: LayeredGraph) -> [Int] {
    var depth = Array(repeating: 0, count: nodes.count)
    var into = Array(repeating: [Int](), count: nodes.count)
    for (e, edge) in edges.enumerated() {
      into[edge.to].append(e)
    }
    var isTrunk = Array(repeating: false, count: edges.count)
    for v in nodes.indices where !into[v].isEmpty {
      var deepest = 0
      var main = -1
      for e in into[v] {
        let d = depth[edges[e].from] + 1
        if d > deepest {
          deepest = d
          main = e
        } else if d == deepest {
          main = -1
        }
      }
      depth[v] = deepest
      if main >= 0 { isTrunk[main] = true }
    }
    return layered.segments.map { segment in
      if isTrunk[segment.edge] { return 3 }
      switch (layered.kinds[segment.from], layered.kinds[segment.to]) {
      case (.bend, .bend), (.branch, .bend): return 4
      case (.node, .bend): return 2
      case (.node, _), (.bend, _), (.branch, _): return 0
      }
    }
  }
}
