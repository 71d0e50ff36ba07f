import Autodiff
import NNSyntax
import SourceText

/// The range or the entries that `for` and comprehensions go over.
extension Machine {
  /// Takes the parts of an iteration from the stack and puts the counter, the number of rounds and the source of their
  /// values in place.
  func startIteration(
    _ stack: inout ContiguousArray<Value>, _ slot: Int, _ form: Chunk.IterationForm
  ) throws(Fault) {
    let rounds: Int
    switch form.iteration {
    case .range(let from, let through, let by):
      let step = by == nil ? nil : stack.removeLast()
      let last = stack.removeLast()
      let range = try WholeRange(
        first: whole(stack.removeLast(), "the start of a range", at: from.range),
        last: whole(last, "the end of a range", at: through.range),
        step: by.map { by throws(Fault) in try whole(step ?? .unbound, "the step of a range", at: by.range) })
      if let fault = range.fault(form.iteration) { throw .reported(fault) }
      rounds = range.count
      stack[slot + LoopSlots.source] = .number(Double(range.first))
      stack[slot + LoopSlots.step] = .number(Double(range.step ?? 1))
    case .members(let sequence):
      var source = stack.removeLast()
      if case .artifact(let artifact) = source, let node = try built(artifact) { source = .node(node) }
      if case .choice(let choice) = source, case .artifact(let artifact) = choice.value, artifact.isTensor {
        source = .node(try node(source))
      }
      rounds = try memberCount(source, sequence.range, form)
      stack[slot + LoopSlots.source] = source
    }
    if form.element != nil { try holdEntries(rounds) }
    stack[slot + LoopSlots.counter] = .number(0)
    stack[slot + LoopSlots.rounds] = .number(Double(rounds))
  }

  private func whole(_ value: Value, _ what: String, at range: SourceRange) throws(Fault) -> Int {
    do throws(Fault) {
      let hint = "`for x in arange(0, 1, step: 0.1)` and `for x in linspace(0, 1, 11)` go over other numbers"
      return Int(try whole(value, what, hint: hint))
    } catch {
      throw .reported(diagnostic(error, at: range))
    }
  }

  /// The values of a comprehension wait on the stack, and are copied when they are stacked. Comprehensions within
  /// functions that call themselves wait all at once.
  private func holdEntries(_ count: Int) throws(Fault) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: Self.bytesPerEntry)
    do { try graph.hold(overflow ? .max : bytes) } catch { throw .engine(error) }
    collectedBytes += bytes
  }

  private static let bytesPerEntry = 2 * MemoryLayout<Value>.stride + 8

  func rangeValue(_ stack: ContiguousArray<Value>, _ slot: Int) throws(Fault) -> Value {
    guard case .number(let first) = stack[slot + LoopSlots.source],
      case .number(let step) = stack[slot + LoopSlots.step], case .number(let round) = stack[slot + LoopSlots.counter]
    else { throw .told(.noValue, "a loop lost its counter") }
    return .number(first + (round - 1) * step)
  }

  // MARK: - Members

  private func memberCount(
    _ value: Value, _ range: SourceRange, _ form: Chunk.IterationForm
  ) throws(Fault) -> Int {
    let text = range.text
    let variable = form.variable.text
    var hint: String?
    switch value {
    case .tuple(let tuple): return tuple.items.count
    case .number: hint = "`for \(variable) in 1..\(text)` counts to it"
    case .node(let node):
      if let count = node.shape.first { return count }
      hint = "`for \(variable) in 1..\(text)` counts to it"
    case .model(let model):
      let names = model.members.prefix(2).map { "\(text).\($0)" }
      hint = "parameters stand in a tuple: `for \(variable) in (\(names.joined(separator: ", ")))`"
    case .history(let history):
      hint = history.names.first.map { "what it recorded are vectors: `for \(variable) in \(text).\($0)`" }
    case .unbound:
      throw .reported(Diagnostic(.noValue, "what stands behind `in` gives no value", at: range))
    case .artifact(let artifact): hint = artifact.table?.numbersHint
    case .function, .builtin, .text, .optimizer, .choice: break
    }
    throw .reported(
      Diagnostic(
        .wrongKind,
        "`for` goes over a range, the entries of a tensor or the members of a tuple, and this is \(value.kind)",
        at: range, hint: hint ?? "write for example `for \(variable) in 1..10`"))
  }

  /// The entry, row or member of the present round. Gradients reach what it was taken from, since it is an index.
  func memberValue(
    _ stack: ContiguousArray<Value>, _ slot: Int, _ tag: UInt32, _ path: Int32
  ) throws(Fault) -> Value {
    guard case .number(let round) = stack[slot + LoopSlots.counter] else {
      throw .told(.noValue, "a loop lost its counter")
    }
    let place = Int(round) - 1
    let source = stack[slot + LoopSlots.source]
    guard case .tuple(let tuple) = source else {
      guard let index = Primitive.named("index") else {
        throw .told(.unsupportedStatement, "indexing is not known to the engine")
      }
      return try apply(index, [try node(source)], Attributes(indices: [.at(place)]), tag)
    }
    if case .node(let node) = tuple.items[place] { label(node, tag, path) }
    return tuple.items[place]
  }

  // MARK: - Comprehensions

  /// Stacks the values that the rounds left on the stack.
  func collect(
    _ stack: inout ContiguousArray<Value>, _ slot: Int, _ form: Chunk.IterationForm, _ tag: UInt32
  ) throws(Fault) {
    guard case .number(let rounds) = stack[slot + LoopSlots.rounds] else {
      throw .told(.noValue, "a loop lost its counter")
    }
    let items = Array(stack.suffix(Int(rounds)))
    stack.drop(to: stack.count - items.count)
    // Neither the source nor the last member must live on.
    stack[slot + LoopSlots.source] = .unbound
    stack[slot + LoopSlots.variable] = .unbound
    for item in items {
      switch item {
      case .number, .node, .artifact: continue
      case .unbound:
        throw .reported(
          Diagnostic(.noValue, "what is collected here gives no value", at: form.element ?? form.variable.range))
      case .tuple, .function, .builtin, .history, .text, .model, .optimizer, .choice:
        throw .reported(
          Diagnostic(
            .wrongKind, "numbers and tensors of one shape are collected, and this is \(item.kind)",
            at: form.element ?? form.variable.range, hint: "a comprehension gives one tensor"))
      }
    }
    let array = try array(items, tag)
    graph.letGo(items.count * Self.bytesPerEntry)
    collectedBytes -= items.count * Self.bytesPerEntry
    stack.append(array)
  }
}
