/// Which gates of a graph share one box.
struct GraphFolding: Sendable {
  /// A node of the drawing: one node of the figure, or the gates of a group.
  struct Box: Sendable {
    /// The node whose value leaves the box.
    var output: Int
    var isFold = false
    var name = ""
    var gates = 0
    var parameters = 0
    var inputs = 0
    /// How many of its nodes are used outside.
    var outputs = 1
    /// The unfolded group around it.
    var frame: Int?
  }

  /// All wires from one box to another that carry the same value.
  struct Wire: Sendable {
    var from: Int
    var to: Int
    /// Edges of the figure.
    var edges: [Int]

    /// What they add to the gradient of the value, together.
    func contribution(_ figure: GraphFigure) -> ShapedValues? {
      guard var sum = figure.edges[edges[0]].contribution else { return nil }
      for e in edges.dropFirst() {
        guard let next = figure.edges[e].contribution, next.values.count == sum.values.count else { return nil }
        for i in next.values.indices { sum.values[i] += next.values[i] }
      }
      return sum
    }
  }

  var boxes: [Box]
  /// Box of each node of the figure; −1 for one that does not lead to the output.
  var boxOf: [Int]
  /// Boxes in topological order.
  var visible: [Int]
  var wires: [Wire]
  /// Groups around which a dashed line is drawn.
  var frames: [Int]
}

extension GraphFolding {
  /// Every node for itself.
  init(unfolded figure: GraphFigure) {
    let leads = figure.leadsToOutput
    boxes = []
    boxOf = Array(repeating: -1, count: figure.nodes.count)
    for v in figure.nodes.indices where leads[v] {
      boxOf[v] = boxes.count
      var box = Box(output: v)
      if figure.nodes[v].role == .gate { box.frame = figure.nodes[v].group }
      boxes.append(box)
    }
    visible = Array(boxes.indices)
    wires = []
    for (e, edge) in figure.edges.enumerated() where boxOf[edge.from] >= 0 && boxOf[edge.to] >= 0 {
      wires.append(Wire(from: boxOf[edge.from], to: boxOf[edge.to], edges: [e]))
    }
    frames = []
    for box in boxes {
      if let frame = box.frame, !frames.contains(frame) { frames.append(frame) }
    }
  }
}

extension GraphFigure {
  /// For each node whether the output was computed from it.
  var leadsToOutput: [Bool] {
    var leads = Array(repeating: false, count: nodes.count)
    leads[output] = true
    var into = Array(repeating: [Int](), count: nodes.count)
    for edge in edges { into[edge.to].append(edge.from) }
    for v in stride(from: output, through: 0, by: -1) where leads[v] {
      for u in into[v] { leads[u] = true }
    }
    return leads
  }
}
