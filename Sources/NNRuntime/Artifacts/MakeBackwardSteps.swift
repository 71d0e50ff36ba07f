import Artifacts
import Autodiff

extension Machine {
  /// `backward(f)`: a step for each gate, from the output on.
  func backwardSteps(_ f: Node, name: String) throws(Fault) -> BackwardSteps {
    let trace = Tracing(f, self)
    let cuts = CutNodes(trace, of: f, self)
    let pass = try pass(f)
    let reading = PassReading(pass, trace, cuts, self)
    let checking = try Checking(trace, of: f, pass, cuts, self)
    var arrived: [[ShapedValues]] = Array(repeating: [], count: trace.nodes.count)
    var expected = Array(repeating: 0, count: trace.nodes.count)
    let gates = trace.backwardOrder().gates
    for gate in gates {
      for (operand, place) in trace.operands[gate].enumerated()
      where reading.contribution(to: gate, operand: operand) != nil { expected[place] += 1 }
    }
    var steps: [BackwardSteps.Step] = []
    for gate in gates {
      guard let upstream = reading.gradients[gate] else { continue }
      var flows: [BackwardSteps.Flow] = []
      var cut: [Int] = []
      for (operand, place) in trace.operands[gate].enumerated() {
        if cuts.lines[place] != nil, !cut.contains(place) { cut.append(place) }
        guard let down = reading.contribution(to: gate, operand: operand),
          let local = reading.local(to: gate, operand: operand)
        else { continue }
        arrived[place].append(down)
        var sum: BackwardSteps.Sum?
        if expected[place] > 1, arrived[place].count == expected[place], let total = reading.gradients[place] {
          sum = BackwardSteps.Sum(terms: arrived[place], total: total)
        }
        flows.append(
          BackwardSteps.Flow(
            to: trace.notations[place], local: local, upstream: upstream, downstream: down, sum: sum))
      }
      if flows.isEmpty, cut.isEmpty { continue }
      steps.append(
        BackwardSteps.Step(
          at: trace.notations[gate], atName: trace.names[gate], operation: trace.nodes[gate].operation,
          formula: trace.formula(gate), pattern: reading.pattern(gate), upstream: upstream, flows: flows,
          cuts: cut.compactMap { place in
            cuts.lines[place].map { BackwardSteps.Cut(to: trace.notations[place], line: $0) }
          }))
    }
    return BackwardSteps(
      output: trace.notations[trace.nodes.count - 1], outputName: name, steps: steps, check: checking.summary,
      digits: options.figureDigits)
  }
}
