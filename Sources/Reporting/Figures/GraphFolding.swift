import Artifacts

/// Which gates of a graph share one box.
struct GraphFolding: Sendable {
  /// A node of the drawing: one node of the figure, or the gates of a group.
  struct Box: Sendable {
    /// The node whose value leaves the box.
    var output: Int
    var isFold = false
    var name = FigureText()
    /// So many equal boxes, one behind the other, are drawn as this one.
    var times = 1
    var gates = 0
    var parameters = 0
    var inputs = 0
    /// How many of its nodes are used outside.
    var outputs = 1
    /// The unfolded group around it.
    var frame: Int?

    /// Gates in one box that several values leave, so that it has no one value and no one gradient.
    var isBundle: Bool { isFold && outputs > 1 }
  }

  /// All wires from one box to another that carry the same value.
  struct Wire: Sendable {
    var from: Int
    var to: Int
    /// Edges of the figure.
    var edges: [Int]

    /// Sum of the terms that they add to the gradient of the value.
    func contribution(_ figure: GraphFigure) -> ShapedValues? {
      guard var sum = figure.edges[edges[0]].contribution else { return nil }
      for e in edges.dropFirst() {
        guard let next = figure.edges[e].contribution, next.values.count == sum.values.count else { return nil }
        for i in next.values.indices { sum.values[i] += next.values[i] }
        sum.places = if let places = sum.places, let more = next.places { places + more } else { nil }
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
  /// Gates that are drawn one by one.
  static let mostGates = 16
  /// Beyond, gates are folded by layer where groups do not suffice.
  static let mostVisible = 60

  /// As visual rules have it: everything up to 16 gates; then named groups, innermost first, until at most 16 boxes
  /// are left; where more than 60 remain, layers, and equal neighbours as one box with `× k`.
  init(_ figure: GraphFigure, words: any Vocabulary = Language.en.words) {
    let gates = figure.gatesOfOutput
    guard gates > GraphFolding.mostGates else {
      self.init(unfolded: figure)
      return
    }
    var depths = figure.groups.map { _ in 0 }
    for (g, group) in figure.groups.enumerated() {
      var parent = group.parent
      while let p = parent, depths[g] <= figure.groups.count {
        depths[g] += 1
        parent = figure.groups[p].parent
      }
    }
    var isFolded = figure.groups.map { _ in false }
    var folding = GraphFolding(unfolded: figure)
    folding.frames = []
    for b in folding.boxes.indices { folding.boxes[b].frame = nil }
    for depth in stride(from: depths.max() ?? -1, through: 0, by: -1) {
      for g in depths.indices where depths[g] == depth { isFolded[g] = true }
      if let next = GraphFolding(figure, isFolded) { folding = next }
      if folding.gateBoxes(figure) <= GraphFolding.mostGates { break }
    }
    if folding.gateBoxes(figure) > GraphFolding.mostVisible {
      folding = GraphFolding(layersOf: folding, figure, words)
    }
    self = folding
  }

  /// Boxes that hold gates.
  func gateBoxes(_ figure: GraphFigure) -> Int {
    visible.count { boxes[$0].isFold || figure.nodes[boxes[$0].output].role == .gate }
  }

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

  /// With the gates of some groups folded; `nil` when one group holds all gates, so that nothing would be left to see,
  /// or when a wire leaves a group and comes back to it.
  private init?(_ figure: GraphFigure, _ isFolded: [Bool]) {
    var key = Array(repeating: -1, count: figure.nodes.count)
    for (v, node) in figure.nodes.enumerated() where node.role == .gate {
      var group = node.group
      var steps = 0
      while let g = group, steps <= isFolded.count {
        if isFolded[g] { key[v] = g }
        group = figure.groups[g].parent
        steps += 1
      }
    }
    self.init(figure, keys: key, byLayer: false) { FigureText(name: figure.groups[$0].name) }
    guard gateBoxes(figure) > 1 else { return nil }
  }

  /// One box for all gates with the same key ≥ 0; parameters and constants that only one box needs are taken into it.
  ///
  /// - Parameter byLayer: data is taken in too, and leaves that more than two boxes need are counted in each.
  init?(_ figure: GraphFigure, keys: [Int], byLayer: Bool, name: (Int) -> FigureText) {
    let leads = figure.leadsToOutput
    var sizes: [Int: Int] = [:]
    for v in keys.indices where keys[v] >= 0 && leads[v] { sizes[keys[v], default: 0] += 1 }
    var boxOfKey: [Int: Int] = [:]
    boxes = []
    visible = []
    wires = []
    frames = []
    boxOf = Array(repeating: -1, count: figure.nodes.count)
    for v in figure.nodes.indices where leads[v] && figure.nodes[v].role == .gate {
      if keys[v] >= 0, sizes[keys[v], default: 0] > 1 {
        let box = boxOfKey[keys[v]] ?? boxes.count
        if box == boxes.count {
          boxes.append(Box(output: v, isFold: true, name: name(keys[v]), outputs: 0))
          boxOfKey[keys[v]] = box
        }
        boxes[box].gates += 1
        boxOf[v] = box
      } else {
        boxOf[v] = boxes.count
        boxes.append(Box(output: v))
      }
    }
    var isShared = Array(repeating: false, count: figure.nodes.count)
    // Leaves: into the one box that needs them, or on their own.
    var users = Array(repeating: Set<Int>(), count: figure.nodes.count)
    for edge in figure.edges where leads[edge.from] && boxOf[edge.to] >= 0 { users[edge.from].insert(boxOf[edge.to]) }
    for v in figure.nodes.indices where leads[v] && boxOf[v] < 0 {
      let boxesOfUsers = users[v].sorted()
      guard users[v].count == 1 || (byLayer && users[v].count > 2), boxesOfUsers.allSatisfy({ boxes[$0].isFold }) else {
        continue
      }
      switch figure.nodes[v].role {
      case .parameter:
        for box in boxesOfUsers { boxes[box].parameters += 1 }
        boxOf[v] = boxesOfUsers[0]
      case .constant: boxOf[v] = boxesOfUsers[0]
      case .data where byLayer:
        for box in boxesOfUsers { boxes[box].inputs += 1 }
        boxOf[v] = boxesOfUsers[0]
      case .data, .gate: break
      }
      if users[v].count > 1, boxOf[v] >= 0 { isShared[v] = true }
    }
    for v in figure.nodes.indices where leads[v] && boxOf[v] < 0 {
      boxOf[v] = boxes.count
      boxes.append(Box(output: v))
    }
    connect(figure, without: isShared)
    guard sort() else { return nil }
  }

  /// Wires between boxes, and which node's value leaves each folded box.
  private mutating func connect(_ figure: GraphFigure, without isShared: [Bool]) {
    var leaves = Array(repeating: false, count: figure.nodes.count)
    leaves[figure.output] = true
    var known: [[Int]: Int] = [:]
    for (e, edge) in figure.edges.enumerated() {
      let (a, b) = (boxOf[edge.from], boxOf[edge.to])
      guard a >= 0, b >= 0, a != b, !isShared[edge.from] else { continue }
      leaves[edge.from] = true
      // One wire for all that a folded box reads of one value; gates keep a wire an operand.
      let value = boxes[a].isFold ? -1 : edge.from
      let key = boxes[b].isFold || boxes[a].isFold ? [a, b, value] : [a, b, value, e]
      if let wire = known[key] {
        wires[wire].edges.append(e)
      } else {
        known[key] = wires.count
        wires.append(Wire(from: a, to: b, edges: [e]))
      }
    }
    for v in figure.nodes.indices where leaves[v] && boxOf[v] >= 0 && boxes[boxOf[v]].isFold {
      boxes[boxOf[v]].outputs += 1
      boxes[boxOf[v]].output = v
    }
  }

  /// Puts the boxes in topological order, that of their nodes where there is a choice; `false` when there is none.
  private mutating func sort() -> Bool {
    var missing = Array(repeating: 0, count: boxes.count)
    var next = Array(repeating: [Int](), count: boxes.count)
    for wire in wires {
      missing[wire.to] += 1
      next[wire.from].append(wire.to)
    }
    var ready = boxes.indices.filter { missing[$0] == 0 }
    while !ready.isEmpty {
      var first = 0
      for k in ready.indices where boxes[ready[k]].output < boxes[ready[first]].output { first = k }
      let box = ready.remove(at: first)
      visible.append(box)
      for to in next[box] {
        missing[to] -= 1
        if missing[to] == 0 { ready.append(to) }
      }
    }
    return visible.count == boxes.count
  }
}

extension GraphFigure {
  /// Gates that lead to the output.
  var gatesOfOutput: Int {
    let leads = leadsToOutput
    return nodes.indices.count { leads[$0] && nodes[$0].role == .gate }
  }

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
