/// The links of a network's drawing: their ends, widths and signs.
extension NetworkDrawing {
  /// From the end of a node to the beginning of another.
  func ends(_ source: Place, _ target: Place) -> (Point, Point) {
    sizes.isUpright
      ? (Point(x: source.at.x, y: source.box.bottom), Point(x: target.at.x, y: target.box.top))
      : (Point(x: source.at.x + source.half, y: source.at.y), Point(x: target.at.x - target.half, y: target.at.y))
  }

  /// A link that is drawn: a weight, or a bias.
  struct Link {
    var from: Point
    var to: Point
    var value: Double
    var gradient: Double?
  }

  /// Links with a number from one layer to the next.
  func links(_ layer: Int) -> [Link] {
    guard case .weights(let weights, let bias) = chart.connections[layer] else { return [] }
    let width = chart.layers[layer + 1].units.count
    var links: [Link] = []
    for (slot, source) in zip(rows[layer].slots, places[layer]) {
      for (other, target) in zip(rows[layer + 1].slots, places[layer + 1]) {
        guard case .unit(let to) = other else { continue }
        let (a, b) = ends(source, target)
        switch slot {
        case .unit(let from):
          let index = from * width + to
          links.append(
            Link(
              from: a, to: b, value: weights.values[index],
              gradient: weights.gradients.isEmpty ? nil : weights.gradients[index]))
        case .bias:
          guard let bias else { continue }
          links.append(
            Link(from: a, to: b, value: bias.values[to], gradient: bias.gradients.isEmpty ? nil : bias.gradients[to]))
        case .gap: continue
        }
      }
    }
    return links
  }

  /// Many links side by side are thinner.
  var isDense: Bool { chart.connections.indices.contains { links($0).count > 36 } }

  mutating func drawLinks() {
    let isDense = self.isDense
    var strokes: [String: [[Point]]] = [:]
    for (layer, connection) in chart.connections.enumerated() {
      switch connection {
      case .weights:
        for link in links(layer) {
          strokes[NetworkDrawing.style(link.value, greatest: chart.greatest, isDense), default: []].append([
            link.from, link.to,
          ])
        }
      case .each, .all:
        var isEach = false
        if case .each = connection { isEach = true }
        for (slot, source) in zip(rows[layer].slots, places[layer]) {
          for (other, target) in zip(rows[layer + 1].slots, places[layer + 1]) {
            guard case .unit(let from) = slot, case .unit(let to) = other,
              !isEach || chart.layers[layer].units[from] == chart.layers[layer + 1].units[to]
            else { continue }
            let (a, b) = ends(source, target)
            strokes["axis", default: []].append([a, b])
          }
        }
      case .omitted(let count): omitted(count, behind: layer)
      }
    }
    // The widest come last, so that thin ones do not cut them.
    for style in ["axis"] + NetworkDrawing.styles(isDense) {
      if let lines = strokes[style] { drawing.add(.lines(lines), style) }
    }
    // What stands over a row of an upright drawing is not crossed out by the links to it.
    guard sizes.isUpright else { return }
    for text in drawing.texts where text.anchor == .start && text.at.y > 2 * size {
      drawing.add(.box(text.box.inset(-1), rx: 0), "ground")
    }
  }

  /// Dots, and how many layers are not there.
  private mutating func omitted(_ count: Int, behind layer: Int) {
    let (before, behind) = (places[layer], places[layer + 1])
    let text = FigureText("⋯ " + words.say.layersOmitted(count))
    var lines = [text]
    let at: Point
    if sizes.isUpright {
      at = Point(x: drawing.width / 2, y: (before.map(\.box.bottom).max() ?? 0) + 30)
    } else {
      let (left, right) = (before[0].at.x + before[0].half, behind[0].at.x - behind[0].half)
      if text.width(size, strong: false) > right - left - 8 { lines = [FigureText("⋯"), FigureText("\(count)")] }
      let ends = before.map(\.at.y)
      at = Point(x: (left + right) / 2, y: ((ends.min() ?? 0) + (ends.max() ?? 0)) / 2)
    }
    for (line, text) in lines.enumerated() {
      drawing.texts.append(
        Drawing.Text(
          text, at: Point(x: at.x, y: at.y + 1.3 * size * Double(line)), .middle, size: size, style: "ax"))
    }
  }

  /// Widths by quarters of the greatest magnitude: `wp v3` is positive, of the third level.
  static func style(_ value: Double, greatest: Double, _ isDense: Bool) -> String {
    guard value != 0, !value.isNaN, greatest > 0 || value.isInfinite else { return "w0" }
    let level = value.isInfinite ? 4 : min(4, max(1, Int((value.magnitude / greatest * 4).rounded(.up))))
    return (value < 0 ? "wn " : "wp ") + width(level, isDense)
  }

  static func width(_ level: Int, _ isDense: Bool) -> String { (isDense ? "u" : "v") + "\(level)" }

  private static func styles(_ isDense: Bool) -> [String] {
    ["w0"] + (1...4).flatMap { ["wn " + width($0, isDense), "wp " + width($0, isDense)] }
  }
}
