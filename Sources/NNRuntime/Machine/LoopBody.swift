import Autodiff

/// The code of a loop, looked at for what a plan could not do: anything that shows, decides by changing numbers, or
/// carries something else than updated names from one round to the next.
///
/// It is the same at the top level, where names are global, and in a function, where they stand in its frame.
struct LoopBody {
  /// The state of a loop: the names that are updated and not bound anew; `nil` where the loop stays with the
  /// machine.
  private(set) var state: [NamePlace]?

  private let environment: Environment
  private let locals: ArraySlice<Value>
  /// Names that are not bound when a position is reached, by `=` further on.
  private var boundLater: Set<NamePlace> = []
  /// Functions that have been looked at. Later in the body more names are bound, so what was allowed stays so.
  private var seen: Set<ObjectIdentifier> = []
  /// Functions that are still to be looked at.
  private var pending: [FunctionValue] = []

  /// - Parameter frame: stands at the loop's first instruction, `loopNext`.
  init(_ frame: Frame, _ stack: ContiguousArray<Value>, _ environment: Environment) {
    self.environment = environment
    locals = stack[frame.base...]
    let chunk = frame.chunk
    guard let body = Self.body(frame) else { return }
    for site in body {
      if let name = chunk.code[site].bound { boundLater.insert(name) }
    }
    var bound: Set<NamePlace> = []
    var updated: Set<NamePlace> = []
    var linked: Set<NamePlace> = []
    for site in body {
      // A `record` stands as a line that shows nothing.
      if case .show = chunk.code[site], case .nothing = chunk.code[site - 1] { continue }
      guard allows(chunk, site) else { return }
      if case .link(let name, _) = chunk.code[site] { linked.insert(name) }
      if let name = chunk.updated(at: site) {
        // Bound further on, it would be another one in the next round; linked in the round, it moves others.
        guard !boundLater.contains(name), !linked.contains(name) else { return }
        if !bound.contains(name) { updated.insert(name) }
      }
      // The loop's own variable changes with the rounds, and stays out of bounds: a number of a range would be another
      // constant in each round, and a member another index.
      if let name = chunk.code[site].bound, site > body.lowerBound + 1 || !chunk.code[site].isLoopVariable {
        boundLater.remove(name)
        bound.insert(name)
      }
    }
    if !updated.isEmpty { state = updated.sorted() }
  }

  /// The sites of a loop's body.
  private static func body(_ frame: Frame) -> Range<Int>? {
    guard case .loopNext(_, let exit) = frame.chunk.code[frame.position] else { return nil }
    return (frame.position + 1)..<Int(exit)
  }

  /// How many nodes a round makes, when nothing in it is repeated or called: a guess.
  ///
  /// - Parameter frame: stands at the loop's first instruction.
  static func size(_ frame: Frame) -> Int {
    (body(frame) ?? 0..<0).count { site in
      switch frame.chunk.code[site] {
      case .negate, .not, .binary, .array, .call, .index, .member, .memberValue, .collect, .updateLocal, .updateGlobal,
        .updatePart:
        true
      default: false
      }
    }
  }

  private mutating func allows(_ chunk: Chunk, _ site: Int) -> Bool {
    switch chunk.code[site] {
    case .local(let slot, let global):
      return allows(.local(slot)) && (!chunk.looksOutside(site) || allows(.global(global)))
    case .global(let slot): return allows(.global(slot))
    default: return chunk.isRepeatable(at: site)
    }
  }

  private mutating func allows(_ name: NamePlace) -> Bool {
    guard !boundLater.contains(name), allows(name.value(environment, locals)) else { return false }
    // A function reads the names that are bound where it is called.
    while let function = pending.popLast() {
      guard seen.insert(ObjectIdentifier(function.chunk)).inserted else { continue }
      guard function.chunk.isRepeatable else { return false }
      for global in function.chunk.outerNames {
        guard !boundLater.contains(.global(global)), allows(environment.values[Int(global)]) else { return false }
      }
    }
    return true
  }

  private mutating func allows(_ value: Value) -> Bool {
    switch value {
    case .unbound, .number, .node, .text, .history: return true
    case .builtin(let place): return Builtins.all[place].conduct == .traceable
    case .artifact, .model, .optimizer, .choice: return false
    case .function(let function):
      pending.append(function)
      return function.rule == nil
    case .tuple(let tuple):
      // A tuple's nesting has a limit.
      for item in tuple.items {
        guard allows(item) else { return false }
      }
      return true
    }
  }
}

extension Instruction {
  /// The name that is bound: by `=`, or as a loop's variable.
  fileprivate var bound: NamePlace? {
    switch self {
    case .bindGlobal(let slot), .assignGlobal(let slot): .global(slot)
    case .bindLocal(let slot, _), .assignLocal(let slot): .local(slot)
    default: nil
    }
  }

  fileprivate var isLoopVariable: Bool {
    switch self {
    case .assignGlobal, .assignLocal: true
    default: false
    }
  }

  /// Whether it does the same in each round, with other numbers; for names that is to be asked of what they mean.
  fileprivate var isRepeatable: Bool {
    switch self {
    case .spend, .number, .text, .local, .global, .temporary, .setTemporary, .parameter, .open, .join, .bindLocal,
      .bindGlobal, .assignLocal, .assignGlobal, .updateLocal, .updateGlobal, .updatePart, .link, .pop, .negate, .not,
      .binary, .array, .tuple, .unpack, .call, .index, .member, .jump, .jumpIfFalse, .shortCircuit, .loopStart,
      .iterationStart, .rangeValue, .memberValue, .collect, .loopNext, .record, .nothing, .end:
      true
    case .newHistory, .define, .defineRule, .beginClaim, .expect, .show, .fail: false
    }
  }
}

extension Chunk {
  fileprivate var isRepeatable: Bool { code.indices.allSatisfy(isRepeatable) }

  /// A parameter of a model is no state that a plan could carry.
  fileprivate func isRepeatable(at site: Int) -> Bool {
    if case .updatePart(let index) = code[site], case .member = partUpdates[Int(index)].part { return false }
    return code[site].isRepeatable
  }

  /// The name that is updated at a site, or an entry of it.
  fileprivate func updated(at site: Int) -> NamePlace? {
    switch code[site] {
    case .updateGlobal(_, let slot): return .global(slot)
    case .updateLocal(_, let slot, _): return .local(slot)
    case .updatePart(let index):
      switch partUpdates[Int(index)].reference {
      case .global(let slot): return .global(slot)
      case .local(let slot, _): return .local(slot)
      }
    default: return nil
    }
  }
}
