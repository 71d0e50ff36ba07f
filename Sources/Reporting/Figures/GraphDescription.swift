import Artifacts
import Formulas

/// The text alternative of a graph figure: what it shows, read from left to right and back.
///
/// f = (x + y) z at (−2, 5, −4): "Computational graph of f with 2 gates. Inputs: x = −2, y = 5, z = −4. Forward:
/// add(x, y) gives q = 3; mul(q, z) gives f = −12. Backward: ∂f/∂f = 1, ∂f/∂q = −4, …"
struct GraphDescription {
  /// Words, and numbers that sliders may move.
  private struct Piece {
    var text: String
    var mark: NumberMark?
  }

  private var pieces: [Piece] = []

  var text: String { pieces.reduce(into: "") { $0 += $1.text } }

  /// With the marks of its numbers; `nil` where no slider moves one.
  var marked: [HTMLNode]? {
    guard pieces.contains(where: { $0.mark != nil }) else { return nil }
    return pieces.map { piece in
      piece.mark.map { .element("span", $0.attributes, [.text(piece.text)]) } ?? .text(piece.text)
    }
  }

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
    var text: [Piece] = []
    func say(_ words: String) { text.append(Piece(text: words)) }
    func list(_ items: [[Piece]]) {
      for (place, item) in items.enumerated() { text += (place > 0 ? [Piece(text: ", ")] : []) + item }
    }
    say(words.graph(of: output, gates: gates))
    let parts = words.graphParts
    let inputs = figure.nodes.indices.filter {
      switch figure.nodes[$0].role {
      case .data, .parameter: true
      case .constant, .gate: false
      }
    }
    func number(_ values: ShapedValues, isDerivative: Bool) -> [Piece] {
      let use: NumberMark.Use = isDerivative ? .derivative : .number
      let format = NumberFormat(.significant, digits: figure.digits)
      func plain(_ values: ShapedValues) -> String {
        isDerivative ? numbers.plain(derivative: values) : numbers.plain(values)
      }
      // As many entries as a drawing shows, each with its mark.
      let isListed =
        values.shape.count == 1 ? values.values.count <= FigureNumbers.mostInLine : plain(values).hasPrefix("[[")
      guard values.places != nil, !values.shape.isEmpty, isListed else {
        return [Piece(text: plain(values), mark: values.mark(format, use))]
      }
      let columns = values.shape.last ?? 1
      let isMatrix = values.shape.count == 2
      var pieces = [Piece(text: isMatrix ? "[[" : "[")]
      for k in values.values.indices {
        if k > 0 { pieces.append(Piece(text: isMatrix && k % columns == 0 ? "], [" : ", ")) }
        let entry = values.entry(k)
        pieces.append(Piece(text: plain(entry), mark: entry.mark(format, use)))
      }
      return pieces + [Piece(text: isMatrix ? "]]" : "]")]
    }
    func value(_ v: Int) -> [Piece] {
      [Piece(text: "\(names[v]) = ")] + number(figure.nodes[v].value, isDerivative: false)
    }
    let small = gates <= GraphDescription.mostGates
    if gates > GraphPicture.mostGates || inputs.count > 24 {
      say(" \(words.manyInputs(inputs.count)).")
    } else if !inputs.isEmpty {
      say(" \(parts.inputs): ")
      list(inputs.map(value))
      say(".")
    }
    if small {
      var into = Array(repeating: [(operand: Int, from: Int)](), count: figure.nodes.count)
      for edge in figure.edges { into[edge.to].append((edge.operand, edge.from)) }
      say(" \(parts.forward): ")
      for (place, v) in figure.nodes.indices.filter({ figure.nodes[$0].role == .gate }).enumerated() {
        let operands = into[v].sorted { $0 < $1 }.map { names[$0.from] }.joined(separator: ", ")
        say((place > 0 ? "; " : "") + "\(figure.nodes[v].operation)(\(operands)) → ")
        text += value(v)
      }
      say(".")
    } else if figure.nodes.indices.contains(figure.output) {
      say(" \(parts.result): ")
      text += value(figure.output)
      say(".")
    }
    let shown = small ? Array(figure.nodes.indices.reversed()) : inputs.count > 24 ? [] : inputs
    let gradients = shown.compactMap { v -> [Piece]? in
      let node = figure.nodes[v]
      if let line = node.cut { return [Piece(text: "∂\(output)/∂\(names[v]) \(words.cut(at: line))")] }
      guard let gradient = node.gradient, node.role != .constant else { return nil }
      return [Piece(text: "∂\(output)/∂\(names[v]) = ")] + number(gradient, isDerivative: true)
    }
    if !gradients.isEmpty {
      say(" \(parts.backward): ")
      list(gradients)
      say(".")
    }
    pieces = text
  }
}
