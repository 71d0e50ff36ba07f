import Autodiff
import Formulas
import NNSyntax
import SourceText

/// A call of a built-in function while it is being run: its arguments by parameter.
struct Call {
  let machine: Machine
  let builtin: Builtin
  /// As they lie on the stack.
  let values: [Value]
  let placement: Placement
  let chunk: Chunk
  let site: Int
  let tag: UInt32
  /// The locals of the function in which the call stands, when it names nodes.
  let locals: [Value]

  var graph: Graph { machine.graph }
  private var callSite: Chunk.CallSite { chunk.calls[site] }
  var range: SourceRange { callSite.range }

  func has(_ parameter: Int) -> Bool { placement.arguments[parameter] >= 0 }

  subscript(parameter: Int) -> Value {
    let place = placement.arguments[parameter]
    return place < 0 ? .unbound : values[place]
  }

  /// Positional arguments beyond the parameters.
  var rest: [Value] { placement.rest.map { values[$0] } }

  /// The source text of an argument, as it is quoted.
  func source(_ parameter: Int) -> String {
    let place = placement.arguments[parameter]
    return place < 0 ? "" : chunk.text(of: callSite.argumentRanges[place])
  }

  /// Whether it stands nowhere in the source: a loss, a metric or a layer is applied.
  var isHandedOver: Bool { callSite.isHandedOver }

  func argumentRange(_ argument: Int) -> SourceRange { callSite.argumentRanges[argument] }

  /// Where an argument stands.
  func range(of parameter: Int) -> SourceRange {
    let place = placement.arguments[parameter]
    return place < 0 ? callSite.range : callSite.argumentRanges[place]
  }

  func range(named name: String) -> SourceRange {
    builtin.parameters.firstIndex { $0.name == name }.map { range(of: $0) } ?? range
  }

  func sourceOfRest(_ index: Int) -> String { chunk.text(of: callSite.argumentRanges[placement.rest[index]]) }

  /// The names in an argument that the call updates.
  func writtenPlaces(_ parameter: Int) -> [Chunk.WrittenPlace] {
    let place = placement.arguments[parameter]
    return callSite.places.indices.contains(place) ? callSite.places[place] : []
  }

  /// Named arguments that are no parameters, in the order in which they are written.
  var otherNamed: [(name: Name, value: Value, argument: Int)] {
    placement.nodes.map { (callSite.names[$0 - callSite.positional].name, values[$0], $0) }
  }

  /// `forward(f, x: 3)`: the names, what they mean here, and their values.
  func nodesByName() throws(Fault) -> [(name: Name, target: Value, value: Value, argument: Int)] {
    var result: [(name: Name, target: Value, value: Value, argument: Int)] = []
    for place in placement.nodes {
      let entry = callSite.names[place - callSite.positional]
      let slot: Int32
      var target = Value.unbound
      switch entry.reference {
      case .global(let global): slot = global
      case .local(let local, let global):
        slot = global
        if locals.indices.contains(Int(local)) { target = locals[Int(local)] }
      }
      if case .unbound = target { target = machine.environment.values[Int(slot)] }
      if case .unbound = target {
        throw .reported(machine.diagnostic(machine.unknownName(slot, chunk), at: entry.name.range))
      }
      result.append((entry.name, target, values[place], place))
    }
    return result
  }

  /// Does something about one argument; a fault of it points there.
  func about<Result>(_ argument: Int, _ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    do throws(Fault) { return try body() } catch {
      throw .reported(machine.diagnostic(error, at: callSite.argumentRanges[argument]))
    }
  }

  func about<Result>(
    parameter: Int, _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    try about(placement.arguments[parameter], body)
  }

  /// A fault of one argument, with the signature as hint.
  func fault(_ id: DiagnosticID, _ message: String, _ parameter: Int, hint: String? = nil) -> Fault {
    let place = placement.arguments[parameter]
    let range = place < 0 ? callSite.range : callSite.argumentRanges[place]
    return .reported(Diagnostic(id, message, at: range, hint: hint ?? "it is \(builtin.signature)"))
  }

  // MARK: - Kinds of arguments

  func node(_ parameter: Int) throws(Fault) -> Node {
    switch self[parameter] {
    case .node(let node): return node
    case .number, .artifact:
      return try about(parameter: parameter) { () throws(Fault) in try machine.node(self[parameter]) }
    case .unbound: throw fault(.noValue, "`\(source(parameter))` gives no value", parameter)
    case .tuple, .function, .builtin, .history, .text, .model, .optimizer, .choice:
      throw fault(
        .wrongKind,
        "`\(builtin.name)` needs a number or a tensor for `\(builtin.parameters[parameter].name)`, and this is "
          + self[parameter].kind, parameter)
    }
  }

  /// A single number.
  func number(_ parameter: Int) throws(Fault) -> Double {
    if case .number(let number) = self[parameter] { return number }
    let node = try node(parameter)
    try machine.steer(node)
    guard node.shape.isEmpty, let number = node.scalar else {
      throw fault(
        .notScalar, "`\(builtin.parameters[parameter].name)` is a single number, and this is \(self[parameter].kind)",
        parameter)
    }
    return number
  }

  func whole(_ parameter: Int) throws(Fault) -> Int {
    let number = try number(parameter)
    if case .node(let node) = self[parameter], node.depends { machine.chosenBy.append(node) }
    guard number == number.rounded(), number.magnitude < 9e15 else {
      throw fault(
        .notWhole, "`\(builtin.parameters[parameter].name)` must be whole, and this is \(number.shortest)", parameter
      )
    }
    return Int(number)
  }

  func wholeOfRest(_ index: Int) throws(Fault) -> Int {
    try about(placement.rest[index]) { () throws(Fault) in
      Int(try machine.whole(values[placement.rest[index]], "a size"))
    }
  }

  /// Text that decides something: a path, the name of an axis.
  func text(_ parameter: Int) throws(Fault) -> String { try textValue(parameter).text }

  /// Text that the reader sees.
  func shownText(_ parameter: Int) throws(Fault) -> String { try textValue(parameter).shown }

  func textValue(_ parameter: Int) throws(Fault) -> TextValue {
    guard case .text(let text) = self[parameter] else {
      throw fault(
        .wrongKind, "`\(builtin.parameters[parameter].name)` is text in quotes, and this is \(self[parameter].kind)",
        parameter)
    }
    return text
  }

  /// A shape: sizes one by one, or one tuple or vector of them.
  ///
  /// - Parameter isOpen: whether a size may be −1, which is worked out.
  func shape(fromRest start: Int = 0, isOpen: Bool = false) throws(Fault) -> [Int] {
    var sizes: [Int] = []
    if placement.rest.count == start + 1 {
      let value = values[placement.rest[start]]
      if case .tuple(let tuple) = value {
        for item in tuple.items {
          sizes.append(
            try about(placement.rest[start]) { () throws(Fault) in Int(try machine.whole(item, "a size")) })
        }
        return try checked(sizes, isOpen)
      }
      if case .node(let node) = value, node.shape.count == 1 {
        try machine.steer(node)
        if node.depends { machine.chosenBy.append(node) }
        for number in node.value.values {
          sizes.append(
            try about(placement.rest[start]) { () throws(Fault) in
              Int(try machine.whole(.number(number), "a size"))
            })
        }
        return try checked(sizes, isOpen)
      }
    }
    for index in start..<max(start, placement.rest.count) { sizes.append(try wholeOfRest(index)) }
    return try checked(sizes, isOpen)
  }

  private func checked(_ sizes: [Int], _ isOpen: Bool) throws(Fault) -> [Int] {
    for size in sizes where size < 0 && !(isOpen && size == -1) {
      throw .told(.shapeMismatch, "a size must not be negative, and one is \(size)")
    }
    return sizes
  }

  // MARK: - Results

  /// Applies a primitive, labelled with this call.
  func apply(_ primitive: Primitive, _ operands: [Node], _ attributes: Attributes = Attributes()) throws(Fault) -> Value
  {
    try machine.apply(primitive, operands, attributes, tag)
  }

  func engine<Result>(_ body: () throws(EngineError) -> Result) throws(Fault) -> Result {
    do { return try body() } catch { throw .engine(error) }
  }

  func constant(_ tensor: Tensor) throws(Fault) -> Value { try machine.constant(tensor) }

  /// A name or source text as a heading, in a legend or along an axis: the word that the block gives it.
  func label(_ name: String) -> String { chunk.words?.word(for: name) ?? name }

  /// The name of a node in messages: its name, or its source text.
  func name(of parameter: Int) -> String {
    if case .node(let node) = self[parameter], let name = machine.labels[node.tag]?.name { return name }
    return source(parameter)
  }
}
