/// A chart's drawing as SVG. Colours come from classes (``ChartStyle``), so that a page's theme switches them.
extension ChartDrawing {
  /// - Parameters:
  ///   - id: unique on the page.
  ///   - standalone: a file of its own, with size, style and background.
  func svg(id: String, title: String, description: String, isNarrow: Bool, standalone: Bool = false) -> HTMLNode {
    var attributes: [HTMLNode.Attribute] = [
      ("class", isNarrow ? "chart narrow" : "chart"),
      ("viewBox", "0 0 \(PathData.number(width)) \(PathData.number(height))"),
      ("role", "img"), ("aria-labelledby", "\(id)-t \(id)-d"),
    ]
    if standalone {
      attributes.insert(("xmlns", "http://www.w3.org/2000/svg"), at: 0)
      attributes += [("width", PathData.number(width)), ("height", PathData.number(height))]
    } else {
      attributes.append(("style", "max-width:\(PathData.number((width * (isNarrow ? 1.2 : 1.05)).rounded()))px"))
    }
    var children: [HTMLNode] = [
      .element("title", [("id", id + "-t")], [.text(title)]),
      .element("desc", [("id", id + "-d")], [.text(description)]),
    ]
    if standalone {
      children.append(.element("style", [], [.raw(ChartStyle.standalone)]))
      children.append(
        .element(
          "rect",
          [("class", "ground"), ("width", PathData.number(width)), ("height", PathData.number(height)), ("rx", "12")]))
    }
    children.append(.raw(body(standalone: standalone)))
    return .element("svg", attributes, children)
  }

  /// Everything that is drawn, as text.
  private func body(standalone: Bool) -> String {
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(shapes.count + texts.count)
    for shape in shapes { nodes.append(node(shape)) }
    for text in texts {
      if standalone, text.hasRim { nodes.append(node(text, isRim: true)) }
      nodes.append(node(text))
    }
    return String(decoding: HTMLNode.fragment(nodes).bytes, as: UTF8.self)
  }

  private func node(_ shape: Shape) -> HTMLNode {
    var attributes: [HTMLNode.Attribute] = [("class", shape.style)]
    let name: String
    switch shape.form {
    case .line(let points):
      name = "path"
      attributes.append(("d", PathData.polyline(points)))
    case .lines(let lines):
      name = "path"
      attributes.append(("d", lines.map(PathData.polyline).joined()))
    case .area(let pieces):
      name = "path"
      attributes.append(("d", pieces.map { PathData.polyline($0) + "z" }.joined()))
    case .box(let box, let rx):
      name = "rect"
      attributes += ChartDrawing.attributes(box)
      if rx > 0 { attributes.append(("rx", PathData.number(rx))) }
    case .boxes(let boxes):
      name = "path"
      attributes.append(("d", boxes.map(PathData.rectangle).joined()))
    case .marker(let marker, let at, let r):
      if marker == .circle {
        name = "circle"
        attributes += [("cx", PathData.number(at.x)), ("cy", PathData.number(at.y)), ("r", PathData.number(r))]
      } else {
        name = "path"
        attributes.append(("d", marker.path(at, r)))
      }
    case .dots(let points, let marker, let r):
      name = "path"
      attributes.append(("d", points.map { marker.path($0, r) }.joined()))
    case .image(let box, let data):
      name = "image"
      attributes += ChartDrawing.attributes(box) + [("preserveAspectRatio", "none"), ("href", data)]
    }
    if let opacity = shape.opacity { attributes.append(("fill-opacity", PathData.share(opacity))) }
    return .element(name, attributes)
  }

  private static func attributes(_ box: Box) -> [HTMLNode.Attribute] {
    [
      ("x", PathData.number(box.left)), ("y", PathData.number(box.top)), ("width", PathData.number(box.width)),
      ("height", PathData.number(box.height)),
    ]
  }

  /// - Parameter isRim: the pale rim below a text of a file, which is not read out.
  private func node(_ text: Text, isRim: Bool = false) -> HTMLNode {
    var style = isRim ? text.style + " rim" : text.style
    switch text.anchor {
    case .start: break
    case .middle: style += " m"
    case .end: style += " e"
    }
    return .element(
      "text",
      [("class", style), ("x", PathData.number(text.at.x)), ("y", PathData.number(text.at.y))]
        + (isRim ? [("aria-hidden", "true")] : []),
      text.text.spans(text.size))
  }
}

extension ChartDrawing.Text {
  /// Labels among lines have a pale rim, so that they can be read where they cross one; numbers in cells have none.
  fileprivate var hasRim: Bool {
    let classes = style.split(separator: " ")
    return classes.contains { ChartStyle.rimmed.contains(String($0)) } && !classes.contains("num")
  }
}

extension MarkerShape {
  /// The outline of a marker around a point; `r` is the radius of a circle of about the same weight.
  func path(_ at: Point, _ r: Double) -> String {
    func p(_ dx: Double, _ dy: Double) -> Point { Point(x: at.x + dx * r, y: at.y + dy * r) }
    switch self {
    case .circle:
      let (d, n) = (PathData.number(2 * r), PathData.number(r))
      return "M\(PathData.number(at.x - r)),\(PathData.number(at.y))a\(n),\(n) 0 1,0 \(d),0a\(n),\(n) 0 1,0-\(d),0z"
    case .square:
      return PathData.polyline([p(-0.88, -0.88), p(0.88, -0.88), p(0.88, 0.88), p(-0.88, 0.88)]) + "z"
    case .triangle: return PathData.polyline([p(0, -1.15), p(1.1, 0.8), p(-1.1, 0.8)]) + "z"
    case .diamond: return PathData.polyline([p(0, -1.25), p(1.05, 0), p(0, 1.25), p(-1.05, 0)]) + "z"
    case .cross:
      return PathData.polyline([p(-1, -1), p(1, 1)]) + PathData.polyline([p(-1, 1), p(1, -1)])
    case .plus:
      return PathData.polyline([p(-1, 0), p(1, 0)]) + PathData.polyline([p(0, -1), p(0, 1)])
    }
  }
}

extension PathData {
  /// Straight pieces, each from the end of the one before: `M62,50l10,-3.1 8,0.4`. In whole tenths, so that rounding
  /// does not add up.
  static func polyline(_ points: [Point]) -> String {
    guard let first = points.first else { return "" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * points.count + 8)
    var x = tenths(first.x)
    var y = tenths(first.y)
    bytes.append(UInt8(ascii: "M"))
    append(tenths: x, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    append(tenths: y, to: &bytes)
    var isFirst = true
    for p in points.dropFirst() {
      let (nx, ny) = (tenths(p.x), tenths(p.y))
      let (dx, dy) = (nx - x, ny - y)
      if dx == 0, dy == 0 { continue }
      if isFirst { bytes.append(UInt8(ascii: "l")) } else if dx >= 0 { bytes.append(UInt8(ascii: " ")) }
      append(tenths: dx, to: &bytes)
      if dy >= 0 { bytes.append(UInt8(ascii: ",")) }
      append(tenths: dy, to: &bytes)
      (x, y) = (nx, ny)
      isFirst = false
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `M2,3h10v4h-10z`
  static func rectangle(_ box: Box) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "M")]
    let (left, top) = (tenths(box.left), tenths(box.top))
    let (width, height) = (tenths(box.right) - left, tenths(box.bottom) - top)
    append(tenths: left, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    append(tenths: top, to: &bytes)
    for (letter, length) in [("h", width), ("v", height), ("h", -width)] {
      bytes.append(contentsOf: letter.utf8)
      append(tenths: length, to: &bytes)
    }
    bytes.append(UInt8(ascii: "z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `0.35`, `1`: two decimals at most.
  static func share(_ value: Double) -> String {
    let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
    if hundredths == 100 { return "1" }
    if hundredths == 0 { return "0" }
    return hundredths % 10 == 0 ? ".\(hundredths / 10)" : hundredths < 10 ? ".0\(hundredths)" : ".\(hundredths)"
  }

  private static func tenths(_ value: Double) -> Int { Int((value * 10).rounded()) }

  private static func append(tenths value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    if magnitude >= 10 || magnitude == 0 { bytes.append(contentsOf: String(magnitude / 10).utf8) }
    if magnitude % 10 != 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
    }
  }
}
