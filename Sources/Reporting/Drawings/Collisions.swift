/// The collision test: what of a figure stands on something else. Empty for every figure that is shown; tests and the
/// layout of graphs rest on it.
struct Collisions {
  /// Item that must stand free: a text, or the shape of a node.
  struct Item {
    /// As it is told.
    var name: String
    var box: Box
  }

  /// Obstacle that items must keep clear of.
  enum Obstacle {
    case box(Box)
    /// An outline: what is wholly inside does not meet it.
    case frame(Box)
    case line([Point], bounds: Box)

    /// A line of at least one point.
    static func line(_ points: [Point]) -> Obstacle { .line(points, bounds: Box(around: points)) }

    func meets(_ box: Box) -> Bool {
      switch self {
      case .box(let other): box.meets(other)
      case .frame(let frame): box.crosses(frame)
      case .line(let points, let bounds): bounds.meets(box) && box.meets(line: points)
      }
    }
  }

  private(set) var found: [String] = []

  /// Items that meet each other.
  mutating func among(_ items: [Item]) {
    for (i, item) in items.enumerated() {
      for other in items[(i + 1)...] where item.box.meets(other.box) {
        found.append("\(item.name) meets \(other.name)")
      }
    }
  }

  /// Items that meet obstacles.
  ///
  /// - Parameters:
  ///   - name: of an obstacle, by its index.
  ///   - mayMeet: whether the item at the first index may stand on the obstacle at the second: its own wire.
  mutating func of(
    _ items: [Item], with obstacles: [Obstacle], _ name: (Int) -> String,
    mayMeet: (_ item: Int, _ obstacle: Int) -> Bool = { _, _ in false }
  ) {
    for (i, item) in items.enumerated() {
      for (o, obstacle) in obstacles.enumerated() where obstacle.meets(item.box) && !mayMeet(i, o) {
        found.append("\(item.name) meets \(name(o))")
      }
    }
  }

  /// Items that leave a drawing.
  mutating func of(_ items: [Item], leaving page: Box) {
    for item in items where !item.box.isInside(page) { found.append("\(item.name) leaves the drawing") }
  }
}

extension Drawing {
  /// Every text that meets another, a mark, an outline or the drawing's edge.
  func collisions() -> [String] {
    let items = texts.map { Collisions.Item(name: "“\($0.text.plain)”", box: $0.box.inset(0.5)) }
    var collisions = Collisions()
    collisions.of(items, leaving: Box(left: 0, top: 0, right: width, bottom: height))
    collisions.among(items)
    collisions.of(items, with: marks.map(Collisions.Obstacle.box)) { _ in "a mark" }
    collisions.of(items, with: frames.map(Collisions.Obstacle.frame)) { _ in "a frame" }
    return collisions.found
  }
}

extension GraphDrawing {
  /// Every number, name or word that meets a shape, a wire, a dashed line or another text; every shape that meets
  /// another, a wire that is not its own, or a frame.
  func collisions() -> [String] {
    let texts = labels.map { Collisions.Item(name: "\($0.kind) “\($0.text.plain)”", box: $0.box.inset(0.5)) }
    let nodes = shapes.map { Collisions.Item(name: "node \($0.node)", box: outline($0)) }
    let lines = wires.map { Collisions.Obstacle.line($0.path.polyline) }
    let outlines = frames.map { Collisions.Obstacle.frame($0.box) }
    var collisions = Collisions()
    collisions.among(texts)
    collisions.of(texts, with: nodes.map { .box($0.box) }) { nodes[$0].name }
    collisions.of(texts, with: lines) {
      "a wire of node \(wires[$0].node)"
    } mayMeet: {
      stands(labels[$0], on: wires[$1])
    }
    collisions.of(texts, with: threads.map { .line([$0.from, $0.to]) }) {
      "the thread of node \(threads[$0].node)"
    } mayMeet: {
      labels[$0].kind == .sum && labels[$0].node == threads[$1].node
    }
    collisions.of(texts, with: dots.map { .box(Box(center: $0.at, width: 9, height: 9)) }) {
      "the dot of node \(dots[$0].node)"
    }
    collisions.of(texts, with: seeds.map { .box($0.box) }) {
      "the seed of node \(seeds[$0].node)"
    } mayMeet: {
      labels[$0].kind == .gradient && labels[$0].node == seeds[$1].node
    }
    collisions.of(texts, with: outlines) { "the frame of group \(frames[$0].group)" }
    collisions.among(nodes)
    collisions.of(nodes, with: lines) {
      "a wire of node \(wires[$0].node)"
    } mayMeet: { item, wire in
      let (shape, wire) = (shapes[item], wires[wire])
      return wire.node == shape.node || wire.edge.map { graph.edges[$0].to == shape.node } ?? false
    }
    collisions.of(nodes, with: outlines) { "the frame of group \(frames[$0].group)" }
    return collisions.found
  }

  /// A pill stands on its own wire, and on the trunk of the fork that it comes from.
  private func stands(_ label: Label, on wire: Wire) -> Bool {
    guard label.kind == .local else { return false }
    if wire.edge == label.edge { return true }
    guard wire.edge == nil, let edge = label.edge else { return false }
    return graph.edges[edge].from == wire.node
  }

  func outline(_ shape: Shape) -> Box {
    var box = shape.box
    if graph.nodes[shape.node].shape == .fold {
      box.right += 8
      box.bottom += 8
    }
    return box
  }
}

extension Box {
  /// Around points, at least one; a straight line has an interior of its own.
  init(around points: [Point]) {
    var box = Box(left: points[0].x, top: points[0].y, right: points[0].x, bottom: points[0].y)
    for p in points { box = box.union(Box(left: p.x, top: p.y, right: p.x, bottom: p.y)) }
    self = box.inset(-0.1)
  }

  func isInside(_ other: Box) -> Bool {
    left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom
  }

  func crosses(_ frame: Box) -> Bool { meets(frame) && !isInside(frame) }

  func meets(line: [Point]) -> Bool {
    for k in 1..<line.count where meets(from: line[k - 1], to: line[k]) { return true }
    return false
  }
}
