import Artifacts
import Autodiff

/// A table with names, as `csv` gives it of a file with a header: columns of numbers, which are vectors of the graph,
/// and columns of texts.
///
/// One whose columns are all numbers stands for their matrix wherever a tensor is asked for.
final class TableValue {
  struct Column {
    enum Entries {
      case numbers(Node)
      case texts(TextColumn)
    }

    var name: String
    var entries: Entries
    /// Rows without a value, in order, where such are masked.
    var absent: [Int] = []
  }

  let columns: [Column]
  let rowCount: Int
  let precision: Precision
  /// A column of texts that was taken out of its table.
  let isColumn: Bool
  /// Whether fields without a value are masked, if there are any.
  let isMasked: Bool
  private var matrix: Node?

  init(_ columns: [Column], rowCount: Int, precision: Precision, isColumn: Bool = false, isMasked: Bool) {
    self.isMasked = isMasked
    self.columns = columns
    self.rowCount = rowCount
    self.precision = precision
    self.isColumn = isColumn
  }

  var hasTexts: Bool { columns.contains { if case .texts = $0.entries { true } else { false } } }

  /// The texts of a column that was taken out.
  var texts: TextColumn? {
    guard isColumn, case .texts(let texts)? = columns.first?.entries else { return nil }
    return texts
  }

  /// Its numbers, [rows, columns]; nil where a column is one of texts.
  func tensor(_ graph: Graph) throws(EngineError) -> Node? {
    if let matrix { return matrix }
    guard let numbers = try numbers(graph) else { return nil }
    matrix = try graph.constant(numbers)
    return matrix
  }

  /// Lets the matrix be an input of the name that the table is bound to: `x = csv("study.csv")`, and `grad(L, x)`.
  func nameMatrix(_ tag: UInt32, _ graph: Graph) throws(EngineError) {
    guard matrix == nil, let numbers = try numbers(graph) else { return }
    let input = try graph.input(numbers)
    input.tag = tag
    matrix = input
  }

  private func numbers(_ graph: Graph) throws(EngineError) -> Tensor? {
    var vectors: [[Double]] = []
    for column in columns {
      guard case .numbers(let node) = column.entries else { return nil }
      vectors.append(node.value.values)
    }
    try graph.admit(shape: [rowCount, columns.count])
    try graph.spend(rowCount * columns.count)
    return Tensor(columns: vectors, rowCount: rowCount).converted(to: precision)
  }

  /// As readers see it; a value that is absent as none.
  func artifact(digits: Int) -> TableArtifact {
    let shown = columns.map { column -> TableArtifact.Column in
      let entries: TableArtifact.Column.Entries =
        switch column.entries {
        case .numbers(let node): .numbers(node.value.values)
        case .texts(let texts): .texts(texts.shown)
        }
      var shown = TableArtifact.Column(title: column.name, entries, isName: false)
      shown.absent = column.absent
      return shown
    }
    return TableArtifact(columns: shown, digits: digits)
  }

  /// Where its numbers are.
  var numbersHint: String? {
    if isColumn { return "`classes(…)` makes numbers of its texts" }
    let names = columns.compactMap { column in
      if case .numbers = column.entries { column.name } else { nil }
    }
    guard let first = names.first else { return "`classes(…)` makes numbers of a column of texts" }
    if names.count == 1 { return "its numbers are `[:, \"\(first)\"]`" }
    return "its numbers are `[:, (\(names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", "))"
      + "\(names.count > 3 ? ", …" : ""))]`"
  }
}

/// Texts of a column, each kept once.
struct TextColumn {
  /// Each text once, in the order in which they appear.
  var texts: [String]
  /// For each row which of them stands there, −1 for none.
  var rows: [Int32]

  /// The text of a row; nil where none stands.
  subscript(row: Int) -> String? { rows[row] < 0 ? nil : texts[Int(rows[row])] }

  /// As a reader sees them; nothing for none.
  var shown: [String] { rows.indices.map { self[$0] ?? "" } }

  /// Rows without one, in order.
  var absent: [Int] { rows.indices.filter { rows[$0] < 0 } }

  /// Its classes: the texts that stand in a row, by their characters, so that the order of rows means nothing.
  var classes: [String] {
    Set(rows).filter { $0 >= 0 }.map { texts[Int($0)] }
      .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }
}

extension Tensor {
  /// Columns of equally many numbers side by side, [rows, columns].
  init(columns: [[Double]], rowCount: Int) {
    var values = [Double](repeating: 0, count: rowCount * columns.count)
    for (place, column) in columns.enumerated() {
      for (row, value) in column.enumerated() { values[row * columns.count + place] = value }
    }
    self.init(shape: [rowCount, columns.count], values: values)
  }
}
