import Artifacts
import Autodiff

extension Machine {
  /// The nodes of a forward pass in order, constants left out.
  func forwardArtifact(_ f: Node, name: String, trace: Tracing) -> ForwardArtifact {
    var nodes: [ForwardArtifact.Node] = []
    for (place, node) in trace.nodes.enumerated() where node.kind != .constant {
      nodes.append(
        ForwardArtifact.Node(
          name: trace.names[place], notation: trace.notations[place], operation: node.operation,
          formula: trace.formula(place), value: ShapedValues(node.value)))
    }
    return ForwardArtifact(name: name, value: ShapedValues(f.value), nodes: nodes, digits: options.figureDigits)
  }

  func valueArtifact(_ value: ShapedValues, name: String) -> ValueArtifact {
    ValueArtifact(name: name, value: value, digits: options.digits)
  }
}
