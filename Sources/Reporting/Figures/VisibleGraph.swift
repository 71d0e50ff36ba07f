import Artifacts

/// Visible part of a ``GraphFigure``: its nodes and wires, with the gates of folded groups in one box, every number
/// already as text, and the pill of the output at the end.
struct VisibleGraph: Sendable {
  enum Shape: Sendable, Hashable {
    case data
    case parameter
    case constant
    case gate
    /// Gates folded into one box.
    case fold
    case output
  }

  struct Node: Sendable {
    var shape: Shape
    /// The node of the figure whose value leaves this one; for the output the one that was differentiated.
    var source: Int
    /// Text inside: a name, a sign, the name of a group.
    var face: FigureText
    /// Second line of a folded group: `4 gates · 3 params`.
    var caption: String?
    /// Name of an intermediate value, beside the number.
    var name: FigureText?
    var value: NumberBlock?
    var gradient: NumberBlock?
    /// Words in place of the gradient of what is cut off.
    var cut: FigureText?
    var pattern: String?
    /// Whether its gradient is the 1 with which the backward pass begins.
    var isSeed = false
    /// `2 + 3 = 5` for a fork.
    var sum: FigureText?
    /// The unfolded group that it belongs to.
    var group: Int?
  }

  struct Edge: Sendable {
    var from: Int
    var to: Int
    /// The wire of the figure that it stands for (the first one, where a folded group is fed several times).
    var source: Int?
    /// Term that this branch of a fork adds to the gradient.
    var contribution: NumberBlock?
    /// `×(−4)`
    var local: FigureText?
  }

  var nodes: [Node] = []
  /// Each goes from a smaller to a greater index.
  var edges: [Edge] = []
  /// Labels of the unfolded groups: `σ = four gates`.
  var groups: [(id: Int, label: FigureText)] = []
  var gateCount = 0

  var hasMatrices: Bool {
    nodes.contains { $0.value?.isMatrix == true || $0.gradient?.isMatrix == true }
      || edges.contains { $0.contribution?.isMatrix == true }
  }

  /// Index of the output's pill.
  var output: Int { nodes.count - 1 }
}

extension VisibleGraph {
  /// - Parameter folding: what stands in place of each node.
  /// - Parameter showsMatrices: whether small matrices stand on the wires with their numbers, or as their shapes.
  init(_ figure: GraphFigure, folding: GraphFolding, words: any Vocabulary, showsMatrices: Bool = true) {
    let numbers = FigureNumbers(digits: figure.digits, words: words)
    let hasGradients = figure.nodes[figure.output].gradient != nil
    let visible = folding.visible
    var indexOf = Array(repeating: -1, count: folding.boxes.count)
    for box in visible {
      indexOf[box] = nodes.count
      nodes.append(Node(folding.boxes[box], figure, numbers, words, showsMatrices: showsMatrices))
    }
    gateCount = nodes.count { $0.shape == .gate || $0.shape == .fold }
    let showsLocals = figure.locals == .all || gateCount <= 6
    for wire in folding.wires {
      var edge = Edge(from: indexOf[wire.from], to: indexOf[wire.to], source: wire.edges.first)
      if hasGradients, let contribution = wire.contribution(figure) {
        edge.contribution = numbers.derivativeBlock(contribution, showsMatrices: showsMatrices)
      }
      if showsLocals, hasGradients, wire.edges.count == 1, nodes[edge.to].shape == .gate {
        let source = figure.edges[wire.edges[0]]
        if figure.nodes[source.from].gradient != nil, let local = source.local?.value, local.values.count == 1 {
          edge.local = FigureText("×") + numbers.enclosed(local)
        }
      }
      edges.append(edge)
    }
    let last = nodes.count
    var output = Node(
      shape: .output, source: figure.output, face: words.output(named: figure.nodes[figure.output].name))
    output.value = nil
    nodes.append(output)
    edges.append(Edge(from: indexOf[folding.boxOf[figure.output]], to: last))
    nodes[edges[edges.count - 1].from].isSeed = hasGradients
    nodes[edges[edges.count - 1].from].name = nil
    for v in nodes.indices { addSum(v, figure, folding, visible, numbers, words) }
    for group in folding.frames {
      let gates = nodes.count { $0.group == group }
      groups.append((group, words.frame(figure.groups[group].name, gates: gates)))
    }
  }

  /// The chip of a fork: what its branches add up to.
  private mutating func addSum(
    _ v: Int, _ figure: GraphFigure, _ folding: GraphFolding, _ visible: [Int], _ numbers: FigureNumbers,
    _ words: any Vocabulary
  ) {
    let branches = edges.indices.filter { edges[$0].from == v }
    guard branches.count > 1, nodes[v].gradient != nil else {
      for e in branches { edges[e].contribution = nil }
      return
    }
    let wires = branches.compactMap { e in folding.wires.indices.contains(e) ? folding.wires[e] : nil }
    let terms = wires.compactMap { $0.contribution(figure) }
    guard terms.count == branches.count, let total = figure.nodes[nodes[v].source].gradient,
      terms.allSatisfy({ $0.values.count == 1 })
    else {
      nodes[v].sum = FigureText("Σ " + words.branches(branches.count))
      return
    }
    var text = FigureText("Σ = ")
    for (k, term) in terms.enumerated() {
      if terms.count > 3, k > 0, k < terms.count - 1 {
        if k == 1 { text = text + FigureText(" + …") }
        continue
      }
      text = text + FigureText(k > 0 ? " + " : "")
      text = text + (k > 0 ? numbers.enclosed(term) : numbers.text(term))
    }
    nodes[v].sum = text + FigureText(" = ") + numbers.text(total)
  }
}

extension VisibleGraph.Node {
  fileprivate init(
    _ box: GraphFolding.Box, _ figure: GraphFigure, _ numbers: FigureNumbers, _ words: any Vocabulary,
    showsMatrices: Bool
  ) {
    let node = figure.nodes[box.output]
    source = box.output
    value = numbers.block(node.value, showsMatrices: showsMatrices)
    gradient =
      node.role == .constant
      ? nil : node.gradient.map { numbers.derivativeBlock($0, showsMatrices: showsMatrices) }
    cut = node.cut.map { FigureText(words.cut(at: $0)) }
    if box.isFold {
      shape = .fold
      face = box.times > 1 ? box.name + FigureText(" × \(box.times)") : box.name
      caption = words.contents(gates: box.gates, parameters: box.parameters, inputs: box.inputs)
      if box.isBundle {
        value = NumberBlock(FigureText(words.values(box.outputs)))
        gradient = nil
        cut = nil
      } else {
        name = node.name.map { FigureText(name: $0) }
      }
      return
    }
    switch node.role {
    case .data, .parameter:
      shape = node.role == .data ? .data : .parameter
      face = FigureText(name: node.name ?? "·")
    case .constant:
      shape = .constant
      // A constant shows its number inside, and nothing on its wire.
      face = node.name.map { FigureText(name: $0) } ?? numbers.text(node.value)
      if node.name == nil { value = nil }
    case .gate:
      shape = .gate
      face = FigureText(node.glyph)
      name = node.name.map { FigureText(name: $0) }
      pattern = node.pattern.map { words.word(for: $0) }
      group = box.frame
    }
  }
}
