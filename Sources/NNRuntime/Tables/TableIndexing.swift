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
    case .texts:
      return .artifact(ArtifactValue(table.selecting(columns: [place], isColumn: true)))
    }
  }

  /// A table by names, or one with texts; nil for what its matrix answers.
  ///
  /// - Parameter parts: what the forms need, in order.
  func index(
    _ table: TableValue, _ forms: [Chunk.SubscriptForm], _ parts: [Value], _ tag: UInt32
  ) throws(Fault) -> Value? {
    guard let last = forms.last, forms.count <= (table.isColumn ? 1 : 2) else {
      guard table.hasTexts else { return nil }
      throw .told(
        .shapeMismatch,
        "a \(table.isColumn ? "column has one axis" : "table has two axes"), and here are \(forms.count) indices")
    }
    let names = try columnNames(last, parts.last)
    guard names != nil || table.hasTexts else { return nil }
    // One subscript is one of rows, unless it is a name.
    let hasRows = forms.count == 2 || names == nil
    let used = hasRows ? count(forms[0]) : 0
    let rows = hasRows ? try places(forms[0], Array(parts.prefix(used)), table.rowCount, "the table", "rows") : nil
    let chosen: (places: [Int]?, isSingle: Bool)?
    if let names {
      var places: [Int] = []
      for (name, range) in names.list {
        guard let place = table.columns.firstIndex(where: { $0.name == name }) else {
          throw .reported(diagnostic(unknownMember(name, "this table", table.columns.map(\.name)), at: range))
        }
        places.append(place)
      }
      chosen = (places, names.isSingle)
    } else if forms.count == 2 {
      if case .at = forms[0], case .at = forms[1], rows?.isSingle == false,
        case .node(let node)? = parts.last, !node.shape.isEmpty
      {
        throw .told(
          .wrongKind, "two vectors choose entries of a matrix, and this table has texts",
          hint: "choose columns by their names: `[…, (\"a\", \"b\")]`")
      }
      chosen = try places(forms[1], Array(parts.dropFirst(used)), table.columns.count, "the table", "columns")
    } else {
      chosen = nil
    }
    let narrowed = chosen?.places.map { table.selecting(columns: $0) } ?? table
    return try value(narrowed, rows, isColumn: chosen?.isSingle ?? table.isColumn, forms[0], tag)
  }

  private func value(
    _ table: TableValue, _ rows: (places: [Int]?, isSingle: Bool)?, isColumn: Bool, _ form: Chunk.SubscriptForm,
    _ tag: UInt32
  ) throws(Fault) -> Value {
    if isColumn, case .texts(let texts) = table.columns[0].entries, let rows, rows.isSingle, let row = rows.places?[0] {
      guard !texts.absent.contains(row) else {
        throw .reported(
          Diagnostic(
            .noValue, "row \(row) has no text in `\(table.columns[0].name)`", at: form.range,
            hint: "`missing(…)` of the column is 1 there"))
      }
      return .text(TextValue(texts.texts[Int(texts.rows[row])]))
    }
    guard table.hasTexts else {
      let whole = isColumn ? try node(column(table, 0)) : try node(.artifact(ArtifactValue(table)))
      guard let rows, let places = rows.places, let primitive = Primitive.named("index") else { return .node(whole) }
      let index: Attributes.Index = rows.isSingle ? .at(places[0]) : .gather(places)
      return try apply(primitive, [whole], Attributes(indices: [index]), tag)
    }
    if let rows, rows.isSingle {
      throw .reported(
        Diagnostic(
          .wrongKind, "a row with texts is no vector", at: form.range,
          hint: "`[:, (…)]` with names of columns of numbers, or a column first"))
    }
    var result =
      isColumn ? table.selecting(columns: [0], isColumn: true) : table
    if let places = rows?.places {
      do { result = try result.selecting(rows: places, graph) } catch { throw .engine(error) }
    }
    return .artifact(ArtifactValue(result))
  }

  /// How many values a form needs.
  private func count(_ form: Chunk.SubscriptForm) -> Int {
    switch form {
    case .at: 1
    case .slice(let lower, let upper, _): (lower ? 1 : 0) + (upper ? 1 : 0)
    }
  }

  /// Names, where the form has such.
  private func columnNames(
    _ form: Chunk.SubscriptForm, _ value: Value?
  ) throws(Fault) -> (list: [(name: String, range: SourceRange)], isSingle: Bool)? {
    guard case .at(let range) = form else { return nil }
    switch value {
    case .text(let text)?: return ([(text.text, range)], true)
    case .tuple(let tuple)?:
      var list: [(name: String, range: SourceRange)] = []
      for item in tuple.items {
        guard case .text(let text) = item else {
          throw .reported(
            Diagnostic(.wrongKind, "columns are chosen by their names, and this is \(item.kind)", at: range))
        }
        list.append((text.text, range))
      }
      return (list, false)
    default: return nil
    }
  }

  /// The entries of an axis that a form means, counted from the start; nil for all of them.
  private func places(
    _ form: Chunk.SubscriptForm, _ parts: [Value], _ size: Int, _ what: String, _ entries: String
  ) throws(Fault) -> (places: [Int]?, isSingle: Bool) {
    switch form {
    case .slice(let hasLower, let hasUpper, let range):
      var next = 0
      func bound(_ isThere: Bool, _ usual: Int) throws(Fault) -> Int {
        guard isThere else { return usual }
        let given: Int
        do throws(Fault) { given = Int(try whole(parts[next], "an index")) } catch {
          throw .reported(diagnostic(error, at: range))
        }
        next += 1
        return min(max(given < 0 ? given + size : given, 0), size)
      }
      let lower = try bound(hasLower, 0)
      let upper = try bound(hasUpper, size)
      return lower == 0 && upper == size ? (nil, false) : (Array(lower..<max(lower, upper)), false)
    case .at(let range):
      let tensor: Tensor
      do throws(Fault) { tensor = try self.tensor(parts[0]) } catch { throw .reported(diagnostic(error, at: range)) }
      if case .node(let node) = parts[0], node.depends { chosenBy.append(node) }
      guard tensor.shape.count <= 1 else {
        throw .reported(
          Diagnostic(
            .shapeMismatch, "an index is a number or a vector, and this has shape \(shapeText(tensor.shape))", at: range
          ))
      }
      var places: [Int] = []
      for number in tensor.values {
        guard number == number.rounded(), number >= -Double(size), number < Double(size) else {
          throw .reported(
            Diagnostic(
              number == number.rounded() ? .indexOutOfRange : .notWhole,
              number == number.rounded()
                ? "index \(number.shortest) is out of range: \(what) has \(size) \(entries)"
                : "an index must be whole, and this is \(number.shortest)", at: range,
              hint: "indices start at 0; negative ones count from the end"))
        }
        places.append(Int(number) < 0 ? Int(number) + size : Int(number))
      }
      return (places, tensor.shape.isEmpty)
    }
  }
}

extension Chunk.SubscriptForm {
  fileprivate var range: SourceRange {
    switch self {
    case .at(let range), .slice(_, _, let range): range
    }
  }
}
