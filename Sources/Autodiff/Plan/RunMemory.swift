import Checksums

/// Result of a long run of compiled plans: all that its owner takes from it.
public struct KnownRun: Sendable, Hashable, Codable {
  /// Numbers that it recorded, in rows of the owner's choice.
  public var rows: [[Double]]
  /// The numbers that it left, of each tensor of its state; those of 32 bits widened.
  public var state: [[Double]]
  /// Scalar operations that it was charged for.
  public var operations: Int
}

/// Keeps long runs under all that they follow from (memoization; D. Michie, "Memo functions and machine learning",
/// Nature 218, 1968). What it gives back is what was kept, or nothing.
public protocol RunMemory: AnyObject, Sendable {
  /// Scalar operations from which a run is worth a look.
  var leastWork: Int { get }
  /// The run that was kept under a key of 32 bytes; `nil` where there is none.
  func run(of key: [UInt8]) -> KnownRun?
  /// Keeps a run under a key of 32 bytes.
  func keep(_ run: KnownRun, of key: [UInt8])
}

extension RunMemory {
  /// Some ten milliseconds.
  public var leastWork: Int { 10_000_000 }
}

/// A long run at its beginning: known from an earlier one, or to be kept when it ends well.
///
/// A training run, a descent or a loop does nothing but take compiled plans through steps. So its numbers follow from
/// the plans, what their buffers hold, and what the owner says about the steps. Graphs are not kept: they are made in
/// each run of a program, so whatever is differentiated later finds its nodes.
public struct RememberedRun {
  private let memory: any RunMemory
  private let key: [UInt8]
  private let graph: Graph
  private let operationsBefore: Int
  /// The run, where it is known and fits the budget of operations.
  public let known: KnownRun?

  /// Scalar operations for each byte of a large key, so that it costs a small part of its run.
  private static let workPerByte = 64
  /// Bytes of a key that are no matter.
  private static let smallKey = 1 << 16
  /// Runs that record or leave more numbers are not kept: 32 MB.
  private static let mostNumbers = 1 << 22

  /// - Parameters:
  ///   - purpose: what kind of run it is.
  ///   - graph: in which it runs.
  ///   - work: scalar operations of the run at most.
  ///   - numbers: that it records at most.
  ///   - plans: that it goes through.
  ///   - describe: adds what else the run follows from.
  /// - Returns: `nil` where there is no memory, or the run is too short.
  public init?(
    _ purpose: String, in graph: Graph, work: Int, numbers: Int, of plans: [CompiledPlan],
    describe: (inout KeyBytes) -> Void
  ) {
    guard let memory = graph.memory, work >= memory.leastWork, numbers <= Self.mostNumbers,
      plans.reduce(0, { $0 + $1.keyedBytes }) <= max(Self.smallKey, work / Self.workPerByte)
    else { return nil }
    var key = KeyBytes(purpose)
    key.add(plans.count)
    for plan in plans { plan.describe(to: &key) }
    describe(&key)
    self.memory = memory
    self.key = key.digest
    self.graph = graph
    operationsBefore = graph.operations
    known = memory.run(of: self.key).flatMap { run in
      // A run that would pass the budget tells where it does.
      (try? graph.afford(run.operations, times: 1)) == nil ? nil : run
    }
  }

  /// Keeps the run that has just ended well.
  public func keep(rows: [[Double]], state: [Tensor]) {
    guard state.reduce(0, { $0 + $1.count }) <= Self.mostNumbers else { return }
    memory.keep(
      KnownRun(rows: rows, state: state.map(\.values), operations: graph.operations - operationsBefore), of: key)
  }
}

extension KnownRun {
  /// Gives buffers the numbers that the run left.
  ///
  /// - Returns: `false`, with nothing done, where the state is not that of the buffers.
  public func restore(_ buffers: [PlanBuffer]) -> Bool {
    guard buffers.count == state.count, zip(buffers, state).allSatisfy({ $0.count == $1.count }) else { return false }
    for (buffer, numbers) in zip(buffers, state) { buffer.set(Tensor(shape: buffer.shape, values: numbers)) }
    return true
  }
}
