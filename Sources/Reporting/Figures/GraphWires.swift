/// The wires of a layout: where they enter gates, and how they bend.
extension GraphLayout {
  /// Where a wire ends at a shape, and its direction there as an angle against the flow.
  struct Port {
    var at: Point
    var angle: Double
  }

  /// In coordinates whose x runs along the flow.
  func ports() -> [Port?] {
    var ports = Array(repeating: Port?.none, count: layered.segments.count)
    for v in graph.nodes.indices {
      let item = layered.itemOf[v]
      let segments = layered.incoming[item].sorted {
        (across[layered.segments[$0].from], $0) < (across[layered.segments[$1].from], $1)
      }
      guard !segments.isEmpty else { continue }
      let extents = self.extents[item]
      let center = Point(x: zones[layered.layerOf[item]].shapeCenter, y: across[item])
      let (width, height) = measures.shape(v)
      let left = center.x - (orientation == .wide ? width : height) / 2
      let straight = segments.firstIndex { abs(across[layered.segments[$0].from] - center.y) < 0.5 }
      for (k, s) in segments.enumerated() {
        let middle = Double(segments.count - 1) / 2
        let offset = straight.map { Double(k - $0) } ?? Double(k) - middle
        if graph.nodes[v].shape == .gate, orientation == .wide || width == height {
          let step = straight != nil || segments.count > 2 ? min(28, 110 / Double(max(1, segments.count - 1))) : 30
          let angle = offset * step
          let (sine, cosine) = sineCosine(degrees: angle)
          let r = extents.half
          ports[s] = Port(at: Point(x: left + r - r * cosine, y: center.y + r * sine), angle: angle * 0.6)
        } else {
          let room = 2 * extents.half - 22
          let step = min(14, room / Double(max(1, segments.count - 1)))
          ports[s] = Port(at: Point(x: left, y: center.y + offset * step), angle: 0)
        }
      }
    }
    return ports
  }

  /// Draws all wires, in coordinates whose x runs along the flow.
  func addWires(to drawing: inout GraphDrawing) {
    let ports = ports()
    for v in graph.nodes.indices {
      let item = layered.itemOf[v]
      let outgoing = layered.outgoing[item]
      guard !outgoing.isEmpty else { continue }
      let zone = zones[layered.layerOf[item]]
      let (width, height) = measures.shape(v)
      let start = Point(x: zone.shapeCenter + (orientation == .wide ? width : height) / 2, y: across[item])
      let dot = Point(x: zone.end, y: across[item])
      if outgoing.count > 1 {
        var trunk = Path(start)
        trunk.line(to: dot)
        drawing.wires.append(GraphDrawing.Wire(path: trunk, node: v, edge: nil, hasArrow: false))
        drawing.dots.append((dot, v))
      }
      for first in outgoing {
        var path = Path(outgoing.count > 1 ? dot : start)
        var segment = layered.segments[first]
        var index = first
        while true {
          path.line(to: Point(x: zones[layered.layerOf[segment.from]].end, y: across[segment.from]))
          if let port = ports[index] {
            enter(port, of: segment, &path)
            break
          }
          bend(to: Point(x: zones[layered.layerOf[segment.to]].shapeStart, y: across[segment.to]), angle: 0, &path)
          index = layered.outgoing[segment.to][0]
          segment = layered.segments[index]
        }
        drawing.wires.append(GraphDrawing.Wire(path: path, node: v, edge: segment.edge, hasArrow: true))
      }
    }
  }

  /// The last bend ends where the layer begins when the shape is much narrower than its layer, so that no neighbour
  /// is touched.
  private func enter(_ port: Port, of segment: LayeredGraph.Segment, _ path: inout Path) {
    let start = zones[layered.layerOf[segment.to]].shapeStart
    if port.at.x - start > 14 {
      bend(to: Point(x: start, y: port.at.y), angle: 0, &path)
      path.line(to: port.at)
    } else {
      bend(to: port.at, angle: port.angle, &path)
    }
  }

  private func bend(to end: Point, angle: Double, _ path: inout Path) {
    let from = path.end
    guard abs(end.y - from.y) > 0.01 else {
      path.line(to: end)
      return
    }
    let reach = (end.x - from.x) / 2
    let (sine, cosine) = sineCosine(degrees: angle)
    path.curve(
      Point(x: from.x + reach, y: from.y), Point(x: end.x - reach * cosine, y: end.y + reach * sine), to: end)
  }
}

/// Sine and cosine within 1e-6 for angles up to ±90°: the first terms of their series, the same on every machine.
func sineCosine(degrees: Double) -> (sine: Double, cosine: Double) {
  let x = degrees * 0.017453292519943295
  let y = x * x
  let sine = x * (1 - y / 6 * (1 - y / 20 * (1 - y / 42 * (1 - y / 72))))
  let cosine = 1 - y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56 * (1 - y / 90))))
  return (sine, cosine)
}
