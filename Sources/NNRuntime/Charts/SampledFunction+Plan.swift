import Autodiff

/// Many points of a function by a compiled plan: the function is run at the first one, and its graph is computed again
/// at the others, with the same bits.
///
/// That is the function only as long as each point would be computed by the same operations: nothing was decided,
/// stored, drawn or shown on the way, and no gradient taken, whose own sweep sums in another order.
extension SampledFunction {
  /// A single number for each point; NaN where there is none. `nil` where the points must be asked for one by one.
  func planned(_ places: [[Double]]) throws(Fault) -> [Double]? {
    guard machine.options.compilesLoops, let first = places.first, places.count > 64 else { return nil }
    let graph = machine.graph
    let (age, operations, instances) = (graph.age, graph.operations, machine.instances)
    let (random, shown) = (machine.environment.random, machine.outputs.count)
    var inputs: [Node] = []
    for x in first { inputs.append(try machine.input(Tensor(x), 0)) }
    guard case .node(let result)? = try call(inputs.map { .node($0) }), result.shape.isEmpty,
      result.precision == .double,
      machine.environment.random == random, machine.outputs.count == shown
    else { return nil }
    let own = Set(inputs)
    let isPlain = graph.nodes(leadingTo: result).allSatisfy { node in
      own.contains(node) || !graph.isMade(node, after: age)
        || node.kind == .constant && !node.depends || node.primitive != nil && !node.isDerived
    }
    guard isPlain, graph.nodes(decidingOn: result, keepsInputs: true).isEmpty else { return nil }
    let cost = graph.operations - operations
    let calls = machine.instances &- instances
    // What the budget does not allow is told point by point.
    guard cost * places.count <= graph.limits.operations - graph.operations else { return nil }
    let buffers = inputs.map { PlanBuffer($0.value) }
    guard
      let plan = try? CompiledPlan(
        inputs: zip(inputs, buffers).map { .init($0, $1) }, outputs: [result], updates: [])
    else { return nil }
    var values: [Double] = []
    values.reserveCapacity(places.count)
    for place in places {
      for (buffer, x) in zip(buffers, place) { buffer.set(Tensor(x)) }
      values.append(plan.recorded()?.first ?? .nan)
    }
    do { try graph.spend(cost * (places.count - 1)) } catch { throw .engine(error) }
    machine.environment.plannedRounds += places.count
    machine.instances &+= calls &* UInt32(truncatingIfNeeded: places.count - 1)
    try machine.lookAtClock()
    return values
  }
}
