/// What in a drawing stands on something else. Empty for every drawing that is shown; tests and the layout's last
/// check rest on it.
extension GraphDrawing {
  struct Collision: Sendable, Hashable, CustomStringConvertible {
    var description: String
  }

  /// Every number, name or word that meets a shape, a wire, a dashed line or another text.
  func collisions() -> [Collision] {
    var found: [Collision] = []
    let lines = wires.map { $0.path.polyline }
    let bounds = lines.map(GraphDrawing.bounds)
    for (i, label) in labels.enumerated() {
      let box = label.box.inset(0.5)
      for other in labels[(i + 1)...] where box.meets(other.box.inset(0.5)) {
        found.append(Collision(description: "\(label.name) meets \(other.name)"))
      }
      for shape in shapes where box.meets(outline(shape)) {
        found.append(Collision(description: "\(label.name) meets node \(shape.node)"))
      }
      for w in wires.indices {
        // A pill stands on its own wire.
        if label.kind == .local, wires[w].edge == label.edge || (wires[w].edge == nil && stands(label, on: wires[w])) {
          continue
        }
        if bounds[w].meets(box), GraphDrawing.meets(box, lines[w]) {
          found.append(Collision(description: "\(label.name) meets a wire of node \(wires[w].node)"))
        }
      }
      for thread in threads
      where box.meets(from: thread.from, to: thread.to) && !(label.kind == .sum && label.node == thread.node) {
        found.append(Collision(description: "\(label.name) meets the thread of node \(thread.node)"))
      }
      for dot in dots where box.meets(Box(center: dot.at, width: 9, height: 9)) {
        found.append(Collision(description: "\(label.name) meets the dot of node \(dot.node)"))
      }
      for seed in seeds where box.meets(seed.box) && !(label.kind == .gradient && label.node == seed.node) {
        found.append(Collision(description: "\(label.name) meets the seed of node \(seed.node)"))
      }
      for frame in frames where crosses(box, outlineOf: frame.box) {
        found.append(Collision(description: "\(label.name) meets the frame of group \(frame.group)"))
      }
    }
    for (i, shape) in shapes.enumerated() {
      for other in shapes[(i + 1)...] where outline(shape).meets(outline(other)) {
        found.append(Collision(description: "node \(shape.node) meets node \(other.node)"))
      }
      for w in wires.indices where wires[w].node != shape.node {
        if let edge = wires[w].edge, graph.edges[edge].to == shape.node { continue }
        if bounds[w].meets(outline(shape)), GraphDrawing.meets(outline(shape), lines[w]) {
          found.append(Collision(description: "node \(shape.node) meets a wire of node \(wires[w].node)"))
        }
      }
      for frame in frames where crosses(outline(shape), outlineOf: frame.box) {
        found.append(Collision(description: "node \(shape.node) meets the frame of group \(frame.group)"))
      }
    }
    return found
  }

  private func stands(_ label: Label, on wire: Wire) -> Bool {
    guard let edge = label.edge else { return false }
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

  func crosses(_ box: Box, outlineOf frame: Box) -> Bool {
    box.meets(frame)
      && !(box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom)
  }

  static func bounds(_ line: [Point]) -> Box {
    var box = Box(left: line[0].x, top: line[0].y, right: line[0].x, bottom: line[0].y)
    for p in line {
      box = box.union(Box(left: p.x, top: p.y, right: p.x, bottom: p.y))
    }
    // A straight wire has no interior of its own.
    return box.inset(-0.1)
  }

  static func meets(_ box: Box, _ line: [Point]) -> Bool {
    for k in 1..<line.count where box.meets(from: line[k - 1], to: line[k]) { return true }
    return false
  }
}

extension GraphDrawing.Label {
  fileprivate var name: String { "\(kind) “\(text.plain)”" }
}
