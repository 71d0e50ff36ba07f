import Autodiff
import Formulas
import SourceText

extension Machine {
  /// `x[i, j]`, `x[1:3]`, `x[v]`; what the forms need lies on the stack above the base.
  func index(
    _ stack: inout ContiguousArray<Value>, _ forms: [Chunk.SubscriptForm], _ tag: UInt32, _ chunk: Chunk, _ at: Int
  ) throws(Fault) {
    var count = 0
    for form in forms {
      switch form {
      case .at: count += 1
      case .slice(let lower, let upper, _): count += (lower ? 1 : 0) + (upper ? 1 : 0)
      }
    }
    var parts = Array(stack.suffix(count))
    stack.drop(to: stack.count - count)
    var conditions: [Node] = []
    for place in parts.indices { parts[place] = try meant(parts[place], &conditions) }
    var base = stack.removeLast()
    if case .choice = base { base = try meant(base, &conditions) }
    chosenBy = []
    if case .tuple(let tuple) = base {
      let item = try item(of: tuple, forms, parts)
      stack.append(try resting(item, on: conditions + chosenBy, at: tag))
      chosenBy = []
      return
    }
    if case .artifact(let artifact) = base, let table = artifact.table,
      let part = try part(of: table, forms, parts, tag)
    {
      stack.append(try resting(part, on: conditions + chosenBy, at: tag))
      chosenBy = []
      return
    }
    let node = try node(base)
    chosenBy = []
    let indices = try indices(forms, parts)
    try checkRange(indices, node.shape, forms)
    guard let primitive = Primitive.named("index") else {
      throw .told(.unsupportedStatement, "indexing is not known to the engine")
    }
    let entry = try apply(primitive, [node], Attributes(indices: indices), tag)
    let choosing = conditions + chosenBy
    chosenBy = []
    stack.append(try chosen(entry, by: choosing, at: tag))
  }

  /// The indices that forms mean; nodes that they are read from are noted.
  func indices(_ forms: [Chunk.SubscriptForm], _ parts: [Value]) throws(Fault) -> [Attributes.Index] {
    var indices: [Attributes.Index] = []
    var next = 0
    for form in forms {
      switch form {
      case .at(let range):
        indices.append(try position(parts[next], range))
        next += 1
      case .slice(let hasLower, let hasUpper, let range):
        var lower: Int?
        var upper: Int?
        if hasLower {
          lower = try bound(parts[next], range)
          next += 1
        }
        if hasUpper {
          upper = try bound(parts[next], range)
          next += 1
        }
        indices.append(.range(lower, upper))
      }
    }
    return indices
  }

  private func item(of tuple: TupleValue, _ forms: [Chunk.SubscriptForm], _ parts: [Value]) throws(Fault) -> Value {
    guard forms.count == 1, case .at(let range) = forms[0] else {
      throw .told(.wrongKind, "a tuple takes one whole index", hint: "`p[1][2]` is an entry of an inner tuple")
    }
    return tuple.items[try entry(parts[0], of: tuple, range)]
  }

  /// The entry that an index means, counted from the start.
  func entry(_ index: Value, of tuple: TupleValue, _ range: SourceRange) throws(Fault) -> Int {
    let index = try bound(index, range)
    let place = index < 0 ? index + tuple.items.count : index
    guard tuple.items.indices.contains(place) else {
      throw outOfRange(index, "the tuple has \(tuple.items.count) items", range)
    }
    return place
  }

  private func bound(_ value: Value, _ range: SourceRange) throws(Fault) -> Int {
    do throws(Fault) { return Int(try whole(value, "an index")) } catch {
      throw .reported(diagnostic(error, at: range))
    }
  }

  private func position(_ value: Value, _ range: SourceRange) throws(Fault) -> Attributes.Index {
    let tensor: Tensor
    do throws(Fault) { tensor = try self.tensor(value) } catch { throw .reported(diagnostic(error, at: range)) }
    if tensor.shape.isEmpty { return .at(try bound(value, range)) }
    if case .node(let node) = value {
      if isMask(node) { throw maskFault(range) }
      if node.depends { chosenBy.append(node) }
    }
    guard tensor.shape.count == 1 else {
      throw .reported(
        Diagnostic(
          .shapeMismatch, "an index is a number or a vector, and this has shape \(shapeText(tensor.shape))", at: range))
    }
    var places: [Int] = []
    places.reserveCapacity(tensor.count)
    for number in tensor.values {
      guard number == number.rounded(), number.magnitude < 9e15 else {
        throw .reported(
          Diagnostic(.notWhole, "an index must be whole, and this is \(number.shortest)", at: range))
      }
      places.append(Int(number))
    }
    return .gather(places)
  }

  /// Faults of single indices, at the index.
  func checkRange(
    _ indices: [Attributes.Index], _ shape: [Int], _ forms: [Chunk.SubscriptForm]
  ) throws(Fault) {
    for (axis, index) in indices.enumerated() where axis < shape.count {
      guard case .at(let range) = forms[axis] else { continue }
      let size = shape[axis]
      let wrong: Int?
      switch index {
      case .at(let place): wrong = place < -size || place >= size ? place : nil
      case .gather(let places): wrong = places.first { $0 < -size || $0 >= size }
      case .range: wrong = nil
      }
      if let wrong { throw outOfRange(wrong, "axis \(axis) has \(size) entries", range) }
    }
  }

  private func outOfRange(_ index: Int, _ what: String, _ range: SourceRange) -> Fault {
    .reported(
      Diagnostic(
        .indexOutOfRange, "index \(index) is out of range: \(what)", at: range,
        hint: "indices start at 0; negative ones count from the end"))
  }
}
