import Testing

@testable import Reporting

@Suite struct LayerRanksTests {
  private func check(_ edges: [(from: Int, to: Int)], _ expected: [Int]) {
    #expect(LayerRanks.assign(count: expected.count, edges: edges) == expected)
  }

  @Test func anInputStandsRightBeforeTheGateThatNeedsIt() {
    check([(0, 2), (1, 2), (2, 4), (3, 4), (4, 5)], [0, 0, 1, 1, 2, 3])
  }

  @Test func oneNodeAndNone() {
    check([], [0])
    check([], [])
  }

  @Test func aValueUsedTwiceStandsBeforeItsFirstGate() {
    check([(0, 1), (1, 2), (2, 3), (0, 3)], [0, 1, 2, 3])
    check([(0, 1), (0, 1)], [0, 1])
  }

  /// Random small graphs against all assignments.
  @Test func theSumOfLengthsIsLeast() {
    var random = RandomSource(seed: 5)
    for _ in 0..<60 {
      let count = 3 + random.below(4)
      var edges: [(from: Int, to: Int)] = []
      for v in 0..<(count - 1) { edges.append((v, v + 1 + random.below(count - 1 - v))) }
      for _ in 0..<random.below(4) {
        let v = random.below(count - 1)
        edges.append((v, v + 1 + random.below(count - 1 - v)))
      }
      let ranks = LayerRanks.assign(count: count, edges: edges)
      #expect(edges.allSatisfy { ranks[$0.to] > ranks[$0.from] })
      #expect(ranks.min() == 0)
      #expect(length(ranks, edges) == leastLength(count, edges))
    }
  }

  private func length(_ ranks: [Int], _ edges: [(from: Int, to: Int)]) -> Int {
    edges.reduce(0) { $0 + ranks[$1.to] - ranks[$1.from] }
  }

  private func leastLength(_ count: Int, _ edges: [(from: Int, to: Int)]) -> Int {
    var least = Int.max
    var ranks = Array(repeating: 0, count: count)
    while true {
      if edges.allSatisfy({ ranks[$0.to] > ranks[$0.from] }) { least = min(least, length(ranks, edges)) }
      var k = 0
      while k < count, ranks[k] == count - 1 {
        ranks[k] = 0
        k += 1
      }
      guard k < count else { return least }
      ranks[k] += 1
    }
  }
}
