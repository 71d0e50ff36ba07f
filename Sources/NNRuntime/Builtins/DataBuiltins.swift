import Autodiff
import DataFormats
import Formulas
import SourceText

extension Builtins {
  /// Data from files of the course, and what is done to it before training.
  static let data: [Builtin] = [
    Builtin(
      name: "npy", forms: ["npy(path, bits: 64)"], summary: "an array that `np.save` wrote", chapter: .data,
      conduct: .interpreted,
      parameters: [.required("path"), .named("bits")]
    ) { call throws(Fault) in
      try call.array { (bytes, precision, budget) throws(DataFault) in
        try Tensor.npy(bytes, precision: precision, budget: budget)
      }
    },
    Builtin(
      name: "idx", forms: ["idx(path, bits: 64)"],
      summary: "a file of the MNIST and Fashion-MNIST collections, packed or not; `bits: 32` halves the memory",
      chapter: .data, conduct: .interpreted, parameters: [.required("path"), .named("bits")]
    ) { call throws(Fault) in
      try call.array { (bytes, precision, budget) throws(DataFault) in
        try Tensor.idx(bytes, precision: precision, budget: budget)
      }
    },
    Builtin(
      name: "exists", forms: ["exists(path)"],
      summary: "1 where the course has this file, else 0: a lesson can take what is there", chapter: .data,
      conduct: .interpreted,
      parameters: [.required("path")]
    ) { call throws(Fault) in
      let path = try call.text(0)
      do throws(Diagnostic) {
        _ = try call.machine.environment.readFile(path, call.range(of: 0))
        return .number(1)
      } catch {
        if error.id == .fileMissing { return .number(0) }
        throw .reported(error)
      }
    },
    Builtin(
      name: "split", forms: ["split(x, share)", "split((x, y), share)"],
      summary: "the first rows and the rest, by share or by number: `(train, test) = split(x, 0.8)`, "
        + "`(x1, x2, y1, y2) = split((x, y), 0.8)`; `shuffle` first where the order means something", chapter: .data,
      conduct: .interpreted,
      parameters: [.required("x"), .required("share")], derivative: "each its rows"
    ) { call throws(Fault) in try call.split() },
    Builtin(
      name: "shuffle", forms: ["shuffle(x)", "shuffle((x, y))"],
      summary: "the rows in random order; a tuple's parts all in the same", chapter: .data, conduct: .draws,
      parameters: [.required("x")], derivative: "each row to where it came from"
    ) { call throws(Fault) in
      if let table = call.table(0) {
        let order = try call.drawing { (random: inout RandomNumbers) in random.permutation(table.rowCount) }
        return try call.rows(of: table, order)
      }
      let (nodes, groups) = try call.parts()
      let count = nodes[0].shape[0]
      let order = try call.drawing { (random: inout RandomNumbers) in random.permutation(count) }
      var results: [Value] = []
      for node in nodes { results.append(try call.rows(of: node, order)) }
      return if let groups { .tuple(try groups.filled(with: results)) } else { results[0] }
    },
    Builtin(
      name: "normalize", forms: ["normalize(x, [by: \"range\"])"],
      summary: "each column to mean 0 and standard deviation 1; `by: \"range\"` to 0 … 1, `by: \"max\"` divided by its "
        + "greatest entry", chapter: .data, conduct: .interpreted, parameters: [.required("x"), .named("by")],
      derivative: "that of the formula"
    ) { call throws(Fault) in try call.normalized() },
  ]
}

extension Call {
  /// Reads a file of the course; its path is the first argument.
  func file<Content>(_ read: ([UInt8], Int) throws(DataFault) -> Content) throws(Fault) -> Content {
    let path = try text(0)
    let place = range(of: 0)
    let bytes: [UInt8]
    do { bytes = try machine.environment.readFile(path, place) } catch { throw .reported(error) }
    do { return try read(bytes, graph.availableBytes) } catch {
      throw fault(.badDataFile, "`\(path)`\(Self.words(error.place)): \(error.message)", 0, hint: error.hint)
    }
  }

  private static func words(_ place: DataFault.Place) -> String {
    switch place {
    case .file: ""
    case .byte(let offset): ", byte \(offset)"
    case .line(let line, let column): ", line \(line), column \(column)"
    }
  }

  /// Tells what was read, and may be meant otherwise.
  func warn(of doubt: DataFault) {
    guard let path = try? text(0) else { return }
    machine.diagnostics.append(
      Diagnostic(
        .badDataFile, "`\(path)`\(Self.words(doubt.place)): \(doubt.message)", at: range(of: 0), hint: doubt.hint,
        severity: .warning))
  }

  /// Parameters: path, bits.
  fileprivate func array(
    _ read: ([UInt8], Precision, Int) throws(DataFault) -> Tensor
  ) throws(Fault) -> Value {
    let precision = try precision(1)
    let tensor = try file { (bytes, budget) throws(DataFault) in try read(bytes, precision, budget) }
    try admit(tensor.shape)
    return try constant(tensor)
  }

  func precision(_ parameter: Int) throws(Fault) -> Precision {
    guard has(parameter) else { return .double }
    switch try number(parameter) {
    case 64: return .double
    case 32: return .single
    default: throw fault(.wrongArguments, "`bits` can be 32 or 64", parameter)
    }
  }

  /// A tensor, or a tuple of tensors with equally many rows.
  fileprivate func parts() throws(Fault) -> (nodes: [Node], groups: TupleValue?) {
    let (nodes, groups) = try nodes(0)
    for node in nodes where node.shape.isEmpty {
      throw fault(.shapeMismatch, "`\(builtin.name)` takes tensors with rows, and here is a single number", 0)
    }
    guard let first = nodes.first else { throw fault(.wrongArguments, "the tuple is empty", 0) }
    for node in nodes where node.shape[0] != first.shape[0] {
      throw fault(
        .shapeMismatch,
        "the parts have as many rows as each other, and these have \(first.shape[0]) and \(node.shape[0])", 0)
    }
    return (nodes, groups)
  }

  /// A table with names, which keeps them.
  fileprivate func table(_ parameter: Int) -> TableValue? {
    if case .artifact(let artifact) = self[parameter] { artifact.table } else { nil }
  }

  fileprivate func rows(of table: TableValue, _ places: [Int]) throws(Fault) -> Value {
    .artifact(
      ArtifactValue(try engine { () throws(EngineError) in try table.selecting(rows: places, graph) }))
  }

  fileprivate func split() throws(Fault) -> Value {
    if let table = table(0) {
      let cut = try cut(of: table.rowCount)
      return .tuple(
        try TupleValue.make([try rows(of: table, Array(0..<cut)), try rows(of: table, Array(cut..<table.rowCount))]))
    }
    let (nodes, _) = try parts()
    let rows = nodes[0].shape[0]
    let cut = try cut(of: rows)
    var results: [Value] = []
    for node in nodes {
      results.append(try applyNamed("index", [node], Attributes(indices: [.range(0, cut)])))
      results.append(try applyNamed("index", [node], Attributes(indices: [.range(cut, rows)])))
    }
    return .tuple(try TupleValue.make(results))
  }

  /// How many rows the first part has.
  private func cut(of rows: Int) throws(Fault) -> Int {
    let share = try number(1)
    guard share > 0, share < 1 || share == share.rounded() && share <= Double(rows) else {
      throw fault(
        .wrongArguments, "the share lies between 0 and 1, or is a number of rows up to \(rows)", 1)
    }
    // The nearest whole number: 0.29 of 100 rows are 29.
    return share < 1 ? Int((share * Double(rows)).rounded()) : Int(share)
  }

  fileprivate func normalized() throws(Fault) -> Value {
    let x = try node(0)
    guard !x.shape.isEmpty, x.shape[0] > 0 else {
      throw fault(.shapeMismatch, "`normalize` takes a tensor with rows", 0)
    }
    func reduced(_ name: String) throws(Fault) -> Node {
      try machine.node(applyNamed(name, [x], Attributes(axis: 0)))
    }
    func combined(_ operation: Operation, _ a: Node, _ b: Node) throws(Fault) -> Node {
      try machine.node(apply(.elementwise(operation), [a, b]))
    }
    var numerator = x
    let divisor: Node
    switch has(1) ? try text(1) : "deviation" {
    case "deviation":
      numerator = try combined(.subtract, x, try reduced("mean"))
      divisor = try reduced("std")
    case "range":
      let least = try reduced("amin")
      numerator = try combined(.subtract, x, least)
      divisor = try combined(.subtract, try reduced("amax"), least)
    case "max": divisor = try reduced("amax")
    default:
      throw fault(.wrongArguments, "`by` can be \"deviation\", \"range\" or \"max\"", 1)
    }
    // A column that is the same everywhere stays as it is.
    guard divisor.value.values.contains(0) || machine.isWatched(divisor) else {
      return .node(try combined(.divide, numerator, divisor))
    }
    let zero = try machine.node(.number(0))
    let steady = try combined(.equal, divisor, zero)
    if numerator !== x { numerator = try machine.node(apply(.elementwise(.select), [steady, zero, numerator])) }
    return .node(try combined(.divide, numerator, try combined(.add, divisor, steady)))
  }
}
