/// Lowers a loss by moving its parameters, with all of the data in each step.
public final class Minimization {
  /// First order, with a rule for single steps; or second order, with a search along each.
  public enum Method: Sendable {
    /// Steps along the gradient.
    case firstOrder(any Optimizer)
    /// Steps along a direction that knows of curvature, with a search along each.
    case secondOrder(SecondOrderMethod)
  }

  /// The course of a run: the loss before each step and, for few parameters, where they stood.
  public struct Course: Sendable {
    /// Before each step.
    public var losses: [Double] = []
    /// Where the parameters stood before each step and after the last, one point behind the other, each with all
    /// parameters one behind the other; empty unless asked for.
    public var path: [Double] = []
  }

  /// The parameters that it moves.
  public let parameters: Parameters
  private let loss: Node
  private let method: Method
  private let keepsPath: Bool
  /// The step of the last run that gave the first NaN or infinity, or met a Hessian without inverse.
  public private(set) var failedStep: Int?
  /// The first part of that step that is not finite.
  public private(set) var failedPart = StepFailure.Part.loss
  /// The course so far: all of it, or up to the failed step.
  public private(set) var course = Course()

  /// A descent that has not begun.
  ///
  /// - Parameters:
  ///   - loss: a node of one entry.
  ///   - nodes: the inputs that are moved.
  ///   - method: by which rule.
  ///   - keepsPath: whether the course tells where the parameters stood.
  public init(_ loss: Node, by nodes: [Node], _ method: Method, keepsPath: Bool) {
    parameters = Parameters(nodes)
    self.loss = loss
    self.method = method
    self.keepsPath = keepsPath
  }

  /// Takes steps.
  ///
  /// - Parameters:
  ///   - steps: how many; fewer where a method of second order has arrived.
  ///   - room: bytes that the course may take; what the graph's memory budget leaves when `nil`.
  ///   - pause: called now and then in a long run with the number of steps done; what it throws ends the run.
  /// - Throws: budgets; the first NaN or infinity.
  public func run(
    steps: Int, room: Int? = nil, pause: (Int) throws(EngineError) -> Void = { (_) throws(EngineError) in }
  ) throws(EngineError) -> Course {
    course = Course()
    failedStep = nil
    let room = min(room ?? .max, loss.graph.availableBytes)
    do {
      switch method {
      case .firstOrder(let optimizer):
        // All steps are done, so what they record is known beforehand.
        try admit(steps: steps, room)
        try descend(optimizer, steps, pause)
      case .secondOrder(let method): try search(method, steps, room, pause)
      }
    } catch {
      if case .nonFinite = error {
        // What is made before the first step is made where it begins.
        failedStep = failedStep ?? 0
        // Without a cause in loss and gradient it is what is made of them.
        failedPart = if case .firstOrder = method { .update } else { .derivative }
        if let cause = StepFailure(of: loss, at: parameters) {
          failedPart = cause.part
          throw cause.error
        }
      }
      throw error
    }
    return course
  }

  /// Refuses a course that takes more than the room there is.
  private func admit(steps: Int, _ room: Int) throws(EngineError) {
    let width = keepsPath ? 1 + parameters.count : 1
    guard steps < room / 8 / width else { throw .memoryBudget(limit: loss.graph.limits.bytes) }
  }

  private func descend(
    _ optimizer: any Optimizer, _ steps: Int, _ pause: (Int) throws(EngineError) -> Void
  ) throws(EngineError) {
    let descent = try Descent(optimizer, parameters)
    let watches = try loss.graph.watches(over: loss, movedBy: parameters.nodes)
    var portions = Portions(
      try descent.plan(
        lowering: loss, recording: [loss] + (keepsPath ? parameters.nodes : []) + watches.map(\.node)))
    let width = portions.plan.recordWidth - watches.count
    let remembered = RememberedRun(
      "descent", in: loss.graph, work: portions.work(steps), numbers: (steps + 1) * width,
      of: [portions.plan]
    ) { $0.add(steps) }
    if let known = remembered?.known, known.rows.map(\.count) == [steps, (steps + 1) * (width - 1)],
      known.restore(parameters.buffers)
    {
      try loss.graph.spend(known.operations)
      course = Course(losses: known.rows[0], path: known.rows[1])
      return
    }
    course.losses.reserveCapacity(steps)
    course.path.reserveCapacity((steps + 1) * (width - 1))
    try descend(&portions, steps, width, watches.map(\.place), pause)
    remembered?.keep(rows: [course.losses, course.path], state: parameters.values)
  }

  private func descend(
    _ portions: inout Portions, _ steps: Int, _ width: Int, _ watches: [UInt32],
    _ pause: (Int) throws(EngineError) -> Void
  ) throws(EngineError) {
    defer { if keepsPath { course.path += parameters.values.flatMap(\.values) } }
    var changed: EngineError?
    do {
      try portions.run(
        steps: steps,
        take: { records in
          changed = changed ?? self.change(in: records, watches, width, after: self.course.losses.count)
          take(records, width, behind: watches.count)
        },
        pause: { (done) throws(EngineError) in
          if let changed { throw changed }
          try pause(done)
        })
    } catch {
      failedStep = changed == nil ? portions.failedStep : failedStep
      throw changed ?? error
    }
    if let changed { throw changed }
  }

  /// The first step in which a decision behind the loss came out differently.
  private func change(in records: [Double], _ places: [UInt32], _ width: Int, after done: Int) -> EngineError? {
    guard !places.isEmpty else { return nil }
    let row = width + places.count
    for step in 0..<records.count / row {
      for (column, place) in places.enumerated() where records[step * row + width + column] == 0 {
        failedStep = done + step
        return .cannotRepeat(place: place)
      }
    }
    return nil
  }

  /// Adds what steps recorded to the course: the loss, and where the parameters stood.
  ///
  /// - Parameters:
  ///   - width: numbers of a step that belong to the course.
  ///   - watches: numbers of a step behind them.
  private func take(_ records: [Double], _ width: Int, behind watches: Int) {
    guard width + watches > 1 else {
      course.losses += records
      return
    }
    for start in stride(from: 0, to: records.count, by: width + watches) {
      course.losses.append(records[start])
      for k in start + 1..<start + width { course.path.append(records[k]) }
    }
  }

  private func search(
    _ method: SecondOrderMethod, _ steps: Int, _ room: Int, _ pause: (Int) throws(EngineError) -> Void
  ) throws(EngineError) {
    let graph = loss.graph
    try graph.admit(shape: method.rule.kept(parameters: parameters.count, steps: steps))
    let objective = try Objective(loss, parameters)
    var point = try objective.point(objective.start)
    var run = method.rule.begin()
    for step in 0..<steps {
      if step > 0 { try pause(step) }
      try admit(steps: step + 1, room)
      course.losses.append(point.value)
      if keepsPath { course.path += point.x }
      guard point.gradient.greatestMagnitude > method.rule.tolerance else { break }
      failedStep = step
      try graph.spend(method.rule.work(parameters: parameters.count, step: step))
      let next = try run.next(objective, from: point) { () throws(EngineError) in try pause(step) }
      failedStep = nil
      guard let next else { break }
      run.learn(step: next.x.moved(-1, along: point.x), change: next.gradient.moved(-1, along: point.gradient))
      point = next
    }
    objective.move(to: point.x)
    if keepsPath { course.path += point.x }
  }
}
