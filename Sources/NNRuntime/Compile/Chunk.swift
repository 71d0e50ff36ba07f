import NNSyntax
import SourceText

/// The code of a block, of a function's body or of a hand-written rule.
///
/// The position of an instruction is at the same time the *site* that nodes are labelled with: `ranges[site]` is the
/// source text that made the node, `siteName(site)` the name it was bound to.
final class Chunk {
  let parameters: [String]
  /// The function's name; `nil` for a block.
  let function: String?
  var code: [Instruction] = []
  var ranges: [SourceRange] = []
  var texts: [String] = []
  private(set) var calls: [CallSite] = []
  /// Beside ``calls``: what a call of a function of the author's needs each time.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  var callCaches: ContiguousArray<CallCache> = []
  var subscripts: [[SubscriptForm]] = []
  var partUpdates: [PartUpdate] = []
  /// Which names stand in the brackets of the tuples that are bound.
  var links: [[WrittenPlace]] = []
  var joins: [JoinForm] = []
  var iterations: [IterationForm] = []
  var definitions: [Definition] = []
  var expectations: [ExpectationForm] = []
  var faults: [Diagnostic] = []
  /// The form to write where a name or a member that is another language's proves unknown.
  var foreignHints: [SourceRange: String] = [:]
  /// Parameters, locals and the hidden locals of loops.
  var localCount = 0
  var localNames: [String] = []
  /// Hidden locals that hold what a loop goes over.
  var sources: Set<Int32> = []
  /// Of `if` and loops around it: what a block reads before it has bound it, by global slot.
  var reads: Set<Int32> = []
  var range: SourceRange
  /// The text that it was compiled from, where that is a block of the author's.
  var source: Excerpt?
  /// The words for its texts and names on the page.
  var words: Words?
  /// Names for global slots, for ``siteName(_:)``.
  let symbols: Symbols
  /// Names that the finished code reads from outside.
  private lazy var outer = OuterNames(self)

  init(parameters: [String] = [], function: String? = nil, range: SourceRange, symbols: Symbols) {
    self.parameters = parameters
    self.function = function
    self.range = range
    self.symbols = symbols
  }

  /// f(x, …) that stands nowhere in a lesson: how a function that was handed over as a value is called. The callee
  /// comes first on the stack.
  ///
  /// - Parameter range: where faults point.
  static func calling(_ arguments: Int, at range: SourceRange, symbols: Symbols) -> Chunk {
    let chunk = Chunk(parameters: ["f"] + (0..<arguments).map { "x\($0)" }, range: range, symbols: symbols)
    for slot in 0...arguments { chunk.code.append(.temporary(Int32(slot))) }
    chunk.code += [.call(0), .end]
    chunk.ranges = Array(repeating: range, count: chunk.code.count)
    _ = chunk.add(
      CallSite(
        range: range, calleeRange: range, positional: arguments, names: [],
        argumentRanges: Array(repeating: range, count: arguments)))
    chunk.localCount = arguments + 1
    return chunk
  }

  /// Gives a call its place.
  func add(_ call: CallSite) -> Int32 {
    calls.append(call)
    callCaches.append(CallCache(count: Int32(call.count), isPositional: call.names.isEmpty))
    return Int32(calls.count - 1)
  }

  /// The bodies of functions that calls gave by options alone, by call.
  var optionCalls: [Int: (builtin: Int, body: Chunk)] = [:]

  func setPlacement(_ placement: Placement, of call: Int) { calls[call].placement = placement }

  /// The name that the instruction at a site binds.
  func siteName(_ site: Int) -> String? { nameSlot(site).map { symbols.name($0) } }

  /// The global slot of that name.
  func nameSlot(_ site: Int) -> Int32? {
    switch code[site] {
    case .bindLocal(_, let global), .bindGlobal(let global), .parameter(_, let global),
      .updateLocal(_, _, let global), .updateGlobal(_, let global), .memberValue(_, let global):
      global
    case .updatePart(let index):
      // A parameter of a model keeps the name that its model gave it.
      if case .entry = partUpdates[Int(index)].part { partUpdates[Int(index)].reference.global } else { nil }
    case .link, .spend, .number, .text, .local, .global, .temporary, .setTemporary, .assignLocal,
      .assignGlobal, .pop, .negate, .not, .binary, .array, .tuple, .unpack, .call, .index, .member, .jump, .open, .join,
      .jumpIfFalse, .shortCircuit, .loopStart, .iterationStart, .rangeValue, .collect, .loopNext, .record, .newHistory,
      .define, .defineRule, .beginClaim, .expect, .show,
      .fail, .nothing, .end:
      nil
    }
  }

  /// Whether a site reads a local that may not be bound there, so that the global of its name is looked up.
  func looksOutside(_ site: Int) -> Bool { outer.sites.contains(site) }

  /// Global slots of the names that a function's body may look up outside.
  var outerNames: Set<Int32> { outer.names }

  /// Where a name is first read.
  func placeOfRead(_ slot: Int32) -> SourceRange? {
    for (site, instruction) in code.enumerated() {
      switch instruction {
      case .global(slot), .local(_, slot), .updateGlobal(_, slot): return ranges[site]
      case .updatePart(let index):
        let update = partUpdates[Int(index)]
        if case .global(slot) = update.reference { return update.name.range }
      default: continue
      }
    }
    for definition in definitions {
      if let range = definition.chunk.placeOfRead(slot) { return range }
    }
    return nil
  }

  func isUpdate(_ site: Int) -> Bool {
    switch code[site] {
    case .updateLocal, .updateGlobal, .updatePart: true
    default: false
    }
  }

  /// A call as it stands in the source. The callee and the arguments lie on the stack, in that order.
  struct CallSite {
    var range: SourceRange
    var calleeRange: SourceRange
    var positional: Int
    /// Names of the arguments behind the positional ones, and what these names mean where the call stands.
    var names: [(name: Name, reference: NameReference)]
    var argumentRanges: [SourceRange]
    /// The places of the names in each argument of a call that updates them; empty for all other calls.
    var places: [[WrittenPlace]] = []
    /// Which argument goes to which parameter of the built-in that was called here last.
    var placement: Placement?

    var count: Int { argumentRanges.count }
    /// A call that stands nowhere in the source: a function that was handed over is applied.
    var isHandedOver: Bool { calleeRange == range }
  }

  /// Cache of a call, from when it was last run, valid for the same function called on the same path.
  struct CallCache {
    var count: Int32
    /// No argument has a name.
    var isPositional: Bool
    var chunk: ObjectIdentifier?
    /// The path that the caller's path led to.
    var parentPath: Int32 = -1
    var path: Int32 = 0
    var tagBase: UInt32 = 0
  }

  /// Where a name is to be looked up.
  enum NameReference {
    case global(Int32)
    case local(slot: Int32, global: Int32)

    var global: Int32 {
      switch self {
      case .global(let global), .local(_, let global): global
      }
    }
  }

  /// How an index was written; what is present lies on the stack in this order.
  enum SubscriptForm {
    case at(SourceRange)
    case slice(lower: Bool, upper: Bool, SourceRange)
  }

  /// The range or the entries of a loop or a comprehension, as it was written.
  struct IterationForm {
    var variable: Name
    var iteration: Iteration
    /// Of a comprehension: what it collects.
    var element: SourceRange?
  }

  /// `net.w1 -= …`, `p[1][2] -= …`: the indices lie on the stack, and above them what it changes by.
  struct PartUpdate {
    enum Part {
      case member(String)
      case entry([SourceRange])
    }

    var name: Name
    var reference: NameReference
    var part: Part
    var `operator`: UpdateOperator
  }

  /// Values that rest on a decision when its branches are over.
  struct JoinForm {
    var names: [NameReference]
    /// Whether the value on top of the stack does, too.
    var givesValue: Bool
  }

  /// A name, an entry or a parameter that stands in the brackets of a tuple: `w`, `q[0]` or `net.w1` in
  /// `(w, (q[0], net.w1))`.
  struct WrittenPlace {
    enum Part {
      case member(String)
      /// Without indices the name itself; negative ones count from the end.
      case entry([Int])
    }

    /// Where in the tuple.
    var path: [Int]
    var reference: NameReference
    var part: Part
  }

  struct Definition {
    var name: Name
    var global: Int32
    var chunk: Chunk
  }

  struct ExpectationForm {
    var range: SourceRange
    var comparison: BinaryOperator?
    var hasTolerance: Bool
    var leftRange: SourceRange
    var rightRange: SourceRange?
    /// Its sides as they are quoted.
    var left: String
    var right: String?
    var toleranceRange: SourceRange?
    /// Why it cannot fail, if it holds.
    var emptiness: Emptiness?

    enum Emptiness {
      /// Both sides are the same source text; then the instruction in front of them is ``Instruction/beginClaim``.
      case sameSides
      /// No name stands in it and no call.
      case constant
    }
  }
}

/// Global names and their slots.
final class Symbols {
  private var slots: [String: Int32] = [:]
  private(set) var names: [String] = []

  func slot(_ name: String) -> Int32 {
    if let slot = slots[name] { return slot }
    let slot = Int32(names.count)
    slots[name] = slot
    names.append(name)
    return slot
  }

  func known(_ name: String) -> Int32? { slots[name] }
  func name(_ slot: Int32) -> String { names[Int(slot)] }
  var count: Int { names.count }
}
