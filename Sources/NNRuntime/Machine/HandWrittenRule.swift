import Autodiff
import SourceText

/// A `backward` rule as the engine sees it. Holds the environment, so that the graph can be computed again in a later
/// block; both functions run on a machine of their own.
final class HandWrittenRule: CustomRule {
  let function: FunctionValue
  let rule: FunctionValue.Rule
  // The environment owns the graph, whose nodes own the rule.
  private unowned let environment: Environment

  init(_ function: FunctionValue, _ rule: FunctionValue.Rule, _ environment: Environment) {
    self.function = function
    self.rule = rule
    self.environment = environment
  }

  var name: String { function.name }

  func forward(_ inputs: [Node]) throws(EngineError) -> Node {
    try run(function.chunk, inputs.map { .node($0) }) { machine, value throws(Fault) in try machine.node(value) }
  }

  func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node] {
    let arguments = inputs.map { Value.node($0) } + [.node(result), .node(upstream)]
    return try run(rule.chunk, arguments) { machine, value throws(Fault) in
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
        nodes.append(node)
      }
      return nodes
    }
  }

  private func ones(_ shape: [Int]) -> [Double] { Array(repeating: 1, count: shape.reduce(1, *)) }

  private func run<Result>(
    _ chunk: Chunk, _ arguments: [Value], _ finish: (Machine, Value) throws(Fault) -> Result
  ) throws(EngineError) -> Result {
    guard let machine = environment.machine else { throw .foreign(-1) }
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
