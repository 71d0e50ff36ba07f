import NNSyntax

/// Partial application: a call that gives options and none of the operands is the function with these options.
///
/// `huber(delta: 2)` is a function of prediction and target, for `loss:` and `metrics:`, as `adam(lr: 0.01)` is an
/// optimizer; `leaky_relu(slope: 0.2)` is one of x, for a layer. `huber(delta: 2)([3], [0])` is 4.
extension Machine {
  /// - Returns: `nil` for a call that gives operands, or something that is no option.
  func functionWithOptions(
    _ place: Int, _ site: Int, _ chunk: Chunk, _ stack: borrowing ContiguousArray<Value>
  ) -> Value? {
    let builtin = Builtins.all[place]
    let call = chunk.calls[site]
    guard builtin.takesOptionsAlone, call.positional == 0, !call.names.isEmpty else { return nil }
    let options = builtin.parameters.filter(\.isOptional).map(\.name)
    guard call.names.allSatisfy({ options.contains($0.name.text) }),
      Set(call.names.map(\.name.text)).count == call.names.count
    else { return nil }
    let known = chunk.optionCalls[site].flatMap { $0.builtin == place ? $0.body : nil }
    let body = known ?? Chunk.giving(builtin, call, symbols: environment.symbols)
    if known == nil { chunk.optionCalls[site] = (place, body) }
    let values = Array(stack[(stack.count - call.count)...])
    return .function(
      FunctionValue(name: builtin.name, chunk: body, options: .init(builtin: place, values: values)))
  }
}

extension Chunk {
  /// The body f(operands…) = builtin(operands…, option: …). Behind the operands among its locals lie the options'
  /// values and the built-in function.
  ///
  /// - Parameter call: gives the options; faults of them point there.
  fileprivate static func giving(_ builtin: Builtin, _ call: CallSite, symbols: Symbols) -> Chunk {
    let operands = builtin.parameters.filter { !$0.isOptional }.map(\.name)
    let chunk = Chunk(parameters: operands, function: builtin.name, range: call.range, symbols: symbols)
    let count = Int32(operands.count)
    let options = Int32(call.names.count)
    chunk.code = [.temporary(count + options)] + (0..<count + options).map { .temporary($0) } + [.call(0), .end]
    chunk.ranges = Array(repeating: call.range, count: chunk.code.count)
    _ = chunk.add(
      CallSite(
        range: call.range, calleeRange: call.range, positional: operands.count, names: call.names,
        argumentRanges: Array(repeating: call.range, count: operands.count) + call.argumentRanges))
    chunk.localCount = operands.count + call.names.count + 1
    return chunk
  }
}

extension FunctionValue {
  /// A built-in function with some of its options given.
  struct Options {
    var builtin: Int
    /// In the order in which they are written.
    var values: [Value]
  }

  /// Values that its body finds in its locals behind the parameters.
  var captured: [Value] { options.map { $0.values + [.builtin($0.builtin)] } ?? [] }
}
