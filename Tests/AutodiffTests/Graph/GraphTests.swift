import Testing

@testable import Autodiff

@Suite struct GraphTests {
  @Test func multipliesASum() throws {
    let graph = Graph()
    let x = try graph.input(-2)
    let y = try graph.input(5)
    let z = try graph.input(-4)
    let f = try graph.apply(.mul, [try graph.apply(.add, [x, y]), z])
    #expect(f.scalar == -12)
    let g = try graph.gradient(of: f, withRespectTo: [x, y, z])
    #expect(g.map(\.scalar) == [-4, -4, 3])
  }

  @Test func differentiatesThreeTimes() throws {
    let graph = Graph()
    let x = try graph.input(2)
    let f = try graph.apply(.pow, [x, try graph.constant(4)])
    let first = try graph.gradient(of: f, withRespectTo: [x])[0]
    let second = try graph.gradient(of: first, withRespectTo: [x])[0]
    let third = try graph.gradient(of: second, withRespectTo: [x])[0]
    #expect([first.scalar, second.scalar, third.scalar] == [32, 48, 48])
  }

  @Test func reclaimsWhatNothingHolds() throws {
    let graph = Graph()
    do {
      let x = try graph.input(2)
      var f = x
      for _ in 0..<100_000 { f = try graph.apply(.add, [f, x]) }
      #expect(graph.liveNodeCount == 100_001)
      #expect(f.scalar == 200_002)
      #expect(try graph.gradient(of: f, withRespectTo: [x])[0].scalar == 100_001)
    }
    #expect(graph.liveNodeCount == 0)
    #expect(graph.liveBytes == 0)
  }
}

/// A handle does not count as an owner of its graph, and keeps it all the same.
@Suite struct HandleTests {
  @Test func aHandleKeepsItsGraph() throws {
    weak var graph: Graph?
    var square: Node?
    do {
      let made = Graph()
      graph = made
      let x = try made.input(3)
      square = try made.apply(.mul, [x, x])
    }
    #expect(graph != nil)
    #expect(square?.scalar == 9)
    #expect(square?.operands[0].scalar == 3)
    #expect(graph?.liveNodeCount == 2)
    square = nil
    #expect(graph == nil)
  }

  @Test func aGraphGoesWithoutHandles() throws {
    weak var graph: Graph?
    do {
      let made = Graph()
      graph = made
      for value in [1.0, 2] { _ = try made.input(value) }
      // Held again after there was none.
      let x = try made.input(4)
      #expect(try made.gradient(of: made.apply(.mul, [x, x]), withRespectTo: [x])[0].scalar == 8)
    }
    #expect(graph == nil)
  }
}
