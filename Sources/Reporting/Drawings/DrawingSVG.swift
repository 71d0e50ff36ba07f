/// Drawings as SVG: the one writer. Colours come from classes, so that a page's theme switches them.
enum DrawingSVG {
  /// Head of an `svg` element: its attributes, title and description.
  struct Head {
    /// Unique on the page.
    var id: String
    var title: String
    var description: String
    /// The same with the marks of numbers that sliders move.
    var marked: [HTMLNode]?
    /// Class names of the drawing.
    var style: String
    var width: Double
    var height: Double
    /// On a page: how it fits there.
    var fit: String
    /// The style sheet of a file of its own, which has a size and a ground as well; `nil` on a page.
    var standalone: String?
    /// ``LiveFrame/json``
    var live: String?
  }

  /// - Parameter body: what is drawn, written before: pages and files share it.
  static func node(_ head: Head, _ body: HTMLNode) -> HTMLNode {
    let size = [("width", PathData.number(head.width)), ("height", PathData.number(head.height))]
    var attributes: [HTMLNode.Attribute] = [
      ("class", head.style), ("viewBox", "0 0 \(size[0].1) \(size[1].1)"), ("role", "img"),
      ("aria-labelledby", "\(head.id)-t \(head.id)-d"),
    ]
    var children: [HTMLNode] = [
      .element("title", [("id", head.id + "-t")], [.text(head.title)]),
      .element("desc", [("id", head.id + "-d")], head.marked ?? [.text(head.description)]),
    ]
    if let sheet = head.standalone {
      attributes.insert(("xmlns", "http://www.w3.org/2000/svg"), at: 0)
      attributes += size
      children.append(.element("style", [], [.raw(sheet)]))
      children.append(.element("rect", [("class", "ground")] + size + [("rx", "12")]))
    } else {
      attributes.append(("style", head.fit))
      if let live = head.live { attributes.append(("data-live", live)) }
    }
    return .element("svg", attributes, children + [body])
  }

  /// - Parameter rims: classes of texts below which a pale rim is painted, as a text of its own.
  static func body(_ parts: [Drawing.Part], rims: Set<String> = []) -> HTMLNode {
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(parts.count)
    for part in parts {
      if case .text(let text) = part, text.hasRim(rims) { nodes.append(node(text, isRim: true)) }
      nodes.append(node(part))
    }
    return .raw(String(decoding: HTMLNode.fragment(nodes).bytes, as: UTF8.self))
  }

  private static func node(_ part: Drawing.Part) -> HTMLNode {
    switch part {
    case .shape(let shape): node(shape)
    case .text(let text): text.matrix.map { cells($0, of: text) } ?? node(text)
    case .group(let style, let owner, let parts):
      .element("g", [("class", style)] + attributes(owner), parts.map(node))
    case .arrowhead(let id, let size):
      .element(
        "defs", [],
        [
          .element(
            "marker",
            [
              ("id", id), ("viewBox", "0 0 8 8"), ("refX", "7.4"), ("refY", "4"),
              ("markerWidth", PathData.number(size)), ("markerHeight", PathData.number(size)),
              ("markerUnits", "userSpaceOnUse"), ("orient", "auto-start-reverse"),
            ], [.element("path", [("class", "arrow"), ("d", "M0,.8L7.6,4L0,7.2L1.4,4Z")])])
        ])
    }
  }

  private static func attributes(_ owner: Drawing.Owner) -> [HTMLNode.Attribute] {
    (owner.node.map { [("data-node", String($0))] } ?? []) + (owner.edge.map { [("data-edge", String($0))] } ?? [])
  }

  private static func attributes(_ at: Point) -> [HTMLNode.Attribute] {
    [("x", PathData.number(at.x)), ("y", PathData.number(at.y))]
  }

  private static func attributes(_ box: Box) -> [HTMLNode.Attribute] {
    attributes(Point(x: box.left, y: box.top))
      + [("width", PathData.number(box.width)), ("height", PathData.number(box.height))]
  }

  // MARK: Shapes

  private static func node(_ shape: Drawing.Shape) -> HTMLNode {
    let (name, form) = element(shape.form)
    var attributes = [("class", shape.style)] + attributes(shape.owner) + form
    if let arrow = shape.arrow { attributes.append(("marker-end", "url(#\(arrow))")) }
    if let opacity = shape.opacity { attributes.append(("fill-opacity", PathData.share(opacity))) }
    return .element(name, attributes)
  }

  private static func element(_ form: Drawing.Form) -> (name: String, attributes: [HTMLNode.Attribute]) {
    func path(_ data: String) -> (String, [HTMLNode.Attribute]) { ("path", [("d", data)]) }
    switch form {
    case .line(let points): return path(PathData.polyline(points))
    case .lines(let lines): return path(lines.map(PathData.polyline).joined())
    case .path(let line): return path(PathData.text(line))
    case .strokes(let strokes): return path(strokes.map(PathData.stroke).joined())
    case .brackets(let box, let lip): return path(PathData.brackets(box, lip: lip))
    case .area(let pieces): return path(pieces.map { PathData.polyline($0) + "z" }.joined())
    case .box(let box, let rx): return ("rect", attributes(box) + (rx > 0 ? [("rx", PathData.number(rx))] : []))
    case .boxes(let boxes): return path(boxes.map(PathData.rectangle).joined())
    case .marker(.circle, let at, let r):
      return (
        "circle", [("cx", PathData.number(at.x)), ("cy", PathData.number(at.y)), ("r", PathData.number(r))]
      )
    case .marker(let marker, let at, let r): return path(marker.path(at, r))
    case .dots(let points, let marker, let r): return path(points.map { marker.path($0, r) }.joined())
    case .image(let box, let data):
      return ("image", attributes(box) + [("preserveAspectRatio", "none"), ("href", data)])
    }
  }

  // MARK: Texts

  /// - Parameter isRim: the pale rim below a text of a file, which is not read out.
  private static func node(_ text: Drawing.Text, isRim: Bool = false) -> HTMLNode {
    var style = isRim ? text.style + " rim" : text.style
    if text.saysAnchor {
      switch text.anchor {
      case .start: break
      case .middle: style += " m"
      case .end: style += " e"
      }
    }
    var attributes = [("class", style)] + attributes(text.owner) + attributes(text.at)
    if text.saysSize { attributes.append(("style", "font-size:\(PathData.number(text.size))px")) }
    if isRim { attributes.append(("aria-hidden", "true")) }
    var spans = text.text.spans(text.size)
    if let mark = text.mark {
      let gap = PathData.number(text.size * 0.22)
      switch spans.first {
      case .text(let first)?: spans[0] = .element("tspan", [("dx", gap)], [.text(first)])
      case .element(let name, let attributes, let parts)? where text.text.runs[0].mark != nil:
        spans[0] = .element(name, attributes + [("dx", gap)], parts)
      default: break
      }
      spans.insert(.element("tspan", [("class", "mark")], [.text(mark)]), at: 0)
    }
    return .element("text", attributes, spans)
  }

  /// A matrix: its entries, each column flush right.
  private static func cells(_ matrix: NumberBlock, of text: Drawing.Text) -> HTMLNode {
    let (at, size) = (text.at, text.size)
    var spans: [HTMLNode] = []
    if let mark = text.mark {
      let place = Point(x: at.x - 0.22 * size, y: at.y + matrix.extra(size) / 2)
      spans.append(.element("tspan", [("class", "mark")] + attributes(place), [.text(mark)]))
    }
    let edges = matrix.columnEdges(size)
    for (k, row) in matrix.rows.enumerated() {
      let y = at.y + Double(k) * matrix.lineHeight(size)
      for (cell, edge) in zip(row, edges) {
        spans.append(.element("tspan", attributes(Point(x: at.x + edge, y: y)), cell.spans(size)))
      }
    }
    return .element("text", [("class", text.style)] + attributes(text.owner), spans)
  }
}

extension Drawing.Text {
  /// Labels among lines have a pale rim, so that they can be read where they cross one; numbers in cells have none.
  fileprivate func hasRim(_ rims: Set<String>) -> Bool {
    guard !rims.isEmpty else { return false }
    let classes = style.split(separator: " ")
    return classes.contains { rims.contains(String($0)) } && !classes.contains("num")
  }
}

extension Drawing {
  /// A chart's drawing.
  ///
  /// - Parameter standalone: a file of its own, with size, style and background.
  func svg(id: String, title: String, description: String, isNarrow: Bool, standalone: Bool = false) -> HTMLNode {
    let head = DrawingSVG.Head(
      id: id, title: title, description: description, style: isNarrow ? "chart narrow" : "chart", width: width,
      height: height, fit: "max-width:\(PathData.number((width * (isNarrow ? 1.2 : 1.05)).rounded()))px",
      standalone: standalone ? ChartStyle.standalone : nil, live: live?.json)
    return DrawingSVG.node(head, DrawingSVG.body(parts, rims: standalone ? Set(ChartStyle.rimmed) : []))
  }
}

extension GraphDrawing {
  /// - Parameters:
  ///   - body: ``DrawingSVG/body(_:rims:)`` of its parts, which the page and the file share.
  ///   - prefix: makes the ids unique on the page: `fig-neuron`.
  ///   - standalone: a file of its own, with size, style and background.
  func svg(
    _ body: HTMLNode, prefix: String, title: String, description: String, marked: [HTMLNode]? = nil,
    standalone: Bool = false
  ) -> HTMLNode {
    // Larger graphs scroll.
    let least = orientation == .wide ? leastWidth(numbers: 11, words: 9).rounded(.up) : leastUpright
    let most = orientation == .wide ? width * 1.1 : width
    let head = DrawingSVG.Head(
      id: id(prefix), title: title, description: description, marked: standalone ? nil : marked,
      style: orientation == .wide ? (isTight ? "graph tight" : "graph") : "graph narrow", width: width, height: height,
      fit: "min-width:\(PathData.number(least))px;max-width:\(PathData.number(most.rounded()))px",
      standalone: standalone ? FigureStyle.standalone : nil)
    return DrawingSVG.node(head, body)
  }

  /// An upright one for telephones shrinks a little further than its numbers like; a wider one scrolls there.
  private var leastUpright: Double {
    let least = (width * 11 / DrawingSizes.narrow.number).rounded(.up)
    return least <= 340 ? min(width, 300) : least
  }

  /// How wide it has to be shown for its texts to have these sizes, in px.
  ///
  /// Numbers stand on wires at 16 px, in pills and chips at 13.5; words of patterns have 12.5.
  func leastWidth(numbers: Double, words: Double) -> Double {
    let shares = labels.map { label in (label.kind == .pattern || label.kind == .frame ? words : numbers) / label.size }
    return width * max(numbers / (orientation == .wide ? DrawingSizes.wide : .narrow).number, shares.max() ?? 0)
  }

  func body(prefix: String) -> HTMLNode { DrawingSVG.body(parts(prefix: prefix)) }
}
