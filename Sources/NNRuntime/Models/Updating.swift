import Autodiff
import Formulas
import Reporting
import SourceText

/// `minimize`, `train` and `net.w1 -= …` are updates: names and models hold new inputs afterwards.
extension Machine {
  /// `net.w1 -= …`: the model has another input in the parameter's place, of its shape and precision.
  ///
  /// - Parameter base: where the locals begin on the stack.
  func update(
    _ update: Chunk.MemberUpdate, _ change: Value, _ chunk: Chunk, _ stack: borrowing ContiguousArray<Value>,
    _ base: Int
  ) throws(Fault) {
    let value: Value
    switch update.reference {
    case .local(let slot, _):
      value = stack[base + Int(slot)]
      if case .unbound = value {
        throw .told(
          .nonLocalUpdate,
          "a function cannot update `\(update.model.text).\(update.member)`, since it has not bound "
            + "`\(update.model.text)`", hint: "hand the model over as an argument, or update it outside")
      }
    case .global(let slot):
      value = environment.values[Int(slot)]
      if case .unbound = value {
        let fault = unknownName(slot, chunk)
        if case .skipped = fault { throw fault }
        throw .reported(diagnostic(fault, at: update.model.range))
      }
    }
    guard case .model(let model) = value else {
      throw .told(
        .badTarget, "`\(update.model.text)` is \(value.kind), and only the parameters of a model can be updated so",
        hint: "a name is updated as a whole: `w -= …`")
    }
    guard let place = model.members.firstIndex(of: update.member) else {
      throw unknownMember(update.member, "this model", model.members)
    }
    let old = model.parameters[place]
    guard case .node(let new) = try updated(.node(old), update.operator, change, old.tag) else { return }
    var parameters = model.parameters
    parameters[place] = new
    environment.update(model, parameters)
  }

  /// An input with new numbers in the place of an old one.
  func successor(of old: Node, _ value: Tensor) throws(Fault) -> Node {
    let node = try input(value, labels.update(of: old.tag))
    return node
  }

  /// Takes note that names are to mean other nodes, once the function that is being called has returned.
  func rebind(_ old: Node, to new: Node) { rebindings.append((old, new)) }

  /// Carries out what ``rebind(_:to:)`` took note of.
  func carryOutRebindings(_ stack: inout ContiguousArray<Value>, _ frame: Frame) throws(Fault) {
    let pairs = rebindings
    rebindings = []
    var successors: [Node: Node] = [:]
    for (old, new) in pairs { successors[old] = new }
    var found: Set<Node> = []
    func replaced(_ value: Value) -> Value? {
      guard case .node(let node) = value, let new = successors[node] else { return nil }
      found.insert(node)
      return .node(new)
    }
    for (old, new) in pairs {
      guard let owner = labels[old.tag]?.owner, let model = owner.model, model.parameters[owner.place] == old else {
        continue
      }
      var parameters = model.parameters
      parameters[owner.place] = new
      environment.update(model, parameters)
      found.insert(old)
    }
    // At the top level these are the variables of comprehensions. What a loop goes over is what it was at its start.
    for place in 0..<frame.chunk.localCount where !frame.chunk.sources.contains(Int32(place)) {
      if let value = replaced(stack[frame.base + place]) { stack[frame.base + place] = value }
    }
    if frame.chunk.function != nil {
      for (old, _) in pairs where !found.contains(old) {
        throw .told(
          .nonLocalUpdate, "a function cannot update `\(labels[old.tag]?.name ?? "this")`, which it has not bound",
          hint: "bind it first, or hand it over as an argument")
      }
    } else {
      for slot in environment.values.indices {
        if let value = replaced(environment.values[slot]) { environment.values[slot] = value }
      }
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
