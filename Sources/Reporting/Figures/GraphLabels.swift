/// Shapes and numbers of a layout. All coordinates here have x along the flow; texts of a narrow drawing are placed
/// when it has been turned.
extension GraphLayout {
  func addShapes(to drawing: inout GraphDrawing) {
    for v in graph.nodes.indices {
      let item = layered.itemOf[v]
      let zone = zones[layered.layerOf[item]]
      let center = turned(Point(x: zone.shapeCenter, y: across[item]))
      let (width, height) = measures.shape(v)
      let box = Box(center: center, width: width, height: height)
      let size = measures.faceSize(v)
      var shape = GraphDrawing.Shape(node: v, box: box, faceSize: size)
      if graph.nodes[v].shape == .fold { shape.caption = Point(x: center.x, y: box.bottom - 14) }
      drawing.shapes.append(shape)
      if let pattern = graph.nodes[v].pattern {
        switch orientation {
        case .wide:
          add(.pattern, FigureText(pattern), Point(x: center.x, y: box.bottom + 19), .middle, node: v, to: &drawing)
        case .narrow:
          add(.pattern, FigureText(pattern), Point(x: box.right + 5, y: center.y + 4), .start, node: v, to: &drawing)
        }
      }
    }
  }

  func addNumbers(to drawing: inout GraphDrawing) {
    for item in layered.kinds.indices {
      let zone = zones[layered.layerOf[item]]
      let center = turned(Point(x: zone.labelCenter, y: across[item]))
      switch layered.kinds[item] {
      case .bend: break
      case .node(let v):
        let node = graph.nodes[v]
        guard node.shape != .output else { continue }
        addValue(node, v, center, to: &drawing)
        if let gradient = node.gradient {
          let box = addGradient(.gradient, gradient, center, node: v, edge: nil, to: &drawing)
          if node.isSeed {
            let seed = Box(left: box.left - 6, top: box.top - 4, right: box.right + 6, bottom: box.bottom + 3.5)
            drawing.seeds.append((seed, v))
          }
        }
        if let cut = node.cut { addCut(cut, v, center, to: &drawing) }
        if let sum = node.sum { addSum(sum, v, turned(Point(x: zone.end, y: across[item])), center, to: &drawing) }
      case .branch(let e):
        guard let contribution = graph.edges[e].contribution else { continue }
        _ = addGradient(.contribution, contribution, center, node: nil, edge: e, to: &drawing)
      }
      if measures.pillsAreStraight, extents[item].pill > 0 {
        let edge = layered.segments[layered.outgoing[item][0]].edge
        let at = turned(Point(x: zone.pillCenter, y: across[item]))
        if let local = graph.edges[edge].local { drawing.labels.append(pill(local, edge, at)) }
      }
    }
  }

  private func addValue(_ node: VisibleGraph.Node, _ v: Int, _ center: Point, to drawing: inout GraphDrawing) {
    guard let value = node.value else { return }
    let width = value.width(sizes.number)
    let extra = value.extra(sizes.number)
    var at: Point
    switch orientation {
    case .wide:
      at = Point(x: center.x, y: center.y - 11)
      if let name = node.name {
        // Beside the middle of a matrix.
        add(.name, name, Point(x: center.x - width / 2 - 9, y: at.y - extra / 2), .end, node: v, to: &drawing)
      }
    case .narrow:
      at = Point(x: center.x + 8, y: center.y - 3)
      if let name = node.name {
        add(.name, name, Point(x: at.x, y: at.y - extra / 2), .start, node: v, to: &drawing)
        at.x += name.width(sizes.beside, strong: false) + 9
      }
    }
    if value.isMatrix {
      let left = orientation == .wide ? at.x - width / 2 : at.x
      add(.value, value, Point(x: left, y: at.y - extra), mark: 0, node: v, edge: nil, to: &drawing)
    } else {
      add(.value, value.line, at, orientation == .wide ? .middle : .start, node: v, to: &drawing)
    }
  }

  /// - Parameters:
  ///   - at: the first baseline at the left bracket.
  ///   - mark: room for the triangle of a gradient before it.
  @discardableResult private func add(
    _ kind: GraphDrawing.Label.Kind, _ matrix: NumberBlock, _ at: Point, mark: Double, node: Int?, edge: Int?,
    to drawing: inout GraphDrawing
  ) -> Box {
    let box = Box(
      left: at.x - mark, top: at.y - sizes.ascent(sizes.number), right: at.x + matrix.width(sizes.number),
      bottom: at.y + matrix.extra(sizes.number) + sizes.descent(sizes.number))
    drawing.labels.append(
      GraphDrawing.Label(
        kind: kind, text: FigureText(matrix.plain), matrix: matrix, at: at, anchor: .start, box: box, node: node,
        edge: edge, size: sizes.number))
    return box
  }

  private func addGradient(
    _ kind: GraphDrawing.Label.Kind, _ block: NumberBlock, _ center: Point, node: Int?, edge: Int?,
    to drawing: inout GraphDrawing
  ) -> Box {
    let width = block.width(sizes.number)
    let edgeRoom = node.map { graph.nodes[$0].isSeed } == true && orientation == .narrow ? 7.0 : 0
    let baseline = orientation == .wide ? center.y + 23 : center.y + sizes.number + edgeRoom / 2
    let left =
      orientation == .wide ? center.x - width / 2 - sizes.triangle : center.x + 8 + edgeRoom
    if block.isMatrix {
      return add(
        kind, block, Point(x: left + sizes.triangle, y: baseline), mark: sizes.triangle, node: node, edge: edge,
        to: &drawing)
    }
    let box = Box(
      left: left, top: baseline - sizes.ascent(sizes.number), right: left + sizes.triangle + width,
      bottom: baseline + sizes.descent(sizes.number))
    drawing.labels.append(
      GraphDrawing.Label(
        kind: kind, text: block.line,
        at: Point(x: orientation == .wide ? center.x - sizes.triangle / 2 : left, y: baseline),
        anchor: orientation == .wide ? .middle : .start, box: box, node: node, edge: edge, size: sizes.number))
    return box
  }

  private func addCut(_ text: FigureText, _ v: Int, _ center: Point, to drawing: inout GraphDrawing) {
    switch orientation {
    case .wide: add(.cut, text, Point(x: center.x, y: center.y + 20), .middle, node: v, to: &drawing)
    case .narrow: add(.cut, text, Point(x: center.x + 8, y: center.y + sizes.number), .start, node: v, to: &drawing)
    }
  }

  private func addSum(_ sum: FigureText, _ v: Int, _ dot: Point, _ center: Point, to drawing: inout GraphDrawing) {
    let width = measures.pillWidth(sum)
    let extra = graph.nodes[v].gradient?.extra(sizes.number) ?? 0
    let box: Box
    switch orientation {
    case .wide:
      let top = dot.y + 35 + extra
      box = Box(left: dot.x + 6 - width, top: top, right: dot.x + 6, bottom: top + sizes.chipHeight)
      drawing.threads.append((Point(x: dot.x, y: dot.y + 5), Point(x: dot.x, y: box.top), v))
    case .narrow:
      let top = center.y + sizes.number * 1.25 + 3 + extra
      box = Box(left: dot.x + 10, top: top, right: dot.x + 10 + width, bottom: top + sizes.chipHeight)
      drawing.threads.append((Point(x: dot.x, y: box.center.y), Point(x: box.left, y: box.center.y), v))
    }
    drawing.labels.append(
      GraphDrawing.Label(
        kind: .sum, text: sum, at: box.center, anchor: .middle, box: box, node: v, edge: nil, size: sizes.chip))
  }

  func pill(_ text: FigureText, _ edge: Int, _ center: Point) -> GraphDrawing.Label {
    let box = Box(center: center, width: measures.pillWidth(text), height: sizes.chipHeight)
    return GraphDrawing.Label(
      kind: .local, text: text, at: center, anchor: .middle, box: box, node: nil, edge: edge, size: sizes.chip)
  }

  private func add(
    _ kind: GraphDrawing.Label.Kind, _ text: FigureText, _ at: Point, _ anchor: Drawing.Anchor,
    node: Int, to drawing: inout GraphDrawing
  ) {
    let size: Double
    switch kind {
    case .name: size = sizes.beside
    case .pattern, .cut: size = sizes.pattern
    case .value, .gradient, .contribution: size = sizes.number
    case .local, .sum, .frame: size = sizes.chip
    }
    drawing.labels.append(
      GraphDrawing.Label(
        kind: kind, text: text, at: at, anchor: anchor,
        box: textBox(text, at, anchor, size, strong: kind == .value), node: node, edge: nil, size: size))
  }

  func textBox(
    _ text: FigureText, _ at: Point, _ anchor: Drawing.Anchor, _ size: Double, strong: Bool
  ) -> Box {
    let width = text.width(size, strong: strong)
    let left =
      switch anchor {
      case .start: at.x
      case .middle: at.x - width / 2
      case .end: at.x - width
      }
    return Box(
      left: left, top: at.y - sizes.ascent(size), right: left + width, bottom: at.y + sizes.descent(size))
  }

  /// From coordinates along the flow to those of the drawing.
  func turned(_ p: Point) -> Point { orientation == .wide ? p : p.swapped }
}
