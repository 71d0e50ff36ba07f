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
      try graph.remember(sources, in: stored, cut: Labels.withoutInstance(tag)) { labels.place(of: $0)?.isNamed ?? false }
    } catch {
      throw .engine(error)
    }
  }

  /// A constant that was computed from nodes outside of the graph, as one that still knows them.
  func storedConstant(_ value: Tensor, from sources: [Node], at tag: UInt32) throws(Fault) -> Node {
    let node: Node
    do { node = try graph.storedConstant(value) } catch { throw .engine(error) }
    node.tag = tag
    try remember(sources, in: node, at: tag)
    return node
  }

  /// What a built-in function gives when its result is no part of the graph of its arguments: numbers that know what
  /// they came from.
  func severed(_ result: Value, from arguments: [Value], _ builtin: Builtin, at tag: UInt32) throws(Fault) -> Value {
    switch builtin.chapter {
    case .differentiation, .display, .loops: return result
    case .elementwise, .reductions, .linearAlgebra, .networks, .makers, .random, .data, .models: break
    }
    if case .ignores = builtin.severance { return result }
    switch result {
    case .number(let number):
      let sources = sources(of: arguments)
      return sources.isEmpty ? result : .node(try known(Tensor(number), sources, builtin, tag))
    case .node(let node) where node.kind == .constant && !node.depends:
      let sources = sources(of: arguments)
      return sources.isEmpty ? result : .node(try known(node.value, sources, builtin, tag))
    case .tuple(let tuple) where builtin.chapter != .models:
      var items: [Value] = []
      for item in tuple.items { items.append(try severed(item, from: arguments, builtin, at: tag)) }
      return .tuple(try TupleValue.make(items))
    case .unbound, .node, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer: return result
    }
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
  private func sources(of values: [Value]) -> [Node] {
    var nodes: [Node] = []
    var rest = values
    while let value = rest.popLast() {
      switch value {
      case .node(let node): if node.depends { nodes.append(node) }
      case .tuple(let tuple): rest += tuple.items
      case .model(let model): nodes += model.parameters
      case .unbound, .number, .function, .builtin, .history, .text, .artifact, .optimizer: continue
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
    let line = place.map { "line \($0.range.start.line)" } ?? "an earlier line"
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
      case .updateMember: cause = "the update on \(line)"
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
  /// Refuses derivatives of y by what it was cut off from.
  func checkCut(_ y: Node, _ xs: [Node], parameter: Int) throws(Fault) {
    guard graph.hasStoredNumbers else { return }
    for x in xs {
      try machine.checkCut(
        y, name(of: 0), by: x, machine.labels[x.tag]?.name ?? source(parameter), at: range(of: parameter))
    }
  }
}
