import Artifacts

/// Folding by layer, for graphs whose groups leave too many gates.
extension GraphFolding {
  /// At most so many layers are shown.
  private static let mostLayers = 12

  /// The boxes of `folding` at about the same distance from the inputs become one; equal neighbours are drawn once.
  init(layersOf folding: GraphFolding, _ figure: GraphFigure, _ words: any Vocabulary) {
    var depth = Array(repeating: 0, count: folding.boxes.count)
    var position = Array(repeating: 0, count: folding.boxes.count)
    for (k, box) in folding.visible.enumerated() { position[box] = k }
    for wire in folding.wires.sorted(by: { position[$0.from] < position[$1.from] }) {
      depth[wire.to] = max(depth[wire.to], depth[wire.from] + 1)
    }
    let top = max(1, depth.max() ?? 1)
    // Layers of equal thickness where there are such, since loops then fold into equal boxes.
    let least = (top + GraphFolding.mostLayers - 1) / GraphFolding.mostLayers
    let thickness = (least..<2 * least + 1).first { top % $0 == 0 } ?? least
    var keys = Array(repeating: -1, count: figure.nodes.count)
    for v in figure.nodes.indices where figure.nodes[v].role == .gate && folding.boxOf[v] >= 0 {
      keys[v] = max(0, depth[folding.boxOf[v]] - 1) / thickness
    }
    // Each wire leads to the same or a later layer, so that there is always an order.
    self = GraphFolding(figure, keys: keys, byLayer: true) { FigureText(words.layer($0 + 1)) } ?? folding
    mergeEqualNeighbours(figure)
  }

  /// Boxes with the same gates, one behind the other and wired to nothing else, become one with `× k`.
  private mutating func mergeEqualNeighbours(_ figure: GraphFigure) {
    let signs = boxes.indices.map { box in
      boxes[box].isFold
        ? figure.nodes.indices.filter { boxOf[$0] == box && figure.nodes[$0].role == .gate }
          .map { figure.nodes[$0].operation }.sorted() : []
    }
    var merged = Array(boxes.indices)
    for box in visible where boxes[box].isFold {
      let outgoing = wires.indices.filter { wires[$0].from == box }
      guard outgoing.count == 1 else { continue }
      let to = wires[outgoing[0]].to
      let incoming = wires.indices.filter { wires[$0].to == to }
      guard incoming.count == 1, boxes[to].isFold, signs[to] == signs[box],
        boxes[to].parameters == boxes[box].parameters, boxes[to].inputs == boxes[box].inputs
      else { continue }
      boxes[to].times = boxes[box].times + 1
      boxes[to].name = boxes[box].name
      merged[box] = to
    }
    func final(_ box: Int) -> Int {
      var box = box
      while merged[box] != box { box = merged[box] }
      return box
    }
    for v in boxOf.indices where boxOf[v] >= 0 { boxOf[v] = final(boxOf[v]) }
    wires = wires.filter { merged[$0.from] != $0.to }
    for w in wires.indices {
      wires[w].from = final(wires[w].from)
      wires[w].to = final(wires[w].to)
    }
    visible = visible.filter { merged[$0] == $0 }
  }
}
