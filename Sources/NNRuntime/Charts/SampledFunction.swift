import Autodiff
import SourceText

/// A function of the author's, a built-in one or anything else that can be called, asked for its values from Swift.
///
/// Where the function maps each entry by itself, all points are asked for at once; the answers have the same bits.
final class SampledFunction {
  let machine: Machine
  private let function: Value
  private let chunk: Chunk
  private let range: SourceRange
  private var slopesGiven = 0

  /// - Parameter range: the argument that names the function; faults that stand nowhere else point there.
  init(_ function: Value, machine: Machine, arguments: Int, range: SourceRange) {
    self.machine = machine
    self.function = function
    self.range = range
    chunk = Chunk.calling(arguments, at: range, symbols: machine.environment.symbols)
  }

  /// The function's result; `nil` where it, or something on the way to it, is not finite.
  func call(_ arguments: [Value]) throws(Fault) -> Value? {
    do { return try machine.call(chunk, [function] + arguments) } catch {
      switch error {
      case .diagnostic(let diagnostic):
        if diagnostic.id == .nonFinite { return nil }
        throw .reported(diagnostic)
      case .skipped(let name): throw .skipped(name: name)
      }
    }
  }

  /// One point: the value and, if asked for, ∂f/∂x for each argument. NaN where there is none.
  func point(_ xs: [Double], slopes: Bool = false) throws(Fault) -> (value: Double, slopes: [Double]) {
    let none = [Double](repeating: .nan, count: slopes ? xs.count : 0)
    var inputs: [Node] = []
    for x in xs { inputs.append(try engine { () throws(EngineError) in try machine.graph.input(Tensor(x)) }) }
    guard let result = try call(inputs.map { .node($0) }) else { return (.nan, none) }
    if case .number(let number) = result { return (number, none.map { _ in 0 }) }
    let node = try machine.node(result)
    guard node.value.count == 1, let value = node.value.scalar else {
      throw .reported(
        Diagnostic(
          .notScalar, "a function that is drawn gives a single number, and this gives shape \(shapeText(node.shape))",
          at: range))
    }
    guard slopes else { return (value, []) }
    var found: [Double] = []
    for input in inputs { found.append(try slope(of: node, by: input)?.first ?? .nan) }
    return (value, found)
  }

  /// Many points at once, one list of coordinates an argument; `nil` when the function does not work entry by entry.
  func points(_ xs: [[Double]], slopes: Bool = false) throws(Fault) -> (values: [Double], slopes: [[Double]])? {
    guard let count = xs.first?.count, count > 1 else { return nil }
    var inputs: [Node] = []
    for x in xs {
      inputs.append(
        try engine { () throws(EngineError) in try machine.graph.input(Tensor(shape: [count], values: x)) })
    }
    let result: Value?
    do throws(Fault) { result = try call(inputs.map { .node($0) }) } catch {
      // Perhaps it only takes single numbers; asked point by point it will tell.
      guard case .reported(let diagnostic) = error, diagnostic.id != .operationBudget, diagnostic.id != .timeBudget,
        diagnostic.id != .memoryBudget
      else { throw error }
      return nil
    }
    guard case .node(let node)? = result, node.shape == [count], worksEntryByEntry(node, inputs) else { return nil }
    var found: [[Double]] = []
    if slopes {
      guard let sum = Primitive.named("sum") else { return nil }
      let total = try engine { () throws(EngineError) in try machine.graph.apply(sum, [node]) }
      for input in inputs {
        guard let slope = try slope(of: total, by: input) else { return nil }
        found.append(slope)
      }
    }
    return (node.value.values, found)
  }

  /// Values over a row of points, however the function can be asked.
  func values(_ xs: [Double], slopes: Bool = false) throws(Fault) -> (values: [Double], slopes: [Double]) {
    if let all = try points([xs], slopes: slopes) { return (all.values, all.slopes.first ?? []) }
    var values: [Double] = []
    var found: [Double] = []
    for x in xs {
      let one = try point([x], slopes: slopes)
      values.append(one.value)
      if let slope = one.slopes.first { found.append(slope) }
    }
    return (values, found)
  }

  /// Only operations that map entry by entry, on the inputs and on single numbers.
  private func worksEntryByEntry(_ result: Node, _ inputs: [Node]) -> Bool {
    let own = Set(inputs)
    return machine.graph.nodes(leadingTo: result).allSatisfy { node in
      switch node.kind {
      case .constant: node.shape.isEmpty
      case .input: own.contains(node) || node.shape.isEmpty
      case .operation: node.primitive?.operation != nil
      }
    }
  }

  /// `nil` where it is not finite.
  private func slope(of f: Node, by x: Node) throws(Fault) -> [Double]? {
    try machine.checkCut(
      f, "the function", by: x, machine.labels[x.tag]?.name ?? "its variable", at: range)
    try machine.tryRules(behind: f, for: range)
    let gradient: Node
    do throws(EngineError) { gradient = try machine.graph.gradient(of: f, withRespectTo: [x])[0] } catch {
      switch error {
      case .noDependence: return [Double](repeating: 0, count: x.value.count)
      case .nonFinite: return nil
      default: throw .reported(machine.diagnostic(.engine(error), at: range))
      }
    }
    let values = gradient.value.values
    guard values.allSatisfy(\.isFinite) else { return nil }
    try check(gradient, of: f, by: x)
    return values
  }

  /// Slopes that are drawn are compared with central differences: those of all points at once along a direction and at
  /// a sample, of points that are asked for one by one every fortieth.
  private func check(_ gradient: Node, of f: Node, by x: Node) throws(Fault) {
    slopesGiven += 1
    guard x.value.count > 1 || slopesGiven % 40 == 1, machine.options.checksDerivatives else { return }
    try machine.refuseWrong(Derivative(.gradient, of: f, by: [x], results: [gradient]), chunk, 0)
  }

  private func engine<Result>(_ body: () throws(EngineError) -> Result) throws(Fault) -> Result {
    do { return try body() } catch { throw .reported(machine.diagnostic(.engine(error), at: range)) }
  }
}
