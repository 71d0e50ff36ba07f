import Autodiff
import Reporting

/// What a display function returned: shown when it stands as a line. Some can be used as a tensor, and some have
/// members.
final class ArtifactValue {
  let artifact: Artifact
  /// `forward(f, x: 3)` in an expression is the value that f has there.
  let tensor: Node?

  init(_ artifact: Artifact, tensor: Node? = nil) {
    self.artifact = artifact
    self.tensor = tensor
  }

  /// What the value is, as error messages call it.
  var kind: String {
    switch artifact {
    case .value, .tuple, .text: "text"
    case .table: "a table"
    case .gradients: "a gradient table"
    case .backward: "the steps of a backward pass"
    case .graph: "a graph figure"
    case .gradcheck: "a gradient check"
    case .forward: "a forward pass"
    case .chart: "a chart"
    }
  }

  /// `.ok .meanAbs .maxAbs .maxRel` of a gradient check.
  func member(_ name: String) -> Double? {
    guard case .gradcheck(let check) = artifact else { return nil }
    switch name {
    case "ok": return check.isOK ? 1 : 0
    case "meanAbs": return check.meanAbsolute
    case "maxAbs": return check.maxAbsolute
    case "maxRel": return check.summary.maxRelative
    default: return nil
    }
  }

  var memberNames: [String] {
    if case .gradcheck = artifact { return ["ok", "meanAbs", "maxAbs", "maxRel"] }
    return []
  }
}
