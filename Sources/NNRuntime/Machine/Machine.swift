import Artifacts
import Autodiff
import NNSyntax
import SourceText

/// Runs the code of one block or of one inline expression, and keeps what it gives.
final class Machine {
  let environment: Environment
  // The environment's, at hand.
  let graph: Graph
  let labels: Labels
  let options: RunOptions
  var outputs = ShownOutputs()
  /// The chart that a failed block shows beside its fault: how a run went until its numbers stopped being finite.
  var trace: Artifact?
  /// Numbers in them.
  var shownNumbers = 0
  /// Bytes of the texts that this block shows.
  var shownText = 0
  var claims: [Outcome.Claim] = []
  var diagnostics: [Diagnostic] = []
  var checks = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)
  /// Calls that are being run, counted over all nested runs.
  var depth = 0
  /// Runs that are nested in Swift's stack: a rule written by hand, called by the engine.
  private(set) var nestedRuns = 0
  private static let nestedRunLimit = 64
  var instances: UInt32 = 0
  /// Whether a call has given no value, so that arguments may have none.
  var hasCallWithoutValue = false
  /// Shown gradient checks that fail.
  var failedChecks = FailedChecks()
  /// The generator's state before the claims that are being evaluated and say the same twice.
  var claimStates: [RandomNumbers] = []
  /// Whether a derivative is being checked.
  var isTryingRules = false
  /// Derivatives that were given out as values.
  var derivatives = DerivativePlaces()
  /// Whether this is an expression in the text, which must leave the random numbers as they are.
  var isInText = false
  /// The loop whose rounds are looked at.
  var recording: RepeatedLoop?
  /// Decisions whose branches are being run, inner ones last.
  var decisions: [OpenDecision] = []
  /// Nodes whose whole numbers were read since somebody looked last: indices, sizes, axes.
  var chosenBy: [Node] = []
  /// The batch whose operations are repeated for all others.
  var watch: BatchWatch?
  /// The model whose answers a loss or a metric is applied to, as it is written.
  var judged: String?
  /// The values of names once the function that is being called has returned.
  var rebinding: Rebinding?
  /// Bytes of values that comprehensions are collecting, counted by the graph.
  var collectedBytes = 0
  private var settlementsUntilClock = 256
  /// Steps that may wait to be counted.
  private var debtLimit = 1
  /// Operations that a step counts as.
  private static let stepCost = 100
  /// When the block has to be done; checks that nobody has asked for move it.
  var deadline: ContinuousClock.Instant

  init(environment: Environment, options: RunOptions) {
    self.environment = environment
    graph = environment.graph
    labels = environment.labels
    self.options = options
    deadline = ContinuousClock.now + .seconds(options.timeout)
  }

  /// Runs a block or an inline expression at the top level.
  func run(_ chunk: Chunk) throws(StoppedRun) -> Value {
    defer { graph.letGoOfDerivatives() }
    let value = try execute(chunk, arguments: [], path: 0, call: nil)
    do throws(Fault) {
      try tryRulesAgain()
      try checkLastDerivatives()
    } catch {
      throw .diagnostic(diagnostic(error, at: chunk.range))
    }
    return value
  }

  /// Calls a function of the author's from Swift: for rules written by hand.
  func call(_ chunk: Chunk, _ arguments: [Value]) throws(StoppedRun) -> Value {
    guard nestedRuns < Self.nestedRunLimit else {
      throw .diagnostic(diagnostic(depthFault, at: chunk.range))
    }
    nestedRuns += 1
    defer { nestedRuns -= 1 }
    return try execute(chunk, arguments: arguments, path: 0, call: chunk.range)
  }

  /// Why a run ended before its time.
  enum StoppedRun: Error {
    case diagnostic(Diagnostic)
    case skipped(name: String)
  }

  var depthFault: Fault {
    .told(
      .depthBudget, "calls are nested deeper than \(options.depth)",
      hint: "a function that calls itself needs a condition under which it does not")
  }

  // MARK: - The loop

  private func execute(
    _ start: Chunk, arguments: [Value], path: Int32, call: SourceRange?
  ) throws(StoppedRun) -> Value {
    let startDepth = depth
    let startBytes = collectedBytes
    defer {
      depth = startDepth
      graph.letGo(collectedBytes - startBytes)
      collectedBytes = startBytes
    }
    let openDecisions = decisions.count
    var stack = ContiguousArray<Value>()
    stack.append(contentsOf: arguments)
    for _ in arguments.count..<max(arguments.count, start.localCount) { stack.append(.unbound) }
    var frames: [Frame] = []
    var frame = Frame(chunk: start, base: 0, path: path, tagBase: labels.base(start, path: path))
    do throws(Fault) {
      return try loop(&stack, &frames, &frame)
    } catch {
      if recording?.run == nestedRuns { recording = nil }
      decisions.removeLast(decisions.count - openDecisions)
      if case .skipped(let name) = error { throw .skipped(name: name) }
      throw .diagnostic(diagnostic(error, in: frame.chunk, at: frame.position - 1))
    }
  }

  // One long function: its local variables are what makes it fast.
  private func loop(
    _ stack: inout ContiguousArray<Value>, _ frames: inout [Frame], _ frame: inout Frame
  ) throws(Fault) -> Value {
    var chunk = frame.chunk
    var code = chunk.code
    var position = frame.position
    var base = frame.base
    // Steps not yet counted against the budget.
    var debt = 0
    while true {
      let instruction = code[position]
      position += 1
      frame.position = position
      switch instruction {
      case .spend(let steps): try count(Int(steps), &debt)
      case .number(let number):
        if case .binary(let op) = code[position],
          let result = try right(of: op, stack[stack.count - 1], .number(number), &frame)
        {
          stack[stack.count - 1] = result
          position += 1
        } else {
          stack.append(.number(number))
        }
      case .text(let index): stack.append(.text(TextValue(chunk.texts[Int(index)], words: chunk.words)))
      case .local(let slot, let global):
        if case .binary(let op) = code[position],
          let result = try right(of: op, stack[stack.count - 1], stack[base + Int(slot)], &frame)
        {
          stack[stack.count - 1] = result
          position += 1
        } else if case .unbound = stack[base + Int(slot)] {
          stack.append(try self.global(global, chunk, at: chunk.ranges[position - 1]))
        } else {
          stack.append(stack[base + Int(slot)])
        }
      case .global(let slot):
        let value = environment.values[Int(slot)]
        if case .unbound = value { throw unknownName(slot, chunk, at: chunk.ranges[position - 1]) }
        stack.append(value)
      case .temporary(let slot): stack.append(stack[base + Int(slot)])
      case .setTemporary(let slot): stack[base + Int(slot)] = stack.removeLast()
      case .parameter(let slot, _):
        if let node = stack[base + Int(slot)].nodeID {
          labelParameter(node, tag(frame, position), frame.path)
        } else if case .tuple(let tuple) = stack[base + Int(slot)] {
          try label(tuple, tag(frame, position), frame.path)
        }
      case .bindLocal(let slot, _):
        stack[base + Int(slot)] = try named(stack.removeLast(), tag(frame, position), frame.path)
        if frame.isLinked { frame.leave(.local(slot)) }
      case .bindGlobal(let slot):
        let tag = tag(frame, position)
        environment.bind(
          slot, to: try named(stack.removeLast(), tag, frame.path), tag: tag >> Labels.instanceBits)
        if !environment.links.isEmpty { environment.links.leave(.global(slot)) }
      case .assignLocal(let slot):
        stack[base + Int(slot)] = stack.removeLast()
        if frame.isLinked { frame.leave(.local(slot)) }
      case .assignGlobal(let slot):
        environment.set(slot, to: stack.removeLast())
        if !environment.links.isEmpty { environment.links.leave(.global(slot)) }
      case .link(let target, let index): link(target, chunk.links[Int(index)], stack, &frame)
      case .updateLocal(let op, let slot, let global):
        let old = stack[base + Int(slot)]
        if case .unbound = old { throw nonLocal(global, chunk, position) }
        let change = stack.removeLast()
        if !frame.isLinked, case .node = old {
          stack[base + Int(slot)] = try updated(old, op, change, tag(frame, position))
        } else {
          try update(Place(root: .name(.local(slot))), op, change, tag(frame, position), &stack, frame)
        }
      case .updateGlobal(let op, let slot):
        let old = environment.values[Int(slot)]
        if case .unbound = old { throw unknownName(slot, chunk) }
        let change = stack.removeLast()
        if environment.links.isEmpty, case .node = old {
          environment.set(slot, to: try updated(old, op, change, tag(frame, position)))
        } else {
          try update(Place(root: .name(.global(slot))), op, change, tag(frame, position), &stack, frame)
        }
      case .updatePart(let index):
        try update(chunk.partUpdates[Int(index)], chunk, &stack, frame, tag(frame, position))
      case .pop: stack.removeLast()
      case .negate:
        if case .number(let number) = stack[stack.count - 1] {
          stack[stack.count - 1] = .number(-number)
        } else if case .tuple(let tuple) = stack[stack.count - 1] {
          stack[stack.count - 1] = try negated(tuple, tag(frame, position))
        } else {
          stack.append(try unary(Primitives.negate, stack.removeLast(), tag(frame, position)))
        }
      case .not:
        if case .number(let number) = stack[stack.count - 1] {
          stack[stack.count - 1] = .number(number == 0 ? 1 : 0)
        } else {
          stack.append(try unary(Primitives.not, stack.removeLast(), tag(frame, position)))
        }
      case .binary(let op):
        // Both are moved: a copy would count its references up and down again.
        let right = stack.removeLast()
        let left = stack.removeLast()
        if case .number(let a) = left, case .number(let b) = right {
          stack.append(.number(try arithmetic(op, a, b)))
        } else if let result = try scalars(op, left, right, tag(frame, position)) {
          stack.append(result)
        } else {
          stack.append(try binary(op, left, right, tag(frame, position)))
        }
      case .array(let count):
        let items = Array(stack.suffix(Int(count)))
        stack.drop(to: stack.count - Int(count))
        stack.append(try array(items, tag(frame, position)))
      case .tuple(let count):
        let items = Array(stack.suffix(Int(count)))
        stack.drop(to: stack.count - Int(count))
        stack.append(.tuple(try TupleValue.make(items)))
      case .unpack(let count): try unpack(&stack, Int(count))
      case .call(let index):
        if try call(Int(index), chunk, &stack, &frames, &frame) {
          chunk = frame.chunk
          code = chunk.code
          position = 0
          base = frame.base
          depth += 1
        }
      case .index(let index):
        try self.index(&stack, chunk.subscripts[Int(index)], tag(frame, position), chunk, position - 1)
      case .member(let name):
        stack.append(try member(stack.removeLast(), chunk.texts[Int(name)], tag(frame, position)))
      case .jump(let target): position = Int(target)
      case .jumpIfFalse(let target):
        if try !truth(stack.removeLast(), "a condition") { position = Int(target) }
      case .shortCircuit(let op, let target):
        if let left = try scalarTruth(stack[stack.count - 1]), left == (op == .or) {
          stack[stack.count - 1] = try decided(stack[stack.count - 1], left, tag(frame, position))
          position = Int(target)
        }
      case .open(let index, let count, let isTruth):
        open(chunk.joins[Int(index)], Int(count), isTruth: isTruth, stack, base, tag(frame, position))
      case .join(let index): try join(chunk.joins[Int(index)], &stack, base)
      case .loopStart(let slot):
        try startLoop(&stack, base + Int(slot))
        considerRecording(frame, base + Int(slot), stack)
      case .iterationStart(let slot, let form):
        let form = chunk.iterations[Int(form)]
        try startIteration(&stack, base + Int(slot), form)
        if form.element == nil { considerRecording(frame, base + Int(slot), stack) }
      case .rangeValue(let slot): stack.append(try rangeValue(stack, base + Int(slot)))
      case .memberValue(let slot, _):
        stack.append(try memberValue(stack, base + Int(slot), tag(frame, position), frame.path))
      case .collect(let slot, let form):
        try collect(&stack, base + Int(slot), chunk.iterations[Int(form)], tag(frame, position))
      case .loopNext(let slot, let exit):
        if let recording, recording.slot == base + Int(slot), recording.chunk === chunk, recording.run == nestedRuns {
          try nextRound(&stack, frame, Self.stepCost * debt)
        }
        guard case .number(let counter) = stack[base + Int(slot)],
          case .number(let last) = stack[base + Int(slot) + 1]
        else { throw .told(.noValue, "a loop lost its counter") }
        if counter < last {
          stack[base + Int(slot)] = .number(counter + 1)
          try count(1, &debt)
        } else {
          position = Int(exit)
        }
      case .record(let slot, let name):
        try record(stack.removeLast(), stack[base + Int(slot)], chunk.texts[Int(name)], tag(frame, position))
      case .newHistory(let slot): stack[base + Int(slot)] = .history(environment.history(.round))
      case .define(let index):
        let definition = chunk.definitions[Int(index)]
        stack.append(.function(FunctionValue(name: definition.name.text, chunk: definition.chunk)))
      case .defineRule(let index): try defineRule(chunk.definitions[Int(index)], chunk)
      case .beginClaim: claimStates.append(environment.random)
      case .expect(let index): try expect(&stack, chunk.expectations[Int(index)])
      case .show(let index):
        try show(stack.removeLast(), chunk.texts[Int(index)], at: chunk.ranges[position - 1], chunk.words)
      case .fail(let index): throw .reported(chunk.faults[Int(index)])
      case .nothing: stack.append(.unbound)
      case .end:
        var result = stack.removeLast()
        if frames.isEmpty {
          try spend(debt)
          return try finished(result, frame)
        }
        if frame.byHand != nil { result = try finished(result, frame) }
        if let choice = frame.choice { result = try chosen(result, by: choice.conditions, at: frame.tagBase) }
        if case .unbound = result { hasCallWithoutValue = true }
        // The callee lies below its arguments.
        swap(&stack[frame.base - 1], &result)
        stack.drop(to: frame.base)
        frame = frames.removeLast()
        chunk = frame.chunk
        code = chunk.code
        position = frame.position
        base = frame.base
        depth -= 1
        if frame.isLinked { followModels(&stack, frame) }
      }
    }
  }

  /// An operator whose right side has just been come to, on scalars: the side need not go by the stack, as in `x * 2`.
  /// `nil` where it has to.
  @inline(__always)
  private func right(
    of op: BinaryOperator, _ left: Value, _ right: Value, _ frame: inout Frame
  ) throws(Fault) -> Value? {
    // What fails is the operator, which stands one further on.
    frame.position += 1
    if let result = try scalars(op, left, right, tag(frame, frame.position)) { return result }
    frame.position -= 1
    return nil
  }

  func tag(_ frame: Frame, _ position: Int) -> UInt32 {
    frame.tagBase == 0 ? 0 : frame.tagBase &+ UInt32(truncatingIfNeeded: position - 1) << Labels.instanceBits
  }

  // MARK: - Budgets

  /// Counts steps against the budget, several at once as long as the end of it is far.
  @inline(__always)
  private func count(_ steps: Int, _ debt: inout Int) throws(Fault) {
    debt += steps
    if debt >= debtLimit {
      try spend(debt)
      debt = 0
    }
  }

  func spend(_ steps: Int) throws(Fault) {
    do { try graph.spend(Self.stepCost * steps) } catch { throw .engine(error) }
    debtLimit = max(1, min(64, (graph.limits.operations - graph.operations) / (4 * Self.stepCost)))
    if let recording, recording.isTooLong { self.recording = nil }
    settlementsUntilClock -= 1
    if settlementsUntilClock == 0 { try lookAtClock() }
  }

  func lookAtClock() throws(Fault) {
    settlementsUntilClock = 256
    if options.isCancelled?() == true { throw .told(.timeBudget, "this block was called off") }
    guard ContinuousClock.now > deadline else { return }
    throw .told(
      .timeBudget, "this block runs longer than \(options.timeout) seconds",
      hint: "do less, or set `#| timeout:` higher")
  }
}

extension ContiguousArray {
  /// Leaves the first items. For a few at the end it is quicker than `removeLast(_:)`.
  mutating func drop(to count: Int) { while self.count > count { removeLast() } }
}
