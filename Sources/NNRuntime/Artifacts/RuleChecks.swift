import Artifacts
import Autodiff

/// The derivatives written by hand on the way to a node, each checked by itself: which one is wrong, and in which
/// variable.
struct RuleChecks {
  private(set) var rules: [GradientCheckArtifact.Rule] = []

  /// Calls of one function that are looked at.
  private static let callLimit = 16
  /// Entries of each operand of a call.
  private static let sample = 256

  init(_ trace: Tracing, _ machine: Machine) throws(Fault) {
    // From the output backwards, as gradients flow.
    var functions: [FunctionValue] = []
    var calls: [ObjectIdentifier: [Node]] = [:]
    for node in trace.nodes.reversed() where node.kind == .operation && node.primitive == nil && node.varies {
      guard let function = (node.rule as? HandWrittenRule)?.function else { continue }
      if calls[ObjectIdentifier(function)] == nil { functions.append(function) }
      calls[ObjectIdentifier(function), default: []].append(node)
    }
    for function in functions {
      let all = calls[ObjectIdentifier(function)] ?? []
      let looked = min(all.count, Self.callLimit)
      var checks: [[GradientCheck]] = function.parameters.map { _ in [] }
      for k in 0..<looked {
        let call = looked == 1 ? all[0] : all[k * (all.count - 1) / (looked - 1)]
        let found = try machine.check(RuleCall(call), sample: Self.sample)
        for (operand, check) in found.enumerated() { if let check { checks[operand].append(check) } }
      }
      for (parameter, checks) in zip(function.parameters, checks) where !checks.isEmpty {
        rules.append(
          GradientCheckArtifact.Rule(
            function: function.name, calls: all.count,
            entry: GradientCheckArtifact.Entry(name: parameter, shape: checks[0].shape, checks)))
      }
    }
  }

  /// The wrong rule nearest to the output.
  var wrong: GradientCheckArtifact.Rule? { rules.first { $0.entry.summary.failed > 0 } }
}
