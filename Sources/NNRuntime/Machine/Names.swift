import Autodiff
import SourceText

/// Names: looking them up, and giving them to nodes.
extension Machine {
  func global(_ slot: Int32, _ chunk: Chunk, at range: SourceRange? = nil) throws(Fault) -> Value {
    let value = environment.values[Int(slot)]
    if case .unbound = value { throw unknownName(slot, chunk, at: range) }
    return value
  }

  /// - Parameter range: where the name stands; what is called there is a function.
  func unknownName(_ slot: Int32, _ chunk: Chunk, at range: SourceRange? = nil) -> Fault {
    let name = environment.symbols.name(slot)
    if environment.missing.contains(slot) { return .skipped(name: name) }
    let near = environment.nearestName(to: name, or: chunk.localNames)
    let isCalled = range.map { range in chunk.calls.contains { $0.calleeRange == range } } ?? false
    return .told(
      isCalled ? .unknownFunction : .unknownName, "unknown \(isCalled ? "function" : "name") `\(name)`",
      hint: near.map { "did you mean `\($0)`?" }
        ?? (isCalled ? "`lessons explain --reference` lists the functions there are" : nil))
  }

  func nonLocal(_ global: Int32, _ chunk: Chunk, _ position: Int) -> Fault {
    let name = environment.symbols.name(global)
    return .told(
      .nonLocalUpdate, "a function cannot update `\(name)`, which it has not bound",
      hint: "bind it first: `\(name) = …`")
  }

  /// The value that a binding binds: a value that depends on no named node becomes an input, a node gets the name
  /// unless it has one.
  func named(_ value: Value, _ tag: UInt32, _ path: Int32) throws(Fault) -> Value {
    switch value {
    case .number(let number):
      do { return .node(try graph.input(number, tag: tag)) } catch { throw .engine(error) }
    case .node(let node):
      let (kind, old) = node.kindAndTag
      switch kind {
      case .constant:
        let input = try input(node.value, tag)
        if let rows = environment.absences.of(node) { environment.absences.add(rows, of: input) }
        if environment.masks.of(node) == true { environment.masks.add(true, of: input) }
        if node.depends {
          graph.handOn(from: node, to: input)
          graph.handOnDecisions(from: node, to: input)
        }
        return .node(input)
      case .input, .operation:
        if kind == .operation, !node.varies { expose(node) }
        label(node.id, old, tag, path)
        return value
      }
    case .unbound:
      throw .told(
        .noValue, "the right side gives no value",
        hint: "a function gives the value of its last line, when that is an expression")
    case .model(let model):
      if model.name == nil, let name = labels[tag]?.name {
        model.name = name
        nameParameters(of: model, prefix: name + ".", tag: tag)
      }
      return value
    case .tuple(let tuple): return .tuple(try named(tuple, tag, path))
    case .artifact(let artifact):
      if let table = artifact.table {
        do { try table.nameMatrix(tag, graph) } catch { throw .engine(error) }
      }
      return value
    case .function, .builtin, .history, .text, .optimizer, .choice: return value
    }
  }

  /// A node that has a name can be asked for: a derivative by what `stop` gave is like that by any other variable.
  func expose(_ node: Node) {
    if node.kind == .operation { graph.expose(node) }
  }

  func input(_ value: Tensor, _ tag: UInt32) throws(Fault) -> Node {
    do {
      let node = try graph.input(value)
      node.tag = tag
      return node
    } catch {
      throw .engine(error)
    }
  }

  /// Names a node that has no name yet. It stays a gate of the call that made it.
  func label(_ node: Node, _ tag: UInt32, _ path: Int32) { label(node.id, node.tag, tag, path) }

  /// Names an argument, by which derivatives can be taken, whatever it is.
  func labelParameter(_ node: NodeID, _ tag: UInt32, _ path: Int32) {
    let (kind, varies, oldTag) = graph.look(at: node)
    if !varies, kind == .operation { graph.expose(node) }
    label(node, oldTag, tag, path)
  }

  /// - Parameter oldTag: the node's own.
  private func label(_ node: NodeID, _ oldTag: UInt32, _ tag: UInt32, _ path: Int32) {
    guard tag != 0 else { return }
    guard let old = labels.place(of: oldTag) else {
      graph.setTag(tag, of: node)
      return
    }
    if old.isNamed { return }
    if old.path == path {
      graph.setTag(tag & ~((1 << Labels.instanceBits) - 1) | Labels.instance(oldTag), of: node)
      return
    }
    let moved = labels.moved(tag, to: old.path)
    if moved != 0 { graph.setTag(moved | Labels.instance(oldTag), of: node) }
  }
}
