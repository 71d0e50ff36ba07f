/// A decision that the program took by a node's numbers on the way to another node: which branch of an `if`, how many
/// rounds, which entry, which shape.
///
/// Operations can be computed again with other numbers, decisions cannot: the node is what it is under the condition
/// that the decision comes out the same. So the condition is kept beside the node (it is control dependence, no
/// operand), and whatever computes the node again looks at it.
struct Decision {
  var condition: UInt32
  var outcome: Graph.Outcome
  /// The tag of the place that decided.
  var place: UInt32
  /// Whether the node was chosen and not made: it rests on the decision even where it is given another number.
  var isChoice = false
}

extension Graph {
  /// The ground of a decision.
  public enum Outcome: Sendable {
    /// A condition that held or did not.
    case truth(Bool)
    /// The very numbers: an index, a number of rounds, a size.
    case numbers
  }

  /// Takes note that a node is what it is because of a condition. A constant is kept from being folded away.
  ///
  /// - Parameters:
  ///   - node: the one that was decided on.
  ///   - condition: the node whose numbers were read.
  ///   - outcome: what was read from them.
  ///   - place: the tag of the place of the program that decided.
  ///   - isChoice: whether the condition chose the node among others and did not make it what it is.
  public func decide(
    _ node: Node, by condition: Node, _ outcome: Outcome, at place: UInt32, isChoice: Bool = false
  ) {
    let (index, decisive) = (node.id.index, condition.id.index)
    guard arena.records[Int(decisive)].depends, index != decisive else { return }
    arena.add(Decision(condition: decisive, outcome: outcome, place: place, isChoice: isChoice), to: index)
  }

  /// A moment of the construction.
  public struct Age: Sendable {
    fileprivate var serial: UInt32
  }

  /// The age of the node that was made last.
  public var age: Age { Age(serial: arena.serial) }

  /// Whether a node was made after a moment.
  public func isMade(_ node: Node, after age: Age) -> Bool {
    arena.records[Int(node.id.index)].serial > age.serial
  }

  /// Takes over the decisions that another node rests on.
  public func handOnDecisions(from old: Node, to new: Node) {
    arena.handOnDecisions(from: old.id.index, to: new.id.index)
  }

  /// The decisions behind nodes and behind what was decided by, those of later conditions last.
  ///
  /// - Parameters:
  ///   - replaced: nodes that get other numbers, whatever they rest on.
  ///   - keepsInputs: whether inputs keep their numbers, whatever these rest on.
  func decisions(
    behind roots: [UInt32], replaced: Set<UInt32> = [], keepsInputs: Bool = false
  ) -> [Decision] {
    guard !arena.decisions.heads.isEmpty else { return [] }
    var seen: Set<UInt32> = Set(roots)
    var cells: Set<UInt32> = []
    var stack = roots
    var found: [Decision] = []
    while let index = stack.popLast() {
      if replaced.contains(index) || keepsInputs && arena.records[Int(index)].code == NodeCode.input {
        // What chose it may rest on decisions itself.
        let choices = arena.decisions(of: index).filter(\.isChoice)
        found += choices
        for condition in choices.map(\.condition)
        where arena.records[Int(condition)].depends && seen.insert(condition).inserted {
          stack.append(condition)
        }
        continue
      }
      settle(index)
      var next = arena.operands(index)
      let known = arena.newDecisions(of: index, &cells)
      found += known
      next += known.map(\.condition)
      for other in next where arena.records[Int(other)].depends && seen.insert(other).inserted { stack.append(other) }
    }
    return found.sorted {
      let (a, b) = (arena.records[Int($0.condition)].serial, arena.records[Int($1.condition)].serial)
      return (a, $0.place) < (b, $1.place)
    }
  }

  /// Whether a decision comes out as it did when its condition has other numbers.
  func holds(_ decision: Decision, with value: Tensor) -> Bool {
    switch decision.outcome {
    case .truth(let outcome): return value.scalar.map { ($0 != 0) == outcome } ?? false
    case .numbers:
      let present = arena.value(decision.condition)
      return present.shape == value.shape && zip(present.values, value.values).allSatisfy { $0 == $1 }
    }
  }

  /// Nodes that conditions behind f were computed from, f's own operands aside: what only decides.
  ///
  /// - Parameters:
  ///   - f: the node that was decided on.
  ///   - keepsInputs: whether inputs keep their numbers, so that what decided on an update does not matter.
  public func nodes(decidingOn f: Node, keepsInputs: Bool = false) -> [Node] {
    var result: [Node] = []
    var seen: Set<Node> = []
    for decision in decisions(behind: [f.id.index], keepsInputs: keepsInputs) {
      for node in nodes(leadingTo: Node(graph: self, id: NodeID(decision.condition))) where seen.insert(node).inserted {
        result.append(node)
      }
    }
    return result
  }

  /// A node for each decision behind f that inputs can change: 1 while it comes out as it did, else 0.
  func watches(over f: Node, movedBy inputs: [Node]) throws(EngineError) -> [(node: Node, place: UInt32)] {
    try watches(over: [f.id.index], movedBy: inputs)
  }

  func watches(
    over nodes: [UInt32], movedBy inputs: [Node]
  ) throws(EngineError) -> [(node: Node, place: UInt32)] {
    var result: [(node: Node, place: UInt32)] = []
    let moved = inputs.map(\.id.index)
    let decisions = decisions(behind: nodes, replaced: Set(moved))
    try refuseForgotten(decisions, movedBy: moved)
    for decision in decisions {
      let condition = Node(graph: self, id: NodeID(decision.condition))
      var isMoved = false
      for input in inputs where !isMoved { isMoved = try depends(decision.condition, on: input.id.index) }
      guard isMoved else { continue }
      let equal: Node
      switch decision.outcome {
      case .truth(let outcome):
        let truth = try apply(.elementwise(.notEqual), [condition, try constant(0)])
        equal = try apply(.elementwise(.equal), [truth, try constant(outcome ? 1 : 0)])
      case .numbers:
        let same = try apply(.elementwise(.equal), [condition, try constant(condition.value)])
        equal = same.shape.isEmpty ? same : try apply(.universal, [same])
      }
      result.append((equal, decision.place))
    }
    return result
  }
}
