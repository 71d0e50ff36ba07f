import Autodiff
import Formulas
import NNSyntax
import SourceText

/// Operators on values: plain numbers at once, everything else by the engine.
extension Machine {
  /// `a / b` of two plain numbers, with the same numbers as the engine's.
  func arithmetic(_ op: BinaryOperator, _ a: Double, _ b: Double) throws(Fault) -> Double {
    let result: Double
    switch op {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = a * b
    case .divide: result = a / b
    case .remainder: result = Operation.modulo(a, b)
    case .power: result = Operation.power(a, b)
    case .equal: return a == b ? 1 : 0
    case .notEqual: return a != b ? 1 : 0
    case .less: return a < b ? 1 : 0
    case .lessOrEqual: return a <= b ? 1 : 0
    case .greater: return a > b ? 1 : 0
    case .greaterOrEqual: return a >= b ? 1 : 0
    case .and: return a != 0 && b != 0 ? 1 : 0
    case .or: return a != 0 || b != 0 ? 1 : 0
    case .matrixProduct:
      throw .engine(
        .shapeMismatch(operation: "matmul", shapes: [[], []], rule: "`@` takes vectors and matrices, not numbers"))
    }
    if result.isNaN ? !a.isNaN && !b.isNaN : !result.isFinite && a.isFinite && b.isFinite {
      throw .engine(
        .nonFinite(
          operation: Primitives.of(op)?.name ?? op.rawValue, operands: [a.shortest, b.shortest],
          result: result.isNaN ? "nan" : result > 0 ? "inf" : "-inf"))
    }
    return result
  }

  func unary(_ primitive: Primitive, _ value: Value, _ tag: UInt32) throws(Fault) -> Value {
    if case .node(let node) = value, let operation = primitive.operation,
      let result = try scalar(operation, .node(node.id), tag: tag)
    {
      return result
    }
    let result = try apply(primitive, [try node(value)], Attributes(), tag)
    if primitive == Primitives.not { noteMask(result, of: nil) }
    return result
  }

  /// An operation on scalars; `nil` where an operand is none.
  @inline(__always)
  func scalar(
    _ operation: Operation, _ a: Graph.ScalarOperand, _ b: Graph.ScalarOperand = .none, tag: UInt32
  ) throws(Fault) -> Value? {
    let result: Graph.ScalarResult
    do { result = try graph.scalar(operation, a, b, tag: tag) } catch { throw .engine(error) }
    switch result {
    case .number(let number): return .number(number)
    case .node(let node): return .node(node)
    case .tensors: return nil
    }
  }

  /// An operator on scalars of which one at least is a node, `nil` for anything else.
  @inline(__always)
  func scalars(_ op: BinaryOperator, _ left: Value, _ right: Value, _ tag: UInt32) throws(Fault) -> Value? {
    guard let operation = Primitives.operation(op), let a = left.scalarOperand, let b = right.scalarOperand,
      left.nodeID != nil || right.nodeID != nil
    else { return nil }
    return try scalar(operation, a, b, tag: tag)
  }

  func binary(_ op: BinaryOperator, _ left: Value, _ right: Value, _ tag: UInt32) throws(Fault) -> Value {
    if let result = try scalars(op, left, right, tag) { return result }
    if left.isChoice || right.isChoice {
      var conditions: [Node] = []
      let (a, b) = (try meant(left, &conditions), try meant(right, &conditions))
      return try chosen(try binary(op, a, b, tag), by: conditions, at: tag)
    }
    if case .text(let a) = left, case .text(let b) = right {
      switch op {
      case .equal: return .number(a.text == b.text ? 1 : 0)
      case .notEqual: return .number(a.text != b.text ? 1 : 0)
      case .add, .subtract, .multiply, .divide, .remainder, .power, .less, .lessOrEqual, .greater, .greaterOrEqual,
        .and, .or, .matrixProduct:
        break
      }
    }
    if let result = try mapped(op, left, right, tag) { return result }
    guard let primitive = Primitives.of(op) else {
      throw .told(.unsupportedStatement, "`\(op.rawValue)` is not known to the engine")
    }
    let result = try apply(primitive, [try node(left), try node(right)], Attributes(), tag)
    noteMask(result, of: op, left, right)
    return result
  }

  /// Makes a gate, and remembers which source text made it.
  func apply(
    _ primitive: Primitive, _ operands: [Node], _ attributes: Attributes, _ tag: UInt32
  ) throws(Fault) -> Value {
    let node: Node
    do { node = try graph.apply(primitive, operands, attributes) } catch { throw .engine(error) }
    return plain(node, tag)
  }

  /// A constant scalar as a plain number, any other node with its label. One of 32 bits stays what it is.
  func plain(_ node: Node, _ tag: UInt32) -> Value {
    if node.kind == .constant {
      if let number = node.scalar, node.precision == .double { return .number(number) }
    } else if node.tag == 0 {
      node.tag = tag
    }
    return .node(node)
  }

  /// An artifact as a tensor, where it is one.
  func built(_ artifact: ArtifactValue) throws(Fault) -> Node? {
    do { return try artifact.tensor(graph) } catch { throw .engine(error) }
  }

  /// The value as a node of the graph.
  func node(_ value: Value) throws(Fault) -> Node {
    switch value {
    case .node(let node): return node
    case .number(let number):
      do { return try graph.constant(number) } catch { throw .engine(error) }
    case .artifact(let artifact):
      if let tensor = try built(artifact) { return tensor }
      throw .told(.wrongKind, "\(value.kind) is no number to compute with", hint: artifact.table?.numbersHint)
    case .unbound: throw .told(.noValue, "what stands here gives no value")
    case .tuple:
      throw .told(
        .wrongKind, "\(value.kind) is no number to compute with",
        hint: "`[a, b]` stacks numbers into a tensor, `(a, b)` groups them, for `+ - * /` and gradients")
    case .function(let function):
      throw .told(.wrongKind, "a function is no number to compute with", hint: "call it: `\(function.signature)`")
    case .text:
      throw .told(
        .wrongKind, "\(value.kind) is no number to compute with",
        hint: "texts and numbers stand side by side: `print(\"n =\", n)`")
    case .builtin, .history, .model, .optimizer:
      throw .told(.wrongKind, "\(value.kind) is no number to compute with")
    case .choice(let choice):
      let node = try node(choice.value)
      let copy = try storedConstant(node.value, from: node.depends ? [node] : [], at: 0)
      for condition in choice.conditions { graph.decide(copy, by: condition, .numbers, at: 0) }
      return copy
    }
  }

  func constant(_ tensor: Tensor) throws(Fault) -> Value {
    if tensor.shape.isEmpty, tensor.precision == .double { return .number(tensor.values[0]) }
    do { return .node(try graph.constant(tensor)) } catch { throw .engine(error) }
  }

  /// The same numbers at a precision. One that 32 bits cannot hold is a fault.
  func converted(_ tensor: Tensor, to precision: Precision) throws(Fault) -> Tensor {
    guard precision != tensor.precision else { return tensor }
    guard precision == .single else { return tensor.converted(to: precision) }
    return try gate("f32", [node(constant(tensor))]).value
  }

  /// The numbers of a value that is a tensor.
  func tensor(_ value: Value) throws(Fault) -> Tensor {
    if case .number(let number) = value { return Tensor(number) }
    let node = try node(value)
    try steer(node)
    return node.value
  }

  // MARK: - Truth

  /// `nil` for a tensor of more than one entry.
  func scalarTruth(_ value: Value) throws(Fault) -> Bool? {
    if case .number(let number) = value { return number != 0 }
    let node = try node(value)
    guard node.shape.isEmpty else { return nil }
    try steer(node)
    return node.scalar.map { $0 != 0 }
  }

  /// The result of `and` and `or` where their left side decides alone: that side's truth, as a node where it is one.
  func decided(_ left: Value, _ truth: Bool, _ tag: UInt32) throws(Fault) -> Value {
    guard case .node(let node) = left, node.depends else { return .number(truth ? 1 : 0) }
    let result = try apply(.elementwise(.notEqual), [node, try self.node(.number(0))], Attributes(), tag)
    guard case .node(let made) = result else { return result }
    graph.decide(made, by: node, .truth(truth), at: Labels.withoutInstance(tag))
    return result
  }

  func truth(_ value: Value, _ what: String) throws(Fault) -> Bool {
    if let truth = try scalarTruth(value) { return truth }
    let shape = try node(value).shape
    throw .told(
      .notScalar, "\(what) must be a single number, and this has shape \(shapeText(shape))",
      hint: "`all(…)` or `any(…)` makes one of many")
  }

  // MARK: - Arrays, tuples, members

  /// As many axes as NumPy allows.
  static let rankLimit = 64

  func array(_ items: [Value], _ tag: UInt32) throws(Fault) -> Value {
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      guard case .number(let number) = item else { break }
      numbers.append(number)
    }
    if numbers.count == items.count {
      return try constant(Tensor(shape: [numbers.count], values: numbers))
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(items.count)
    for item in items { nodes.append(try node(item)) }
    let shape = nodes[0].shape
    for (index, node) in nodes.enumerated() where node.shape != shape {
      throw .told(
        .raggedArray,
        "the elements of an array must have one shape: the first has \(shapeText(shape)), number \(index + 1) has "
          + shapeText(node.shape))
    }
    guard shape.count < Self.rankLimit else {
      throw .told(.shapeMismatch, "tensors have at most \(Self.rankLimit) axes")
    }
    guard let stack = Primitive.named("stack") else {
      throw .told(.unsupportedStatement, "arrays of tensors are not known to the engine")
    }
    return try apply(stack, nodes, Attributes(axis: 0), tag)
  }

  func unpack(_ stack: inout ContiguousArray<Value>, _ count: Int) throws(Fault) {
    let value = stack.removeLast()
    guard case .tuple(let tuple) = value else {
      if case .unbound = value { throw .told(.noValue, "the right side gives no value") }
      throw .told(
        .tupleSize, "\(count) names need a tuple of \(count), and this is \(value.kind)",
        hint: "tuples are written `(a, b)`")
    }
    guard tuple.items.count == count else {
      throw .told(.tupleSize, "\(count) names cannot take apart a tuple of \(tuple.items.count)")
    }
    stack.append(contentsOf: tuple.items.reversed())
  }

  func member(_ value: Value, _ name: String, _ tag: UInt32) throws(Fault) -> Value {
    switch value {
    case .history(let history):
      guard let series = history[name] else {
        throw unknownMember(name, "this history", history.names)
      }
      let tensor = Tensor(shape: [series.count] + series.shape, values: series.values)
      guard let origin = history.origin(of: name) else { return try constant(tensor) }
      let node: Node
      do { node = try graph.storedConstant(tensor) } catch { throw .engine(error) }
      node.tag = tag
      graph.handOn(from: origin, to: node)
      return .node(node)
    case .artifact(let artifact):
      if let table = artifact.table {
        if let column = column(table, name) { return column }
        if name == "names", let texts = table.texts {
          return .tuple(try TupleValue.make(texts.classes.map { .text(TextValue($0)) }))
        }
      }
      if let number = artifact.member(name) {
        if name == "ok", number == 0, let written = artifact.written { failedChecks.ask(written.function) }
        return .number(number)
      }
      if let table = artifact.table, name != "T" { throw unknownColumn(name, table, value.kind) }
      if !artifact.isTensor || name != "T" { throw unknownMember(name, value.kind, artifact.memberNames) }
    case .model(let model):
      guard let parameter = model.member(name) else { throw unknownMember(name, "this model", model.members) }
      return .node(parameter)
    case .number, .node: break
    case .choice(let choice): return try resting(try member(choice.value, name, tag), on: choice.conditions, at: tag)
    case .unbound: throw .told(.noValue, "what stands here gives no value")
    case .tuple, .function, .builtin, .text, .optimizer: throw unknownMember(name, value.kind, [])
    }
    guard name == "T" else { throw unknownMember(name, value.kind, ["T"]) }
    let node = try node(value)
    guard node.shape.count > 1, let transpose = Primitive.named("transpose") else { return value }
    return try apply(transpose, [node], Attributes(), tag)
  }

  /// With the columns in the forms that reach them.
  private func unknownColumn(_ name: String, _ table: TableValue, _ what: String) -> Fault {
    let names = table.columns.map(\.name)
    guard nearestName(to: name, in: names.filter(isWritable)) == nil, !names.allSatisfy(isWritable) else {
      return unknownMember(name, what, names)
    }
    let forms = names.prefix(20).map { isWritable($0) ? "`.\($0)`" : "`[:, \"\($0)\"]`" }
    return .told(
      .unknownMember, "\(what) has no `.\(name)`",
      hint: "it has " + forms.joined(separator: ", ") + (names.count > 20 ? ", …" : ""))
  }

  /// Whether a column's name can stand behind a dot.
  private func isWritable(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isXIDStart || first == "_" else { return false }
    return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue || $0 == "'" }
  }

  func unknownMember(_ name: String, _ what: String, _ known: [String]) -> Fault {
    let hint: String? =
      if let near = nearestName(to: name, in: known) {
        "did you mean `.\(near)`?"
      } else if known.isEmpty {
        nil
      } else {
        "it has " + known.prefix(20).map { "`.\($0)`" }.joined(separator: ", ") + (known.count > 20 ? ", …" : "")
      }
    return .told(.unknownMember, "\(what) has no `.\(name)`", hint: hint)
  }

  // MARK: - Updates

  /// The new value of `w` after `w -= …`: an input that holds the number, of w's precision.
  ///
  /// - Parameters:
  ///   - tag: the new input's.
  ///   - place: the tag of the update, where that is another one.
  func updated(
    _ old: Value, _ op: UpdateOperator, _ change: Value, _ tag: UInt32, at place: UInt32? = nil
  ) throws(Fault) -> Value {
    let op = Primitives.of(op)
    let oldNode = try node(old)
    if watch != nil {
      try fix(oldNode, "updates a name that holds")
      try fix(node(change), "updates a name by")
    }
    if let a = oldNode.scalar, oldNode.precision == .double {
      let b: Double?
      if case .number(let number) = change { b = number } else { b = try node(change).scalar }
      if let b {
        let result = try arithmetic(op, a, b)
        let new: Node
        do { new = try graph.input(result, tag: tag) } catch { throw .engine(error) }
        try rememberUpdate(new, oldNode, change, place ?? tag)
        try recordUpdate(new, op, oldNode, change)
        return .node(new)
      }
    }
    let left = try self.node(constant(oldNode.value))
    let right = try self.node(constant(node(change).value))
    let result = try self.node(binary(op, .node(left), .node(right), 0))
    guard result.shape == oldNode.shape else {
      throw .engine(
        .shapeMismatch(
          operation: op.rawValue + "=", shapes: [oldNode.shape, right.shape],
          rule: "an update keeps the shape of what it updates"))
    }
    let new = try input(converted(result.value, to: oldNode.precision), tag)
    try rememberUpdate(new, oldNode, change, place ?? tag)
    try recordUpdate(new, op, oldNode, change)
    return .node(new)
  }

  private func rememberUpdate(_ new: Node, _ old: Node, _ change: Value, _ place: UInt32) throws(Fault) {
    if case .node(let change) = change {
      try remember([old, change], in: new, at: place)
    } else {
      try remember([old], in: new, at: place)
    }
    graph.handOnDecisions(from: old, to: new)
  }

  private func recordUpdate(_ new: Node, _ op: BinaryOperator, _ old: Node, _ change: Value) throws(Fault) {
    guard let recording, let primitive = Primitives.of(op) else { return }
    recording.update(new, primitive, old, try node(change))
  }
}
