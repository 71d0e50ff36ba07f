import Artifacts
import Autodiff
import Formulas

extension Machine {
  /// `graph(f)`: gates, inputs and the constants that are not part of a gate's sign.
  ///
  /// - Parameter given: `parameters: (w0, w1)`.
  func graphFigure(_ f: Node, locals: GraphFigure.Locals, given: [Node]) throws(Fault) -> GraphFigure {
    let trace = Tracing(f, self)
    let cuts = CutNodes(trace, of: f, self)
    var reading: PassReading?
    var check: CheckSummary?
    if f.varies, f.value.count == 1 {
      let pass = try pass(f)
      reading = PassReading(pass, trace, cuts, self)
      check = try Checking(trace, of: f, pass, cuts, self).summary
    }
    let glyphs = trace.nodes.indices.map { trace.glyph($0) }
    // A constant that stands in the sign of every gate that uses it is not drawn.
    var drawn = trace.nodes.map { $0.kind != .constant }
    for gate in trace.nodes.indices {
      for (operand, place) in trace.operands[gate].enumerated() where glyphs[gate].absorbed != operand {
        drawn[place] = true
      }
    }
    drawn[trace.nodes.count - 1] = true
    var places: [Int: Int] = [:]
    var nodes: [GraphFigure.Node] = []
    let parameters = Set(given)
    let folding = Folding(trace, self)
    for place in trace.nodes.indices where drawn[place] {
      let node = trace.nodes[place]
      places[place] = nodes.count
      let cut = reading == nil ? nil : cuts.lines[place]
      var pattern = reading?.pattern(place)
      if cut == nil, pattern == nil, trace.uses[place] > 1, node.kind != .constant { pattern = .copies }
      nodes.append(
        GraphFigure.Node(
          role: role(place, trace, parameters),
          name: node.kind == .constant || !trace.isNamed[place] ? nil : trace.names[place],
          operation: node.operation, glyph: glyphs[place].text, value: shown(node),
          gradient: reading?.gradients[place] ?? nil, cut: cut, pattern: pattern, group: folding.groupOfNode[place],
          title: trace.notations[place], formula: trace.formula(place)))
    }
    var edges: [GraphFigure.Edge] = []
    for gate in trace.nodes.indices {
      for (operand, place) in trace.operands[gate].enumerated() {
        guard let from = places[place], let to = places[gate], glyphs[gate].absorbed != operand else { continue }
        edges.append(
          GraphFigure.Edge(
            from: from, to: to, operand: operand, local: reading?.local(to: gate, operand: operand),
            contribution: reading?.contribution(to: gate, operand: operand)))
      }
    }
    return GraphFigure(
      nodes: nodes, edges: edges, groups: folding.groups, output: nodes.count - 1, locals: locals, check: check,
      digits: options.figureDigits)
  }

  private func role(_ place: Int, _ trace: Tracing, _ given: Set<Node>) -> GraphFigure.Node.Role {
    let node = trace.nodes[place]
    switch node.kind {
    case .constant: return .constant
    case .operation: return .gate
    case .input:
      if given.contains(node) { return .parameter }
      guard let label = trace.labels[place], let name = label.name else { return .data }
      return label.isUpdate || environment.parameters.contains(entryPath(name).root) ? .parameter : .data
    }
  }
}

extension Tracing {
  /// The sign in a gate's circle, and which operand it has taken in: `+1` for `x + 1`, `1/x` for `1 / x`.
  func glyph(_ place: Int) -> (text: String, absorbed: Int?) {
    let node = nodes[place]
    guard node.kind == .operation else { return ("", nil) }
    let glyphs = node.primitive?.operation?.definition.constantGlyphs ?? .none
    let values = constants(place)
    for (operand, form) in [(1, glyphs.right), (0, glyphs.left)] {
      guard let form, operand < values.count, let value = values[operand], let text = form.text(value) else { continue }
      return (text, operand)
    }
    return (node.primitive?.glyph ?? node.operation, nil)
  }
}

extension ConstantGlyphs.Form {
  /// A gate's sign with a constant in it, `nil` where that is too long.
  fileprivate func text(_ value: Double) -> String? {
    if case .raised(let base) = self { return superscript(value).map { base + $0 } }
    let number = NumberFormat(digits: 3).text(value)
    guard number.unicodeScalars.count <= 4 else { return nil }
    let isNegative = number.hasPrefix("−")
    switch self {
    case .signed(let sign): return isNegative ? number : sign + number
    case .between(let before, let after, let brackets):
      return before + (brackets && isNegative ? "(\(number))" : number) + after
    case .raised: return nil
    }
  }
}

/// A small whole exponent in superscript digits: 2 → `²`, −1 → `⁻¹`.
private func superscript(_ value: Double) -> String? {
  guard value == value.rounded(), value.magnitude < 100 else { return nil }
  let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  let text = String(Int(value.magnitude)).compactMap { $0.wholeNumberValue.map { digits[$0] } }
  return (value < 0 ? "⁻" : "") + String(text)
}
