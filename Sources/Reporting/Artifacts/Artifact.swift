import Artifacts

extension Artifact {
  /// Adds the verdicts that the build gave by itself.
  func addChecks(to sum: inout CheckSummary) {
    switch self {
    case .gradients(let table): sum = sum + table.check
    case .backward(let steps): sum = sum + steps.check
    case .graph(let graph): if let check = graph.check { sum = sum + check }
    case .jacobian(let jacobian): sum = sum + jacobian.check
    case .tuple(let items): for item in items { item.addChecks(to: &sum) }
    case .value, .text, .table, .gradcheck, .forward, .summary, .chart, .slider: break
    }
  }
}
