import Artifacts
import Autodiff
import Formulas

/// The runs of blocks with `live: true`, taken down while they run, numbered through the lesson.
struct LiveLedger {
  /// Runs of a block that a page shows side by side.
  static let mostRuns = 12
  /// Numbers that a page carries for a block.
  static let mostNumbers = 60_000
  /// Scalar operations of a step, so that a page answers while it runs.
  static let mostWork = 20_000_000

  /// Why a block cannot be run in a page, and what to do.
  struct Refusal: Error {
    var problem: String
    var hint: String
  }

  private var count = 0
  private var runs: [LiveRun] = []
  private var refusal: Refusal?
  private var boundaries = 0
  /// By run, the parameters that it has left.
  private(set) var ends: [(run: Int, parameters: [Node])] = []
  /// Whether the block that runs is one.
  private(set) var isOn = false

  mutating func begin(_ isLive: Bool) {
    isOn = isLive
    runs = []
    refusal = nil
  }

  /// The block is over.
  ///
  /// - Parameter hasFailed: what it did is taken back.
  mutating func finish(hasFailed: Bool) -> LiveCell? {
    guard isOn else { return nil }
    isOn = false
    guard !hasFailed else {
      ends.removeAll { $0.run >= count }
      return nil
    }
    if runs.isEmpty, refusal == nil {
      refuse(
        "the block runs no `train` or `minimize`", hint: "write the option in the block that trains, or take it away")
    }
    if let refusal { return .refused(problem: refusal.problem, hint: refusal.hint) }
    let first = count
    count += runs.count
    return .runs(first: first, runs)
  }

  /// - Returns: the run's number; `nil` where it cannot be done in a page.
  mutating func add(_ run: LiveRun) -> Int? {
    guard refusal == nil else { return nil }
    let numbers = runs.reduce(run.numbers) { $0 + $1.numbers }
    if runs.count == Self.mostRuns {
      refuse(
        "the block runs training more than \(Self.mostRuns) times", hint: "show a few runs in a block of their own")
    } else if numbers > Self.mostNumbers {
      refuse(
        "the page would carry \(numbers) numbers for it, and \(Self.mostNumbers) are the most",
        hint: "train on fewer samples, or a smaller model")
    } else if let work = run.steps.map(\.tape.work).max(), work > Self.mostWork {
      refuse(
        "a step takes \(work) operations, and \(Self.mostWork) are the most in a page",
        hint: "take smaller batches, or a smaller model")
    } else {
      runs.append(run)
      return count + runs.count - 1
    }
    return nil
  }

  /// The run of a number has ended early.
  mutating func shorten(_ number: Int, to length: Int) { runs[number - count].length = length }

  /// The parameters that a run has left.
  mutating func leaves(_ number: Int, _ parameters: [Node]) { ends.append((number, parameters)) }

  mutating func nextBoundary() -> Int {
    boundaries += 1
    return boundaries - 1
  }

  mutating func refuse(_ problem: String, hint: String) {
    if refusal == nil { refusal = Refusal(problem: problem, hint: hint) }
  }
}

extension Call {
  /// Takes down a run, where the block is live.
  ///
  /// - Parameters:
  ///   - steps: makes the step of each batch size; `nil` among them for one that is no tape.
  ///   - run: what else is to be known, given the steps.
  func takeDown(
    _ steps: () throws(EngineError) -> [TrainingTape?], _ run: ([TrainingTape]) -> LiveRun
  ) throws(Fault) -> Int? {
    guard machine.environment.live.isOn else { return nil }
    let made = try engine(steps)
    let tapes = made.compactMap(\.self)
    guard tapes.count == made.count else {
      machine.environment.live.refuse(
        "a page cannot do the steps of this `\(builtin.name)`: it computes in 64 bits, and \(pageOperations)",
        hint: "use other operations or 64 bits, or take the option away")
      return nil
    }
    return machine.environment.live.add(run(tapes))
  }

  private var pageOperations: String { "`det`, `inverse`, `solve` and the like have no form in its script" }
}
