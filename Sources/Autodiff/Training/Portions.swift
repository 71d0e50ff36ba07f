/// Runs a plan's steps a portion at a time, so that a long run can tell how far it has come and can be ended from
/// outside. What it gives is what one run over all steps gives.
struct Portions {
  let program: CompiledPlan
  /// Steps of a portion.
  private let size: Int
  /// The step of the last run that gave the first NaN or infinity.
  private(set) var failedStep: Int?

  /// Scalar operations of a portion: about a second of a small network's steps; of a large one's some milliseconds,
  /// beside which taking up the work again costs nothing.
  private static let work = 1_000_000_000

  init(_ program: CompiledPlan) { self.init(program, size: max(1, Portions.work / max(1, program.work))) }

  init(_ program: CompiledPlan, size: Int) {
    self.program = program
    self.size = size
  }

  /// - Parameters:
  ///   - rows: row numbers of all batches, one behind the other.
  ///   - pause: called between portions with the number of steps done; what it throws ends the run.
  /// - Throws: the operation budget, before anything is done; the first NaN or infinity.
  mutating func run(
    steps: Int, rows: [Int32] = [], pause: (Int) throws(EngineError) -> Void
  ) throws(EngineError) -> [Double] {
    failedStep = nil
    if steps > size { try program.plan.graph.afford(program.work, times: steps) }
    var records: [Double] = []
    var done = 0
    while true {
      let end = min(steps, done + size)
      do {
        records += try program.run(
          steps: end - done, rows: Array(rows[done * program.batch..<end * program.batch]))
      } catch {
        failedStep = program.failedStep.map { done + $0 }
        throw error
      }
      done = end
      guard done < steps else { return records }
      try pause(done)
    }
  }
}
