extension GraphDrawing {
  /// Lays a graph out.
  ///
  /// First with local derivatives on the curves, as on the board; where they would touch something, on straight pieces.
  init(
    _ graph: VisibleGraph, _ order: GraphLayout.Ordered? = nil, orientation: Orientation, isTight: Bool = false
  ) {
    let order = order ?? GraphLayout.Ordered(graph)
    let hasPills = graph.edges.contains { $0.local != nil }
    if hasPills, orientation == .wide {
      let layout = GraphLayout(graph, order, orientation: orientation, pillsAreStraight: false, isTight: isTight)
      var drawing = GraphDrawing(layout)
      if drawing.placePills(layout), drawing.collisions().isEmpty {
        self = drawing
        return
      }
    }
    // What is clear by construction is checked all the same; more room makes it so.
    var best = GraphDrawing(
      GraphLayout(graph, order, orientation: orientation, pillsAreStraight: hasPills, isTight: isTight))
    var found = best.collisions().count
    for widening in 1..<6 where found > 0 {
      let layout = GraphLayout(
        graph, order, orientation: orientation, pillsAreStraight: hasPills, isTight: isTight,
        widening: Double(widening))
      let drawing = GraphDrawing(layout)
      let now = drawing.collisions().count
      if now < found {
        best = drawing
        found = now
      }
    }
    self = best
  }

  /// Upright: inputs stand on different heights where they would make the drawing too wide.
  ///
  /// `nil` when even so its numbers would be smaller than `number` px in `room`.
  init?(upright graph: VisibleGraph, _ order: GraphLayout.Ordered, room: Double, number: Double) {
    let most = room * DrawingSizes.narrow.number / number
    var order = order
    var drawing = GraphDrawing(graph, order, orientation: .narrow)
    for _ in 0..<3 where drawing.width > most {
      guard let ranks = graph.staggered(order.ranks) else { return nil }
      order = GraphLayout.Ordered(graph, ranks: ranks)
      drawing = GraphDrawing(graph, order, orientation: .narrow)
    }
    guard drawing.width <= most else { return nil }
    self = drawing
  }

  private init(_ layout: GraphLayout) {
    graph = layout.graph
    orientation = layout.orientation
    isTight = layout.isTight
    width = 0
    height = 0
    crossings = layout.crossings
    layout.addWires(to: &self)
    if orientation == .narrow {
      for w in wires.indices { wires[w].path.map { $0.swapped } }
      for d in dots.indices { dots[d].at = dots[d].at.swapped }
    }
    layout.addShapes(to: &self)
    layout.addNumbers(to: &self)
    if orientation == .wide { addFrames(layout) }
    crop(margin: orientation == .wide ? 14 : 6)
  }

  /// Puts each local derivative on the last bend of its wire, 40–55 % along where that is free.
  private mutating func placePills(_ layout: GraphLayout) -> Bool {
    let places = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3]
    let lines = wires.map { $0.path.polyline }
    for w in wires.indices {
      guard let edge = wires[w].edge, let text = graph.edges[edge].local else { continue }
      var spot: Label?
      for t in places {
        let pill = layout.pill(text, edge, pillCenter(wires[w].path, t))
        if isFree(pill.box.inset(-2), except: w, lines) {
          spot = pill
          break
        }
      }
      guard let spot else { return false }
      labels.append(spot)
    }
    return true
  }

  private func pillCenter(_ path: Path, _ t: Double) -> Point {
    guard let last = path.strokes.last else { return path.start }
    let from = path.strokes.count > 1 ? path.strokes[path.strokes.count - 2].end : path.start
    switch last {
    case .curve(let a, let b, let end):
      return Path.point(from, a, b, end, at: t)
    case .line(let end):
      // A straight wire: behind its numbers, before its arrow.
      let clear = labels.filter { $0.box.top < end.y + 30 && $0.box.bottom > end.y - 30 && $0.box.right < end.x }
      let start = clear.map(\.box.right).max() ?? from.x
      return Point(x: (max(start, from.x) + 4 + end.x - 10) / 2, y: end.y)
    }
  }

  private func isFree(_ box: Box, except wire: Int, _ lines: [[Point]]) -> Bool {
    for label in labels where label.box.meets(box) { return false }
    for shape in shapes where outline(shape).meets(box) { return false }
    for dot in dots where Box(center: dot.at, width: 9, height: 9).meets(box) { return false }
    for thread in threads where box.meets(from: thread.from, to: thread.to) { return false }
    for seed in seeds where seed.box.meets(box) { return false }
    for frame in frames where box.crosses(frame.box) { return false }
    for w in lines.indices where w != wire && box.meets(line: lines[w]) { return false }
    return true
  }

  /// Dashed lines around unfolded groups, where they can be drawn without touching a number.
  private mutating func addFrames(_ layout: GraphLayout) {
    for group in graph.groups {
      let members = shapes.filter { graph.nodes[$0.node].group == group.id }
      guard members.count > 1, members.count < graph.gateCount, let first = members.first else { continue }
      var box = first.box
      for member in members { box = box.union(member.box) }
      var isMember = Array(repeating: false, count: graph.nodes.count)
      for member in members { isMember[member.node] = true }
      var feedsMember = Array(repeating: false, count: graph.nodes.count)
      for edge in graph.edges where isMember[edge.to] { feedsMember[edge.from] = true }
      var top = box.top
      var bottom = box.bottom
      for label in labels {
        guard let node = label.node, isMember[node] else { continue }
        if label.kind == .pattern || feedsMember[node] {
          top = min(top, label.box.top)
          bottom = max(bottom, label.box.bottom)
        }
      }
      let frame = Box(left: box.left - 21, top: top - 8, right: box.right + 10, bottom: bottom + 8)
      let at = Point(x: frame.center.x, y: frame.top - 8)
      let label = Label(
        kind: .frame, text: group.label, at: at, anchor: .middle,
        box: layout.textBox(group.label, at, .middle, 13, strong: false), node: nil, edge: nil, size: 13)
      let lines = wires.map { $0.path.polyline }
      guard isFree(label.box, except: -1, lines),
        !labels.contains(where: { $0.box.crosses(frame) }),
        !shapes.contains(where: { outline($0).crosses(frame) }),
        !shapes.contains(where: { !isMember[$0.node] && frame.meets($0.box) })
      else { continue }
      frames.append(Frame(box: frame, group: group.id))
      labels.append(label)
    }
  }

  /// Moves everything so that the drawing begins at (0, 0) with a margin around it.
  private mutating func crop(margin: Double) {
    var bounds = shapes.first.map { outline($0) } ?? Box(left: 0, top: 0, right: 0, bottom: 0)
    for shape in shapes { bounds = bounds.union(outline(shape)) }
    for label in labels { bounds = bounds.union(label.box) }
    for wire in wires { bounds = bounds.union(Box(around: wire.path.polyline)) }
    for seed in seeds { bounds = bounds.union(seed.box) }
    for frame in frames { bounds = bounds.union(frame.box) }
    let dx = (margin - bounds.left).rounded()
    let dy = (margin - bounds.top).rounded()
    width = (bounds.width + 2 * margin).rounded(.up)
    height = (bounds.height + 2 * margin).rounded(.up)
    func move(_ p: Point) -> Point { Point(x: p.x + dx, y: p.y + dy) }
    for i in shapes.indices {
      shapes[i].box = shapes[i].box.moved(dx, dy)
      shapes[i].caption = shapes[i].caption.map(move)
    }
    for i in wires.indices { wires[i].path.map(move) }
    for i in labels.indices {
      labels[i].at = move(labels[i].at)
      labels[i].box = labels[i].box.moved(dx, dy)
    }
    for i in dots.indices { dots[i].at = move(dots[i].at) }
    for i in threads.indices {
      threads[i].from = move(threads[i].from)
      threads[i].to = move(threads[i].to)
    }
    for i in seeds.indices { seeds[i].box = seeds[i].box.moved(dx, dy) }
    for i in frames.indices { frames[i].box = frames[i].box.moved(dx, dy) }
  }
}

extension VisibleGraph {
  /// Ranks with every second input of the fullest layer one layer earlier; `nil` when there is none to move.
  func staggered(_ ranks: [Int]) -> [Int]? {
    var counts = Array(repeating: 0, count: (ranks.max() ?? 0) + 1)
    for rank in ranks { counts[rank] += 1 }
    var hasInputs = Array(repeating: false, count: nodes.count)
    for edge in edges { hasInputs[edge.to] = true }
    guard let fullest = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[fullest] > 1 else { return nil }
    let leaves = nodes.indices.filter { ranks[$0] == fullest && !hasInputs[$0] }
    guard leaves.count > 1 || (leaves.count == 1 && counts[fullest] > 1) else { return nil }
    var moved = ranks
    for (k, v) in leaves.enumerated() where k % 2 == 1 || leaves.count == 1 { moved[v] -= 1 }
    let least = moved.min() ?? 0
    return moved.map { $0 - least }
  }
}
