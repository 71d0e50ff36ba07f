import Autodiff
import SourceText

/// Calls: of the author's functions, which get a frame, and of built-in ones, which run at once.
extension Machine {
  /// Calls what lies under the arguments. Gives `true` when `frame` is now that of a function of the author's, and its
  /// caller lies on `frames`.
  func call(
    _ index: Int, _ chunk: Chunk, _ stack: inout ContiguousArray<Value>, _ frames: inout [Frame],
    _ frame: inout Frame
  ) throws(Fault) -> Bool {
    let cache = chunk.callCaches[index]
    let count = Int(cache.count)
    let callee = stack[stack.count - count - 1]
    switch callee {
    case .function(let function):
      try enter(function, index, cache, chunk, &stack, &frames, &frame)
      return true
    case .builtin(let place):
      let result: Value
      if let number = try elementwise(place, cache, stack[stack.count - 1], frame) {
        result = number
      } else if let function = functionWithOptions(place, index, chunk, stack) {
        result = function
      } else {
        result = try callBuiltin(place, index, chunk, stack, frame)
      }
      if let rebinding {
        self.rebinding = nil
        try carryOut(rebinding, &stack, frame)
      }
      if frame.isLinked { followModels(&stack, frame) }
      stack[stack.count - count - 1] = result
      stack.drop(to: stack.count - count)
      return false
    case .model(let model):
      let result = try applied(model, index, chunk, stack, tag(frame, frame.position))
      stack[stack.count - count - 1] = result
      stack.drop(to: stack.count - count)
      return false
    case .unbound: throw .told(.noValue, "what is called here has no value")
    case .choice(let choice): return try call(choice, index, chunk, &stack, &frames, &frame)
    case .number, .node, .tuple, .history, .text, .artifact, .optimizer:
      let text = chunk.calls[index].calleeRange.text
      throw .reported(
        Diagnostic(
          .notCallable, "`\(text)` is \(callee.kind) and cannot be called", at: chunk.calls[index].calleeRange,
          hint: count == 1 ? "for a product write `\(text) * (…)`" : nil))
    }
  }

  /// Calls a function that nodes' numbers chose: the result rests on them.
  private func call(
    _ choice: ChoiceValue, _ index: Int, _ chunk: Chunk, _ stack: inout ContiguousArray<Value>, _ frames: inout [Frame],
    _ frame: inout Frame
  ) throws(Fault) -> Bool {
    let place = stack.count - Int(chunk.callCaches[index].count) - 1
    let tag = tag(frame, frame.position)
    stack[place] = choice.value
    if try call(index, chunk, &stack, &frames, &frame) {
      frame.choice = choice
      return true
    }
    if let result = stack.last { stack[stack.count - 1] = try chosen(result, by: choice.conditions, at: tag) }
    return false
  }

  /// `exp(x)` and its like of a scalar node, at once; `nil` for all other calls.
  @inline(__always)
  private func elementwise(
    _ place: Int, _ cache: Chunk.CallCache, _ argument: Value, _ frame: Frame
  ) throws(Fault) -> Value? {
    guard cache.count == 1, cache.isPositional, let operation = Builtins.all[place].operation,
      case .node(let node) = argument
    else { return nil }
    return try scalar(operation, .node(node.id), tag: tag(frame, frame.position))
  }

  /// `net(x)`.
  private func applied(
    _ model: ModelValue, _ index: Int, _ chunk: Chunk, _ stack: borrowing ContiguousArray<Value>, _ tag: UInt32
  ) throws(Fault) -> Value {
    guard chunk.calls[index].count == 1, chunk.calls[index].names.isEmpty else {
      throw .told(.wrongArguments, "a model takes one argument", hint: "it is `net(x)`, x a row for each sample")
    }
    return plain(try apply(model, to: try node(stack[stack.count - 1]), at: chunk.calls[index].range), tag)
  }

  private func enter(
    _ function: FunctionValue, _ index: Int, _ cache: Chunk.CallCache, _ chunk: Chunk,
    _ stack: inout ContiguousArray<Value>, _ frames: inout [Frame], _ frame: inout Frame
  ) throws(Fault) {
    guard depth < options.depth else { throw depthFault }
    let callee = function.chunk
    let count = callee.parameters.count
    if Int(cache.count) != count || !cache.isPositional { try place(function, index, chunk, &stack) }
    // A parameter without a value would be looked up outside the function.
    if hasCallWithoutValue {
      for place in 0..<count {
        if case .unbound = stack[stack.count - count + place] { throw noValue(chunk.calls[index], callee, place) }
      }
    }
    var path = cache.path
    var tagBase = cache.tagBase
    if cache.parentPath != frame.path || cache.chunk != ObjectIdentifier(callee) {
      path = labels.path(from: frame.path, call: Int32(index), in: chunk, to: function.name)
      tagBase = labels.base(callee, path: path)
      chunk.callCaches[index] = Chunk.CallCache(
        count: cache.count, isPositional: cache.isPositional, chunk: ObjectIdentifier(callee),
        parentPath: frame.path, path: path, tagBase: tagBase)
    }
    instances &+= 1
    if tagBase != 0 { tagBase |= instances & ((1 << Labels.instanceBits) - 1) }
    var other = Frame(chunk: callee, base: stack.count - count, path: path, tagBase: tagBase)
    if !function.isPlain, function.rule != nil {
      // The rule is about nodes: a number among the arguments becomes a constant.
      for place in other.base..<stack.count {
        do throws(Fault) { stack[place] = .node(try node(stack[place])) } catch {
          throw .reported(diagnostic(error, at: chunk.calls[index].argumentRanges[place - other.base]))
        }
      }
      other.byHand = Frame.ByHand(function: function, arguments: Array(stack[other.base...]))
    }
    if !function.isPlain, function.options != nil { stack.append(contentsOf: function.captured) }
    for _ in stack.count - other.base..<max(stack.count - other.base, callee.localCount) { stack.append(.unbound) }
    swap(&frame, &other)
    frames.append(other)
  }

  private func noValue(_ site: Chunk.CallSite, _ callee: Chunk, _ place: Int) -> Fault {
    let parameter = callee.parameters[place]
    let named = site.names.firstIndex { $0.name.text == parameter }.map { site.positional + $0 }
    return .reported(
      Diagnostic(
        .noValue, "what is given for `\(parameter)` gives no value", at: site.argumentRanges[named ?? place],
        hint: "a function gives the value of its last line, when that is an expression"))
  }

  /// Puts named arguments in the order of the parameters, or says what does not fit.
  private func place(
    _ function: FunctionValue, _ index: Int, _ chunk: Chunk, _ stack: inout ContiguousArray<Value>
  ) throws(Fault) {
    let site = chunk.calls[index]
    let parameters = function.parameters
    let hint = "it is `\(function.signature)`"
    var values: [Value?] = Array(repeating: nil, count: parameters.count)
    let given = Array(stack.suffix(site.count))
    guard site.positional <= parameters.count else {
      throw .reported(
        Diagnostic(
          .wrongArguments,
          "`\(function.name)` takes \(counted(parameters.count, "argument")), and here are \(site.count)",
          at: site.argumentRanges[parameters.count], hint: hint))
    }
    for place in 0..<site.positional { values[place] = given[place] }
    for (offset, entry) in site.names.enumerated() {
      guard let place = parameters.firstIndex(of: entry.name.text) else {
        throw .reported(
          Diagnostic(
            .wrongArguments, "`\(function.name)` has no parameter `\(entry.name.text)`", at: entry.name.range,
            hint: hint))
      }
      guard values[place] == nil else {
        throw .reported(
          Diagnostic(
            .wrongArguments, "`\(entry.name.text)` is given twice", at: entry.name.range, hint: hint))
      }
      values[place] = given[site.positional + offset]
    }
    var placed: [Value] = []
    for (value, parameter) in zip(values, parameters) {
      guard let value else {
        throw .reported(
          Diagnostic(
            .wrongArguments, "`\(function.name)` needs `\(parameter)`", at: site.range, hint: hint))
      }
      placed.append(value)
    }
    stack.drop(to: stack.count - site.count)
    stack.append(contentsOf: placed)
  }

  /// The result of a call: its body's value, made one gate when the derivative was written by hand.
  func finished(_ result: Value, _ frame: Frame) throws(Fault) -> Value {
    guard let byHand = frame.byHand, let rule = byHand.function.rule else { return result }
    let function = byHand.function
    var operands: [Node] = []
    for argument in byHand.arguments { operands.append(try node(argument)) }
    let node = try node(result)
    guard operands.contains(where: { $0.kind != .constant }) else { return result }
    let gate: Node
    do { gate = try graph.custom(HandWrittenRule(function, rule, environment), operands, result: node) } catch {
      throw .engine(error)
    }
    try rememberFree(node, operands, in: gate, at: frame.tagBase)
    gate.tag = labels[node.tag]?.name == nil ? node.tag : frame.tagBase
    return .node(gate)
  }

  func defineRule(_ definition: Chunk.Definition, _ chunk: Chunk) throws(Fault) {
    let value = environment.values[Int(definition.global)]
    let name = definition.name.text
    switch value {
    case .unbound: throw unknownName(definition.global, chunk)
    case .function(let function) where function.options == nil:
      let inputs = definition.chunk.parameters.count - 2
      guard inputs == function.parameters.count else {
        throw .told(
          .badBackwardRule,
          "the rule names \(counted(inputs, "input")), and `\(name)` has \(function.parameters.count)",
          hint: "it is `\(function.signature)`")
      }
      environment.set(
        definition.global,
        to: .function(
          FunctionValue(
            name: function.name, chunk: function.chunk,
            rule: FunctionValue.Rule(chunk: definition.chunk, range: definition.name.range))))
    case .function, .builtin:
      throw .told(
        .badBackwardRule, "`\(name)` is built in and has its derivative",
        hint: "define a function of your own and give that one a rule")
    case .number, .node, .tuple, .history, .text, .artifact, .model, .optimizer, .choice:
      throw .told(.badBackwardRule, "`\(name)` is \(value.kind), and only functions take a rule")
    }
  }
}

/// `1 argument`, `2 arguments`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
