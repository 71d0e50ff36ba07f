import Autodiff
import SourceText

/// Arguments of derivatives: of which values they may be taken, and by which.
extension Call {
  /// A node of one element.
  func scalar(_ parameter: Int) throws(Fault) -> Node {
    let f = try node(parameter)
    guard f.value.count == 1 else {
      throw fault(
        .gradientOfNonScalar,
        "the gradient is that of a single number, and `\(name(of: parameter))` has shape \(shapeText(f.shape))",
        parameter, hint: "reduce it first, as with `sum(…)` or `mean(…)`")
    }
    return f
  }

  func gradients(_ f: Node, _ xs: [Node]) throws(Fault) -> [Node] {
    let gradients = try derivative(of: f, xs) { () throws(EngineError) in
      try graph.gradient(of: f, withRespectTo: xs)
    }
    return try finite(gradients, of: f, by: xs)
  }

  /// A derivative of y, the first argument, by xs, the second; one that y does not depend on is named, and rules by
  /// hand are tried.
  func derivative<Result>(
    of y: Node, _ xs: [Node], _ body: () throws(EngineError) -> Result
  ) throws(Fault) -> Result {
    try checkCut(y, xs, parameter: 1)
    // A constant is part of the graph, and no variable of it.
    if xs.contains(where: { $0.kind == .constant }) { try checkDependence(y, xs, parameter: 1) }
    let result: Result
    do { result = try body() } catch .noDependence {
      try checkDependence(y, xs, parameter: 1)
      throw .engine(.noDependence)
    } catch {
      try tryRules(behind: y, by: xs)
      if case .nonFinite = error { throw notFinite(error) }
      throw .engine(error)
    }
    try tryRules(behind: y, by: xs)
    return result
  }

  /// Says which node f was not computed from, and whether it was computed from an earlier one of that name.
  func checkDependence(_ f: Node, _ xs: [Node], parameter: Int) throws(Fault) {
    try checkCut(f, xs, parameter: parameter)
    let behind = graph.nodes(leadingTo: f)
    let known = Set(behind)
    for (place, x) in xs.enumerated() where !known.contains(x) || x.kind == .constant {
      let label = machine.labels[x.tag]
      let output = name(of: 0)
      let variable = label?.name ?? source(parameter)
      let isEarlier = behind.contains { node in
        guard let other = machine.labels[node.tag], let label, other.name != nil else { return false }
        return other.name == label.name && other.chunk.function == label.chunk.function
      }
      if isEarlier {
        let line = machine.labels[f.tag].map { " (line \(machine.lineNumber($0.range)))" } ?? ""
        throw fault(
          .staleGradient, "`\(output)` was computed from an earlier `\(variable)`\(line)", parameter,
          hint: "compute `\(output)` again after `\(variable)` has changed")
      }
      if x.kind == .constant {
        throw fault(
          .noDependence, "`\(source(parameter))` is a constant, and `\(output)` does not depend on it", parameter,
          hint: "bind it to a name first and compute `\(output)` from that")
      }
      let which = xs.count > 1 ? label?.name ?? "item \(place)" : variable
      throw fault(
        .noDependence, "`\(output)` does not depend on `\(which)`", parameter, hint: dependsOn(behind, output))
    }
  }

  /// Refuses a second derivative through rules by hand that are wrong themselves, or that keep a number where their
  /// graph would be needed.
  func checkSecondDerivative(of f: Node, _ xs: [Node]) throws(Fault) {
    guard !graph.ruleCalls(leadingTo: f).isEmpty else { return }
    for first in try gradients(f, xs) {
      guard first.kind == .operation else { continue }
      try checkCut(first, xs, parameter: 1)
      guard first.varies else { continue }
      try tryRules(behind: first, by: xs)
    }
  }

  func dependsOn(_ behind: [Node], _ output: String) -> String? {
    var names: [String] = []
    for node in behind where node.kind == .input {
      if let name = machine.labels[node.tag]?.name, !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { return nil }
    if behind.count == 1 { return "`\(output)` is an input itself, and computed from nothing" }
    let list = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "`\(output)` was computed from \(list)\(names.count > 8 ? ", …" : "")"
  }
}
