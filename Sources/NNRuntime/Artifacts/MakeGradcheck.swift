import Artifacts
import Autodiff

extension Machine {
  /// Scalar operations that a check of every entry may take; beyond, fewer entries are looked at, evenly spread.
  private static let gradcheckWork = 1 << 31

  /// `gradcheck(f)`: an entry for each input, the worst places named, and each rule by hand by itself.
  func gradcheckArtifact(_ f: Node, name: String, given: [(node: Node, gradient: Tensor)]) throws(Fault)
    -> GradientCheckArtifact
  {
    let trace = Tracing(f, self)
    let cuts = CutNodes(trace, of: f, self)
    let all =
      given.isEmpty ? trace.nodes.indices.filter { trace.nodes[$0].kind == .input && trace.nodes[$0].varies } : []
    let inputs =
      given.isEmpty ? all.filter { cuts.lines[$0] == nil }.map { trace.nodes[$0] } : given.map(\.node)
    var byHand: [Node: Tensor] = [:]
    for entry in given { byHand[entry.node] = entry.gradient }
    let found: [GradientCheck]
    do { found = try graph.checkGradient(of: f, at: inputs, given: byHand, work: Self.gradcheckWork) } catch {
      throw .engine(error)
    }
    var entries: [GradientCheckArtifact.Entry] = []
    for (node, check) in zip(inputs, found) {
      let name = trace.index[node].map { trace.names[$0] } ?? labels[node.tag]?.name ?? "input"
      entries.append(GradientCheckArtifact.Entry(name: name, shape: check.shape, [check]))
    }
    return GradientCheckArtifact(
      output: name, entries: entries,
      cuts: all.compactMap { place in
        cuts.lines[place].map { line in
          GradientCheckArtifact.Cut(name: trace.names[place], shape: trace.nodes[place].shape, line: line)
        }
      }, rules: given.isEmpty ? try RuleChecks(trace, self).rules : [],
      digits: options.figureDigits)
  }
}

extension GradientCheckArtifact.Entry {
  /// The verdict of all checks of one variable.
  init(name: String, shape: [Int], _ checks: [GradientCheck]) {
    var summary = CheckSummary.none
    var sum = 0.0
    var greatest = 0.0
    var worst = WorstFindings()
    for check in checks {
      summary.add(check)
      for entry in check.entries {
        if entry.verdict != .undecided {
          sum += entry.difference
          greatest = max(greatest, entry.difference)
        }
        worst.add(entry, in: check.shape)
      }
    }
    let decided = summary.passed + summary.failed
    self.init(
      name: name, shape: shape, summary: summary, meanAbsolute: decided == 0 ? 0 : sum / Double(decided),
      maxAbsolute: greatest, worst: worst.findings)
  }
}

/// The worst of many entries: what failed, then what is undecided, then what passed, by relative difference.
private struct WorstFindings {
  private static let limit = 5
  private var kept: [(entry: GradientCheck.Entry, shape: [Int])] = []

  mutating func add(_ entry: GradientCheck.Entry, in shape: [Int]) {
    if kept.count == Self.limit, let last = kept.last, !comesBefore(entry, last.entry) { return }
    let place = kept.firstIndex { comesBefore(entry, $0.entry) } ?? kept.count
    kept.insert((entry, shape), at: place)
    if kept.count > Self.limit { kept.removeLast() }
  }

  private func comesBefore(_ a: GradientCheck.Entry, _ b: GradientCheck.Entry) -> Bool {
    if a.verdict != b.verdict { return rank(a) < rank(b) }
    return a.relative > b.relative
  }

  private func rank(_ entry: GradientCheck.Entry) -> Int {
    switch entry.verdict {
    case .fail: 0
    case .undecided: 1
    case .pass: 2
    }
  }

  var findings: [GradientCheckArtifact.Finding] {
    kept.map { entry, shape in
      return GradientCheckArtifact.Finding(
        index: position(entry.position, in: shape), analytic: entry.analytic, numeric: entry.numeric,
        uncertainty: entry.uncertainty, relative: entry.relative, verdict: entry.word)
    }
  }
}
