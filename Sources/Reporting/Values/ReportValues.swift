import Artifacts
import SourceText

/// The values of a report as a file beside it, so that the next run can say which of them moved, and how far.
///
/// Nothing in it depends on where something stands: prose may change and lines may move without a change of it.
public struct ReportValues: Sendable {
  /// One result of a block, or one expression in the text.
  public struct Item: Hashable, Sendable {
    /// `value`, `gradients`, `graph`, …; `inline` for an expression in the text, `answer` for one behind a field.
    public var kind: String
    /// Name of the result: `f`, `grad(f, x)`; of an answer its salt.
    public var name: String
    public var leaves: [ResultLeaf]

    public init(kind: String, name: String, leaves: [ResultLeaf]) {
      self.kind = kind
      self.name = name
      self.leaves = leaves
    }
  }

  public struct Cell: Hashable, Sendable {
    public var label: String?
    public var items: [Item]

    public init(label: String?, items: [Item]) {
      self.label = label
      self.items = items
    }
  }

  /// Of all programs, their options and their data: where it is the same and a value is not, the engine changed.
  public var program: UInt64
  /// Those that show something, in order.
  public var cells: [Cell]
  public var inline: [Item]

  public init(program: UInt64 = 0, cells: [Cell] = [], inline: [Item] = []) {
    self.program = program
    self.cells = cells
    self.inline = inline
  }

  /// Values that a report shows, or would with `output: true`; nothing of a solution where solutions are left out.
  public init(_ report: Report) {
    program = report.program
    cells = report.valueCells.map { index in
      let cell = report.cells[index]
      return Cell(label: cell.label, items: cell.outputs.map { Item($0) })
    }
    inline = report.inline.map { Item($0, in: report.path) }
  }

  /// `en/01-chain-rule` → `en/01-chain-rule.values.json`.
  public static func path(ofReport path: String) -> String { path + ".values.json" }
}

extension ReportValues.Item {
  /// - Parameter paths: becomes what each leaf is.
  public init(_ artifact: Artifact, paths: inout [String]) {
    let result = ResultLeaves(artifact, namesPaths: true)
    self.init(kind: result.kind, name: result.name, leaves: result.leaves)
    paths = result.paths
  }

  init(_ artifact: Artifact) {
    let result = ResultLeaves(artifact)
    self.init(kind: result.kind, name: result.name, leaves: result.leaves)
  }

  /// - Parameter path: the report's.
  public init(_ record: InlineRecord, in path: String) {
    if record.isAnswer {
      let fingerprint = AnswerFingerprint(record, in: path)
      self.init(kind: "answer", name: fingerprint.salt, leaves: [.text(fingerprint.hash)])
    } else {
      self.init(open: record)
    }
  }

  /// As it stands for whoever may read it.
  public init(open record: InlineRecord) {
    let leaves = record.value.map { ResultLeaves(numbers: $0.values).leaves } ?? []
    // A text has no numbers.
    self.init(kind: "inline", name: record.expression, leaves: leaves.isEmpty ? [.text(record.text)] : leaves)
  }
}

extension Report {
  /// The cells of ``ReportValues``, by index, in its order: those that show something.
  public var valueCells: [Int] {
    cells.indices.filter { !cells[$0].outputs.isEmpty && (options.solutions || !cells[$0].isSolution) }
  }
}
