import Artifacts
import Autodiff
import SourceText

extension Builtins {
  static let forward: [Builtin] = [
    Builtin(
      name: "forward", forms: ["forward(f)", "forward(f, x: 3, y: 1)"],
      summary: "f computed again with these inputs, and with the present values of inputs updated since",
      chapter: .differentiation, conduct: .interpreted, parameters: [.required("f")], takesOtherNames: true
    ) { call throws(Fault) in try call.forward() }
  ]
}

extension Call {
  fileprivate func forward() throws(Fault) -> Value {
    let f = try node(0)
    try engine { () throws(EngineError) in try graph.complete(f) }
    var behind = graph.nodes(leadingTo: f)
    let operands = Set(behind)
    behind = graph.nodes(decidingOn: f).filter { !operands.contains($0) } + behind
    let known = Set(behind)
    var replaced: [(input: Node, replacement: Node)] = []
    var taken: Set<Node> = []
    for entry in try leavesByName() {
      guard case .node(let input) = entry.target, known.contains(f) else {
        throw .reported(
          Diagnostic(
            .notAnInput, "`\(entry.name.text)` is \(entry.target.kind) and no input of `\(name(of: 0))`",
            at: entry.name.range))
      }
      try machine.checkCut(f, name(of: 0), by: input, entry.name.text, at: entry.name.range)
      let value = try about(entry.argument) { () throws(Fault) in try machine.tensor(entry.value) }
      // An input that was updated since still means the one f was computed from.
      let target = known.contains(input) ? input : earlier(entry.name.text, behind)
      guard let target else {
        throw .reported(
          Diagnostic(
            .noDependence, "`\(name(of: 0))` does not depend on `\(entry.name.text)`", at: entry.name.range,
            hint: dependsOn(behind, name(of: 0))))
      }
      guard target.kind == .input else {
        throw .reported(
          Diagnostic(
            .notAnInput, "`\(entry.name.text)` is computed from other nodes and is no input", at: entry.name.range))
      }
      guard value.shape == target.shape else {
        throw .reported(
          Diagnostic(
            .shapeMismatch,
            "`\(entry.name.text)` has shape \(shapeText(target.shape)), and this has \(shapeText(value.shape))",
            at: entry.name.range))
      }
      let replacement = try engine { () throws(EngineError) in try graph.input(value) }
      replacement.tag = target.tag
      replaced.append((target, replacement))
      taken.insert(target)
    }
    replaced += updated(behind: f).filter { !taken.contains($0.input) }
    let (result, mapping) = try engine { () throws(EngineError) in try graph.replay(f, replacing: replaced) }
    try machine.checkDerivatives(behind: f, replacing: replaced, mapping, chunk, site)
    // Named like the graph it repeats; an old input that stands for the present one goes by its plain name.
    let trace = Tracing(f, machine, asPresent: Set(replaced.lazy.map(\.input)))
    let again = trace.replacing { mapping[$0] ?? $0 }
    return .artifact(
      ArtifactValue(
        .forward(machine.forwardArtifact(result, name: name(of: 0), trace: again)), tensor: result))
  }

  /// The input of that name that f was computed from.
  private func earlier(_ name: String, _ behind: [Node]) -> Node? {
    behind.last { node in
      guard node.kind == .input, let label = machine.labels[node.tag] else { return false }
      return label.name == name && label.chunk.function == nil
    }
  }

  /// f computed again with the present values of the inputs that were updated since; f itself where none was.
  func present(_ f: Node) throws(Fault) -> Node {
    let replaced = updated(behind: f)
    guard !replaced.isEmpty || graph.ruleCalls(leadingTo: f).contains(where: { $0.rule?.isOutdated == true }) else {
      return f
    }
    return try engine { () throws(EngineError) in try graph.replay(f, replacing: replaced).result }
  }

  /// The inputs behind f that were updated since, with what they have become. What decided on an update is over.
  private func updated(behind f: Node) -> [(input: Node, replacement: Node)] {
    var seen: Set<Node> = []
    return (graph.nodes(decidingOn: f, keepsInputs: true) + graph.nodes(leadingTo: f)).compactMap { node in
      guard node.kind == .input, seen.insert(node).inserted, let present = updatedSince(node),
        present.shape == node.shape
      else { return nil }
      return (node, present)
    }
  }

  /// The node that an input has become by updates.
  private func updatedSince(_ node: Node) -> Node? {
    if let owner = machine.labels[node.tag]?.owner {
      guard let parameter = owner.model?.parameters[owner.place], parameter != node else { return nil }
      return parameter
    }
    guard let label = machine.labels[node.tag], let name = label.name, label.chunk.function == nil,
      let (slot, path, value) = machine.environment.value(named: name), case .node(let present) = value,
      present != node, present.kind == .input,
      let presentLabel = machine.labels[present.tag], presentLabel.isUpdate, presentLabel.name == name
    else { return nil }
    var origin = machine.environment.origins[Int(slot)]
    if !path.isEmpty { origin = machine.labels.entry(of: origin << Labels.instanceBits, path) >> Labels.instanceBits }
    return label.isUpdate || node.tag >> Labels.instanceBits == origin ? present : nil
  }
}
