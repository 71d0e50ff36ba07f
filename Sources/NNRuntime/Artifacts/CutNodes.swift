import Autodiff

/// The nodes of a trace whose gradient would leave out what went through a stored number: the named ones that the
/// number was computed from, and the unnamed ones on the way to these.
struct CutNodes {
  /// By place of the trace, the line that cut it off; `nil` for what has its gradient.
  let lines: [Int?]

  init(_ trace: Tracing, of f: Node, _ machine: Machine) {
    let cuts = machine.graph.cuts(behind: f)
    var lines = [Int?](repeating: nil, count: trace.nodes.count)
    if !cuts.isEmpty {
      for place in trace.nodes.indices.reversed() {
        // An older node of a name is asked for by nobody.
        if lines[place] == nil, !trace.isOlder[place], trace.nodes[place].varies, let cut = cuts[trace.nodes[place]] {
          lines[place] = machine.labels[cut]?.range.start.line ?? 0
        }
        guard let line = lines[place] else { continue }
        for operand in trace.operands[place]
        where !trace.isNamed[operand] && trace.nodes[operand].kind == .operation && trace.nodes[operand].varies {
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
