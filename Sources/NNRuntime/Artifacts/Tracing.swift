import Autodiff
import Formulas
import SourceText

/// The graph behind one node as figures, tables and steps tell of it: its nodes in order of construction, what each
/// is called, and who uses it.
struct Tracing {
  /// Topological: operands before what uses them; the output last.
  let nodes: [Node]
  let index: [Node: Int]
  /// By node.
  let names: [String]
  let notations: [Notation]
  /// Which operands, by node.
  let operands: [[Int]]
  /// How many wires leave each node.
  let uses: [Int]
  /// Whether the name is the author's, not the source text.
  let isNamed: [Bool]
  /// Whether its name means another node by now.
  let isOlder: [Bool]
  let labels: [Labels.Label?]
  private let lastGate = LastGate()

  /// - Parameter asPresent: nodes that are called by their plain names though the names are bound to others now.
  init(_ f: Node, _ machine: Machine, asPresent: Set<Node> = []) {
    let nodes = machine.graph.nodes(leadingTo: f)
    var index: [Node: Int] = [:]
    index.reserveCapacity(nodes.count)
    for (place, node) in nodes.enumerated() { index[node] = place }
    let operands = nodes.map { node in node.operands.compactMap { index[$0] } }
    var uses = Array(repeating: 0, count: nodes.count)
    for list in operands { for operand in list { uses[operand] += 1 } }
    let labels = nodes.map { machine.labels[$0.tag] }
    let own = labels.map { $0?.name }
    let versions = Tracing.versions(nodes, labels, machine, asPresent)
    var names: [String] = []
    var notations: [Notation] = []
    for (place, node) in nodes.enumerated() {
      if let name = own[place] {
        if let version = versions[place] {
          names.append("\(name) (\(version))")
          // One piece, so that formulas do not put brackets around it.
          notations.append(Notation(name: "\(name) (\(version))"))
        } else {
          names.append(name)
          notations.append(Notation(name: name))
        }
      } else if node.kind == .constant {
        let text = node.scalar.map { NumberFormat(digits: machine.options.figureDigits).text($0) } ?? "constant"
        names.append(text)
        notations.append(Notation(plain: text))
      } else if let label = labels[place] {
        let text = label.chunk.text(of: label.range)
        names.append(text)
        notations.append(sourceNotation(text))
      } else {
        names.append(node.operation)
        notations.append(Notation(plain: node.operation))
      }
    }
    self.nodes = nodes
    self.index = index
    self.operands = operands
    self.uses = uses
    self.labels = labels
    self.names = names
    self.notations = notations
    isNamed = own.map { $0 != nil }
    isOlder = nodes.indices.map { versions[$0] != nil }
  }

  /// The numbers of older nodes of rebound names: `x (1)`, `x (2)`; the present node has none.
  private static func versions(
    _ nodes: [Node], _ labels: [Labels.Label?], _ machine: Machine, _ asPresent: Set<Node>
  ) -> [Int: Int] {
    struct Key: Hashable {
      var name: String
      var scope: String
    }
    var places: [Key: [Int]] = [:]
    var order: [Key] = []
    for (place, label) in labels.enumerated() {
      guard let label, let name = label.name else { continue }
      let key = Key(name: name, scope: label.chunk.function ?? "")
      if places[key] == nil { order.append(key) }
      places[key, default: []].append(place)
    }
    var versions: [Int: Int] = [:]
    for key in order {
      guard let list = places[key] else { continue }
      var present = list.last
      if key.scope.isEmpty, case .node(let node)? = machine.environment.value(named: key.name)?.value {
        present = list.first { nodes[$0] == node || asPresent.contains(nodes[$0]) }
      }
      var version = 0
      for place in list where place != present {
        version += 1
        versions[place] = version
      }
    }
    return versions
  }

  private init(_ other: Tracing, nodes: [Node]) {
    self.nodes = nodes
    var index: [Node: Int] = [:]
    for (place, node) in nodes.enumerated() { index[node] = place }
    self.index = index
    names = other.names
    notations = other.notations
    operands = other.operands
    uses = other.uses
    isNamed = other.isNamed
    isOlder = other.isOlder
    labels = other.labels
  }

  /// The same words about other nodes: f computed again.
  func replacing(_ replacement: (Node) -> Node) -> Tracing { Tracing(self, nodes: nodes.map(replacement)) }

  // MARK: - Formulas

  /// How a node was made, in its operands' names: `x + y`; `nil` for an input.
  func formula(_ place: Int) -> Notation? {
    let node = nodes[place]
    guard node.kind == .operation else { return nil }
    let names = operandNotations(place)
    if let operation = node.primitive?.operation {
      switch operation.arity {
      case 1:
        return ElementwiseFormula.unary(operation, .operand(0)).notation(operands: names, result: notations[place])
      case 2:
        return ElementwiseFormula.binary(operation, .operand(0), .operand(1)).notation(
          operands: names, result: notations[place], constants: constants(place))
      default: break
      }
    }
    if case .sign(let sign, _, _)? = node.primitive?.spelling {
      return names[0] + Notation(plain: " \(sign) ") + names[1]
    }
    var pieces: [Notation.Piece] = [.plain(node.operation + "(")]
    for (offset, operand) in operands[place].enumerated() {
      if offset > 0 { pieces.append(.plain(", ")) }
      pieces += notations[operand].pieces
    }
    pieces.append(.plain(")"))
    return Notation(pieces)
  }

  /// The operands' names, in brackets where a formula around them would tear them apart.
  func operandNotations(_ place: Int, forDerivative: Bool = false) -> [Notation] {
    let outer = forDerivative ? Looseness.function : looseness(place)
    return operands[place].enumerated().map { offset, operand in
      if isNamed[operand] || nodes[operand].kind != .operation { return notations[operand] }
      let inner = looseness(operand)
      let fits =
        forDerivative
        ? inner == .atom : inner.rawValue > outer.rawValue || (inner == outer && offset == 0 && outer != .power)
      if fits || outer == .atom { return notations[operand] }
      return Notation([.plain("(")] + notations[operand].pieces + [.plain(")")])
    }
  }

  /// A gate as formulas about its derivative see it: its operands' names, each one thing.
  func gateNotation(_ gate: Int) -> GateNotation {
    if let notation = lastGate.notation, lastGate.gate == gate { return notation }
    let notation = GateNotation(
      operands: operandNotations(gate, forDerivative: true), result: notations[gate],
      operandShapes: operands[gate].map { nodes[$0].shape }, shape: nodes[gate].shape,
      attributes: nodes[gate].attributes)
    lastGate.gate = gate
    lastGate.notation = notation
    return notation
  }

  /// A one-entry cache: a gate of n operands is asked for n times in a row.
  private final class LastGate {
    var gate = -1
    var notation: GateNotation?
  }

  /// Scalar constants among the operands, as numbers for formulas.
  func constants(_ place: Int) -> [Double?] {
    operands[place].map { nodes[$0].kind == .constant ? nodes[$0].scalar : nil }
  }

  /// How loosely a gate's formula holds together.
  private enum Looseness: Int {
    case sum
    case product
    case power
    /// Stands for "anything but an atom is put in brackets".
    case function
    case atom
  }

  private func looseness(_ place: Int) -> Looseness {
    guard case .sign(_, let level, _)? = nodes[place].primitive?.spelling else { return .atom }
    switch level {
    case .sum: return .sum
    case .product: return .product
    case .power: return .power
    }
  }

  // MARK: - Order

  /// The backward order: from the output, a node once all that use it have been visited; gates first, what is no gate
  /// last, in the order in which they are met.
  func backwardOrder() -> (gates: [Int], leaves: [Int]) {
    var waiting = uses
    var gates: [Int] = []
    var leaves: [Int] = []
    var queue = [nodes.count - 1]
    var head = 0
    while head < queue.count {
      let place = queue[head]
      head += 1
      if nodes[place].kind == .operation { gates.append(place) } else { leaves.append(place) }
      for operand in operands[place] {
        waiting[operand] -= 1
        if waiting[operand] == 0 { queue.append(operand) }
      }
    }
    return (gates, leaves.filter { nodes[$0].kind == .input })
  }
}
