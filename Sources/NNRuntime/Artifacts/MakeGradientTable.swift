import Artifacts
import Autodiff

extension Machine {
  /// `gradients(f)`, `gradients(f, wrt: (w, b))`.
  func gradientTable(_ f: Node, name: String, only: [Node]?) throws(Fault) -> GradientTable {
    let trace = Tracing(f, self)
    let cuts = CutNodes(trace, of: f, self)
    let pass = try pass(f)
    let reading = PassReading(pass, trace, cuts, self)
    let checking = try Checking(trace, of: f, pass, cuts, self)
    let order = trace.backwardOrder()
    var consumers: [[(gate: Int, operand: Int)]] = Array(repeating: [], count: trace.nodes.count)
    for gate in trace.nodes.indices {
      for (operand, place) in trace.operands[gate].enumerated() { consumers[place].append((gate, operand)) }
    }
    let kept = only.map { nodes in Set(nodes) }
    var rows: [GradientTable.Row] = []
    for place in order.gates + order.leaves {
      let node = trace.nodes[place]
      let gradient = reading.gradients[place]
      if gradient == nil, cuts.lines[place] == nil { continue }
      if let kept, !kept.contains(node) { continue }
      var branches: [GradientTable.Branch] = []
      for (gate, operand) in consumers[place] {
        guard let local = reading.local(to: gate, operand: operand), let upstream = reading.gradients[gate],
          let contribution = reading.contribution(to: gate, operand: operand)
        else { continue }
        branches.append(
          GradientTable.Branch(
            through: trace.notations[gate], local: local, upstream: upstream, contribution: contribution))
      }
      rows.append(
        GradientTable.Row(
          name: trace.names[place], notation: trace.notations[place], operation: node.operation,
          formula: trace.formula(place), value: shown(node), gradient: gradient, cut: cuts.lines[place],
          branches: branches, numeric: checking.numeric(place).map { shown($0, .numeric(of: f, by: node)) },
          numericStart: checking.numericStart(place),
          verdict: checking.verdict(place), isLeaf: node.kind == .input))
    }
    return GradientTable(output: name, rows: rows, check: checking.summary, digits: options.figureDigits)
  }

  func pass(_ f: Node) throws(Fault) -> BackwardPass {
    do { return try graph.backwardPass(from: f) } catch { throw .engine(error) }
  }
}
