import Artifacts

/// The text alternative of a graph figure: what it shows, read from left to right and back.
///
/// f = (x + y) z at (−2, 5, −4): "Computational graph of f with 2 gates. Inputs: x = −2, y = 5, z = −4. Forward:
/// add(x, y) gives q = 3; mul(q, z) gives f = −12. Backward: ∂f/∂f = 1, ∂f/∂q = −4, …"
struct GraphDescription {
  let text: String

  /// Beyond, only inputs and output are read out.
  private static let mostGates = 16

  init(_ figure: GraphFigure, words: any Vocabulary) {
    let numbers = FigureNumbers(digits: figure.digits, words: words)
    var names: [String] = []
    var unnamed = 0
    for (v, node) in figure.nodes.enumerated() {
      if let name = node.name {
        names.append(name)
      } else if node.role == .constant {
        names.append(numbers.plain(node.value))
      } else if v == figure.output {
        names.append(words.output)
      } else {
        unnamed += 1
        names.append("#\(unnamed)")
      }
    }
    let output = names.indices.contains(figure.output) ? names[figure.output] : "f"
    let gates = figure.nodes.count { $0.role == .gate }
    var text = words.graph(of: output, gates: gates)
    let parts = words.graphParts
    let inputs = figure.nodes.indices.filter {
      switch figure.nodes[$0].role {
      case .data, .parameter: true
      case .constant, .gate: false
      }
    }
    func list(_ items: [String]) -> String { items.joined(separator: ", ") }
    func value(_ v: Int) -> String { "\(names[v]) = \(numbers.plain(figure.nodes[v].value))" }
    let small = gates <= GraphDescription.mostGates
    if gates > GraphPicture.mostGates || inputs.count > 24 {
      text += " \(words.manyInputs(inputs.count))."
    } else if !inputs.isEmpty {
      text += " \(parts.inputs): " + list(inputs.map(value)) + "."
    }
    if small {
      var into = Array(repeating: [(operand: Int, from: Int)](), count: figure.nodes.count)
      for edge in figure.edges { into[edge.to].append((edge.operand, edge.from)) }
      let steps = figure.nodes.indices.filter { figure.nodes[$0].role == .gate }.map { v in
        let operands = list(into[v].sorted { $0 < $1 }.map { names[$0.from] })
        return "\(figure.nodes[v].operation)(\(operands)) → \(value(v))"
      }
      text += " \(parts.forward): " + steps.joined(separator: "; ") + "."
    } else if figure.nodes.indices.contains(figure.output) {
      text += " \(parts.result): " + value(figure.output) + "."
    }
    let shown = small ? Array(figure.nodes.indices.reversed()) : inputs.count > 24 ? [] : inputs
    let gradients = shown.compactMap { v -> String? in
      let node = figure.nodes[v]
      if let line = node.cut { return "∂\(output)/∂\(names[v]) \(words.cut(at: line))" }
      guard let gradient = node.gradient, node.role != .constant else { return nil }
      return "∂\(output)/∂\(names[v]) = \(numbers.plain(derivative: gradient))"
    }
    if !gradients.isEmpty { text += " \(parts.backward): " + list(gradients) + "." }
    self.text = text
  }
}
