import Autodiff

/// A loop whose rounds may be taken by a compiled plan: what of it has been seen so far.
///
/// The second and the third round are recorded while the machine computes them. When they are alike, a plan takes the
/// rounds that follow, up to the last one, which the machine computes again: so all names are bound, labelled and
/// connected as if every round had been interpreted.
final class RepeatedLoop {
  let chunk: Chunk
  /// Which of the runs within runs the loop belongs to; each has its own stack.
  let run: Int
  /// Where the loop's counter stands on the stack.
  let slot: Int
  /// Where the frame's locals begin on the stack.
  let base: Int
  /// The variables that the loop updates: names, and the entries of tuples.
  let state: [Place]
  private var rounds = 0
  private var first: RecordedRound?
  private var current: RecordedRound?
  /// The cost of a round, in operations and calls.
  private var cost = Budget(operations: 0, instances: 0)
  private var before = Budget(operations: 0, instances: 0)
  /// Where each record goes.
  private var targets: [(name: String, history: History?)] = []

  struct Budget: Equatable {
    var operations: Int
    var instances: UInt32
  }

  /// Loops with fewer rounds are interpreted.
  static let shortest = 24.0

  init(_ frame: Frame, run: Int, slot: Int, state: [Place]) {
    chunk = frame.chunk
    self.run = run
    self.slot = slot
    base = frame.base
    self.state = state
  }

  // MARK: What the machine tells

  func update(_ new: Node, _ primitive: Primitive, _ old: Node, _ change: Node) {
    current?.update(new, primitive, old, change)
  }

  func record(_ node: Node, _ name: String, _ history: History?) {
    guard let current else { return }
    if first != nil { targets.append((name, history)) }
    current.record(node)
  }

  /// Whether something that steers the loop was read from numbers that change with the rounds.
  func isSteered(by node: Node) -> Bool { current?.covers(node) ?? false }

  /// Whether the round has become longer than a plan is made for: what is recorded is kept in memory.
  var isTooLong: Bool { current?.isTooLong ?? false }

  /// Whether a round updates a name; it need not when the update stands in a branch. Then the name keeps its node.
  func isUpdated(_ at: Int) -> Bool { current.map { $0.start[at] != $0.end[at] } ?? true }

  // MARK: Rounds

  enum Step {
    case goOn
    /// The loop stays with the machine.
    case giveUp
    case take(RoundPlan)
  }

  /// A round begins, and the one before is over.
  ///
  /// - Parameter state: what the updated names hold, when all are inputs: after their first update they are.
  func next(_ state: [Node]?, in graph: Graph, at now: Budget) -> Step {
    rounds += 1
    let spent = Budget(operations: now.operations - before.operations, instances: now.instances &- before.instances)
    before = now
    guard rounds > 1 else { return .goOn }
    guard let state else { return .giveUp }
    switch rounds {
    case 2:
      current = RecordedRound(state, in: graph)
      return .goOn
    case 3:
      guard let current, current.finish(state) else { return .giveUp }
      cost = spent
      first = current
      self.current = RecordedRound(state, in: graph)
      return .goOn
    default:
      guard let first, let current, current.finish(state), spent == cost, first.isLike(current),
        let plan = current.compiled()
      else { return .giveUp }
      return .take(plan)
    }
  }

  /// Provenances that rounds which nobody looks at hand on from one updated name to another.
  func settleProvenances(of state: [Node], in graph: Graph) {
    guard let current, graph.hasStoredNumbers else { return }
    graph.settleProvenances(of: state, from: current.start)
  }

  /// How many rounds fit the budget.
  func affordable(_ left: Int) -> Int { cost.operations > 0 ? left / cost.operations : .max }

  func cost(of rounds: Int) -> Budget {
    Budget(
      operations: rounds * cost.operations, instances: UInt32(truncatingIfNeeded: rounds) &* cost.instances)
  }

  /// Bytes that the records of a round are counted as.
  func recordBytes(_ plan: RoundPlan) -> Int {
    zip(targets, plan.recordCounts).reduce(0) { $0 + ($1.0.history == nil ? 0 : History.bytesPerNumber * $1.1) }
  }

  func write(_ records: [Double], of rounds: Int, _ plan: RoundPlan) throws(EngineError) {
    let width = plan.recordCounts.reduce(0, +)
    for (target, count) in zip(targets, plan.recordCounts) { try target.history?.count(rounds * count) }
    for round in 0..<rounds {
      var place = round * width
      for (target, count) in zip(targets, plan.recordCounts) {
        if let history = target.history { history.extend(target.name, records[place..<(place + count)]) }
        place += count
      }
    }
  }
}

extension Machine {
  /// Looks whether a loop that begins could be taken by a plan.
  ///
  /// - Parameters:
  ///   - frame: stands at the loop's first instruction.
  ///   - slot: where the counter stands on the stack.
  func considerRecording(_ frame: Frame, _ slot: Int, _ stack: ContiguousArray<Value>) {
    guard options.compilesLoops, case .number(let first) = stack[slot], case .number(let last) = stack[slot + 1],
      last - first >= RepeatedLoop.shortest, graph.liveBytes < options.memory / 2
    else { return }
    // A loop inside becomes part of the plan of the one around it, unless that would be too long.
    guard recording == nil || (last - first) * Double(LoopBody.size(frame)) > Double(RecordedRound.nodeLimit) else {
      return
    }
    recording = nil
    guard let names = LoopBody(frame, stack, environment).state else { return }
    recording = RepeatedLoop(frame, run: nestedRuns, slot: slot, state: variables(names, stack, frame))
  }

  /// The variables that names stand for, each once: the entries of their tuples, and of linked ones the first.
  private func variables(_ names: [NamePlace], _ stack: ContiguousArray<Value>, _ frame: Frame) -> [Place] {
    let links = links(frame)
    var found: [Place] = []
    var seen: Set<Place> = []
    for name in names {
      _ = value(at: Place(root: .name(name)), stack, frame)?.replacing { leaf, path in
        let place = Place(root: .name(name), path: path)
        switch leaf {
        case .number, .node:
          if seen.insert(place).inserted {
            seen.formUnion(links.all(place))
            found.append(place)
          }
        // Nothing that an update changes.
        case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice: break
        }
        return leaf
      }
    }
    return found
  }

  /// A round of the recorded loop begins; the counter stands on the number of rounds done.
  ///
  /// - Parameter debt: operations that are not counted yet.
  func nextRound(_ stack: inout ContiguousArray<Value>, _ frame: Frame, _ debt: Int) throws(Fault) {
    guard let recording, case .number(let counter) = stack[recording.slot],
      case .number(let last) = stack[recording.slot + 1]
    else { return }
    if counter >= last {
      self.recording = nil
      return
    }
    let state = state(recording, stack, frame)
    let now = RepeatedLoop.Budget(operations: graph.operations + debt, instances: instances)
    switch recording.next(state, in: graph, at: now) {
    case .goOn: return
    case .giveUp: self.recording = nil
    case .take(let plan):
      self.recording = nil
      let taken = try take(recording, plan, rounds: Int(last - counter) - 1, debt)
      guard taken > 0 else { return }
      let old = state ?? []
      recording.settleProvenances(of: old, in: graph)
      let links = links(frame)
      var changes: [Change] = []
      // The order in which inputs are made is the order in which they are listed.
      for at in graph.oldestFirst(old) where recording.isUpdated(at) {
        let new = try input(plan.state[at], old[at].tag)
        graph.handOn(from: old[at], to: new)
        graph.handOnDecisions(from: old[at], to: new)
        changes.append(Change(places: links.all(recording.state[at]), old: .node(old[at]), new: .node(new)))
      }
      write(changes, &stack, frame)
      stack[recording.slot] = .number(counter + Double(taken))
      // The end of the budget may be near now.
      try spend(0)
    }
  }

  /// The values of the updated variables; `nil` when something in it is no input, or in two of them.
  private func state(_ recording: RepeatedLoop, _ stack: ContiguousArray<Value>, _ frame: Frame) -> [Node]? {
    var nodes: [Node] = []
    for place in recording.state {
      guard case .node(let node)? = value(at: place, stack, frame), node.kind == .input else { return nil }
      nodes.append(node)
    }
    return Set(nodes).count == nodes.count ? nodes : nil
  }

  /// Numbers of a node decide what is done next: not in the rounds of a plan, and not in one batch for all.
  func steer(_ node: Node) throws(Fault) {
    try fix(node)
    if let recording, recording.isSteered(by: node) { self.recording = nil }
  }

  /// Takes rounds as long as they fit the budgets and stay finite; where they do not, the machine finds the fault.
  private func take(
    _ recording: RepeatedLoop, _ plan: RoundPlan, rounds: Int, _ debt: Int
  ) throws(Fault) -> Int {
    let bytes = recording.recordBytes(plan)
    var left = min(rounds, recording.affordable(graph.limits.operations - graph.operations - debt))
    // The machine's own round needs room as well, so that it is the one to find the memory full.
    let room = graph.availableBytes - plan.state.reduce(4096) { $0 + 16 * $1.count }
    if bytes > 0 { left = min(left, max(0, room) / bytes) }
    let remembered = left == rounds ? plan.remembered(left, in: graph) : nil
    if let known = remembered?.known, known.rows.map(\.count) == [left * plan.recordCounts.reduce(0, +)],
      plan.restore(known)
    {
      try count(known.rows[0], of: left, recording, plan)
      return left
    }
    var kept: [Double] = []
    var taken = 0
    // So many that the clock is looked at now and then.
    // and that the records of a portion take little.
    let portion = max(1, min(50_000_000 / max(1, recording.cost(of: 1).operations), (64 << 20) / max(1, bytes)))
    while taken < left {
      let wanted = min(portion, left - taken)
      let (done, records) = plan.advance(wanted)
      try count(records, of: done, recording, plan)
      taken += done
      if remembered != nil { kept += records }
      if done < wanted { break }
      try lookAtClock()
    }
    if taken == left { remembered?.keep(rows: [kept], state: plan.state) }
    return taken
  }

  /// Rounds have been taken, or are known.
  private func count(
    _ records: [Double], of rounds: Int, _ recording: RepeatedLoop, _ plan: RoundPlan
  ) throws(Fault) {
    do { try recording.write(records, of: rounds, plan) } catch { throw .engine(error) }
    let cost = recording.cost(of: rounds)
    do { try graph.spend(cost.operations) } catch { throw .engine(error) }
    instances &+= cost.instances
    environment.plannedRounds += rounds
  }
}
