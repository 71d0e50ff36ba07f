import Artifacts
import Autodiff
import Formulas
import SourceText

/// The tape of a lesson that is over, and the places of its numbers on it.
///
/// Each result is tried by itself, so that one that cannot follow takes nothing from the others.
struct SliderTapeMaker {
  private let graph: Graph
  private let ledger: SliderLedger
  private let moved: [(number: Int, moved: SliderLedger.Moved)]
  private var passes: [Node: BackwardNodes?] = [:]
  /// Nodes that the tape will compute, in order.
  private var outputs: [Node] = []
  private var outputOf: [Node: Int] = [:]
  /// Comparisons that are wanted, by node of f and node.
  private var compared: [(output: Node, node: Node, gradient: Node)] = []
  private var comparedOf: [SliderLedger.Quantity: Int] = [:]
  /// By number of the ledger: where it stands once the tape is made.
  private var places: [Int: Place] = [:]

  private enum Place {
    /// The entries of an output.
    case output(Int)
    /// The differences of a comparison.
    case numeric(Int)
  }

  /// The fate of a result, before the tape is made.
  enum Draft {
    /// No slider moves it.
    case still
    case follows([Int], watches: [Int])
    case stays(Set<Int>)
  }

  init(graph: Graph, ledger: SliderLedger) {
    self.graph = graph
    self.ledger = ledger
    moved = ledger.moved.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// - Parameters:
  ///   - numbers: the ledger's, of all that a result shows.
  ///   - comparisons: the ledger's.
  ///   - sources: what the lesson's text says that it depends on.
  mutating func draft(
    numbers: [Int], comparisons: [Int], canFollow: Bool, sources: SliderDependence.Sources
  ) -> Draft {
    let live = sources.moved.intersection(moved.map(\.number))
    guard !live.isEmpty else { return .still }
    guard canFollow, sources.stays.isDisjoint(with: live) else { return .stays(live) }
    let known = Set(numbers).sorted()
    do {
      guard let result = try follow(known, comparisons) else { return .stays(live) }
      return result
    } catch {
      return .stays(live)
    }
  }

  private mutating func follow(_ numbers: [Int], _ comparisons: [Int]) throws(EngineError) -> Draft? {
    var found: [(number: Int, node: Node)] = []
    var differences: [Int] = []
    for number in numbers {
      let quantity = ledger.quantities[number]
      if case .numeric = quantity {
        differences.append(number)
        continue
      }
      guard let node = try node(of: quantity) else { return nil }
      found.append((number, node))
    }
    let inputs = moved.map(\.moved.node)
    var sliders: Set<Int> = []
    for (number, slider) in moved where found.contains(where: { graph.isComputed($0.node, from: slider.node) }) {
      sliders.insert(number)
    }
    let nodes = found.map(\.node)
    let watches = try graph.watches(over: nodes, movedBy: inputs)
    for (number, slider) in moved where watches.contains(where: { graph.isComputed($0, from: slider.node) }) {
      sliders.insert(number)
    }
    guard !sliders.isEmpty else { return .still }
    // A stored number that remembers the slider: the text has said so already, and the graph says it once more.
    for node in nodes where graph.cuts(behind: node).keys.contains(where: { inputs.contains($0) }) { return nil }
    guard try graph.tape(of: nodes + watches, movedBy: leaves(behind: nodes + watches)) != nil else { return nil }
    for (number, node) in found {
      // Contributions all have a place: a figure may draw several of them as one number.
      if case .contribution = ledger.quantities[number] {
        places[number] = .output(add(node))
      } else if inputs.contains(where: { graph.isComputed(node, from: $0) }) {
        places[number] = .output(add(node))
      }
    }
    for comparison in comparisons {
      try compare(ledger.comparisons[comparison])
      guard checks(of: ledger.comparisons[comparison]) != nil else { return nil }
    }
    for number in differences {
      guard let place = comparedOf[ledger.quantities[number]] else { continue }
      places[number] = .numeric(place)
    }
    return .follows(sliders.sorted(), watches: watches.map { add($0) })
  }

  private mutating func add(_ node: Node) -> Int {
    if let known = outputOf[node] { return known }
    outputOf[node] = outputs.count
    outputs.append(node)
    return outputs.count - 1
  }

  private mutating func compare(_ comparison: SliderLedger.Comparison) throws(EngineError) {
    guard let pass = try pass(comparison.output) else { return }
    for node in comparison.nodes {
      let quantity = SliderLedger.Quantity.numeric(of: comparison.output, by: node)
      guard comparedOf[quantity] == nil, let gradient = pass.gradients[node] else { continue }
      comparedOf[quantity] = compared.count
      compared.append((comparison.output, node, gradient))
      _ = (add(comparison.output), add(node), add(gradient))
    }
  }

  /// The inputs from which nodes are computed: a comparison moves each of them, sliders or not.
  private func leaves(behind nodes: [Node]) -> [Node] {
    var leaves = moved.map(\.moved.node)
    var known = Set(leaves)
    for node in nodes {
      for leaf in graph.nodes(leadingTo: node) where leaf.kind == .input && known.insert(leaf).inserted {
        leaves.append(leaf)
      }
    }
    return leaves
  }

  private mutating func pass(_ f: Node) throws(EngineError) -> BackwardNodes? {
    if let known = passes[f] { return known }
    let pass = try graph.backwardNodes(from: f)
    passes[f] = .some(pass)
    return pass
  }

  private mutating func node(of quantity: SliderLedger.Quantity) throws(EngineError) -> Node? {
    switch quantity {
    case .value(let node): return node
    case .gradient(let f, let x): return try pass(f)?.gradients[x]
    case .contribution(let f, let gate, let operand): return try pass(f)?.wire(to: gate, operand: operand)?.contribution
    case .local(let f, let gate, let operand): return try pass(f)?.wire(to: gate, operand: operand)?.local
    case .numeric, .unknown: return nil
    }
  }

  // MARK: - The tape

  /// The tape with everything that follows, and where the numbers of the ledger stand on it.
  struct Made {
    var tape: SliderTape
    /// By number of the ledger.
    var places: [Int: Int] = [:]
    /// By output of the maker, for watches.
    var outputs: [Int]
    /// By comparison of the ledger: its checks on the tape, one behind the other.
    var checks: [Range<Int>?]
  }

  func make(count: Int) -> Made {
    let empty = Made(
      tape: SliderTape(sliders: sliders(count, nil), tape: Tape(count: 0, given: [], steps: []), checks: []),
      outputs: outputs.map { _ in 0 }, checks: ledger.comparisons.map { _ in nil })
    let leaves = leaves(behind: outputs)
    guard !outputs.isEmpty, let portable = try? graph.tape(of: outputs, movedBy: leaves) else { return empty }
    var tape = portable.tape
    var checks: [SliderTape.Check] = []
    func place(_ node: Node) -> Int { outputOf[node].map { portable.outputs[$0] } ?? 0 }
    for entry in compared {
      let entries = entry.node.shape.reduce(1, *)
      checks.append(
        SliderTape.Check(
          output: place(entry.output), node: place(entry.node), gradient: place(entry.gradient), numeric: tape.count,
          count: entries, isInput: entry.node.kind == .input))
      tape.count += entries
    }
    var made = empty
    made.tape = SliderTape(sliders: sliders(count, portable.inputs), tape: tape, checks: checks)
    made.outputs = portable.outputs
    for (number, place) in places {
      switch place {
      case .output(let output): made.places[number] = portable.outputs[output]
      case .numeric(let check): made.places[number] = checks[check].numeric
      }
    }
    made.checks = ledger.comparisons.map { self.checks(of: $0) }
    return made
  }

  /// Where the checks of a comparison stand; `nil` where they do not stand one behind the other.
  private func checks(of comparison: SliderLedger.Comparison) -> Range<Int>? {
    let found = comparison.nodes.compactMap { comparedOf[.numeric(of: comparison.output, by: $0)] }
    guard let first = found.first, found.count == comparison.nodes.count, found == Array(first..<first + found.count)
    else { return nil }
    return first..<first + found.count
  }

  private func sliders(_ count: Int, _ inputs: [Int]?) -> [SliderTape.Slider] {
    (0..<count).map { number in
      guard let index = moved.firstIndex(where: { $0.number == number }) else {
        return SliderTape.Slider(place: nil, name: "", positions: SliderPositions(values: [0], start: 0))
      }
      let slider = moved[index].moved
      return SliderTape.Slider(
        place: inputs.map { $0[index] + slider.position }, name: slider.name, positions: slider.positions)
    }
  }
}
