import Artifacts

/// A graph's drawing as parts. Colours come from classes (``FigureStyle``), so that a page's theme switches them;
/// everything that belongs to a node or a wire of the figure says so.
extension GraphDrawing {
  /// Everything that is drawn, in the order in which it is painted.
  ///
  /// - Parameter prefix: makes the ids unique on the page: `fig-neuron`.
  func parts(prefix: String) -> [Drawing.Part] {
    let id = id(prefix)
    var parts: [Drawing.Part] = [.arrowhead(id: id + "-a", size: orientation == .wide ? 10 : 8)]
    parts.reserveCapacity(2 * graph.nodes.count + wires.count + labels.count + 8)
    func add(_ form: Drawing.Form, _ style: String, _ owner: Drawing.Owner = .none, arrow: String? = nil) {
      parts.append(.shape(Drawing.Shape(form: form, style: style, owner: owner, arrow: arrow)))
    }
    for frame in frames { add(.box(frame.box, rx: 10), "frame") }
    for wire in wires {
      add(.path(wire.path), "wire", owner(wire.node, wire.edge), arrow: wire.hasArrow ? id + "-a" : nil)
    }
    for thread in threads {
      var path = Path(thread.from)
      path.line(to: thread.to)
      add(.path(path), "thread", owner(thread.node))
    }
    for shape in shapes { parts.append(part(shape)) }
    for dot in dots { add(.marker(.circle, dot.at, r: orientation == .wide ? 4.5 : 3.5), "dot", owner(dot.node)) }
    for seed in seeds { add(.box(seed.box, rx: 7), "seed", owner(seed.node)) }
    for label in labels { parts.append(contentsOf: self.parts(label)) }
    return parts
  }

  func id(_ prefix: String) -> String { orientation == .wide ? prefix : prefix + "-n" }

  /// The figure's own numbers of a node and an edge of the drawing.
  private func owner(_ node: Int?, _ edge: Int? = nil) -> Drawing.Owner {
    Drawing.Owner(node: node.map { graph.nodes[$0].source }, edge: edge.flatMap { graph.edges[$0].source })
  }

  private func part(_ shape: Shape) -> Drawing.Part {
    let node = graph.nodes[shape.node]
    let box = shape.box
    let round = box.height / 2
    func outline(_ box: Box, _ style: String, rx: Double) -> Drawing.Part {
      .shape(Drawing.Shape(form: .box(box, rx: rx), style: style))
    }
    var parts: [Drawing.Part]
    switch node.shape {
    case .data, .output: parts = [outline(box, "leaf", rx: round)]
    case .parameter: parts = [outline(box, "leaf parameter", rx: 6)]
    case .constant: parts = [outline(box, "leaf constant", rx: round)]
    case .gate: parts = [outline(box, "gate", rx: round)]
    case .fold:
      parts = [
        outline(box.moved(8, 8), "stack", rx: 9), outline(box.moved(4, 4), "stack", rx: 9), outline(box, "gate", rx: 9),
      ]
    }
    parts.append(face(node, shape))
    if let caption = node.caption, let at = shape.caption {
      parts.append(.text(Drawing.Text(styled: FigureText(caption), at: at, size: sizes.pattern, style: "caption")))
    }
    return .group(style: node.shape == .output ? "node output" : "node", owner(shape.node), parts)
  }

  private var sizes: DrawingSizes { orientation == .wide ? (isTight ? .tight : .wide) : .narrow }

  /// Signs are drawn, not set: they stand exactly in the middle in every font.
  private func face(_ node: VisibleGraph.Node, _ shape: Shape) -> Drawing.Part {
    let center = shape.box.center
    if node.shape == .gate, let sign = sign(node.face.plain) {
      let r = shape.box.height * 0.205
      func p(_ x: Double, _ y: Double) -> Point { Point(x: center.x + x * r, y: center.y + y * r) }
      let lines = sign.map { (p($0.0, $0.1), p($0.2, $0.3)) }
      return .shape(Drawing.Shape(form: .strokes(lines), style: "sign"))
    }
    let drop: Double
    let style: String
    switch node.shape {
    case .data, .parameter, .output:
      drop = 0.28
      style = "name"
    case .constant:
      drop = 0.35
      style = "number"
    case .gate:
      drop = 0.35
      style = "word"
    case .fold:
      drop = node.caption == nil ? 0.3 : -0.05
      style = "name"
    }
    let at = Point(x: center.x, y: center.y + drop * shape.faceSize)
    var text = Drawing.Text(styled: node.face, at: at, size: shape.faceSize, style: style)
    text.saysSize = node.shape == .fold
    return .text(text)
  }

  /// The strokes of a sign, in half its width.
  private func sign(_ face: String) -> [(Double, Double, Double, Double)]? {
    switch face {
    case "+": [(-1, 0, 1, 0), (0, -1, 0, 1)]
    case "\u{2212}", "-": [(-1, 0, 1, 0)]
    case "×": [(-0.8, -0.8, 0.8, 0.8), (-0.8, 0.8, 0.8, -0.8)]
    case "÷", "/": [(-1, 0, 1, 0), (0, -0.85, 0, -0.8), (0, 0.8, 0, 0.85)]
    default: nil
    }
  }

  private func parts(_ label: Label) -> [Drawing.Part] {
    let owner = owner(label.node, label.edge)
    func text(_ style: String, owned: Bool = true, dy: Double = 0) -> Drawing.Text {
      let at = Point(x: label.at.x, y: label.at.y + dy)
      return Drawing.Text(
        styled: label.text, at: at, size: label.size, style: style, owner: owned ? owner : .none)
    }
    let mark = orientation == .wide ? "◂" : "▴"
    switch label.kind {
    case .value, .gradient, .contribution:
      let isValue = label.kind == .value
      var text = text(isValue ? "v" : label.kind == .gradient ? "g" : "g branch")
      if !isValue { text.mark = mark }
      guard let matrix = label.matrix else { return [.text(text)] }
      text.matrix = matrix
      text.style += " cells"
      let box = Box(left: label.at.x, top: label.box.top, right: label.box.right, bottom: label.box.bottom).inset(1)
      let brackets = Drawing.Shape(
        form: .brackets(box, lip: label.size * 0.2), style: isValue ? "bracket forward" : "bracket", owner: owner)
      return [.shape(brackets), .text(text)]
    case .name: return [.text(text("n"))]
    case .pattern: return [.text(text("pattern"))]
    case .cut: return [.text(text("pattern cut"))]
    case .frame: return [.text(text("pattern framed", owned: false))]
    case .local, .sum:
      let isLocal = label.kind == .local
      let chip = Drawing.Shape(form: .box(label.box, rx: isLocal ? label.box.height / 2 : 7), style: "chip")
      return [
        .group(
          style: isLocal ? "local" : "sum", owner,
          [.shape(chip), .text(text("chip", owned: false, dy: 0.355 * label.size))])
      ]
    }
  }
}
