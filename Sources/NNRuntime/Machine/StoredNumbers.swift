import Autodiff
import NNSyntax
import SourceText

/// Numbers that are stored and forget their graph: updates, records, and what built-in functions compute outside of it.
/// The engine keeps their provenance, and what differentiates asks here whether it was cut.
extension Machine {
  /// Takes note of what a stored number was computed from.
  ///
  /// - Parameter tag: of the place that stored it.
  func remember(_ sources: [Node], in stored: Node, at tag: UInt32) throws(Fault) {
    let labels = labels
    do {
      try graph.remember(sources, in: stored, cut: Labels.withoutInstance(tag)) {
        labels.place(of: $0)?.isNamed ?? false
      }
    } catch {
      throw .engine(error)
    }
  }

  /// Takes note of what the function of a rule written by hand reads beside its arguments: the rule has no derivative
  /// by it.
  func rememberFree(_ result: Node, _ arguments: [Node], in gate: Node, at tag: UInt32) throws(Fault) {
    let labels = labels
    do {
      try graph.remember([result], in: gate, cut: Labels.withoutInstance(tag), excluding: arguments) {
        labels.place(of: $0)?.isNamed ?? false
      }
    } catch {
      throw .engine(error)
    }
  }

  /// Takes note of what entries of a history's series were computed from.
  func remember(_ sources: [Node], in history: History, _ name: String, at tag: UInt32) throws(Fault) {
    let origin: Node
    if let known = history.origin(of: name) {
      origin = known
    } else {
      do { origin = try graph.constant(0) } catch { throw .engine(error) }
      history.setOrigin(origin, of: name)
    }
    try remember(sources + [origin], in: origin, at: tag)
  }

  /// A constant that was computed from nodes outside of the graph, as one that still knows them.
  func storedConstant(_ value: Tensor, from sources: [Node], at tag: UInt32) throws(Fault) -> Node {
    let node: Node
    do { node = try graph.storedConstant(value) } catch { throw .engine(error) }
    node.tag = tag
    try remember(sources, in: node, at: tag)
    return node
  }

  /// The result of a built-in function when it is no part of the graph of its arguments: numbers that know what
  /// they came from.
  ///
  /// - Parameter choosing: arguments of which only whole numbers were read.
  func severed(
    _ result: Value, from arguments: [Value], but choosing: [Node], _ builtin: Builtin, at tag: UInt32
  ) throws(Fault) -> Value {
    switch builtin.chapter {
    case .differentiation, .display, .loops: return result
    case .elementwise, .reductions, .linearAlgebra, .networks, .makers, .random, .data, .models: break
    }
    if case .ignores = builtin.severance { return result }
    let value: Tensor
    switch result {
    case .number(let number): value = Tensor(number)
    case .node(let node):
      guard node.kind == .constant, !node.depends else { return result }
      value = node.value
    case .history(let history):
      let sources = sources(of: arguments, but: choosing)
      if !sources.isEmpty { for name in history.names { try remember(sources, in: history, name, at: tag) } }
      return result
    case .optimizer(let optimizer):
      optimizer.sources = sources(of: arguments, but: choosing)
      return result
    case .tuple(let tuple):
      var items: [Value] = []
      for item in tuple.items { items.append(try severed(item, from: arguments, but: choosing, builtin, at: tag)) }
      return .tuple(try TupleValue.make(items))
    case .artifact(let artifact) where artifact.table != nil:
      return try resting(result, on: sources(of: arguments, but: choosing), at: tag)
    case .unbound, .function, .builtin, .text, .artifact, .model, .choice: return result
    }
    let sources = sources(of: arguments, but: choosing)
    return sources.isEmpty ? result : .node(try known(value, sources, builtin, tag))
  }

  private func known(_ value: Tensor, _ sources: [Node], _ builtin: Builtin, _ tag: UInt32) throws(Fault) -> Node {
    if case .decides = builtin.severance {
      let node = try storedConstant(value, from: [], at: tag)
      for source in sources { graph.decide(node, by: source, .numbers, at: tag) }
      return node
    }
    return try storedConstant(value, from: sources, at: tag)
  }

  /// The nodes among values that are no constants, parameters of models included.
  private func sources(of values: [Value], but choosing: [Node]) -> [Node] {
    var nodes: [Node] = []
    var rest = values
    while let value = rest.popLast() {
      switch value {
      case .node(let node): if node.depends, !choosing.contains(node) { nodes.append(node) }
      case .tuple(let tuple): rest += tuple.items
      case .model(let model): nodes += model.parameters
      case .optimizer(let optimizer): nodes += optimizer.sources
      case .choice(let choice): nodes += choice.conditions
      case .unbound, .number, .function, .builtin, .history, .text, .artifact: continue
      }
    }
    return nodes
  }

  // MARK: - What is cut

  /// Refuses a derivative of f by what it was cut off from.
  ///
  /// - Parameter output: what f is called.
  func checkCut(_ f: Node, _ output: String, by x: Node, _ variable: String, at range: SourceRange) throws(Fault) {
    guard let cut = graph.cut(of: f, by: x) else { return }
    throw .reported(cutDependence(output, variable, cut, at: range))
  }

  private func cutDependence(_ output: String, _ variable: String, _ cut: UInt32, at range: SourceRange) -> Diagnostic {
    let place = labels[cut]
    let line = place.map { "line \(lineNumber($0.range))" } ?? "an earlier line"
    var cause = "a number stored on \(line)"
    var hint = "`stop(…)` on its right side says that a number is meant"
    if let place {
      switch place.chunk.code[place.site] {
      case .updateGlobal(let op, _), .updateLocal(let op, _, _):
        let name = place.name ?? "it"
        cause = "the update of `\(name)` on \(line)"
        let sign = op.rawValue.first.map(String.init) ?? "+"
        hint =
          "`\(name) = \(name) \(sign) …` keeps the graph; `stop(…)` on the right side says that a number is meant"
      case .parameter, .spend:
        let function = place.chunk.function ?? "it"
        cause = "the rule written for `\(function)`"
        hint = "its function reads `\(variable)`, and the rule has no derivative by it: hand it over as an argument"
      case .updatePart: cause = "the update on \(line)"
      case .record:
        cause = "`record` on \(line)"
        hint =
          "a history holds plain numbers: `[… for i in 0..n]` collects nodes; `record(stop(…))` says that numbers are meant"
      case .call(let call):
        let site = place.chunk.calls[Int(call)]
        cause = "`\(site.calleeRange.text)` on \(line)"
        hint = "it computes numbers and no nodes; `stop(…)` on what it is given says that numbers are meant"
      default: break
      }
    }
    return Diagnostic(
      .cutDependence, "\(cause) cuts `\(output)` off from `\(variable)`, and a derivative would be wrong", at: range,
      hint: hint)
  }
}

extension Call {
  /// The nodes that an argument's numbers were computed from, where it is an optimizer.
  func sources(_ parameter: Int) -> [Node] {
    if case .optimizer(let optimizer) = self[parameter] { return optimizer.sources }
    return []
  }

  /// Refuses derivatives of y by what it was cut off from.
  func checkCut(_ y: Node, _ xs: [Node], parameter: Int) throws(Fault) {
    try engine { () throws(EngineError) in try graph.settleRules(behind: y) }
    guard graph.hasStoredNumbers else { return }
    for x in xs {
      try machine.checkCut(
        y, name(of: 0), by: x, machine.labels[x.tag]?.name ?? source(parameter), at: range(of: parameter))
    }
  }
}
