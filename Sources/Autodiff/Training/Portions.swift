/// Runs a plan's steps a portion at a time, so that a long run can tell how far it has come and can be ended from
/// outside. What it gives is what one run over all steps gives.
struct Portions {
  let plan: CompiledPlan
  /// Steps of a portion.
  let size: Int
  /// The step of the last run that gave the first NaN or infinity.
  private(set) var failedStep: Int?
  /// Bytes of memory of the plan's own.
  var bytes: Int { plan.bytes }

  /// Scalar operations of a portion: about a second of a small network's steps.
  private static let work = 1_000_000_000
  /// The least that a step counts: a small one takes its time for its instructions, and not for its operations.
  private static let leastStep = 1_000
  /// Scalar operations of a portion for each number that steps update, since a run begins by copying these: it costs
  /// some thousandths of the portion at most, however fast the processor multiplies matrices.
  private static let workPerNumber = 50_000
  /// The most steps that amortize the copying: each step reads and writes all these numbers itself, so that copying
  /// them once costs a small part of 200 steps, however few operations these have besides.
  private static let steps = 200

  init(_ plan: CompiledPlan) {
    let numbers = plan.inputs.reduce(0) { sum, input in
      if case .buffer(let buffer) = input.source { sum + buffer.shape.reduce(1, *) } else { sum }
    }
    let step = max(Portions.leastStep, plan.work)
    self.init(
      plan, size: max(1, Portions.work / step, min(Portions.steps, Portions.workPerNumber * numbers / step)))
  }

  init(_ plan: CompiledPlan, size: Int) {
    self.plan = plan
    self.size = size
  }

  /// Scalar operations of steps, as far as time is concerned; `Int.max` where they are more.
  func work(_ steps: Int) -> Int {
    let (work, overflow) = max(Portions.leastStep, plan.work).multipliedReportingOverflow(by: steps)
    return overflow ? .max : work
  }

  /// - Parameters:
  ///   - rows: row numbers of all batches, one behind the other.
  ///   - take: given what the steps of each portion recorded, up to a step that fails.
  ///   - pause: called between portions with the number of steps done; what it throws ends the run.
  /// - Throws: the operation budget, before anything is done; the first NaN or infinity.
  mutating func run(
    steps: Int, rows: [Int32] = [], take: ([Double]) -> Void, pause: (Int) throws(EngineError) -> Void
  ) throws(EngineError) {
    failedStep = nil
    if steps > size { try plan.graph.afford(plan.work, times: steps) }
    var done = 0
    while true {
      let end = min(steps, done + size)
      do {
        take(
          try plan.run(steps: end - done, rows: Array(rows[done * plan.batch..<end * plan.batch])))
      } catch {
        failedStep = plan.failedStep.map { done + $0 }
        if failedStep != nil { take(plan.recordsBeforeFailure) }
        throw error
      }
      done = end
      guard done < steps else { return }
      try pause(done)
    }
  }
}
