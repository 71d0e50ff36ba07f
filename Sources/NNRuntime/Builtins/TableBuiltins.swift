import Autodiff
import DataFormats
import SourceText

extension Builtins {
  /// Tables as text, and what their columns say beside numbers.
  static let tables: [Builtin] = [
    Builtin(
      name: "csv", forms: ["csv(path, [missing: \"drop\"], [text: …], [header: true], [bits: 64])"],
      summary:
        "a table; with a first row of names its columns are `d.hours`, `d[:, (\"hours\", \"score\")]`, and may be texts; "
        + "else a matrix. `missing: \"drop\"` leaves out rows with an empty field or `NA`, `\"mask\"` keeps them with 0; "
        + "`text: \"zip\"` reads a column of numbers as texts; `header: true` takes a first row of numbers, such as years, "
        + "for names: `d[:, \"2019\"]`",
      chapter: .data, conduct: .interpreted,
      parameters: [.required("path"), .named("missing"), .named("text"), .named("header"), .named("bits")]
    ) { call throws(Fault) in try call.csv() },
    Builtin(
      name: "classes", forms: ["classes(d.way)", "classes(d.way, order: (\"bus\", \"on foot\"))"],
      summary:
        "a column of texts as numbers of classes from 0, in the order of their characters or in that of `order`; "
        + "`d.way.names` has the texts in this order",
      chapter: .data, conduct: .interpreted, parameters: [.required("texts"), .named("order")]
    ) { call throws(Fault) in try call.classes() },
    Builtin(
      name: "missing", forms: ["missing(d.hours)"],
      summary: "1 for each row in which a column of a table read with `missing: \"mask\"` has no value, else 0",
      chapter: .data, conduct: .interpreted, parameters: [.required("column")]
    ) { call throws(Fault) in try call.missing() },
  ]
}

extension Call {
  /// Parameters: path, missing, text, header, bits.
  fileprivate func csv() throws(Fault) -> Value {
    var options = CSVTable.Options()
    if has(1) {
      let given = try text(1)
      guard let missing = CSVTable.Missing(rawValue: given), missing != .refuse else {
        throw fault(.wrongArguments, "`missing` can be \"drop\" or \"mask\", and this is \"\(given)\"", 1)
      }
      options.missing = missing
    }
    if has(2) { options.texts = Set(try textValues(2).map(\.text)) }
    if has(3) { options.header = try number(3) != 0 }
    let precision = try precision(4)
    options.isSingle = precision == .single
    let table = try file { (bytes, budget) throws(DataFault) in try CSVTable(bytes, options, budget: budget) }
    for doubt in table.doubts { warn(of: doubt) }
    guard table.hasHeader else {
      if !options.texts.isEmpty {
        throw fault(.wrongArguments, "`text` names columns, and the file has no row of names", 2)
      }
      try admit([table.rowCount, table.columns.count])
      let columns = table.columns.map { column in
        if case .numbers(let numbers) = column.entries { numbers } else { [Double]() }
      }
      return try constant(Tensor(columns: columns, rowCount: table.rowCount).converted(to: precision))
    }
    let value = try engine { () throws(EngineError) in
      try TableValue(table, precision: precision, isMasked: options.missing == .mask, graph)
    }
    return .artifact(ArtifactValue(value))
  }

  /// The texts of a column, or those of a tuple.
  private func column() throws(Fault) -> TextColumn {
    if case .artifact(let artifact) = self[0], let texts = artifact.table?.texts { return texts }
    guard case .tuple = self[0] else {
      throw fault(
        .wrongKind, "`classes` takes a column of texts, and this is \(self[0].kind)", 0,
        hint: "numbers of classes need no `classes`; `csv(…, text: \"name\")` reads a column of numbers as texts")
    }
    var column = TextColumn(texts: [], rows: [])
    var known: [String: Int32] = [:]
    for text in try textValues(0).map(\.text) {
      let place = known[text] ?? Int32(column.texts.count)
      if known.updateValue(place, forKey: text) == nil { column.texts.append(text) }
      column.rows.append(place)
    }
    return column
  }

  /// Parameters: texts, order.
  fileprivate func classes() throws(Fault) -> Value {
    let column = try column()
    if let row = column.absent.first {
      throw fault(
        .wrongArguments, "row \(row) of the column has no text, and so no class", 0,
        hint: "read the file with `missing: \"drop\"`, or choose rows: `d[nonzero(1 - missing(…))]`")
    }
    var order = column.classes
    if has(1) {
      let given = try textValues(1).map(\.text)
      guard Set(given).count == given.count else {
        throw fault(.wrongArguments, "`order` names each class once", 1)
      }
      if let other = order.first(where: { !given.contains($0) }) {
        throw fault(
          .wrongArguments, "`order` has no \"\(other)\", which stands in the column", 1, hint: "it names every class")
      }
      order = given
    }
    let numbers = Dictionary(order.enumerated().map { ($1, Double($0)) }) { first, _ in first }
    let codes = column.texts.map { numbers[$0] ?? 0 }
    try admit([column.rows.count])
    let values = column.rows.map { codes[Int($0)] }
    return try constant(Tensor(shape: [values.count], values: values))
  }

  fileprivate func missing() throws(Fault) -> Value {
    func mask(_ absent: some Collection<Int>, of count: Int) throws(Fault) -> Value {
      try admit([count])
      var values = [Double](repeating: 0, count: count)
      for row in absent { values[row] = 1 }
      let mask = try constant(Tensor(shape: [count], values: values))
      machine.noteMask(mask, of: nil)
      return mask
    }
    if case .artifact(let artifact) = self[0], let texts = artifact.table?.texts {
      return try mask(texts.absent, of: texts.rows.count)
    }
    if case .node(let node) = self[0], let known = machine.environment.absences.of(node) {
      return try mask(known, of: node.shape[0])
    }
    throw fault(
      .wrongArguments, "`missing` takes a column of a table that was read with `missing: \"mask\"`", 0,
      hint: "it is asked of the table: `missing(d.hours)`")
  }
}
