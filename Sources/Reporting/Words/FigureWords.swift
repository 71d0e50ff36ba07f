import Artifacts

/// Texts in drawings of graphs, put together from words.
extension Vocabulary {
  func output(named name: String?) -> FigureText {
    name.map { FigureText(name: $0) } ?? FigureText(output)
  }

  /// `4 gates · 3 params`
  func contents(gates: Int, parameters: Int, inputs: Int) -> String {
    var parts = [self.gates(gates)]
    if parameters > 0 { parts.append(shortParameters(parameters)) }
    if inputs > 0 { parts.append(inputCount(inputs)) }
    return parts.joined(separator: " · ")
  }

  /// `σ = four gates`
  func frame(_ name: String, gates: Int) -> FigureText { FigureText(name: name) + FigureText(equals(gates: gates)) }

  /// `Computational graph of f`
  func title(_ figure: GraphFigure) -> String {
    graphTitle(figure.nodes.indices.contains(figure.output) ? figure.nodes[figure.output].name : nil)
  }
}
