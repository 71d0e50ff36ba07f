extension FigureText {
  /// Runs as `tspan`s; what follows a lowered or raised one goes back to the line.
  func spans(_ size: Double) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    var shift = 0.0
    for run in runs {
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
      nodes.append(attributes.isEmpty ? .text(run.text) : .element("tspan", attributes, [.text(run.text)]))
    }
    return nodes
  }
}
