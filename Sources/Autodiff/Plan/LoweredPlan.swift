import Kernels

/// A plan in values, in the order in which they are computed, before they get places in memory: the stage between the
/// plan and the instructions of a ``CompiledPlan``.
struct LoweredPlan {
  let values: ContiguousArray<NumberedValue>
  let schedule: PlanSchedule
  /// The values of the inputs.
  let inputs: [Int]
  /// The values of the outputs, then those of the updates.
  let results: [Int]
  /// By the value that an input's buffer takes after a step, the input's value.
  let updates: [Int: Int]
  /// The values that are looked at for NaN and infinity.
  let checked: Set<Int>

  /// - Parameter updates: the buffers that take the plan's last outputs.
  init(_ plan: Plan, inputs: [CompiledPlan.Input], outputCount: Int, updates: [PlanBuffer]) {
    var numbering = ValueNumbering(plan)
    self.inputs = plan.inputs.map { numbering.value($0) }
    var results = plan.outputs.map { numbering.value($0) }
    let observed = plan.observed.map { numbering.value($0) }
    // Which input each update overwrites.
    var targets: [Int] = []
    for buffer in updates {
      guard let target = inputs.firstIndex(where: { $0.isFrom(buffer) }) else {
        preconditionFailure("an update is that of an input's buffer")
      }
      targets.append(self.inputs[target])
    }
    let overwritten = Set(targets)
    for i in 0..<outputCount where overwritten.contains(results[i]) { results[i] = numbering.copy(results[i]) }
    var newValues: [Int: Int] = [:]
    for (i, target) in targets.enumerated() {
      var value = results[outputCount + i]
      if !numbering.all[value].isElementwise || newValues[value] != nil
        || numbering.all[value].precision != numbering.all[target].precision
      {
        value = numbering.copy(value, at: numbering.all[target].precision)
        results[outputCount + i] = value
      }
      newValues[value] = target
    }
    let (fused, gone) = numbering.all.fused(kept: Set(results), observed: Set(observed))
    let wanted = results + observed.filter { !gone.contains($0) }
    values = fused
    self.results = results
    self.updates = newValues
    schedule = PlanSchedule(fused, results: wanted, updates: newValues)
    checked = observed.isEmpty ? Set(results) : fused.checks(of: Set(wanted), readers: schedule.readers)
  }
}

/// Where the numbers of a compiled plan's inputs come from: buffers, whose addresses are known beforehand, and data
/// sets that batches of rows are copied from.
struct PlanSources {
  var addresses: [Int: UnsafeMutableRawPointer] = [:]
  private(set) var held: [AnyObject] = []
  private(set) var batches: [(value: Int, source: Int, length: Int)] = []
  private(set) var data: [Tensor] = []
  /// Rows of a batch, 0 without one.
  private(set) var batch = 0

  init(_ inputs: [CompiledPlan.Input], values: [Int]) {
    for (input, value) in zip(inputs, values) {
      let buffer: PlanBuffer
      switch input.source {
      case .buffer(let given): buffer = given
      case .rows(let rows):
        buffer = PlanBuffer(input.node.value)
        batches.append((value, data.count, input.node.shape.dropFirst().reduce(1, *)))
        data.append(rows)
        precondition(batch == 0 || batch == input.node.shape[0], "all batches have as many rows")
        batch = input.node.shape[0]
      }
      addresses[value] = buffer.start
      held.append(buffer)
    }
  }
}
