/// The drawing as SVG. Colours come from classes (``FigureStyle``), so that a page's theme switches them; everything
/// that belongs to a node or a wire of the figure says so in `data-node` and `data-edge`.
extension GraphDrawing {
  /// - Parameters:
  ///   - prefix: makes the ids unique on the page: `fig-neuron`.
  ///   - standalone: a file of its own, with size, style and background.
  func svgNode(prefix: String, title: String, description: String, standalone: Bool = false) -> HTMLNode {
    svgNode(body(prefix: prefix), prefix: prefix, title: title, description: description, standalone: standalone)
  }

  /// - Parameter body: from ``body(prefix:)``, which the page and the file share.
  func svgNode(
    _ body: HTMLNode, prefix: String, title: String, description: String, standalone: Bool = false
  ) -> HTMLNode {
    let id = orientation == .wide ? prefix : prefix + "-n"
    var attributes: [HTMLNode.Attribute] = [
      ("class", orientation == .wide ? "graph" : "graph narrow"),
      ("viewBox", "0 0 \(PathData.number(width)) \(PathData.number(height))"),
      ("role", "img"), ("aria-labelledby", "\(id)-t \(id)-d"),
    ]
    if standalone {
      attributes.insert(("xmlns", "http://www.w3.org/2000/svg"), at: 0)
      attributes += [("width", PathData.number(width)), ("height", PathData.number(height))]
    } else {
      // Numbers of 16 px stay at 11 px or more; larger graphs scroll.
      let least = orientation == .wide ? (width * 0.69).rounded(.up) : min(width, 300)
      let most = orientation == .wide ? width * 1.1 : width
      attributes.append(
        ("style", "min-width:\(PathData.number(least))px;max-width:\(PathData.number(most.rounded()))px"))
    }
    var children: [HTMLNode] = [
      .element("title", [("id", id + "-t")], [.text(title)]),
      .element("desc", [("id", id + "-d")], [.text(description)]),
    ]
    if standalone {
      children.append(.element("style", [], [.raw(FigureStyle.standalone)]))
      children.append(
        .element(
          "rect",
          [("class", "ground"), ("width", PathData.number(width)), ("height", PathData.number(height)), ("rx", "12")]))
    }
    children.append(body)
    return .element("svg", attributes, children)
  }

  /// Everything that is drawn, without the `svg` element around it.
  func body(prefix: String) -> HTMLNode {
    let id = orientation == .wide ? prefix : prefix + "-n"
    var children: [HTMLNode] = []
    children.reserveCapacity(2 * graph.nodes.count + wires.count + labels.count + 8)
    children.append(marker(id))
    for frame in frames { children.append(rect(frame.box, "frame", rx: 10)) }
    for wire in wires { children.append(node(wire, id)) }
    for thread in threads {
      var path = Path(thread.from)
      path.line(to: thread.to)
      children.append(.element("path", [("class", "thread"), at(thread.node), ("d", PathData.text(path))]))
    }
    for shape in shapes { children.append(node(shape)) }
    for dot in dots {
      children.append(
        .element(
          "circle",
          [
            ("class", "dot"), at(dot.node), ("cx", PathData.number(dot.at.x)), ("cy", PathData.number(dot.at.y)),
            ("r", orientation == .wide ? "4.5" : "3.5"),
          ]))
    }
    for seed in seeds { children.append(rect(seed.box, "seed", rx: 7, node: seed.node)) }
    for label in labels { children.append(node(label)) }
    return .fragment(children)
  }

  private func at(_ node: Int) -> HTMLNode.Attribute { ("data-node", String(graph.nodes[node].source)) }

  private func marker(_ id: String) -> HTMLNode {
    let size = orientation == .wide ? "10" : "8"
    return .element(
      "defs", [],
      [
        .element(
          "marker",
          [
            ("id", id + "-a"), ("viewBox", "0 0 8 8"), ("refX", "7.4"), ("refY", "4"), ("markerWidth", size),
            ("markerHeight", size), ("markerUnits", "userSpaceOnUse"), ("orient", "auto-start-reverse"),
          ], [.element("path", [("class", "arrow"), ("d", "M0,.8L7.6,4L0,7.2L1.4,4Z")])])
      ])
  }

  private func node(_ wire: Wire, _ id: String) -> HTMLNode {
    var attributes: [HTMLNode.Attribute] = [("class", "wire"), at(wire.node)]
    if let edge = wire.edge, let source = graph.edges[edge].source { attributes.append(("data-edge", String(source))) }
    attributes.append(("d", PathData.text(wire.path)))
    if wire.hasArrow { attributes.append(("marker-end", "url(#\(id)-a)")) }
    return .element("path", attributes)
  }

  private func rect(_ box: Box, _ kind: String, rx: Double, node: Int? = nil) -> HTMLNode {
    var attributes: [HTMLNode.Attribute] = [("class", kind)]
    if let node { attributes.append(at(node)) }
    attributes += [
      ("x", PathData.number(box.left)), ("y", PathData.number(box.top)), ("width", PathData.number(box.width)),
      ("height", PathData.number(box.height)), ("rx", PathData.number(rx)),
    ]
    return .element("rect", attributes)
  }

  private func node(_ shape: Shape) -> HTMLNode {
    let node = graph.nodes[shape.node]
    let box = shape.box
    let round = box.height / 2
    var children: [HTMLNode]
    switch node.shape {
    case .data, .output: children = [rect(box, "leaf", rx: round)]
    case .parameter: children = [rect(box, "leaf parameter", rx: 6)]
    case .constant: children = [rect(box, "leaf constant", rx: round)]
    case .gate: children = [rect(box, "gate", rx: round)]
    case .fold:
      children = [
        rect(box.moved(8, 8), "stack", rx: 9), rect(box.moved(4, 4), "stack", rx: 9), rect(box, "gate", rx: 9),
      ]
    }
    children.append(face(node, shape))
    if let caption = node.caption, let at = shape.caption {
      children.append(
        .element(
          "text", [("class", "caption"), ("x", PathData.number(at.x)), ("y", PathData.number(at.y))], [.text(caption)]))
    }
    let kind = node.shape == .output ? "node output" : "node"
    return .element("g", [("class", kind), at(shape.node)], children)
  }

  /// Signs are drawn, not set: they stand exactly in the middle in every font.
  private func face(_ node: VisibleGraph.Node, _ shape: Shape) -> HTMLNode {
    let center = shape.box.center
    if node.shape == .gate {
      let r = shape.box.height * 0.205
      let (x, y) = (center.x, center.y)
      func sign(_ lines: [(Double, Double, Double, Double)]) -> HTMLNode {
        var data = ""
        for line in lines {
          data +=
            "M\(PathData.number(x + line.0 * r)),\(PathData.number(y + line.1 * r))"
            + "L\(PathData.number(x + line.2 * r)),\(PathData.number(y + line.3 * r))"
        }
        return .element("path", [("class", "sign"), ("d", data)])
      }
      switch node.face.plain {
      case "+": return sign([(-1, 0, 1, 0), (0, -1, 0, 1)])
      case "\u{2212}", "-": return sign([(-1, 0, 1, 0)])
      case "×": return sign([(-0.8, -0.8, 0.8, 0.8), (-0.8, 0.8, 0.8, -0.8)])
      case "÷", "/": return sign([(-1, 0, 1, 0), (0, -0.85, 0, -0.8), (0, 0.8, 0, 0.85)])
      default: break
      }
    }
    let drop: Double
    let kind: String
    switch node.shape {
    case .data, .parameter, .output:
      drop = 0.28
      kind = "name"
    case .constant:
      drop = 0.35
      kind = "number"
    case .gate:
      drop = 0.35
      kind = "word"
    case .fold:
      drop = node.caption == nil ? 0.3 : -0.05
      kind = "name"
    }
    var attributes: [HTMLNode.Attribute] = [
      ("class", kind), ("x", PathData.number(center.x)), ("y", PathData.number(center.y + drop * shape.faceSize)),
    ]
    if node.shape == .fold { attributes.append(("style", "font-size:\(PathData.number(shape.faceSize))px")) }
    return .element("text", attributes, node.face.spans(shape.faceSize))
  }

  /// A matrix: its entries, each column flush right, between brackets.
  private func cells(_ matrix: NumberBlock, _ label: Label, _ owner: [HTMLNode.Attribute]) -> HTMLNode {
    let size = label.size
    let isValue = label.kind == .value
    var spans: [HTMLNode] = []
    func span(_ kind: String?, x: Double, y: Double, _ children: [HTMLNode]) -> HTMLNode {
      .element(
        "tspan",
        (kind.map { [("class", $0)] } ?? []) + [("x", PathData.number(x)), ("y", PathData.number(y))], children)
    }
    if !isValue {
      let middle = label.at.y + matrix.extra(size) / 2
      let mark = orientation == .wide ? "◂" : "▴"
      spans.append(span("mark", x: label.at.x - 0.22 * size, y: middle, [.text(mark)]))
    }
    let edges = matrix.columnEdges(size)
    for (k, row) in matrix.rows.enumerated() {
      let y = label.at.y + Double(k) * matrix.lineHeight(size)
      for (cell, edge) in zip(row, edges) { spans.append(span(nil, x: label.at.x + edge, y: y, cell.spans(size))) }
    }
    let kind = isValue ? "v" : label.kind == .gradient ? "g" : "g branch"
    let box = Box(left: label.at.x, top: label.box.top, right: label.box.right, bottom: label.box.bottom).inset(1)
    let lip = size * 0.2
    func bracket(_ x: Double, _ lip: Double) -> String {
      "M\(PathData.number(x + lip)),\(PathData.number(box.top))H\(PathData.number(x))V\(PathData.number(box.bottom))"
        + "H\(PathData.number(x + lip))"
    }
    return .fragment([
      .element(
        "path",
        [("class", isValue ? "bracket forward" : "bracket")] + owner
          + [("d", bracket(box.left, lip) + bracket(box.right, -lip))]),
      .element("text", [("class", kind + " cells")] + owner, spans),
    ])
  }

  private func node(_ label: Label) -> HTMLNode {
    var owner: [HTMLNode.Attribute] = []
    if let node = label.node { owner.append(at(node)) }
    if let edge = label.edge, let source = graph.edges[edge].source { owner.append(("data-edge", String(source))) }
    func text(_ kind: String, _ y: Double, _ children: [HTMLNode], owned: Bool) -> HTMLNode {
      .element(
        "text",
        [("class", kind)] + (owned ? owner : [])
          + [("x", PathData.number(label.at.x)), ("y", PathData.number(y))], children)
    }
    if let matrix = label.matrix { return cells(matrix, label, owner) }
    switch label.kind {
    case .value: return text("v", label.at.y, label.text.spans(label.size), owned: true)
    case .gradient, .contribution:
      let mark = orientation == .wide ? "◂" : "▴"
      let gap = PathData.number(label.size * 0.22)
      var inner = label.text.spans(label.size)
      if case .text(let first)? = inner.first { inner[0] = .element("tspan", [("dx", gap)], [.text(first)]) }
      return text(
        label.kind == .gradient ? "g" : "g branch", label.at.y,
        [.element("tspan", [("class", "mark")], [.text(mark)])] + inner, owned: true)
    case .name: return text("n", label.at.y, label.text.spans(label.size), owned: true)
    case .pattern: return text("pattern", label.at.y, label.text.spans(label.size), owned: true)
    case .cut: return text("pattern cut", label.at.y, label.text.spans(label.size), owned: true)
    case .frame: return text("pattern framed", label.at.y, label.text.spans(label.size), owned: false)
    case .local, .sum:
      let kind = label.kind == .local ? "local" : "sum"
      return .element(
        "g", [("class", kind)] + owner,
        [
          rect(label.box, "chip", rx: label.kind == .local ? label.box.height / 2 : 7),
          text("chip", label.at.y + 0.355 * label.size, label.text.spans(label.size), owned: false),
        ])
    }
  }
}
