import Autodiff
import Formulas
import SourceText

/// The derivatives written by hand that were used, each tried with an upstream gradient other than 1 by whatever used
/// it first, and once more, at the end of the block, where it was used last: at each place in the source, and with each
/// set of shapes.
struct RuleTrials {
  /// The key of one use.
  struct Situation: Hashable {
    var function: ObjectIdentifier
    /// Label of the call.
    var place: UInt32
    var shapes: [[Int]]
    var varies: [Bool]
  }

  struct Use {
    /// Holds the function, so that no other one gets its identity.
    var call: RuleCall
    /// The place that asked for the derivative.
    var range: SourceRange
  }

  private var first: [Situation: Use] = [:]
  private var last: [Situation: Use] = [:]
  private var order: [Situation] = []

  /// Takes note of a use; `true` for the first one of its kind.
  mutating func note(_ use: Use, _ situation: Situation) -> Bool {
    guard first[situation] != nil else {
      first[situation] = use
      return true
    }
    if last.updateValue(use, forKey: situation) == nil { order.append(situation) }
    return false
  }

  /// Uses that came again since it was asked for the last time.
  mutating func takeLast() -> [Use] {
    let uses = order.compactMap { last[$0] }
    (last, order) = ([:], [])
    return uses
  }
}

extension Machine {
  /// Entries of each operand that a trial looks at, beside a direction through all of them.
  private static let trialSample = 64

  /// Tries the derivatives written by hand that a gradient of y flows through.
  ///
  /// - Parameter range: of what asks for the gradient, where a fault of a rule is told.
  /// - Parameter xs: by what is differentiated; `nil` for all that stands behind y.
  func tryRules(behind y: Node, by xs: [Node]? = nil, for range: SourceRange) throws(Fault) {
    guard !isTryingRules else { return }
    var ends: [[Node]] = []
    var places: [UInt32: Int] = [:]
    // Of a function that is called in a loop, the first call and the last one.
    for call in graph.ruleCalls(leadingTo: y) {
      let label = call.tag >> Labels.instanceBits
      if let place = places[label], label > 0 {
        ends[place] = [ends[place][0], call]
      } else {
        places[label] = ends.count
        ends.append([call])
      }
    }
    for call in ends.joined() {
      guard let rule = call.rule as? HandWrittenRule else { continue }
      let use = RuleTrials.Use(call: RuleCall(call, by: xs), range: range)
      let situation = RuleTrials.Situation(
        function: ObjectIdentifier(rule.function), place: call.tag >> Labels.instanceBits,
        shapes: use.call.operands.map(\.shape), varies: use.call.varies)
      if environment.ruleTrials.note(use, situation) { try trial(use) }
    }
  }

  /// The last use of each rule, once a block is over.
  func tryRulesAgain() throws(Fault) {
    for use in environment.ruleTrials.takeLast() { try trial(use) }
  }

  private func trial(_ use: RuleTrials.Use) throws(Fault) {
    guard let rule = use.call.rule as? HandWrittenRule else { return }
    let found: [GradientCheck?]
    do throws(Fault) { found = try check(use.call, sample: Self.trialSample) } catch {
      switch error {
      // What does not fit or is not finite is told by what uses the rule.
      case .engine(.memoryBudget), .engine(.operationBudget), .engine(.nonFinite): return
      case .engine, .reported, .told, .skipped: throw error
      }
    }
    for (parameter, check) in zip(rule.function.parameters, found) {
      let failed = check?.entries.filter { $0.verdict == .fail } ?? []
      guard let check, let worst = failed.max(by: { $0.relative < $1.relative }) else { continue }
      let digits = NumberFormat(digits: 8)
      let index = check.shape.isEmpty ? "" : shapeText(position(worst.position, in: check.shape))
      let upstream =
        use.call.shape.isEmpty
        ? "the upstream gradient \(digits.ascii(RuleCall.upstream(0)))" : "upstream gradients other than 1"
      let diagnostic = Diagnostic(
        .gradientCheckFailed,
        "the derivative written for `\(rule.name)` is wrong: with \(upstream) it gives \(digits.ascii(worst.analytic)) "
          + "for `\(parameter)\(index)`, and central differences give \(digits.ascii(worst.numeric))",
        at: use.range, hint: hint(rule, parameter, use.call, check, failed))
      throw .reported(diagnostic)
    }
  }

  private func hint(
    _ rule: HandWrittenRule, _ parameter: String, _ call: RuleCall, _ check: GradientCheck,
    _ failed: [GradientCheck.Entry]
  ) -> String {
    let line = lineNumber(rule.rule.range)
    // The usual slip: what is left out is just the factor by which both numbers differ.
    let isForgotten =
      call.shape == check.shape
      && failed.allSatisfy { entry in
        let scaled = entry.analytic * RuleCall.upstream(entry.position)
        return (scaled - entry.numeric).magnitude <= 1e-6 * entry.numeric.magnitude + entry.uncertainty
      }
    if isForgotten, let name = rule.rule.chunk.parameters.last {
      return "its `backward` rule (line \(line)) does not multiply by the upstream gradient `\(name)`"
    }
    return "compare its `backward` rule (line \(line)) with the function, in `\(parameter)`"
  }

  /// One function tries all rules. It runs the function once more, which must leave nothing behind: no random number is
  /// drawn, nothing claimed or shown, no operation counted.
  func check(_ call: RuleCall, sample: Int) throws(Fault) -> [GradientCheck?] {
    do { return try aside { () throws(EngineError) in try graph.check(call, sample: sample) } } catch {
      throw .engine(error)
    }
  }

  /// Does something that the author has not asked for and that may run functions of the author's: it leaves nothing
  /// behind and takes nothing from the block's budgets, time included.
  func aside<Result>(_ body: () throws(EngineError) -> Result) throws(EngineError) -> Result {
    let (random, claims, outputs, diagnostics) = (environment.random, claims, outputs, self.diagnostics)
    let (wasTrying, instances) = (isTryingRules, self.instances)
    let start = ContinuousClock.now
    isTryingRules = true
    defer {
      isTryingRules = wasTrying
      self.instances = instances
      environment.random = random
      (self.claims, self.outputs, self.diagnostics) = (claims, outputs, diagnostics)
      deadline += ContinuousClock.now - start
    }
    return try graph.uncounted(body)
  }
}

extension Call {
  /// Tries the derivatives written by hand behind what this call differentiates; a fault is told at what is
  /// differentiated, the first argument.
  func tryRules(behind y: Node, by xs: [Node]? = nil) throws(Fault) {
    try machine.tryRules(behind: y, by: xs, for: range(of: 0))
  }
}
