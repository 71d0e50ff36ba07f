import Autodiff
import Reporting
import SourceText

/// What the blocks of a lesson share: names, the graph, and what is known of its nodes.
final class Environment {
  let symbols = Symbols()
  /// By slot; built-in names come first.
  var values: [Value]
  /// Tag of the node that `=` bound last, by slot: the start of the line of inputs that updates go on with.
  var origins: [UInt32]
  /// Which names and entries of tuples mean one variable.
  var links = Links()
  let builtinCount: Int32
  let graph = Graph()
  let labels = Labels()
  /// Rounds of loops that compiled plans took.
  var plannedRounds = 0
  /// Names that a failed block would have bound.
  var missing: Set<Int32> = []
  /// What an update changes anywhere in the lesson.
  var parameters: Set<String> = []
  /// Which derivatives by hand have been tried.
  var ruleTrials = RuleTrials()
  /// What runs at the moment; rules written by hand run on it when the engine calls them.
  weak var machine: Machine?
  /// What rules by hand read beside their arguments.
  let outsideNames = OutsideNames()
  /// Faults on their way through the engine, which carries only a number.
  var pending: [Fault] = []
  /// Part of what a failed block gives back.
  var random: RandomNumbers
  /// What models held before the block changed them.
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
    let history = History(unit: unit)
    if let seed = random.seed, random != RandomNumbers(seed: seed) { history.seed = Int(seed) }
    return history
  }

  /// What a block that fails gives back.
  struct Snapshot {
    fileprivate var values: [Value]
    fileprivate var origins: [UInt32]
    fileprivate var links: Links
    fileprivate var random: RandomNumbers
  }

  var snapshot: Snapshot {
    get { Snapshot(values: values, origins: origins, links: links, random: random) }
    set {
      values = newValue.values
      origins = newValue.origins
      links = newValue.links
      random = newValue.random
      restoreModels()
      grow()
    }
  }
}
