import Autodiff
import Formulas
import SourceText

extension Machine {
  /// `net(x)`. A model of 32 bits computes in them whatever it is given, so that it says what `predict` says.
  ///
  /// - Parameter range: of what applies it.
  func apply(_ model: ModelValue, to x: Node, at range: SourceRange) throws(Fault) -> Node {
    var value = x
    if model.precision == .single, x.precision == .double { value = try gate("f32", [x]) }
    for layer in model.layers {
      switch layer {
      case .dense(let weights, let bias):
        let w = model.parameters[weights]
        value =
          if let bias { try gate("affine", [value, w, model.parameters[bias]]) } else {
            try gate("matmul", [value, w])
          }
      case .function(let function, _): value = try apply(function, to: [value], at: range)
      }
    }
    return value
  }

  func gate(
    _ name: String, _ operands: [Node], _ attributes: Attributes = Attributes()
  ) throws(Fault) -> Node {
    guard let primitive = Primitive.named(name) else {
      throw .told(.unknownFunction, "the engine has no `\(name)`")
    }
    do { return try graph.apply(primitive, operands, attributes) } catch { throw .engine(error) }
  }

  /// Applies a function that was handed over as a value: an activation, a loss, a metric.
  ///
  /// - Parameter range: of what applies it.
  func apply(_ function: Value, to arguments: [Node], at range: SourceRange) throws(Fault) -> Node {
    switch function {
    case .builtin(let place):
      return try call(
        place, .calling(arguments.count, at: range, symbols: environment.symbols), arguments.map { .node($0) },
        at: range)
    case .function(let function):
      if let options = function.options {
        try checkCount(function, arguments.count)
        return try call(options.builtin, function.chunk, arguments.map { .node($0) } + options.values, at: range)
      }
      return try apply(function, to: arguments)
    case .model(let model) where arguments.count == 1: return try apply(model, to: arguments[0], at: range)
    case .unbound, .number, .node, .tuple, .history, .text, .artifact, .model, .optimizer, .choice:
      throw .told(.wrongKind, "a function is needed here, and this is \(function.kind)")
    }
  }

  /// As a call that is written: the same arguments are taken, and the same faults told, at the range.
  ///
  /// - Parameter chunk: its first call says which argument is which.
  private func call(
    _ builtin: Int, _ chunk: Chunk, _ arguments: [Value], at range: SourceRange
  ) throws(Fault) -> Node {
    do throws(Fault) {
      return try node(
        try callBuiltin(
          builtin, 0, chunk, ContiguousArray(arguments), Frame(chunk: chunk, base: 0, path: 0, tagBase: 0)))
    } catch {
      // Arguments are counted in this call, not in the one that is being run.
      guard case .told = error else { throw error }
      throw .reported(diagnostic(error, at: range))
    }
  }

  private func checkCount(_ function: FunctionValue, _ count: Int) throws(Fault) {
    guard function.parameters.count != count else { return }
    throw .told(
      .wrongArguments, "it is given \(counted(count, "argument")) here", hint: "it is `\(function.signature)`")
  }

  private func apply(_ function: FunctionValue, to arguments: [Node]) throws(Fault) -> Node {
    try checkCount(function, arguments.count)
    let value: Value
    do {
      value = try watching(function.name) { () throws(StoppedRun) in
        try call(function.chunk, arguments.map { .node($0) })
      }
    } catch {
      switch error {
      case .diagnostic(let diagnostic): throw .reported(diagnostic)
      case .skipped(let name): throw .skipped(name: name)
      }
    }
    let result = try node(value)
    guard let rule = function.rule else { return result }
    do { return try graph.custom(HandWrittenRule(function, rule, environment), arguments, result: result) } catch {
      throw .engine(error)
    }
  }

  /// The share of samples whose greatest score is at the target's class; of one score a sample, whether it lies on the
  /// target's side of ½.
  func accuracy(_ scores: Node, _ target: Node) throws(Fault) -> Node {
    let half = try node(.number(0.5))
    let hits: Node
    if scores.shape.last == 1 || scores.shape.count < 2 && scores.shape == target.shape {
      let fitted =
        scores.shape == target.shape
        ? target : try gate("reshape", [target], Attributes(shape: scores.shape))
      let guessed = try gate("gt", [scores, half])
      hits = try gate("eq", [guessed, try gate("gt", [fitted, half])])
    } else {
      let guessed = try gate("argmax", [scores], Attributes(axis: -1))
      let wanted =
        target.shape == scores.shape ? try gate("argmax", [target], Attributes(axis: -1)) : target
      guard guessed.shape == wanted.shape else {
        throw .engine(
          .shapeMismatch(
            operation: "accuracy", shapes: [scores.shape, target.shape],
            rule: "the target is class indices, one a sample, or a row of probabilities for each"))
      }
      hits = try gate("eq", [guessed, wanted])
    }
    return try gate("mean", [hits])
  }
}
