import Autodiff
import DataFormats

extension TableValue {
  /// The columns of a file with a header.
  convenience init(_ table: CSVTable, precision: Precision, isMasked: Bool, _ graph: Graph) throws(EngineError) {
    var columns: [Column] = []
    for column in table.columns {
      let entries: Column.Entries
      switch column.entries {
      case .numbers(let values):
        try graph.admit(shape: [values.count])
        try graph.spend(values.count)
        entries = .numbers(
          try graph.constant(Tensor(shape: [values.count], values: values).converted(to: precision)))
      case .texts(let texts, let rows):
        entries = .texts(TextColumn(texts: texts, rows: rows))
      }
      columns.append(Column(name: column.name, entries: entries, absent: column.absent))
    }
    self.init(columns, rowCount: table.rowCount, precision: precision, isMasked: isMasked)
  }

  /// Some of its columns.
  func selecting(columns places: [Int], isColumn: Bool = false) -> TableValue {
    TableValue(
      places.map { columns[$0] }, rowCount: rowCount, precision: precision, isColumn: isColumn, isMasked: isMasked)
  }

  /// Some of its rows, in this order.
  func selecting(rows places: [Int], _ graph: Graph) throws(EngineError) -> TableValue {
    var selected: [Column] = []
    for column in columns {
      let absent = Set(column.absent)
      let lacking = places.indices.filter { absent.contains(places[$0]) }
      switch column.entries {
      case .numbers(let node):
        try graph.spend(places.count)
        let values = node.value.values
        let tensor = Tensor(shape: [places.count], values: places.map { values[$0] }).converted(to: precision)
        selected.append(Column(name: column.name, entries: .numbers(try graph.constant(tensor)), absent: lacking))
      case .texts(let texts):
        let chosen = TextColumn(texts: texts.texts, rows: places.map { texts.rows[$0] })
        selected.append(Column(name: column.name, entries: .texts(chosen), absent: lacking))
      }
    }
    return TableValue(
      selected, rowCount: places.count, precision: precision, isColumn: isColumn, isMasked: isMasked)
  }
}
