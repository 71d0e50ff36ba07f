import Autodiff
import SourceText

/// `d.hours`, `d[:, "hours"]`, `d[:, ("hours", "score")]`, `d[0:10]`: columns by their names, and rows.
extension Machine {
  /// A column of numbers as a vector, one of texts as itself; nil where there is none of this name.
  func column(_ table: TableValue, _ name: String) -> Value? {
    table.columns.firstIndex { $0.name == name }.map { column(table, $0) }
  }

  private func column(_ table: TableValue, _ place: Int) -> Value {
    let column = table.columns[place]
    switch column.entries {
    case .numbers(let node):
      if table.isMasked { environment.absences.add(column.absent, of: node) }
      return .node(node)
    case .texts: return .artifact(ArtifactValue(table.selecting(columns: [place], isColumn: true)))
    }
  }

  /// Columns by their names, and parts of a table with texts; nil for what its matrix answers.
  ///
  /// - Parameter parts: what the forms need, in order.
  func part(
    of table: TableValue, _ forms: [Chunk.SubscriptForm], _ parts: [Value], _ tag: UInt32
  ) throws(Fault) -> Value? {
    let names = try columnNames(forms.last, parts.last, table)
    guard names != nil || table.hasTexts else { return nil }
    let axes = table.isColumn ? 1 : 2
    guard forms.count <= axes else {
      throw .told(
        .shapeMismatch,
        "a \(axes == 1 ? "column has one axis" : "table has two axes"), and here are \(forms.count) indices")
    }
    let forms = names == nil ? forms : forms.dropLast()
    let indices = try indices(forms, names == nil ? parts : parts.dropLast())
    try checkRange(indices, [table.rowCount, table.columns.count], forms)
    if indices.count == 2, case .gather = indices[0], case .gather = indices[1] {
      throw .told(
        .wrongKind, "two vectors choose entries of a matrix, and this table has texts",
        hint: "choose columns by their names: `[…, (\"a\", \"b\")]`")
    }
    var columns: (places: [Int]?, isSingle: Bool) = names ?? (nil, table.isColumn)
    if indices.count == 2 {
      columns = (try entries(indices[1], of: table.columns.count), indices[1].isSingle)
    }
    let narrowed = columns.places.map { table.selecting(columns: $0, isColumn: columns.isSingle) } ?? table
    return try rows(indices.first ?? .range(nil, nil), of: narrowed, isColumn: columns.isSingle, forms.first, tag)
  }

  private func entries(_ index: Attributes.Index, of size: Int) throws(Fault) -> [Int] {
    do { return try index.entries(of: size) } catch { throw .engine(error) }
  }

  /// Rows of a table, or of its only column.
  private func rows(
    _ index: Attributes.Index, of table: TableValue, isColumn: Bool, _ form: Chunk.SubscriptForm?, _ tag: UInt32
  ) throws(Fault) -> Value {
    if !table.hasTexts {
      let whole = try isColumn ? column(table, 0) : .node(node(.artifact(ArtifactValue(table))))
      guard index != .range(nil, nil), let primitive = Primitive.named("index") else { return whole }
      return try apply(primitive, [try node(whole)], Attributes(indices: [index]), tag)
    }
    let places = try entries(index, of: table.rowCount)
    guard index.isSingle, let form, let row = places.first else {
      do { return .artifact(ArtifactValue(try table.selecting(rows: places, graph))) } catch { throw .engine(error) }
    }
    guard isColumn, let texts = table.texts else {
      throw .reported(
        Diagnostic(
          .wrongKind, "a row with texts is no vector", at: form.range,
          hint: "`[:, (…)]` with names of columns of numbers, or a column first"))
    }
    guard let text = texts[row] else {
      throw .reported(
        Diagnostic(
          .noValue, "row \(row) has no text in `\(table.columns[0].name)`", at: form.range,
          hint: "`missing(…)` of the column is 1 there"))
    }
    return .text(TextValue(text))
  }

  /// The places of columns that the form names; nil where it names none.
  private func columnNames(
    _ form: Chunk.SubscriptForm?, _ value: Value?, _ table: TableValue
  ) throws(Fault) -> (places: [Int]?, isSingle: Bool)? {
    guard case .at(let range)? = form else { return nil }
    func place(_ value: Value) throws(Fault) -> Int {
      guard case .text(let text) = value else {
        throw .reported(
          Diagnostic(.wrongKind, "columns are chosen by their names, and this is \(value.kind)", at: range))
      }
      guard let place = table.columns.firstIndex(where: { $0.name == text.text }) else {
        throw .reported(diagnostic(unknownMember(text.text, "this table", table.columns.map(\.name)), at: range))
      }
      return place
    }
    switch value {
    case .text(let text)?: return ([try place(.text(text))], true)
    case .tuple(let tuple)?:
      var places: [Int] = []
      for item in tuple.items { places.append(try place(item)) }
      return (places, false)
    default: return nil
    }
  }
}

extension Attributes.Index {
  /// Whether it takes one entry and drops the axis.
  fileprivate var isSingle: Bool { if case .at = self { true } else { false } }
}

extension Chunk.SubscriptForm {
  fileprivate var range: SourceRange {
    switch self {
    case .at(let range), .slice(_, _, let range): range
    }
  }
}
