import Artifacts
import Autodiff
import Formulas

/// The comparison with central differences that every table, figure and list of steps carries.
struct Checking {
  /// By node of the trace; `nil` where nothing is to be checked.
  var checks: [GradientCheck?]
  var summary = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)

  /// Entries looked at in each node.
  static let sample = 64
  /// Nodes looked at; of larger graphs a sample.
  static let nodeLimit = 400

  /// Checks each node that f depends on, the output itself excepted.
  init(_ trace: Tracing, of f: Node, _ pass: BackwardPass, _ cuts: CutNodes, _ machine: Machine) throws(Fault) {
    checks = Array(repeating: nil, count: trace.nodes.count)
    var places = trace.nodes.indices.dropLast().filter { trace.nodes[$0].varies && cuts.lines[$0] == nil }
    if places.count > Self.nodeLimit {
      // Evenly over the whole, the last ones included.
      let count = places.count
      places = (0..<Self.nodeLimit).map { places[$0 * (count - 1) / (Self.nodeLimit - 1)] }
    }
    var analytic: [Node: Tensor] = [:]
    for place in places { analytic[trace.nodes[place]] = pass.gradients[trace.nodes[place]] }
    let found: [GradientCheck]
    do {
      found = try machine.graph.checkGradient(
        of: f, at: places.map { trace.nodes[$0] }, analytic: analytic, sample: Self.sample)
    } catch {
      throw .engine(error)
    }
    var inputs = CheckSummary.none
    for (place, check) in zip(places, found) {
      checks[place] = check
      summary.add(check)
      if trace.nodes[place].kind == .input { inputs.add(check) }
    }
    // That a node on the way is right says little where no input's entry could be decided.
    let hasInputs = trace.nodes.indices.contains { trace.nodes[$0].kind == .input && cuts.lines[$0] != nil }
    if inputs.entries > 0 || hasInputs { summary.telling = inputs.passed }
    summary.cut = cuts.entries(trace)
    let all = trace.nodes.dropLast().reduce(0) { $1.varies ? $0 + $1.shape.reduce(1, *) : $0 }
    summary.entries = all - summary.cut
    machine.checks.add(summary)
    if let ledger = machine.environment.ledger {
      let number = ledger.compare(f, places.map { trace.nodes[$0] })
      summary.followed = number..<number + 1
    }
    if summary.failed > 0 { throw try failure(trace, f, machine) }
  }

  /// Names the failing node nearest to the output, behind which everything is wrong, and the rule by hand at fault.
  private func failure(_ trace: Tracing, _ f: Node, _ machine: Machine) throws(Fault) -> Fault {
    guard
      let place = checks.indices.last(where: { checks[$0]?.entries.contains { $0.verdict == .fail } ?? false }),
      let check = checks[place],
      let entry = check.entries.filter({ $0.verdict == .fail }).max(by: { $0.relative < $1.relative })
    else { return .told(.gradientCheckFailed, "a gradient does not agree with central differences") }
    let last = trace.nodes.count - 1
    // What has no name is called by the function that made it, else by its source text.
    let isCall = trace.nodes[last].kind == .operation && trace.nodes[last].primitive == nil
    let output =
      trace.isNamed[last]
      ? trace.names[last] : isCall ? trace.nodes[last].operation : "(\(trace.names[last]))"
    // Two more than the rule of agreement tells apart.
    let digits = NumberFormat(digits: 8)
    let index = check.shape.isEmpty ? "" : shapeText(position(entry.position, in: check.shape))
    let numbers =
      "∂\(output)/∂\(trace.names[place])\(index) is \(digits.ascii(entry.analytic)), and central differences give "
      + digits.ascii(entry.numeric)
    if let rule = try RuleChecks(trace, machine).wrong {
      return .told(
        .gradientCheckFailed, "the derivative written for `\(rule.function)` is wrong: \(numbers)",
        hint: "compare its `backward` rule with the function, in `\(rule.entry.name)`",
        argument: 0)
    }
    return .told(
      .gradientCheckFailed, "the gradient at `\(trace.names[place])` is wrong: \(numbers)", argument: 0)
  }

  func verdict(_ place: Int) -> CheckVerdict {
    guard let check = checks[place] else { return place == checks.count - 1 ? .definition : .unchecked }
    var summary = CheckSummary.none
    summary.add(check)
    return summary.verdict
  }

  /// The numeric gradient where every entry was looked at.
  func numeric(_ place: Int) -> ShapedValues? {
    guard let check = checks[place], check.entries.count == check.shape.reduce(1, *) else { return nil }
    return ShapedValues(shape: check.shape, values: check.entries.map(\.numeric))
  }

  /// As many of its first entries as were looked at.
  func numericStart(_ place: Int) -> [Double] {
    guard let entries = checks[place]?.entries else { return [] }
    return entries.indices.prefix { entries[$0].position == $0 }.map { entries[$0].numeric }
  }
}

extension CheckSummary {
  static var none: CheckSummary { CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0) }

  mutating func add(_ other: CheckSummary) {
    passed += other.passed
    failed += other.failed
    undecided += other.undecided
    undefined += other.undefined
    maxRelative = max(maxRelative, other.maxRelative)
    entries += other.entries
    cut += other.cut
    telling += other.telling
  }

  mutating func add(_ check: GradientCheck) {
    entries += check.shape.reduce(1, *)
    for entry in check.entries {
      switch entry.verdict {
      case .pass:
        passed += 1
        telling += 1
        maxRelative = max(maxRelative, entry.relative)
      case .fail:
        failed += 1
        maxRelative = max(maxRelative, entry.relative)
      case .undecided:
        undecided += 1
        if !entry.analytic.isFinite { undefined += 1 }
      }
    }
  }
}

extension GradientCheck.Entry {
  /// Entries that are undecided because there is no derivative are called so.
  var word: CheckVerdict {
    switch verdict {
    case .pass: .pass
    case .fail: .fail
    case .undecided: analytic.isFinite ? .undecided : .undefined
    }
  }

  /// |a − n|, as large as can be from what is no number.
  var difference: Double { analytic.isFinite ? (analytic - numeric).magnitude : .infinity }

  /// |a − n| / max(|a|, |n|), and 0 where both are 0.
  var relative: Double {
    guard analytic.isFinite else { return .infinity }
    let size = max(analytic.magnitude, numeric.magnitude)
    return size == 0 ? 0 : (analytic - numeric).magnitude / size
  }
}
