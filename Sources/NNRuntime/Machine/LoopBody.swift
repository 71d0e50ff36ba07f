import Autodiff

/// The code of a loop, looked at for what a plan could not do: anything that shows, decides by changing numbers, or
/// carries something else than updated names from one round to the next.
struct LoopBody {
  /// Slots of the names that are updated; `nil` where the loop stays with the machine.
  private(set) var updatedNames: [Int32]?

  private let environment: Environment
  private var bound: Set<Int32> = []
  private var updated: Set<Int32> = []
  /// Names that are not bound when a position is reached, by `=` further on.
  private var boundLater: Set<Int32> = []
  /// Functions that have been looked at with the present names bound.
  private var seen: Set<ObjectIdentifier> = []

  /// - Parameter position: of the loop's first instruction, `loopNext`.
  init(_ chunk: Chunk, after position: Int, _ environment: Environment) {
    self.environment = environment
    guard case .loopNext(_, let exit) = chunk.code[position] else { return }
    let range = (position + 1)..<Int(exit)
    for place in range {
      switch chunk.code[place] {
      case .bindGlobal(let slot), .assignGlobal(let slot): boundLater.insert(slot)
      case .updateGlobal(_, let slot): updated.insert(slot)
      default: continue
      }
    }
    guard !updated.isEmpty, updated.isDisjoint(with: boundLater) else { return }
    for place in range {
      // A `record` stands as a line that shows nothing.
      if case .show = chunk.code[place], case .nothing = chunk.code[place - 1] { continue }
      guard allows(chunk.code[place]) else { return }
      switch chunk.code[place] {
      case .bindGlobal(let slot):
        boundLater.remove(slot)
        seen = []
      case .assignGlobal(let slot) where place > position + 2:
        // The variable of a loop inside; the loop's own one changes with the rounds, and stays out of bounds.
        boundLater.remove(slot)
        seen = []
      default: continue
      }
    }
    updatedNames = updated.sorted()
  }

  private mutating func allows(_ instruction: Instruction) -> Bool {
    switch instruction {
    case .spend, .number, .text, .temporary, .setTemporary, .parameter, .bindLocal, .bindGlobal, .assignLocal,
      .assignGlobal, .updateLocal, .updateGlobal, .pop, .negate, .not, .binary, .array, .tuple, .unpack, .call, .index,
      .member, .jump, .jumpIfFalse, .shortCircuit, .loopStart, .loopNext, .record, .nothing, .end:
      return true
    case .newHistory, .define, .defineRule, .expect, .show, .fail: return false
    case .local(_, let global):
      // A local's name may be a built-in's: then it is the local that is read.
      return allowsRead(global, isFallback: true)
    case .global(let slot): return allowsRead(slot, isFallback: false)
    }
  }

  private mutating func allowsRead(_ slot: Int32, isFallback: Bool) -> Bool {
    if boundLater.contains(slot) { return isFallback }
    switch environment.values[Int(slot)] {
    case .function(let function):
      guard function.rule == nil else { return false }
      return allows(function.chunk)
    case .builtin(let place): return isFallback || Self.allowed.contains(Builtins.all[place].name)
    case .unbound, .number, .node, .tuple, .text, .history: return true
    case .artifact, .model, .optimizer: return false
    }
  }

  /// A function, once: it reads the names that are bound where it is called.
  private mutating func allows(_ chunk: Chunk) -> Bool {
    var pending = [chunk]
    while let next = pending.popLast() {
      guard seen.insert(ObjectIdentifier(next)).inserted else { continue }
      for instruction in next.code {
        switch instruction {
        case .local(let local, _) where Int(local) < next.parameters.count: continue
        case .global(let slot), .local(_, let slot):
          if boundLater.contains(slot) { return false }
          if case .function(let function) = environment.values[Int(slot)] {
            guard function.rule == nil else { return false }
            pending.append(function.chunk)
            continue
          }
          guard allows(instruction) else { return false }
        default: guard allows(instruction) else { return false }
        }
      }
    }
    return true
  }

  /// Built-in functions that do the same in each round, with other numbers.
  private static let allowed: Set<String> = {
    var names = Set(Primitive.all.filter { !$0.isInternal }.map(\.name))
    names.subtract(["solve", "inv", "det"])
    names.formUnion([
      "grad", "shape", "reshape", "broadcast", "transpose", "stack", "concat", "max", "min", "zeros", "ones", "full",
      "eye", "arange", "linspace", "stop",
    ])
    return names
  }()
}
