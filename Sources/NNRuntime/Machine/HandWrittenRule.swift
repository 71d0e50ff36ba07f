import Autodiff
import SourceText

/// A `backward` rule as the engine sees it. Holds the environment, so that the graph can be computed again in a later
/// block; both functions run on a machine of their own.
final class HandWrittenRule: CustomRule {
  let function: FunctionValue
  let rule: FunctionValue.Rule
  // The environment owns the graph, whose nodes own the rule.
  private unowned let environment: Environment
  /// The values of the names outside when the function was called.
  private let names: OutsideNames
  private let number: Int

  convenience init(_ function: FunctionValue, _ rule: FunctionValue.Rule, _ environment: Environment) {
    var outside: OutsideNames.Names = []
    var seen: Set<Int32> = []
    var rest = Array(function.chunk.outerNames.union(rule.chunk.outerNames)).sorted()
    while let slot = rest.popLast() {
      guard seen.insert(slot).inserted else { continue }
      let value = environment.values[Int(slot)]
      switch value {
      case .unbound, .builtin: continue
      case .function(let other): rest += other.chunk.outerNames.sorted()
      case .number, .node, .tuple, .history, .text, .artifact, .model, .optimizer, .choice: break
      }
      outside.append((slot, value))
    }
    self.init(function, rule, environment, outside)
  }

  private init(
    _ function: FunctionValue, _ rule: FunctionValue.Rule, _ environment: Environment,
    _ outside: OutsideNames.Names
  ) {
    self.function = function
    self.rule = rule
    self.environment = environment
    names = environment.outsideNames
    names.drain()
    number = names.keep(outside)
  }

  deinit { names.release(number) }

  private var outside: OutsideNames.Names { names[number] }

  /// The values of the names outside where the function is computed again: what they meant then, or what updates have
  /// made of it since.
  private var present: OutsideNames.Names {
    outside.map { slot, value in (slot, updated(slot, value) ?? value) }
  }

  private func updated(_ slot: Int32, _ value: Value) -> Value? {
    guard case .node(let old) = value, case .node(let new) = environment.values[Int(slot)], new != old,
      let label = environment.labels[new.tag], label.isUpdate, label.name == environment.symbols.name(slot)
    else { return nil }
    return .node(new)
  }

  var isOutdated: Bool { outside.contains { updated($0.slot, $0.value) != nil } }

  func renewed() -> any CustomRule { HandWrittenRule(function, rule, environment, present) }

  var name: String { function.name }

  func forward(_ inputs: [Node]) throws(EngineError) -> Node {
    try run(function.chunk, inputs.map { .node($0) }, present) { machine, value throws(Fault) in try machine.node(value)
    }
  }

  func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node] {
    let arguments = inputs.map { Value.node($0) } + [.node(result), .node(upstream)]
    return try run(rule.chunk, arguments, outside) { machine, value throws(Fault) in
      var values = [value]
      if case .tuple(let tuple) = value { values = tuple.items }
      guard values.count == inputs.count else {
        throw .told(
          .badBackwardRule,
          "the rule of `\(self.name)` gives \(counted(values.count, "gradient")) for \(counted(inputs.count, "input"))",
          hint: inputs.count > 1 ? "give a tuple, one gradient for each input" : nil)
      }
      var nodes: [Node] = []
      for (place, value) in values.enumerated() {
        var node = try machine.node(value)
        if node.shape != inputs[place].shape, node.shape.isEmpty {
          node = try machine.node(
            machine.binary(
              .multiply, .node(node),
              machine.constant(Tensor(shape: inputs[place].shape, values: ones(inputs[place].shape))), 0))
        }
        guard node.shape == inputs[place].shape else {
          throw .told(
            .badBackwardRule,
            "the rule of `\(self.name)` gives a gradient of shape \(shapeText(node.shape)) for an input of shape "
              + shapeText(inputs[place].shape),
            hint: "a gradient has the shape of its variable")
        }
        if machine.graph.forgets(node, since: inputs + [result, upstream]) {
          try machine.remember(
            inputs + [result, upstream], in: node, at: machine.labels.base(self.rule.chunk, path: 0))
        }
        nodes.append(node)
      }
      return nodes
    }
  }

  private func ones(_ shape: [Int]) -> [Double] { Array(repeating: 1, count: shape.reduce(1, *)) }

  private func run<Result>(
    _ chunk: Chunk, _ arguments: [Value], _ names: OutsideNames.Names,
    _ finish: (Machine, Value) throws(Fault) -> Result
  ) throws(EngineError) -> Result {
    guard let machine = environment.machine else { throw .foreign(-1) }
    let before = names.map { (slot: $0.slot, value: environment.values[Int($0.slot)]) }
    for name in names { environment.set(name.slot, to: name.value) }
    defer { for name in before { environment.set(name.slot, to: name.value) } }
    let value: Value
    do {
      value = try machine.watching(name) { () throws(Machine.StoppedRun) in try machine.call(chunk, arguments) }
    } catch {
      switch error {
      case .diagnostic(let diagnostic): environment.pending.append(.reported(diagnostic))
      case .skipped(let name): environment.pending.append(.skipped(name: name))
      }
      throw .foreign(environment.pending.count - 1)
    }
    do throws(Fault) { return try finish(machine, value) } catch {
      environment.pending.append(.reported(machine.diagnostic(error, at: rule.range)))
      throw .foreign(environment.pending.count - 1)
    }
  }
}
