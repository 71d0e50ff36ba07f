import Formulas
import Testing

@testable import Autodiff

/// Two rounds of a loop are alike when they differ in the state's numbers alone: whatever else differs, a plan made of
/// one would not do what the other does.
@Suite struct RecordedRoundTests {
  /// What a round does; each field is one thing in which two rounds may differ.
  private struct Body {
    var constant = Tensor(shape: [2, 2], values: [0.25, -1, 0, 3])
    var operation = Formulas.Operation.sin
    var isSwapped = false
    var axis = 0
    var indices: [Attributes.Index] = [.at(0)]
    var update = Primitive.sub
    var changesByRow = false
    var recordsRow = true
    var recordsTwice = false
    var recordsOldState = false
    var endsSwapped = false
    var updatesBoth = false
    var hasAnotherNode = false
    /// A node from before both rounds.
    var older = 0
    /// What an input that the round makes holds.
    var made = 0.5
    /// A node of the round before in place of the older one.
    var readsLastRound = false
  }

  private struct Recorded {
    var round: RecordedRound
    var end: [Node]
    var row: Node
  }

  private func record(_ graph: Graph, _ state: [Node], _ older: [Node], _ body: Body, last: Node?) throws -> Recorded {
    let round = RecordedRound(state, in: graph)
    let (w, v) = (state[0], state[1])
    let constant = try graph.constant(body.constant)
    let s = try graph.apply(.elementwise(body.operation), [w])
    let y = try graph.apply(.sub, body.isSwapped ? [constant, s] : [s, constant])
    let sum = try graph.apply(.sum, [y], Attributes(axis: body.axis))
    let row = try graph.apply(.index, [sum], Attributes(indices: body.indices))
    let beside = body.readsLastRound ? try #require(last) : older[body.older]
    let scaled = try graph.apply(.mul, [y, beside])
    let held = try graph.apply(.mul, [scaled, try graph.input(Tensor(body.made))])
    if body.hasAnotherNode { _ = try graph.apply(.neg, [held]) }
    round.record(body.recordsRow ? row : sum)
    if body.recordsTwice { round.record(held) }
    if body.recordsOldState { round.record(v) }
    func updated(_ old: Node, _ change: Node) throws -> Node {
      let value = try body.update.evaluate(
        [old.value, change.value], Attributes(), shape: old.shape, at: old.value.precision)
      let new = try graph.input(value)
      round.update(new, body.update, old, change)
      return new
    }
    let newW = try updated(w, body.changesByRow ? row : held)
    let newV = body.updatesBoth ? try updated(v, held) : v
    #expect(round.finish(body.endsSwapped ? [newV, newW] : [newW, newV]))
    return Recorded(round: round, end: [newW, newV], row: row)
  }

  private func areAlike(_ first: Body, _ second: Body, _ numbers: Double = 0.5) throws -> Bool {
    let graph = Graph()
    let older = try [2.0, 2.0].map { try graph.input($0) } + [try graph.constant(2), try graph.constant(0.75)]
    let state = try [0.1, numbers].map { start in
      try graph.input(Tensor(shape: [2, 2], values: (0..<4).map { start + Double($0) }))
    }
    let before = try record(graph, state, older, Body(), last: nil)
    let one = try record(graph, before.end, older, first, last: before.row)
    let two = try record(graph, one.end, older, second, last: one.row)
    return one.round.isLike(two.round)
  }

  /// Bodies of which each differs from the first in one thing.
  private static func others() -> [(String, Body)] {
    var others: [(String, Body)] = []
    func add(_ name: String, _ change: (inout Body) -> Void) {
      var body = Body()
      change(&body)
      others.append((name, body))
    }
    add("a constant by one unit") { $0.constant = Tensor(shape: [2, 2], values: [(0.25).nextUp, -1, 0, 3]) }
    add("the last number of a constant") {
      $0.constant = Tensor(shape: [2, 2], values: [0.25, -1, 0, (3.0).nextDown])
    }
    add("the sign of a zero") { $0.constant = Tensor(shape: [2, 2], values: [0.25, -1, -0.0, 3]) }
    add("a constant's shape") { $0.constant = Tensor(shape: [1, 2], values: [0.25, -1]) }
    add("a constant's precision") { $0.constant = $0.constant.converted(to: .single) }
    add("an operation") { $0.operation = .cos }
    add("the order of operands") { $0.isSwapped = true }
    add("an axis") { $0.axis = 1 }
    add("the same axis from the end") { $0.axis = -1 }
    add("an index") { $0.indices = [.at(1)] }
    add("the update") { $0.update = .add }
    add("what the update takes") { $0.changesByRow = true }
    add("what is recorded") { $0.recordsRow = false }
    add("one more record") { $0.recordsTwice = true }
    add("the state in the records") { $0.recordsOldState = true }
    add("the order of what it leaves") { $0.endsSwapped = true }
    add("one more update") { $0.updatesBoth = true }
    add("one more node") { $0.hasAnotherNode = true }
    add("another older input of the same number") { $0.older = 1 }
    add("a constant in place of an input") { $0.older = 2 }
    add("the number of an older constant") { $0.older = 3 }
    add("the number of an input it makes") { $0.made = (0.5).nextUp }
    add("a node of the round before") { $0.readsLastRound = true }
    return others
  }

  @Test func differInTheStateAlone() throws {
    for numbers in [0.5, -3, 1e10] { #expect(try areAlike(Body(), Body(), numbers)) }
    for (name, body) in Self.others() where !body.readsLastRound {
      #expect(try areAlike(body, body), "\(name), both times")
    }
  }

  @Test func oneDifferenceIsSeen() throws {
    for (name, body) in Self.others() {
      #expect(try !areAlike(Body(), body), "\(name)")
      #expect(try !areAlike(body, Body()), "\(name), the other way round")
    }
  }

  /// One round's last node is another node in the next round, but the older one is the same.
  @Test func aNodeOfTheRoundBeforeIsAnotherEachTime() throws {
    var body = Body()
    body.readsLastRound = true
    #expect(try !areAlike(body, body))
  }

  @Test func shapesAndWidthsOfTheStateCount() throws {
    let graph = Graph()
    func round(_ start: Tensor) throws -> RecordedRound {
      let w = try graph.input(start)
      let round = RecordedRound([w], in: graph)
      round.record(try graph.apply(.elementwise(.sin), [w]))
      #expect(round.finish([w]))
      return round
    }
    let plain = try round(.zeros([2, 2]))
    #expect(plain.isLike(try round(.full([2, 2], 1))))
    for other in [Tensor.zeros([4]), .zeros([2, 1]), .zeros([1, 2, 2]), Tensor.zeros([2, 2]).converted(to: .single)] {
      #expect(!plain.isLike(try round(other)), "\(other.shape)")
    }
  }

  /// The plan of a round does what the nodes would, bit for bit, and records the same.
  @Test func goesOnAsTheNodesWould() throws {
    for (name, body) in [("base", Body())] + Self.others() where !body.readsLastRound && !body.endsSwapped {
      let graph = Graph()
      let older = try [2.0, 2.0].map { try graph.input($0) } + [try graph.constant(2), try graph.constant(0.75)]
      let start = try [0.1, 0.5].map { start in
        try graph.input(Tensor(shape: [2, 2], values: (0..<4).map { start + Double($0) }))
      }
      let one = try record(graph, start, older, body, last: nil)
      let plan = try #require(one.round.compiled(), "\(name)")
      var (state, records) = (one.end, [Double]())
      for _ in 0..<5 {
        let next = try record(graph, state, older, body, last: nil)
        records += next.round.records.flatMap(\.value.values)
        state = next.end
      }
      let found = plan.advance(5)
      #expect(found.done == 5 && found.records.map(\.bitPattern) == records.map(\.bitPattern), "\(name)")
      for (tensor, node) in zip(plan.state, state) {
        #expect(tensor.values.map(\.bitPattern) == node.value.values.map(\.bitPattern), "\(name)")
      }
    }
  }

  /// A class that the state decides may leave its range in any round: no plan would see it.
  @Test func aClassThatMovesIsLeftToTheNodes() throws {
    for moves in [false, true] {
      let graph = Graph()
      let scores = try graph.input(Tensor(shape: [3], values: [1, 2, 0.5]))
      let target = try graph.input(1)
      let round = RecordedRound(moves ? [scores, target] : [scores], in: graph)
      let loss = try graph.apply(try #require(Primitive.named("cross_entropy")), [scores, target])
      round.record(loss)
      let change = try graph.constant(0.5)
      let new = try graph.input(Tensor(shape: [3], values: scores.value.values.map { $0 - 0.5 }))
      round.update(new, .sub, scores, change)
      #expect(round.finish(moves ? [new, target] : [new]))
      #expect((round.compiled() == nil) == moves)
    }
  }
}
