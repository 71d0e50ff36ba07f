import Artifacts
import Autodiff
import SourceText

/// `minimize(L, (w, b), optimizer: sgd(0.1), steps: 1000)`.
extension Call {
  func minimize() throws(Fault) -> Value {
    let written = try scalar(0)
    let (parameters, _) = try nodes(1)
    let rule = try method(2)?.method ?? .firstOrder(SGD())
    let steps = has(3) ? try whole(3) : 1000
    guard steps >= 0 else { throw fault(.wrongArguments, "`steps` is not negative", 3) }
    guard !parameters.isEmpty else { throw fault(.wrongArguments, "there is nothing to move", 1) }
    guard Set(parameters).count == parameters.count else {
      throw fault(.wrongArguments, "an input stands here twice", 1)
    }
    let loss = try present(written)
    try checkDependence(loss, parameters, parameter: 1)
    for node in parameters where node.kind != .input {
      throw fault(
        .notAnInput, "`\(machine.labels[node.tag]?.name ?? source(1))` is computed from other nodes and is no input", 1)
    }
    try finite("in step 0", machine.environment.history(.step), loss: (loss, parameters)) { () throws(Fault) in
      try tryRules(behind: loss, by: parameters)
      if case .secondOrder(let method) = rule, method.usesSecondDerivatives {
        try checkSecondDerivative(of: loss, parameters)
      }
      try machine.checkFirstStep(of: loss, parameters, sample: Builtins.checked)
    }
    let count = parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let number = try takeDown(loss, parameters, rule, steps: steps)
    let run = Minimization(loss, by: parameters, rule, keepsPath: (1...Builtins.pathLimit).contains(count))
    do throws(EngineError) {
      try machine.pause(RunProgress(.step, done: 0, total: steps))
      _ = try run.run(steps: steps, room: machine.graph.availableBytes) {
        (done) throws(EngineError) in
        try machine.pause(RunProgress(.step, done: done, total: steps))
      }
      try machine.pause(RunProgress(.step, done: steps, total: steps))
    } catch {
      throw stopped(
        error, run.failedStep.map { "in step \($0)" }, in: run.failedPart, isFirst: run.failedStep == 0,
        after: history(of: run))
    }
    var rebinding = Machine.Rebinding(pairs: [], written: writtenPlaces(1))
    for (path, (old, value)) in zip(paths(1), zip(parameters, run.parameters.values)) {
      rebinding.pairs.append((old, try machine.successor(of: old, value, from: sources(2), at: tag), path))
    }
    machine.rebinding = rebinding
    if let number { machine.environment.live.leaves(number, rebinding.pairs.map(\.new)) }
    let history = history(of: run)
    history.run = number
    try machine.account(history)
    return .history(history)
  }

  /// The run for a page, where the block is live.
  private func takeDown(
    _ loss: Node, _ parameters: [Node], _ method: Minimization.Method, steps: Int
  ) throws(Fault) -> Int? {
    guard machine.environment.live.isOn else { return nil }
    switch method {
    case .secondOrder:
      machine.environment.live.refuse(
        "`newton`, `bfgs` and `lbfgs` search along each step, which the page does not",
        hint: "run it by a rule of first order, such as `sgd` or `adam`, in this block")
      return nil
    case .firstOrder(let optimizer):
      let descent = try engine { () throws(EngineError) in try Descent(optimizer, Parameters(parameters)) }
      return try takeDown { () throws(EngineError) in
        [try descent.portableStep(lowering: loss, data: [])]
      } _: {
        LiveRun(steps: $0, data: [], count: 0, order: nil, length: steps, unit: .step, rate: descent.rate)
      }
    }
  }

  private func history(of run: Minimization) -> History {
    let history = machine.environment.history(.step)
    let width = run.parameters.count
    let course = run.course
    history.record("loss", entries: course.losses, count: course.losses.count)
    if !course.path.isEmpty {
      history.record("path", shape: [width], entries: course.path, count: course.path.count / width)
    }
    return history
  }
}
