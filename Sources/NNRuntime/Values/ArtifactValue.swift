import Artifacts
import Autodiff

/// The result of a display function: shown when it stands as a line. Some can be used as a tensor, and some have
/// members.
final class ArtifactValue {
  /// A table with names is made for whom it is shown; here it stands empty. See ``artifact(digits:)``.
  let artifact: Artifact
  /// How a gradient check is written, as it is quoted: the function that is checked, and the whole call.
  let written: (function: String, call: String)?
  private var source: Source

  /// An artifact's value in an expression.
  private enum Source {
    case none
    /// `forward(f, x: 3)`: the value that f has there.
    case node(Node)
    /// `jacobian(y, x)`: the matrix, made when it is first used as one.
    case jacobian(Jacobian, of: Node, by: Node)
    /// `csv("study.csv")`: columns with names.
    case table(TableValue)
  }

  /// - Parameter digits: of the block that shows it.
  func artifact(digits: Int) -> Artifact {
    if case .table(let table) = source { return .table(table.artifact(digits: digits)) }
    return artifact
  }

  var table: TableValue? { if case .table(let table) = source { table } else { nil } }

  init(_ artifact: Artifact, tensor: Node? = nil, written: (function: String, call: String)? = nil) {
    self.artifact = artifact
    self.written = written
    source = tensor.map { .node($0) } ?? .none
  }

  init(_ artifact: Artifact, jacobian: Jacobian, of y: Node, by x: Node) {
    self.artifact = artifact
    written = nil
    source = .jacobian(jacobian, of: y, by: x)
  }

  init(_ table: TableValue) {
    artifact = .table(TableArtifact(columns: [], digits: 0))
    written = nil
    source = .table(table)
  }

  var isTensor: Bool {
    switch source {
    case .none: false
    case .node, .jacobian: true
    case .table(let table): !table.hasTexts
    }
  }

  /// Its tensor, where there is one already.
  var madeNode: Node? {
    if case .node(let node) = source { return node }
    return nil
  }

  /// - Throws: the memory budget, where the matrix does not fit as a whole.
  func tensor(_ graph: Graph) throws(EngineError) -> Node? {
    switch source {
    case .none: return nil
    case .table(let table): return try table.tensor(graph)
    case .node(let node): return node
    case .jacobian(let jacobian, let y, let x):
      let node = try y.graph.node(jacobian, of: y, withRespectTo: x)
      source = .node(node)
      return node
    }
  }

  /// The kind of value, as error messages call it.
  var kind: String {
    switch artifact {
    case .value, .tuple, .text: "text"
    case .table:
      table?.isColumn == true ? "a column of texts" : table?.hasTexts == true ? "a table with texts" : "a table"
    case .gradients: "a gradient table"
    case .backward: "the steps of a backward pass"
    case .graph: "a graph figure"
    case .gradcheck: "a gradient check"
    case .forward: "a forward pass"
    case .summary: "a model's summary"
    case .chart: "a chart"
    case .jacobian: "a Jacobian"
    case .slider: "a slider"
    }
  }

  /// `.ok .meanAbs .maxAbs .maxRel` of a gradient check, `.rows .columns .nonzeros .zeros .bytes` of a Jacobian.
  func member(_ name: String) -> Double? {
    if case .jacobian(let jacobian) = artifact {
      switch name {
      case "rows": return Double(jacobian.rows)
      case "columns": return Double(jacobian.columns)
      case "nonzeros": return Double(jacobian.nonzeroCount)
      case "zeros": return jacobian.zeroShare
      case "bytes": return jacobian.denseBytes
      default: return nil
      }
    }
    if case .summary(let summary) = artifact { return name == "total" ? Double(summary.total) : nil }
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
    if let table { return table.isColumn ? ["names"] : table.columns.map(\.name) }
    if case .summary = artifact { return ["total"] }
    if case .gradcheck = artifact { return ["ok", "meanAbs", "maxAbs", "maxRel"] }
    if case .jacobian = artifact { return ["rows", "columns", "nonzeros", "zeros", "bytes", "T"] }
    return []
  }
}
