import Artifacts
import Autodiff
import Formulas

extension Builtins {
  static let display: [Builtin] = [
    Builtin(
      name: "print", forms: ["print(a, b, …)"], summary: "a line of text: numbers, tensors and text side by side",
      chapter: .display, conduct: .reads(), parameters: [], rest: "values"
    ) { call throws(Fault) in
      var parts: [String] = []
      for (place, value) in call.rest.enumerated() {
        parts.append(try call.machine.printed(value, call.sourceOfRest(place)))
      }
      return .artifact(ArtifactValue(.text(parts.joined(separator: " "))))
    },
    Builtin(
      name: "table", forms: ["table(x: a, y: b)", "table(m)", "table(csv(…))"],
      summary:
        "vectors of one length as columns, or a matrix with numbered columns; a tuple of texts is a column of words",
      chapter: .display, conduct: .reads(),
      parameters: [], rest: "columns", takesOtherNames: true
    ) { call throws(Fault) in .artifact(ArtifactValue(.table(try call.table()))) },
    Builtin(
      name: "record", forms: ["record(E)", "record(loss: E)"],
      summary:
        "inside a loop, adds the numbers of E to the loop's history: `h = repeat n { …; record(E) }` gives `h.E`. They "
        + "are plain numbers, without the graph that they came from; `[E for i in 0..3]` collects values that stay "
        + "differentiable",
      chapter: .loops, conduct: .interpreted, parameters: [], rest: "values", takesOtherNames: true
    ) { _ throws(Fault) in
      throw .told(.wrongArguments, "`record` stands inside a loop", hint: "`h = repeat n { …; record(E) }`")
    },
  ]
}

extension Call {
  fileprivate func table() throws(Fault) -> TableArtifact {
    // A column, and what it is called in the source, for messages.
    var columns: [(name: String, column: TableArtifact.Column)] = []
    for (place, value) in rest.enumerated() {
      if case .artifact(let artifact) = value, let table = artifact.table {
        columns += table.artifact(digits: machine.options.digits).columns.map { ($0.title, $0) }
        continue
      }
      let tensor = try about(placement.rest[place]) { () throws(Fault) in try machine.tensor(value) }
      switch tensor.shape.count {
      case 0, 1: columns.append(column(sourceOfRest(place), .numbers(tensor.values)))
      case 2:
        let width = tensor.shape[1]
        for column in 0..<width {
          let values = stride(from: column, to: tensor.count, by: width).map { tensor.values[$0] }
          columns.append(("\(column)", TableArtifact.Column(title: "\(column)", values: values)))
        }
      default:
        throw .told(
          .shapeMismatch, "a table holds vectors and matrices, and this has shape \(shapeText(tensor.shape))",
          argument: placement.rest[place])
      }
    }
    for entry in otherNamed {
      if case .artifact(let artifact) = entry.value, let texts = artifact.table?.texts {
        columns.append(column(entry.name.text, .texts(texts.shown)))
        continue
      }
      if case .tuple(let tuple) = entry.value {
        columns.append(
          try about(entry.argument) { () throws(Fault) in
            column(entry.name.text, .texts(try words(tuple)))
          })
        continue
      }
      let tensor = try about(entry.argument) { () throws(Fault) in try machine.tensor(entry.value) }
      guard tensor.shape.count < 2 else {
        throw .told(
          .shapeMismatch, "a column is a vector, and `\(entry.name.text)` has shape \(shapeText(tensor.shape))",
          argument: entry.argument)
      }
      columns.append(column(entry.name.text, .numbers(tensor.values)))
    }
    guard let first = columns.first else {
      throw .told(.wrongArguments, "`table` needs columns", hint: "it is \(builtin.signature)")
    }
    for (name, column) in columns where column.count != first.column.count {
      throw .told(
        .shapeMismatch,
        "the columns of a table are of one length: `\(first.name)` has \(first.column.count), `\(name)` has "
          + "\(column.count)")
    }
    return TableArtifact(columns: columns.map(\.column), digits: machine.options.digits)
  }

  /// A word of the page's language is no name of mathematics.
  private func column(
    _ name: String, _ entries: TableArtifact.Column.Entries
  ) -> (name: String, column: TableArtifact.Column) {
    let title = label(name)
    var column = TableArtifact.Column(title: title, entries, isName: title == name)
    if title != name { column.name = name }
    return (name, column)
  }

  /// Each item as `print` writes it: a column may mix words and numbers.
  private func words(_ tuple: TupleValue) throws(Fault) -> [String] {
    var words: [String] = []
    for (place, item) in tuple.items.enumerated() { words.append(try machine.printed(item, "item \(place)")) }
    return words
  }
}
