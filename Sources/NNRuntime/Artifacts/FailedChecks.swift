import Artifacts
import Formulas
import SourceText

/// Gradient checks that a block shows and that fail: each is a warning, unless the block asks a check of the same
/// function that fails for its `.ok`, as in `expect not gradcheck(E, w: mine).ok`: then it is meant.
struct FailedChecks {
  private var found: [(function: String, warning: Diagnostic)] = []
  private var asked: Set<String> = []

  mutating func ask(_ function: String) { asked.insert(function) }

  /// - Parameter range: of the line that shows the value.
  mutating func look(at value: Value, _ range: SourceRange) {
    switch value {
    case .artifact(let artifact):
      guard case .gradcheck(let check) = artifact.artifact, !check.isOK, let written = artifact.written,
        !found.contains(where: { $0.function == written.function && $0.warning.range == range })
      else { return }
      let warning = Diagnostic(
        .gradcheckFailed, "the gradient check fails: \(Self.worst(check))", at: range,
        hint: "if it is meant to fail, the block says so: `expect not \(written.call).ok`")
      found.append((written.function, warning))
    case .tuple(let tuple): for item in tuple.items { look(at: item, range) }
    case .unbound, .number, .node, .function, .builtin, .history, .text, .model, .optimizer, .choice: break
    }
  }

  var warnings: [Diagnostic] { found.filter { !asked.contains($0.function) }.map(\.warning) }

  /// The worst entry: of a rule that is wrong, since it explains the others, else of an input.
  private static func worst(_ check: GradientCheckArtifact) -> String {
    let digits = NumberFormat(digits: 8)
    func failed(_ entry: GradientCheckArtifact.Entry) -> GradientCheckArtifact.Finding? {
      entry.worst.first { $0.verdict == .fail }
    }
    func name(_ entry: GradientCheckArtifact.Entry, _ finding: GradientCheckArtifact.Finding) -> String {
      entry.name + (finding.index.isEmpty ? "" : shapeText(finding.index))
    }
    for rule in check.rules {
      guard let finding = failed(rule.entry) else { continue }
      return "the derivative written for `\(rule.function)` gives \(digits.ascii(finding.analytic)) for "
        + "`\(name(rule.entry, finding))`, and central differences give \(digits.ascii(finding.numeric))"
    }
    for entry in check.entries {
      guard let finding = failed(entry) else { continue }
      return
        "∂\(check.output.contains(" ") ? "(\(check.output))" : check.output)/∂\(name(entry, finding)) is \(digits.ascii(finding.analytic)), and central differences "
        + "give \(digits.ascii(finding.numeric))"
    }
    return "an entry does not agree with central differences"
  }
}
