extension FigureText {
  /// Runs as `tspan`s; what follows a lowered or raised one goes back to the line.
  func spans(_ size: Double) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    var shift = 0.0
    var place = 0
    while place < runs.count {
      let mark = runs[place].mark
      let end = runs[place...].firstIndex { $0.mark != mark } ?? runs.count
      var parts = runs[place..<end].map { FigureText.span($0, size, &shift) }
      place = end
      guard let mark else {
        nodes += parts
        continue
      }
      // Back to the line inside of it, so that what follows does not depend on what the number is.
      if shift != 0 {
        parts.append(.element("tspan", [("dy", PathData.number(-shift))], [.text("\u{200B}")]))
        shift = 0
      }
      nodes.append(.element("tspan", mark.attributes, parts))
    }
    return nodes
  }

  private static func span(_ run: Run, _ size: Double, _ shift: inout Double) -> HTMLNode {
    let target: Double
    switch run.style {
    case .plain, .name: target = 0
    case .lowered: target = size * 0.22
    case .raised: target = -size * 0.36
    }
    var attributes: [HTMLNode.Attribute] = []
    switch run.style {
    case .plain: break
    case .name: attributes.append(("class", "i"))
    case .lowered, .raised: attributes.append(("class", "s"))
    }
    if target != shift { attributes.append(("dy", PathData.number(target - shift))) }
    shift = target
    return attributes.isEmpty ? .text(run.text) : .element("tspan", attributes, [.text(run.text)])
  }
}
