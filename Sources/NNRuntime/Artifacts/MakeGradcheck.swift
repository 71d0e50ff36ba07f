import Autodiff
import Reporting

extension Machine {
  /// `gradcheck(f)`: an entry for each input, the worst places named.
  func gradcheckArtifact(_ f: Node, name: String, given: [(node: Node, gradient: Tensor)]) throws(Fault)
    -> GradientCheckArtifact
  {
    let trace = Tracing(f, self)
    let inputs =
      given.isEmpty
      ? trace.nodes.filter { $0.kind == .input && $0.varies } : given.map(\.node)
    var byHand: [Node: Tensor] = [:]
    for entry in given { byHand[entry.node] = entry.gradient }
    let found: [GradientCheck]
    do { found = try graph.checkGradient(of: f, at: inputs, given: byHand, sample: 4096) } catch {
      throw .engine(error)
    }
    var entries: [GradientCheckArtifact.Entry] = []
    var total = CheckSummary.none
    var sum = 0.0
    var count = 0
    var greatest = 0.0
    for (node, check) in zip(inputs, found) {
      var summary = CheckSummary.none
      summary.add(check)
      total.add(summary)
      let differences = check.entries.map { ($0.analytic - $0.numeric).magnitude }
      let all = differences.reduce(0, +)
      sum += all
      count += differences.count
      greatest = max(greatest, differences.max() ?? 0)
      entries.append(
        GradientCheckArtifact.Entry(
          name: trace.index[node].map { trace.names[$0] } ?? labels[node.tag]?.name ?? "input", shape: check.shape,
          summary: summary, meanAbsolute: differences.isEmpty ? 0 : all / Double(differences.count),
          maxAbsolute: differences.max() ?? 0, worst: worst(check)))
    }
    return GradientCheckArtifact(
      output: name, entries: entries, summary: total, meanAbsolute: count == 0 ? 0 : sum / Double(count),
      maxAbsolute: greatest, digits: options.figureDigits)
  }

  private func worst(_ check: GradientCheck) -> [GradientCheckArtifact.Finding] {
    let order = check.entries.indices.sorted { a, b in
      let x = (check.entries[a].verdict == .fail ? 0 : 1, -check.entries[a].relative, a)
      let y = (check.entries[b].verdict == .fail ? 0 : 1, -check.entries[b].relative, b)
      return x < y
    }
    return order.prefix(5).map { place in
      let entry = check.entries[place]
      let verdict: CheckVerdict =
        switch entry.verdict {
        case .pass: .pass
        case .fail: .fail
        case .undecided: .undecided
        }
      return GradientCheckArtifact.Finding(
        index: position(entry.position, in: check.shape), analytic: entry.analytic, numeric: entry.numeric,
        relative: entry.relative, verdict: verdict)
    }
  }
}
