import Formulas
import Testing

@testable import Autodiff

/// A step that is taken lowers f enough and leaves a slope that is small enough, wherever the search begins; where no
/// step does, there is none.
@Suite struct LineSearchTests {
  private typealias Loss = @Sendable (_ graph: Graph, _ x: Node) throws -> Node

  private struct Search {
    var from: Objective.Point
    var found: Objective.Point?
    var direction: [Double]
    /// Tries beyond the first.
    var pauses: Int

    var slope: Double { from.gradient.dot(direction) }
    var newSlope: Double { found?.gradient.dot(direction) ?? .nan }
    var step: Double {
      guard let found else { return .nan }
      return found.x.moved(-1, along: from.x).dot(direction) / direction.dot(direction)
    }
  }

  /// - Parameter direction: that of steepest descent when `nil`.
  private func search(
    _ start: [Double], first: Double, direction: [Double]? = nil, _ loss: Loss
  ) throws -> Search {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [start.count], values: start))
    let objective = try Objective(try loss(graph, x), Parameters([x]))
    let from = try objective.point(start)
    let direction = direction ?? from.gradient.map { -$0 }
    var pauses = 0
    let found = try LineSearch(objective, from: from, direction: direction).run(first: first) { pauses += 1 }
    return Search(from: from, found: found, direction: direction, pauses: pauses)
  }

  /// The strong conditions of Wolfe, with the constants of the documentation.
  private func check(_ search: Search, _ name: String) {
    guard let found = search.found else {
      Issue.record("\(name): no step")
      return
    }
    let enough = search.from.value + 1e-4 * search.step * search.slope
    // The step is known up to the rounding of the point.
    #expect(
      found.value <= enough + 1e-15 * search.from.value.magnitude, "\(name): \(found.value) of \(search.from.value)")
    #expect(search.newSlope.magnitude <= 0.9 * -search.slope, "\(name): \(search.newSlope) of \(search.slope)")
    #expect(search.pauses <= 40, "\(name)")
  }

  private static func sum(_ graph: Graph, _ x: Node) throws -> Node { try graph.apply(.sum, [x]) }

  private static func power(_ n: Double) -> Loss {
    { graph, x in try sum(graph, try graph.apply(.pow, [x, try graph.constant(n)])) }
  }

  /// x² with curvatures 1 and 30.
  private static func quadratic(_ graph: Graph, _ x: Node) throws -> Node {
    let weights = try graph.constant(Tensor(shape: [2], values: [1, 30]))
    let square = try graph.apply(.mul, [try graph.apply(.elementwise(.square), [x]), weights])
    return try sum(graph, try graph.apply(.mul, [square, try graph.constant(0.5)]))
  }

  /// (1 − x)² + 100 (y − x²)²
  private static func rosenbrock(_ graph: Graph, _ x: Node) throws -> Node {
    let a = try graph.apply(.index, [x], Attributes(indices: [.at(0)]))
    let b = try graph.apply(.index, [x], Attributes(indices: [.at(1)]))
    let near = try graph.apply(.elementwise(.square), [try graph.apply(.sub, [try graph.constant(1), a])])
    let bend = try graph.apply(.sub, [b, try graph.apply(.elementwise(.square), [a])])
    let valley = try graph.apply(.mul, [try graph.constant(100), try graph.apply(.elementwise(.square), [bend])])
    return try graph.apply(.add, [near, valley])
  }

  /// x² to the right of 0, x²/4 to the left.
  private static func lopsided(_ graph: Graph, _ x: Node) throws -> Node {
    let square = try graph.apply(.elementwise(.square), [x])
    let isRight = try graph.apply(.elementwise(.greater), [x, try graph.constant(0)])
    let quarter = try graph.apply(.mul, [square, try graph.constant(0.25)])
    return try sum(graph, try graph.apply(.elementwise(.select), [isRight, square, quarter]))
  }

  private static let firsts: [Double] = (-24...24).map { Elementary.exp(0.35 * Double($0)) }

  /// First steps from a ten-thousandth to some thousands: too short, too long, and just within each bound.
  @Test func holdsWolfesConditions() throws {
    for first in Self.firsts {
      check(try search([1, 1], first: first, Self.quadratic), "quadratic, \(first)")
      check(try search([-3, 0.01], first: first, Self.quadratic), "narrow quadratic, \(first)")
      check(try search([-1.2, 1], first: first, Self.rosenbrock), "rosenbrock, \(first)")
      check(try search([0.3, -2], first: first, Self.rosenbrock), "rosenbrock from below, \(first)")
      check(try search([1.5], first: first, Self.power(4)), "fourth power, \(first)")
      check(try search([2], first: first, Self.lopsided), "lopsided, \(first)")
      let waves = try search([0.4, 2], first: first) { graph, x in
        try graph.apply(
          .add, [try Self.sum(graph, try graph.apply(.elementwise(.cos), [x])), try Self.quadratic(graph, x)])
      }
      check(waves, "waves, \(first)")
      // ln x − x falls into a pole at 0 behind which there are no numbers.
      let pole = try search([2], first: first) { graph, x in
        try Self.sum(graph, try graph.apply(.sub, [x, try graph.apply(.elementwise(.log), [x])]))
      }
      check(pole, "pole, \(first)")
      let steep = try search([3], first: first) { graph, x in
        let wall = try graph.apply(.elementwise(.exp), [try graph.apply(.mul, [x, x])])
        return try Self.sum(graph, try graph.apply(.sub, [wall, x]))
      }
      check(steep, "overflow, \(first)")
    }
  }

  /// A first step within the conditions is taken as it is, one just outside is not.
  @Test func takesTheFirstStepThatHolds() throws {
    let half: Loss = { graph, x in
      try Self.sum(
        graph, try graph.apply(.mul, [try graph.apply(.elementwise(.square), [x]), try graph.constant(0.5)]))
    }
    // From 1 the slope at step t is t − 1 times the first.
    for (first, isTaken) in [(0.101, true), (0.099, false), (1, true), (1.899, true), (1.901, false)] {
      let search = try search([1], first: first, half)
      check(search, "\(first)")
      #expect((search.pauses == 0 && search.found?.x == [1 - first]) == isTaken, "\(first)")
    }
    // Here the slope is half of the first one, but f is hardly lower: 1e-4 of step and slope is 4.0e-4.
    for (rest, isTaken) in [(1e-3, true), (2e-4, false)] {
      // From 1 down to about −2, where f is 1 again.
      let search = try search([1], first: 3 - rest, direction: [-1], Self.lopsided)
      check(search, "lopsided, \(rest)")
      #expect((search.pauses == 0) == isTaken, "\(rest)")
    }
  }

  /// Where a cubic tells the minimum, it is found at once; near an end of the bracket the middle is tried instead.
  @Test func interpolates() throws {
    let half: Loss = { graph, x in
      try Self.sum(
        graph, try graph.apply(.mul, [try graph.apply(.elementwise(.square), [x]), try graph.constant(0.5)]))
    }
    for (first, pauses) in [(2.5, 1), (5, 1), (9, 1), (12, 2), (30, 3)] {
      let search = try search([1], first: first, half)
      #expect(search.pauses == pauses, "\(first)")
      #expect(abs(search.found?.x[0] ?? 1) < 1e-12, "\(first)")
    }
    for first in Self.firsts {
      #expect(try search([-1.2, 1], first: first, Self.rosenbrock).pauses <= 30, "\(first)")
    }
  }

  private func abs(_ x: Double) -> Double { x.magnitude }

  /// At a kink the slope jumps past what is asked for: f is lowered all the same.
  @Test func lowersFAtAKink() throws {
    for first in Self.firsts {
      let search = try search([1.7], first: first) { graph, x in
        try Self.sum(graph, try graph.apply(.elementwise(.abs), [x]))
      }
      let found = try #require(search.found, "\(first)")
      #expect(found.value < search.from.value, "\(first)")
      #expect(found.x[0].magnitude < 1.7 && search.pauses <= 80)
    }
  }

  /// Without a minimum, f is lowered as far as the search goes, and stays a number.
  @Test func staysFiniteWhereFHasNoBound() throws {
    for first in [1e-3, 1, 100.0] {
      for name in ["linear", "exponential"] {
        let search = try search([1], first: first) { graph, x in
          let value = name == "linear" ? x : try graph.apply(.elementwise(.exp), [x])
          return try Self.sum(graph, try graph.apply(.neg, [value]))
        }
        let found = try #require(search.found, "\(name), \(first)")
        #expect(found.value < search.from.value && found.value.isFinite, "\(name), \(first)")
        #expect(search.pauses <= 80, "\(name), \(first)")
      }
    }
  }

  @Test func failsWhereNoStepLowersF() throws {
    for first in [1e-6, 1e-3, 1, 1000.0] {
      // Uphill, and along the level.
      #expect(try search([1, 1], first: first, direction: [1, 30], Self.quadratic).found == nil)
      #expect(try search([1, 0], first: first, direction: [0, 1], Self.quadratic).found == nil)
      #expect(try search([0, 0], first: first, Self.quadratic).found == nil)
      // A gradient that lies: the function is x, its derivative −1.
      let lies = try search([1], first: first, direction: [1]) { graph, x in
        let twice = try graph.apply(.mul, [try graph.apply(.elementwise(.stop), [x]), try graph.constant(2)])
        return try Self.sum(graph, try graph.apply(.sub, [twice, x]))
      }
      #expect(lies.slope == -1 && lies.found == nil && lies.pauses <= 80)
    }
  }

  /// What is thrown between two tries ends the search at once.
  @Test func endsWhenAsked() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [1], values: [1]))
    let loss = try Self.sum(graph, try graph.apply(.neg, [x]))
    let objective = try Objective(loss, Parameters([x]))
    let search = LineSearch(objective, from: try objective.point([1]), direction: [1])
    var pauses = 0
    #expect(throws: EngineError.operationBudget(limit: 3)) {
      try search.run(first: 1) { () throws(EngineError) in
        pauses += 1
        if pauses == 3 { throw .operationBudget(limit: 3) }
      }
    }
    #expect(pauses == 3)
  }
}
