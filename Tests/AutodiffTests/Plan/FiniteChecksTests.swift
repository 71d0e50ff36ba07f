import Formulas
import Testing

@testable import Autodiff

/// A plan looks at few of its values, and yet stops before the first round in which any of them is NaN or infinite:
/// whatever is done with it afterwards.
@Suite struct FiniteChecksTests {
  /// Where a number goes bad: it is finite for all positive numbers.
  private enum Birth: CaseIterable {
    case nan, infinity, minusInfinity

    /// 1e160² is beyond 64 bits, 1e25² beyond 32.
    func callAsFunction(_ graph: Graph, _ w: Node) throws -> Node {
      guard self != .nan else { return try graph.apply(.elementwise(.sqrt), [w]) }
      let negative = try graph.apply(.elementwise(.relu), [try graph.apply(.neg, [w])])
      let large = try graph.apply(.mul, [negative, try graph.constant(w.value.precision == .single ? 1e25 : 1e160)])
      let u = try graph.apply(.add, [large, try graph.constant(1)])
      return try graph.apply(.mul, [u, self == .infinity ? u : try graph.apply(.neg, [u])])
    }
  }

  private typealias Body = (_ graph: Graph, _ bad: Node) throws -> Node

  /// Numbers of which the third becomes negative in the fifth round, the others later.
  private static let row = Tensor(shape: [4], values: [5.5, 9.25, 3.5, 7.75])

  /// One round: something goes bad, something is done with it, the state goes down by 1.
  private func round(
    _ graph: Graph, _ w: Node, _ birth: Birth, _ precision: Precision, _ body: Body
  ) throws -> (round: RecordedRound, end: Node) {
    let round = RecordedRound([w], in: graph)
    let bad = try birth(graph, w)
    round.record(try body(graph, bad))
    let change = try graph.constant(1)
    let value = Tensor(shape: w.shape, values: w.value.values.map { $0 - 1 }).converted(to: precision)
    let new = try graph.input(value)
    round.update(new, .sub, w, change)
    #expect(round.finish([new]))
    return (round, new)
  }

  /// - Returns: whether the operation takes the good numbers.
  private func check(
    _ name: String, _ start: Tensor, _ birth: Birth, precision: Precision = .double, _ body: Body
  ) throws -> Bool {
    let graph = Graph()
    var w = try graph.input(start.converted(to: precision))
    guard (try? body(graph, try birth(graph, w))) != nil else { return false }
    let first = try round(graph, w, birth, precision, body)
    let plan = try #require(first.round.compiled(), "\(name), \(birth)")
    // One node after the other.
    var rounds = 0
    var records: [Double] = []
    w = first.end
    while rounds < 8, let bad = try? birth(graph, w), let result = try? body(graph, bad) {
      records += result.value.values
      rounds += 1
      w = try graph.input(Tensor(shape: w.shape, values: w.value.values.map { $0 - 1 }).converted(to: precision))
    }
    let (done, found) = plan.advance(8)
    #expect(done == rounds && rounds < 8, "\(name), \(birth)")
    #expect(found.map(\.bitPattern) == records.map(\.bitPattern), "\(name), \(birth)")
    return true
  }

  /// Each operation, in each of its operands, beside numbers that hide what comes.
  @Test(arguments: Formulas.Operation.allCases) func noOperationHidesIt(_ operation: Formulas.Operation) throws {
    var looked = 0
    for birth in Birth.allCases {
      for position in 0..<operation.arity {
        for (k, other) in [0, 1, -2.5].enumerated() {
          for start in [Self.row, Tensor(3.5)] where operation.arity > 1 || k == 0 {
            let done = try check("\(operation) \(position) beside \(other)", start, birth) { graph, bad in
              let beside = try graph.constant(k == 1 ? Tensor.full(bad.shape, other) : Tensor(other))
              var operands = [Node](repeating: beside, count: operation.arity)
              operands[position] = bad
              return try graph.apply(.elementwise(operation), operands)
            }
            looked += done ? 1 : 0
          }
        }
      }
    }
    #expect(looked >= 2)
  }

  /// Both operands, and what passes it on only at first sight.
  @Test func noExpressionHidesIt() throws {
    let names: [(String, Body)] = [
      ("b / b", { try $0.apply(.div, [$1, $1]) }),
      ("b - b", { try $0.apply(.sub, [$1, $1]) }),
      ("0 b + 1", { try $0.apply(.add, [try $0.apply(.mul, [$1, try $0.constant(0)]), try $0.constant(1)]) }),
      ("tanh(b)²", { try $0.apply(.elementwise(.square), [try $0.apply(.elementwise(.tanh), [$1])]) }),
      ("min(b, 1) + b", { try $0.apply(.add, [try $0.apply(.elementwise(.minimum), [$1, try $0.constant(1)]), $1]) }),
      (
        "sum(1 / b²)",
        {
          let square = try $0.apply(.elementwise(.square), [$1])
          return try $0.apply(.sum, [try $0.apply(.div, [try $0.constant(1), square])])
        }
      ),
      (
        "1 / (2 + |b|)",
        {
          let size = try $0.apply(.elementwise(.abs), [$1])
          return try $0.apply(.div, [try $0.constant(1), try $0.apply(.add, [size, try $0.constant(2)])])
        }
      ),
      (
        "exp(-b²)",
        {
          try $0.apply(.elementwise(.exp), [try $0.apply(.neg, [try $0.apply(.elementwise(.square), [$1])])])
        }
      ),
      ("(b < 2) b", { try $0.apply(.mul, [try $0.apply(.elementwise(.less), [$1, try $0.constant(2)]), $1]) }),
    ]
    for birth in Birth.allCases {
      for (name, body) in names {
        for start in [Self.row, Tensor(3.5)] { #expect(try check(name, start, birth, body)) }
      }
    }
  }

  /// What looks at some entries alone, chooses among them, or multiplies them by 0.
  @Test func noStructureHidesIt() throws {
    func indexed(_ index: Attributes.Index) -> Body {
      { try $0.apply(.index, [$1], Attributes(indices: [index])) }
    }
    func named(_ name: String, _ axis: Int? = nil) -> Body {
      { try $0.apply(try #require(Primitive.named(name)), [$1], Attributes(axis: axis)) }
    }
    var cases: [(String, Body)] = [
      ("at 0", indexed(.at(0))), ("at 2", indexed(.at(2))), ("first two", indexed(.range(0, 2))),
      ("last two", indexed(.range(2, nil))), ("chosen", indexed(.gather([0, 1, 1, 3, 0]))),
      ("all in another order", indexed(.gather([3, 2, 1, 0]))), ("no entry", indexed(.range(0, 0))),
      ("times zeros", { try $0.apply(.matmul, [$1, try $0.constant(.zeros([4, 2]))]) }),
      ("zeros times", { try $0.apply(.matmul, [try $0.constant(.zeros([2, 4])), $1]) }),
      ("beside zeros", { try $0.apply(.concat, [$1, try $0.constant(.zeros([3]))], Attributes(axis: 0)) }),
      ("over zeros", { try $0.apply(.stack, [try $0.constant(.zeros([4])), $1], Attributes(axis: 0)) }),
      (
        "sum of a slice",
        {
          try $0.apply(.sum, [try $0.apply(.index, [$1], Attributes(indices: [.range(0, 1)]))])
        }
      ),
      (
        "turned",
        {
          let matrix = try $0.apply(.reshape, [$1], Attributes(shape: [2, 2]))
          return try $0.apply(.index, [try $0.apply(.transpose, [matrix])], Attributes(indices: [.at(1)]))
        }
      ),
      (
        "spread",
        {
          let all = try $0.apply(.broadcast, [$1], Attributes(shape: [3, 4]))
          return try $0.apply(.index, [all], Attributes(indices: [.at(1), .at(0)]))
        }
      ),
      (
        "beside a column",
        {
          let column = try $0.apply(.reshape, [$1], Attributes(shape: [4, 1]))
          return try $0.apply(.elementwise(.minimum), [column, try $0.constant(.zeros([4, 3]))])
        }
      ),
      (
        "added up by place",
        {
          try $0.apply(.scatter, [$1], Attributes(shape: [6], indices: [.gather([1, 1, 4, 0])]))
        }
      ),
    ]
    for name in ["sum", "mean", "prod", "amax", "amin", "argmax", "argmin", "all", "any", "norm", "std"] {
      cases.append((name, named(name)))
    }
    for name in ["softmax", "log_softmax"] { cases.append((name, named(name, 0))) }
    for name in ["f32", "f64"] { cases.append((name, named(name))) }
    for birth in Birth.allCases {
      for (name, body) in cases {
        #expect(try check(name, Self.row, birth, body), "\(name)")
      }
    }
  }

  /// 32 bits overflow earlier.
  @Test func a32BitNumberIsLookedAt() throws {
    for birth in Birth.allCases {
      #expect(
        try check("f32", Self.row, birth, precision: .single) { try $0.apply(.elementwise(.tanh), [$1]) })
    }
    // 1e60 is a number in 64 bits alone.
    let graph = Graph()
    let w = try graph.input(Tensor(shape: [1], values: [1e15]))
    let round = RecordedRound([w], in: graph)
    round.record(try graph.apply(.elementwise(.tanh), [try graph.apply(.single, [w])]))
    let new = try graph.input(Tensor(shape: [1], values: [1e30]))
    round.update(new, .mul, w, w)
    #expect(round.finish([new]))
    #expect(try #require(round.compiled()).advance(5).done == 1)
  }

  /// Of values of which each shows in the next, the last alone is looked at.
  @Test func looksAtAsFewAsItMay() throws {
    let graph = Graph()
    let w = try graph.input(Self.row)
    let a = try graph.apply(.elementwise(.square), [w])
    let b = try graph.apply(.elementwise(.log), [a])
    let c = try graph.apply(.elementwise(.sqrt), [try graph.apply(.sum, [b])])
    let d = try graph.apply(.elementwise(.tanh), [c])
    let plan = try Plan(outputs: [d], inputs: [w])
    var lowered = ValueNumbering(plan)
    let result = lowered.value(plan.outputs[0])
    let values = lowered.all
    let schedule = PlanSchedule(values, results: [result], updates: [:])
    let wanted = Set(values.indices.filter { schedule.isLive[$0] && !values[$0].isGiven })
    let checks = values.checks(of: wanted, readers: schedule.readers)
    #expect(checks.contains(result) && checks.count == 2 && wanted.count == 5)
  }
}
