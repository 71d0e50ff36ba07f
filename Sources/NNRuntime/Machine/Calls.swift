import Autodiff
import SourceText

/// Calls: of the author's functions, which get a frame, and of built-in ones, which run at once.
extension Machine {
  /// Calls what lies under the arguments. Gives `true` when `frame` is now that of a function of the author's.
  func call(
    _ index: Int, _ chunk: Chunk, _ stack: inout ContiguousArray<Value>, _ frame: inout Frame
  ) throws(Fault) -> Bool {
    let count = chunk.calls[index].count
    let callee = stack[stack.count - count - 1]
    switch callee {
    case .function(let function):
      try enter(function, index, chunk, &stack, &frame)
      return true
    case .builtin(let place):
      let result = try callBuiltin(place, index, chunk, stack, frame)
      stack.removeLast(count + 1)
      stack.append(result)
      return false
    case .unbound: throw .told(.noValue, "what is called here has no value")
    case .number, .node, .tuple, .history, .text, .artifact:
      let text = chunk.calls[index].calleeRange.text
      throw .reported(
        Diagnostic(
          .notCallable, "`\(text)` is \(callee.kind) and cannot be called", at: chunk.calls[index].calleeRange,
          hint: count == 1 ? "for a product write `\(text) * (…)`" : nil))
    }
  }

  private func enter(
    _ function: FunctionValue, _ index: Int, _ chunk: Chunk, _ stack: inout ContiguousArray<Value>,
    _ frame: inout Frame
  ) throws(Fault) {
    guard depth < options.depth else { throw depthFault }
    let callee = function.chunk
    let count = callee.parameters.count
    if chunk.calls[index].positional != count || !chunk.calls[index].names.isEmpty {
      try place(function, index, chunk, &stack)
    }
    let callRange = chunk.calls[index].range
    if chunk.calls[index].parentPath != frame.path || chunk.calls[index].cachedChunk != ObjectIdentifier(callee) {
      let path = labels.path(from: frame.path, call: Int32(index), in: chunk, to: function.name)
      chunk.calls[index].parentPath = frame.path
      chunk.calls[index].cachedChunk = ObjectIdentifier(callee)
      chunk.calls[index].path = path
      chunk.calls[index].tagBase = labels.base(callee, path: path)
    }
    instances &+= 1
    let path = chunk.calls[index].path
    var tagBase = chunk.calls[index].tagBase
    if tagBase != 0 { tagBase |= instances & ((1 << Labels.instanceBits) - 1) }
    frame = Frame(chunk: callee, base: stack.count - count, path: path, tagBase: tagBase)
    frame.callRange = callRange
    if function.rule != nil {
      frame.rule = function
      // The rule is about nodes: a number among the arguments becomes a constant.
      for place in frame.base..<stack.count {
        do throws(Fault) { stack[place] = .node(try node(stack[place])) } catch {
          throw .reported(diagnostic(error, at: chunk.calls[index].argumentRanges[place - frame.base]))
        }
      }
      frame.ruleArguments = Array(stack[frame.base...])
    }
    for _ in count..<max(count, callee.localCount) { stack.append(.unbound) }
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
    stack.removeLast(site.count)
    stack.append(contentsOf: placed)
  }

  /// What a call gives: its body's value, made one gate when the derivative was written by hand.
  func finished(_ result: Value, _ frame: Frame, _ stack: ContiguousArray<Value>) throws(Fault) -> Value {
    guard let function = frame.rule, let rule = function.rule else { return result }
    var operands: [Node] = []
    for argument in frame.ruleArguments { operands.append(try node(argument)) }
    let node = try node(result)
    guard operands.contains(where: { $0.kind != .constant }) else { return result }
    do {
      let gate = try graph.custom(HandWrittenRule(function, rule, environment), operands, result: node)
      gate.tag = labels[node.tag]?.name == nil ? node.tag : frame.tagBase
      return .node(gate)
    } catch {
      throw .engine(error)
    }
  }

  func defineRule(_ definition: Chunk.Definition, _ chunk: Chunk) throws(Fault) {
    let value = environment.values[Int(definition.global)]
    let name = definition.name.text
    switch value {
    case .unbound: throw unknownName(definition.global, chunk)
    case .function(let function):
      let inputs = definition.chunk.parameters.count - 2
      guard inputs == function.parameters.count else {
        throw .told(
          .badBackwardRule,
          "the rule names \(counted(inputs, "input")), and `\(name)` has \(function.parameters.count)",
          hint: "it is `\(function.signature)`")
      }
      environment.values[Int(definition.global)] = .function(
        FunctionValue(
          name: function.name, chunk: function.chunk,
          rule: FunctionValue.Rule(chunk: definition.chunk, range: definition.name.range)))
    case .builtin:
      throw .told(
        .badBackwardRule, "`\(name)` is built in and has its derivative",
        hint: "define a function of your own and give that one a rule")
    case .number, .node, .tuple, .history, .text, .artifact:
      throw .told(.badBackwardRule, "`\(name)` is \(value.kind), and only functions take a rule")
    }
  }
}

/// `1 argument`, `2 arguments`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
