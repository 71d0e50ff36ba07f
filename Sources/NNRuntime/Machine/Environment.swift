import Artifacts
import Autodiff
import SourceText

/// The state that the blocks of a lesson share: names, the graph, and what is known of its nodes.
final class Environment {
  let symbols = Symbols()
  // What each binding touches is checked for overlapping accesses in debug builds alone.
  /// By slot; built-in names come first.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private(set) var values: [Value]
  /// Tag of the node that `=` bound last, by slot: the start of the line of inputs that updates go on with.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private(set) var origins: [UInt32]
  /// Values that the block which runs has overwritten.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private var journal = Journal()
  /// Spelling suggestions, by slot; made at the first unknown name and grown at the next.
  private var names = NameIndex([String]())
  /// Which names and entries of tuples mean one variable.
  var links = Links()
  let builtinCount: Int32
  let graph = Graph()
  let labels = Labels()
  /// Rounds of loops that compiled plans took.
  var plannedRounds = 0
  /// Whether anything was told by the number of its line, which prose above it moves.
  var quotesLines = false
  /// Names that a failed block would have bound.
  var missing: Set<Int32> = []
  /// Columns whose missing fields are masked.
  var absences = NodeNotes<[Int]>(most: 256)
  /// Constants that are masks of 0 and 1: what a comparison gives of a column. They may be large, and are few at a time.
  var masks = NodeNotes<Bool>(most: 16)
  /// Names that an update changes anywhere in the lesson.
  var parameters: Set<String> = []
  /// Numbers that are shown, by what they are computed from; `nil` in a lesson without sliders.
  var ledger: SliderLedger?
  /// Runs that a page can do again.
  var live = LiveLedger()
  /// Statements that depend on sliders, by the lesson's text.
  var dependence = SliderDependence([])
  /// Which derivatives by hand have been tried.
  var ruleTrials = RuleTrials()
  /// Derivatives that were given out and not checked.
  var uncheckedDerivatives = UncheckedDerivatives()
  /// The machine that runs at the moment; rules written by hand run on it when the engine calls them.
  weak var machine: Machine?
  /// Names that rules by hand read beside their arguments.
  let outsideNames = OutsideNames()
  /// Faults on their way through the engine, which carries only a number.
  var pending: [Fault] = []
  /// Part of what a failed block gives back.
  var random: RandomNumbers
  /// The parameters of models before the block changed them.
  var undo: [ObjectIdentifier: (model: ModelValue, parameters: [Node])] = [:]
  let readFile: (String, SourceRange) throws(Diagnostic) -> [UInt8]

  init(seed: UInt32, readFile: @escaping (String, SourceRange) throws(Diagnostic) -> [UInt8]) {
    self.readFile = readFile
    random = RandomNumbers(seed: seed)
    values = []
    for (index, builtin) in Builtins.all.enumerated() {
      _ = symbols.slot(builtin.name)
      values.append(.builtin(index))
    }
    for (name, number) in Builtins.constants {
      _ = symbols.slot(name)
      values.append(.number(number))
    }
    builtinCount = Int32(values.count)
    origins = Array(repeating: 0, count: values.count)
  }

  deinit { outsideNames.removeAll() }

  /// Gives every symbol a slot.
  func grow() {
    while values.count < symbols.count {
      values.append(.unbound)
      origins.append(0)
    }
  }

  /// A record of what runs from here on, with the seed where random numbers have been drawn before.
  func history(_ unit: HistoryChart.Unit) -> History {
    let history = History(unit: unit, graph: graph)
    if let seed = random.seed, random != RandomNumbers(seed: seed) { history.seed = Int(seed) }
    return history
  }

  // MARK: - Writing

  func set(_ slot: Int32, to value: Value) {
    if journal.lacks(slot) { journal.note(slot, values[Int(slot)], origins[Int(slot)]) }
    values[Int(slot)] = value
  }

  /// Changes what all names hold, entries of tuples too.
  func replace(_ change: (Value, [Int]) -> Value) {
    for slot in values.indices {
      let old = values[slot]
      if case .unbound = old { continue }
      let new = old.replacing(change)
      if case .node(let a) = old, case .node(let b) = new, a == b { continue }
      set(Int32(slot), to: new)
    }
  }

  /// The binding of `=`.
  func bind(_ slot: Int32, to value: Value, tag: UInt32) {
    set(slot, to: value)
    origins[Int(slot)] = tag
  }

  // MARK: - Blocks

  /// The state that a block which fails gives back, beside what journal and links hold.
  struct Snapshot {
    fileprivate var random: RandomNumbers
  }

  /// A block begins: from here on what is overwritten is noted.
  func begin() -> Snapshot {
    journal.begin()
    links.begin()
    return Snapshot(random: random)
  }

  /// A block failed.
  func restore(_ snapshot: Snapshot) {
    for entry in journal.entries {
      values[Int(entry.slot)] = entry.value
      origins[Int(entry.slot)] = entry.origin
    }
    journal.begin()
    links.restore()
    random = snapshot.random
    restoreModels()
  }

  /// A block is over, and what it overwrote can go.
  func end() {
    journal.begin()
    links.begin()
  }

  /// How many values blocks have kept of what they overwrote, since the lesson began.
  var keptValues: Int { journal.count }

  // MARK: - Suggestions

  /// The bound name, or one of a function's own, that was probably meant.
  func nearestName(to name: String, or locals: [String]) -> String? {
    for slot in names.count..<max(names.count, values.count) { names.insert(symbols.name(Int32(slot))) }
    func isBound(_ slot: Int) -> Bool { if case .unbound = values[slot] { false } else { true } }
    let own = names.nearest(to: name) { $0 >= Int(builtinCount) && isBound($0) }
    // Other libraries have many names that are only alike.
    let builtin = names.nearest(to: name) { $0 < Int(builtinCount) && isBound($0) }.flatMap {
      isSlip(name, of: $0) ? $0 : nil
    }
    return SourceText.nearestName(to: name, in: locals + [own, builtin].compactMap(\.self))
  }
}
