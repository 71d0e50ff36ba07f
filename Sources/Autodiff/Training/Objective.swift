/// A function of one long vector, made of a loss and its parameters one behind the other, with its gradient and its
/// Hessian: what methods of second order work on.
final class Objective {
  private let parameters: Parameters
  private let plan: CompiledPlan
  private let loss: Node
  private let gradients: [Node]
  private let watches: [(node: Node, place: UInt32)]
  private var curvature: (plan: CompiledPlan, direction: [PlanBuffer])?

  init(_ loss: Node, _ parameters: Parameters) throws(EngineError) {
    self.parameters = parameters
    self.loss = loss
    gradients = try loss.graph.gradient(of: loss, withRespectTo: parameters.nodes)
    watches = try loss.graph.watches(over: loss, movedBy: parameters.nodes)
    plan = try CompiledPlan(
      inputs: parameters.inputs, outputs: [loss] + gradients + watches.map(\.node), updates: [])
  }

  struct Point {
    var x: [Double]
    var value: Double
    var gradient: [Double]
  }

  var start: [Double] { parameters.values.flatMap(\.values) }

  /// - Throws: NaN or infinity, which a search may meet far out; a decision that comes out differently there.
  func point(_ x: [Double]) throws(EngineError) -> Point {
    move(to: x)
    let records = try plan.run()
    for (record, watch) in zip(records.suffix(watches.count), watches) where record == 0 {
      throw .cannotRepeat(place: watch.place)
    }
    return Point(x: x, value: records[0], gradient: Array(records[1..<records.count - watches.count]))
  }

  func move(to x: [Double]) { Self.spread(x, over: parameters.buffers) }

  private static func spread(_ x: [Double], over buffers: [PlanBuffer]) {
    var place = 0
    for buffer in buffers {
      let count = buffer.shape.reduce(1, *)
      buffer.set(Tensor(shape: buffer.shape, values: Array(x[place..<place + count])))
      place += count
    }
  }

  /// Row by row: each column is the derivative of gradient · unit vector.
  ///
  /// - Parameter pause: called between columns; what it throws ends the work.
  func hessian(_ x: [Double], pause: () throws(EngineError) -> Void) throws(EngineError) -> [Double] {
    move(to: x)
    if curvature == nil { curvature = try makeCurvature() }
    guard let curvature else { return [] }
    let n = x.count
    var hessian = [Double](repeating: 0, count: n * n)
    var unit = [Double](repeating: 0, count: n)
    for column in 0..<n {
      if column > 0 { try pause() }
      unit[column] = 1
      Self.spread(unit, over: curvature.direction)
      let values = try curvature.plan.run()
      for row in 0..<n { hessian[row * n + column] = values[row] }
      unit[column] = 0
    }
    return hessian
  }

  private func makeCurvature() throws(EngineError) -> (plan: CompiledPlan, direction: [PlanBuffer]) {
    let graph = loss.graph
    var directions: [Node] = []
    var along: Node?
    for gradient in gradients {
      // The seed of the direction is 1, since 0 would be folded: a rule may see a factor of zeros, drop the product, and
      // leave no path to the parameters.
      let direction = try graph.input(Tensor.full(gradient.shape, 1))
      directions.append(direction)
      let part = try graph.apply(.sum, [try graph.apply(.mul, [gradient, direction])])
      if let sum = along { along = try graph.apply(.add, [sum, part]) } else { along = part }
    }
    guard let along else { preconditionFailure("an objective has a parameter") }
    var outputs: [Node] = []
    if along.varies {
      outputs = try graph.gradient(of: along, withRespectTo: parameters.nodes)
    } else {
      for node in parameters.nodes { outputs.append(try graph.constant(.zeros(node.shape))) }
    }
    let buffers = directions.map { PlanBuffer($0.value) }
    let inputs = zip(directions, buffers).map { CompiledPlan.Input($0, $1) }
    return (try CompiledPlan(inputs: parameters.inputs + inputs, outputs: outputs, updates: []), buffers)
  }
}

extension [Double] {
  func dot(_ other: [Double]) -> Double { SumKernel.sum(zip(self, other).map { $0 * $1 }) }

  /// self + factor · other.
  func moved(_ factor: Double, along other: [Double]) -> [Double] { zip(self, other).map { $0 + factor * $1 } }

  var greatestMagnitude: Double { reduce(0) { Swift.max($0, $1.magnitude) } }
}
