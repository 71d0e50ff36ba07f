import Autodiff

/// The nodes of a trace whose gradient would leave out what went through a stored number: the present ones that the
/// number remembers, and all on the way to these.
struct CutNodes {
  /// By place of the trace, the line that cut it off; `nil` for what has its gradient.
  let lines: [Int?]

  init(_ trace: Tracing, of f: Node, _ machine: Machine) {
    let cuts = machine.graph.cuts(behind: f)
    var lines = [Int?](repeating: nil, count: trace.nodes.count)
    if !cuts.isEmpty {
      for place in trace.nodes.indices.reversed() {
        let node = trace.nodes[place]
        // From older nodes an update detaches what it updates: they are cut only on the way to one that is.
        if lines[place] == nil, !trace.isOlder[place], node.varies, let cut = cuts[node] {
          lines[place] = machine.labels[cut].map { machine.lineNumber($0.range) } ?? 0
        }
        guard let line = lines[place], machine.graph.isSeenThrough(node) else { continue }
        for operand in trace.operands[place] where trace.nodes[operand].varies {
          lines[operand] = lines[operand] ?? line
        }
      }
    }
    self.lines = lines
  }

  /// How many entries of the trace's nodes are cut off, the output's excepted.
  func entries(_ trace: Tracing) -> Int {
    trace.nodes.indices.dropLast().reduce(0) { lines[$1] == nil ? $0 : $0 + trace.nodes[$1].shape.reduce(1, *) }
  }
}
