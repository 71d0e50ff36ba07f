import Artifacts
import Autodiff
import Formulas
import SourceText

/// `minimize` and `train` are updates: names and models hold new inputs afterwards.
extension Machine {
  /// An input with new numbers in the place of an old one.
  ///
  /// - Parameters:
  ///   - sources: what else than gradients the step was computed from.
  ///   - tag: of the place that updates it.
  func successor(of old: Node, _ value: Tensor, from sources: [Node], at tag: UInt32) throws(Fault) -> Node {
    let node = try input(value, labels.update(of: old.tag))
    try remember([old] + sources, in: node, at: tag)
    graph.handOnDecisions(from: old, to: node)
    return node
  }

  /// Updates that a built-in function which is being called wants once it has returned.
  struct Rebinding {
    /// The path is that among the leaves of the argument.
    var pairs: [(old: Node, new: Node, path: [Int])]
    /// The names in the argument.
    var written: [Chunk.WrittenPlace]
  }

  /// Carries out what a built-in function took note of: the names in its argument, what is linked with them, and the
  /// models whose parameters they are, get the new nodes. An argument that names nothing stands for all names that mean
  /// its nodes.
  func carryOut(_ rebinding: Rebinding, _ stack: inout ContiguousArray<Value>, _ frame: Frame) throws(Fault) {
    let links = links(frame)
    let written = rebinding.written.compactMap { item in
      place(item, stack, frame).map { (path: item.path, place: $0) }
    }
    var changes: [Change] = []
    var successors: [Node: Node] = [:]
    for (old, new, path) in rebinding.pairs {
      if let owner = labels[old.tag]?.owner, let model = owner.model, model.parameters[owner.place] == old {
        environment.update(ModelParameter(model: model, index: owner.place), to: new)
      } else {
        successors[old] = new
      }
      guard let named = written.first(where: { path.starts(with: $0.path) }) else { continue }
      var place = named.place
      place.path += path.dropFirst(named.path.count)
      guard case .node(old)? = value(at: place, stack, frame) else { continue }
      changes.append(Change(places: links.all(place), old: .node(old), new: .node(new)))
      successors[old] = nil
    }
    write(changes, &stack, frame)
    if !successors.isEmpty {
      try replace(successors, rebinding.pairs.map(\.old).filter { successors[$0] != nil }, &stack, frame)
    }
  }

  /// Gives all names that mean certain nodes other ones.
  private func replace(
    _ successors: [Node: Node], _ olds: [Node], _ stack: inout ContiguousArray<Value>, _ frame: Frame
  ) throws(Fault) {
    var found: Set<Node> = []
    func replaced(_ leaf: Value, _ path: [Int]) -> Value {
      guard case .node(let node) = leaf, let new = successors[node] else { return leaf }
      found.insert(node)
      return .node(new)
    }
    // At the top level these are the variables of comprehensions. What a loop goes over is what it was at its start.
    for place in 0..<frame.chunk.localCount where !frame.chunk.sources.contains(Int32(place)) {
      stack[frame.base + place] = stack[frame.base + place].replacing(replaced)
    }
    guard frame.chunk.function != nil else {
      environment.replace(replaced)
      return
    }
    for old in olds where !found.contains(old) {
      throw .told(
        .nonLocalUpdate, "a function cannot update `\(labels[old.tag]?.name ?? "this")`, which it has not bound",
        hint: "bind it first, or hand it over as an argument")
    }
  }

  /// The first step's gradient beside central differences.
  func checkFirstStep(of f: Node, _ parameters: [Node], sample: Int) throws(Fault) {
    let checks: [GradientCheck]
    do { checks = try graph.checkGradient(of: f, at: parameters, sample: sample) } catch { throw .engine(error) }
    var summary = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)
    for check in checks { summary.add(check) }
    self.checks.add(summary)
    guard summary.failed > 0 else { return }
    for (node, check) in zip(parameters, checks) {
      guard let entry = check.entries.first(where: { $0.verdict == .fail }) else { continue }
      let digits = NumberFormat(digits: 8)
      throw .told(
        .gradientCheckFailed,
        "the gradient at `\(labels[node.tag]?.name ?? "a parameter")` is wrong: it is \(digits.ascii(entry.analytic)), "
          + "and central differences give \(digits.ascii(entry.numeric))",
        hint: "compare the `backward` rules with their functions")
    }
  }
}
