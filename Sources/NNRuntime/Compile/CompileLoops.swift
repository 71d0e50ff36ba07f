import NNSyntax
import SourceText

/// The hidden locals of a loop, counted from its slot.
enum LoopSlots {
  /// How many rounds have begun.
  static let counter = 0
  static let rounds = 1
  static let history = 2
  /// The first number of a range, or what the members are taken from.
  static let source = 3
  /// The step of a range.
  static let step = 4
  /// The variable of a comprehension.
  static let variable = 5

  static let count = 6
}

/// Loops and comprehensions.
extension Compiler {
  /// - Parameter wantsHistory: the loop's value is used, so that `record` writes to it.
  mutating func loop(_ loop: Loop, _ range: SourceRange, wantsHistory: Bool) {
    let slot = newLocals(LoopSlots.count)
    let history = slot + Int32(LoopSlots.history)
    let outerHistory = historySlot
    let outerInside = insideLoop
    if wantsHistory {
      emit(.newHistory(history), range)
      historySlot = history
    }
    var counted: Int32?
    // A loop that never ends is reported at its head.
    var head = range
    switch loop.header {
    case .repeat(let count):
      head.bytes = range.bytes.lowerBound..<max(range.bytes.lowerBound, count.range.bytes.upperBound)
      expression(count)
      counted = opened([count])
      step(.loopStart(slot: slot), count.range)
    case .for(let variable, let iteration):
      head.bytes = range.bytes.lowerBound..<max(range.bytes.lowerBound, iteration.range.bytes.upperBound)
      counted = start(Chunk.IterationForm(variable: variable, iteration: iteration), slot).counted
    }
    let start = here
    emit(.loopNext(slot: slot, exit: 0), head)
    var added: Int32?
    if case .for(let variable, let iteration) = loop.header {
      value(of: iteration, variable, slot)
      switch reference(variable.text) {
      case .local(let local, _): emit(.assignLocal(local), variable.range)
      case .global(let global):
        emit(.assignGlobal(global), variable.range)
        if bound.insert(global).inserted { added = global }
      }
    }
    insideLoop = true
    nesting += 1
    statements(loop.body)
    if let added { bound.remove(added) }
    nesting -= 1
    insideLoop = outerInside
    emit(.jump(start), range)
    chunk.code[Int(start)] = .loopNext(slot: slot, exit: here)
    historySlot = outerHistory
    if case .for(_, .members) = loop.header {
      // A tensor must not live on because a loop went over it.
      emit(.nothing, head)
      emit(.setTemporary(slot + Int32(LoopSlots.source)), head)
    }
    if let counted { join(counted, loop.body, givesValue: false, head) }
    if wantsHistory { emit(.temporary(history), range) }
  }

  /// `[i^2 for i in 0..3]`: each round leaves its value on the stack.
  mutating func comprehension(_ comprehension: Comprehension, _ range: SourceRange) {
    let slot = newLocals(LoopSlots.count)
    let variable = comprehension.variable
    let (form, counted) = start(
      Chunk.IterationForm(
        variable: variable, iteration: comprehension.iteration, element: comprehension.element.range), slot)
    let next = here
    emit(.loopNext(slot: slot, exit: 0), range)
    value(of: comprehension.iteration, variable, slot)
    let local = slot + Int32(LoopSlots.variable)
    emit(.assignLocal(local), variable.range)
    let hidden = scoped.updateValue(local, forKey: variable.text)
    let outerSteps = steps
    steps = 1
    let spend = chunk.code.count
    emit(.spend(0), comprehension.element.range)
    nesting += 1
    expression(comprehension.element)
    nesting -= 1
    chunk.code[spend] = .spend(steps)
    steps = outerSteps
    scoped[variable.text] = hidden
    emit(.jump(next), range)
    chunk.code[Int(next)] = .loopNext(slot: slot, exit: here)
    step(.collect(slot: slot, form: form), range)
    if let counted { join(counted, [], givesValue: true, range) }
  }

  /// Takes note of what counts the rounds, where it is more than numbers as they are written.
  private mutating func opened(_ bounds: [Expression]) -> Int32? {
    let isWritten = bounds.allSatisfy { bound in
      switch bound.kind {
      case .number: true
      case .unary(.negate, let operand): if case .number = operand.kind { true } else { false }
      default: false
      }
    }
    return isWritten ? nil : open(bounds, isTruth: false)
  }

  /// The value behind `in`, computed once.
  private mutating func start(_ form: Chunk.IterationForm, _ slot: Int32) -> (form: Int32, counted: Int32?) {
    for part in form.iteration.parts { expression(part) }
    var counted: Int32?
    if case .range = form.iteration { counted = opened(form.iteration.parts) }
    chunk.iterations.append(form)
    chunk.sources.insert(slot + Int32(LoopSlots.source))
    let place = Int32(chunk.iterations.count - 1)
    step(.iterationStart(slot: slot, form: place), form.iteration.range)
    return (place, counted)
  }

  /// The variable's value in the round that begins.
  private mutating func value(of iteration: Iteration, _ variable: Name, _ slot: Int32) {
    switch iteration {
    case .range: emit(.rangeValue(slot: slot), variable.range)
    case .members: emit(.memberValue(slot: slot, global: symbols.slot(variable.text)), variable.range)
    }
  }
}
