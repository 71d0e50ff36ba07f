import Formulas
import Kernels

/// A plan compiled to instructions over planned memory: run as often as wanted, with nothing allocated and nothing
/// looked up in a step. Training steps and the bodies of loops run so.
///
/// Equal values are computed once, transposes and broadcasts are part of what reads them, elementwise chains pass over
/// their numbers once, and updates happen in place. Long instructions are split over the threads that the graph allows.
/// The bits are those that evaluating the nodes gives, by however many threads.
///
/// ```swift
/// let step = try CompiledPlan(
///   inputs: [.init(x, rowsOf: data), .init(w, weights)], outputs: [loss], updates: [(weights, newW)])
/// let losses = try step.run(steps: 100, rows: permutation)
/// ```
public final class CompiledPlan {
  /// A node whose numbers come from elsewhere in each run.
  public struct Input {
    enum Source {
      case buffer(PlanBuffer)
      case rows(Tensor)
    }

    var node: Node
    var source: Source

    /// Whether its numbers stand in this buffer.
    func isFrom(_ buffer: PlanBuffer) -> Bool {
      if case .buffer(let own) = source { own === buffer } else { false }
    }

    /// - Precondition: the node's shape and precision.
    public init(_ node: Node, _ buffer: PlanBuffer) {
      precondition(node.shape == buffer.shape, "a buffer has the shape of its input")
      self.node = node
      source = .buffer(buffer)
    }

    /// In each step other rows of a data set: as many as the node has, by the step's part of the list of row numbers.
    ///
    /// - Precondition: equal shapes but for the number of rows; equal precision.
    public init(_ node: Node, rowsOf data: Tensor) {
      precondition(
        !node.shape.isEmpty && node.shape.dropFirst() == data.shape.dropFirst(), "a batch has rows of the data's shape")
      precondition(node.value.precision == data.precision, "a batch has the data's precision")
      self.node = node
      source = .rows(data)
    }
  }

  let plan: Plan
  let graph: Graph
  private let code: ContiguousArray<plan_instruction>
  private let memory: UnsafeMutableRawPointer
  private let workspace: UnsafeMutableRawPointer
  private let workspaceSize: Int
  private let registersSize: Int
  /// Buffers that the instructions point at.
  private let held: [AnyObject]
  private let values: ContiguousArray<NumberedValue>
  private let calls: [Int]
  private let addressOf: [Int: UnsafeMutableRawPointer]
  /// Data sets that batches are taken from.
  private let sources: [Tensor]
  let inputs: [Input]
  let updated: [PlanBuffer]
  /// Rows of a batch, 0 without one.
  public let batch: Int
  /// Numbers that one step records: the entries of all outputs.
  public let recordWidth: Int
  private let path: kernel_path
  /// `nil` where no instruction is long enough to be shared.
  private let workers: WorkerThreads?
  /// Whether some instructions are split over threads.
  var isShared: Bool { workers != nil }
  /// Scalar operations of one step.
  public var work: Int { plan.work }
  /// Bytes of memory of its own.
  public let bytes: Int
  /// Instructions of one step.
  public var instructionCount: Int { code.count }
  /// The step of the last run that gave the first NaN or infinity.
  public private(set) var failedStep: Int?
  /// Numbers that the steps before that one recorded.
  private(set) var recordsBeforeFailure: [Double] = []

  /// Compiles a step.
  ///
  /// - Parameters:
  ///   - inputs: nodes whose numbers differ from run to run; what does not follow from them is computed once.
  ///   - outputs: nodes whose numbers each step records.
  ///   - updates: after each step a buffer of an input takes the node's numbers, all at once.
  ///   - path: the vector instructions to use.
  /// - Throws: budgets.
  public convenience init(
    inputs: [Input], outputs: [Node], updates: [(buffer: PlanBuffer, node: Node)], path: KernelPath = .best
  ) throws(EngineError) {
    let plan = try Plan(outputs: outputs + updates.map(\.node), inputs: inputs.map(\.node))
    try self.init(
      plan, inputs: inputs, outputCount: outputs.count, updates: updates.map(\.buffer), path: path)
  }

  init(
    _ plan: Plan, inputs: [Input], outputCount: Int, updates: [PlanBuffer], path: KernelPath
  ) throws(EngineError) {
    self.plan = plan
    self.inputs = inputs
    graph = plan.graph
    updated = updates
    self.path = path.code
    let lowered = LoweredPlan(plan, inputs: inputs, outputCount: outputCount, updates: updates)
    let schedule = lowered.schedule
    values = lowered.values
    var sources = PlanSources(inputs, values: lowered.inputs)
    for (value, target) in lowered.updates where !schedule.isDeferred.contains(value) {
      sources.addresses[value] = sources.addresses[target]
    }
    let threads = graph.threads
    let layout = PlanLayout(
      values, schedule, placed: Set(sources.addresses.keys), kept: Set(lowered.results), threads: threads)
    try graph.admit(shape: [layout.size / 8 + 1])
    memory = PlanBuffer.allocate(layout.size)
    var assembly = PlanAssembly(
      plan, values, schedule, layout, memory: memory, addresses: sources.addresses, checked: lowered.checked,
      path: self.path, sharing: PlanSharing(threads: threads))
    var place = 0
    for (output, result) in zip(plan.outputs, lowered.results.prefix(outputCount)) {
      if output.count > 0 { assembly.record(result, at: place) }
      place += output.count
    }
    recordWidth = place
    for (value, target) in lowered.updates.sorted(by: { $0.key < $1.key }) where schedule.isDeferred.contains(value) {
      assembly.copy(value, to: target)
    }
    for batch in sources.batches { assembly.rows(batch.value, source: batch.source, length: batch.length) }
    addressOf = Self.addresses(of: &assembly, values)
    calls = assembly.calls
    code = assembly.code
    held = sources.held + assembly.constants + assembly.lists + assembly.shapes
    self.sources = sources.data
    batch = sources.batch
    registersSize = layout.registersSize
    workspaceSize = PlanBuffer.padded(assembly.workspace)
    bytes = layout.size + threads * workspaceSize
    workspace = PlanBuffer.allocate(threads * workspaceSize)
    let isShared = code.contains { $0.flags & UInt16(plan_is_shared.rawValue) != 0 }
    workers = isShared ? graph.workers() : nil
  }

  /// Values that the owner computes are read and written by their addresses.
  private static func addresses(
    of assembly: inout PlanAssembly, _ values: ContiguousArray<NumberedValue>
  ) -> [Int: UnsafeMutableRawPointer] {
    var addresses: [Int: UnsafeMutableRawPointer] = [:]
    for call in assembly.calls {
      addresses[call] = assembly.address(call)
      for operand in values[call].operands { addresses[operand.value] = assembly.address(operand.value) }
    }
    return addresses
  }

  deinit {
    memory.deallocate()
    workspace.deallocate()
  }

  // MARK: Running

  /// Runs steps one after the other.
  ///
  /// - Parameters:
  ///   - steps: how many.
  ///   - rows: row numbers of all batches, one behind the other.
  /// - Returns: what the steps recorded: the entries of all outputs, ``recordWidth`` for each step.
  /// - Throws: the operation budget, before anything is done; ``EngineError/nonFinite(operation:operands:result:)`` at
  ///   the step ``failedStep``, with all buffers as they were before that step.
  @discardableResult
  public func run(steps: Int = 1, rows: [Int32] = []) throws(EngineError) -> [Double] {
    precondition(rows.count == steps * batch, "each step has its batch's row numbers")
    for source in sources {
      precondition(rows.allSatisfy { $0 >= 0 && $0 < source.shape[0] }, "row numbers lie within the data")
    }
    let (total, overflow) = work.multipliedReportingOverflow(by: steps)
    try graph.spend(overflow ? .max : total)
    failedStep = nil
    let before = updated.map(\.tensor)
    var records = [Double](repeating: 0, count: steps * recordWidth)
    guard let failure = execute(steps, rows, &records) else { return records }
    // Back to the beginning, and on to the step in question.
    for (buffer, tensor) in zip(updated, before) { buffer.set(tensor) }
    _ = execute(failure, Array(rows.prefix(failure * batch)), &records)
    failedStep = failure
    recordsBeforeFailure = Array(records.prefix(failure * recordWidth))
    throw explanation(rows[(failure * batch)..<((failure + 1) * batch)])
  }

  /// Numbers that one step without a batch records, outside the budget; `nil` where it gives NaN or infinity.
  public func recorded() -> [Double]? {
    let (done, records) = advance(1)
    return done == 1 ? records : nil
  }

  /// Steps without batches and outside the budget, until one gives NaN or infinity.
  ///
  /// - Returns: how many steps were done, and what they recorded. The buffers are as these left them.
  func advance(_ steps: Int) -> (done: Int, records: [Double]) {
    let before = updated.map(\.tensor)
    var records = [Double](repeating: 0, count: steps * recordWidth)
    guard let failure = execute(steps, [], &records) else { return (steps, records) }
    for (buffer, tensor) in zip(updated, before) { buffer.set(tensor) }
    _ = execute(failure, [], &records)
    return (failure, Array(records.prefix(failure * recordWidth)))
  }

  /// - Returns: the step that failed.
  private func execute(_ steps: Int, _ rows: [Int32], _ records: inout [Double]) -> Int? {
    guard steps > 0 else { return nil }
    return withPointers(to: sources) { sources in
      records.withUnsafeMutableBufferPointer { records in
        rows.withUnsafeBufferPointer { rows in
          code.withUnsafeBufferPointer { code in
            var state = plan_state()
            state.code = code.baseAddress
            state.length = code.count
            state.path = path
            state.pool = workers?.pool
            state.workspace = workspace.assumingMemoryBound(to: CChar.self)
            state.workspace_size = workspaceSize
            state.registers_size = registersSize
            state.steps = steps
            state.rows = rows.baseAddress
            state.batch = batch
            state.sources = sources
            state.records = records.baseAddress
            state.record_width = recordWidth
            while true {
              switch plan_run(&state) {
              case plan_calls: call(Int(code[state.position - 1].extents.0))
              case plan_not_finite: return state.step
              default: return nil
              }
            }
          }
        }
      }
    }
  }

  private func withPointers<Result>(
    to tensors: [Tensor], _ body: (UnsafePointer<UnsafeRawPointer?>?) -> Result
  ) -> Result {
    func next(_ index: Int, _ pointers: inout [UnsafeRawPointer?]) -> Result {
      guard index < tensors.count else { return pointers.withUnsafeBufferPointer { body($0.baseAddress) } }
      switch tensors[index].storage {
      case .double(let values):
        return values.withUnsafeBytes {
          pointers.append($0.baseAddress)
          return next(index + 1, &pointers)
        }
      case .single(let values):
        return values.withUnsafeBytes {
          pointers.append($0.baseAddress)
          return next(index + 1, &pointers)
        }
      }
    }
    var pointers: [UnsafeRawPointer?] = []
    return next(0, &pointers)
  }

  /// A value by its primitive's own rule.
  private func call(_ index: Int) {
    let value = values[calls[index]]
    guard case .structural(let place) = value.rule, let to = addressOf[calls[index]] else { return }
    let payload = plan.payloads[place]
    let operands = zip(payload.operands, value.operands).map { operand, source in
      addressOf[source.value].map { PlanBuffer.tensor($0, shape: operand.shape, values[source.value].precision) }
        ?? .zeros(operand.shape)
    }
    let result: Tensor
    do {
      result = try payload.primitive.evaluate(
        operands, payload.attributes, shape: payload.shape, at: value.precision, unchecked: true)
    } catch {
      // It shows where results are looked at.
      result = Tensor(shape: payload.shape, values: Array(repeating: .nan, count: value.count))
    }
    switch result.converted(to: value.precision).storage {
    case .double(let numbers): numbers.withUnsafeBytes { copy($0, to: to) }
    case .single(let numbers): numbers.withUnsafeBytes { copy($0, to: to) }
    }
  }

  private func copy(_ bytes: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer) {
    guard let start = bytes.baseAddress else { return }
    place.copyMemory(from: start, byteCount: bytes.count)
  }

  /// The first operation of a step whose result is not finite although its operands are.
  private func explanation(_ rows: ArraySlice<Int32>) -> EngineError {
    let values = inputs.map { input -> Tensor in
      switch input.source {
      case .buffer(let buffer): return buffer.tensor
      case .rows(let data): return data.rows(rows)
      }
    }
    do {
      return try plan.firstNonFinite(at: values) ?? .nonFinite(operation: "update", operands: [], result: "nan")
    } catch {
      return error
    }
  }
}
