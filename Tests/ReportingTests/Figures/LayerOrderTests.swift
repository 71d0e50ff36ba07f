import Testing

@testable import Reporting

@Suite struct LayerOrderTests {
  private func layered(_ count: Int, _ edges: [(from: Int, to: Int)]) -> LayeredGraph {
    LayeredGraph(
      ranks: LayerRanks.assign(count: count, edges: edges), edges: edges,
      branches: Array(repeating: false, count: count))
  }

  private func check(_ count: Int, _ edges: [(from: Int, to: Int)], crossings: Int) {
    #expect(LayerOrder.best(layered(count, edges), output: count - 1).crossings == crossings)
  }

  @Test func aTreeHasNoCrossingsAndItsInputsInOrderOfUse() {
    // (3, 1) and (2, 0) are multiplied, then added: operands from top to bottom.
    let edges: [(from: Int, to: Int)] = [(3, 4), (1, 4), (2, 5), (0, 5), (4, 6), (5, 6)]
    let order = LayerOrder.best(layered(7, edges), output: 6)
    #expect(order.crossings == 0)
    #expect(order.layers[0] == [3, 1, 2, 0])
  }

  @Test func twoInputsOfTwoGatesCrossOnce() {
    check(5, [(0, 2), (1, 2), (0, 3), (1, 3), (2, 4), (3, 4)], crossings: 1)
  }

  @Test func threeInputsOfThreeGatesCrossNineTimes() {
    var edges: [(from: Int, to: Int)] = []
    for a in 0..<3 { for b in 3..<6 { edges.append((a, b)) } }
    for b in 3..<6 { edges.append((b, 6)) }
    check(7, edges, crossings: 9)
  }

  @Test func theSameGraphGetsTheSameOrder() {
    let graph = RandomGraphs.visible(5)
    let edges = graph.edges.map { (from: $0.from, to: $0.to) }
    let one = LayerOrder.best(layered(graph.nodes.count, edges), output: graph.output)
    let other = LayerOrder.best(layered(graph.nodes.count, edges), output: graph.output)
    #expect(one.layers == other.layers)
  }

  /// Small graphs against every order of every layer.
  @Test func noOrderOfASmallGraphCrossesLess() {
    var random = RandomSource(seed: 11)
    for _ in 0..<40 {
      let width = 2 + random.below(3)
      var edges: [(from: Int, to: Int)] = []
      for layer in 0..<2 {
        for v in 0..<width {
          edges.append((layer * width + v, (layer + 1) * width + random.below(width)))
          edges.append((layer * width + random.below(width), (layer + 1) * width + v))
        }
      }
      let count = 3 * width + 1
      for v in 0..<width { edges.append((2 * width + v, count - 1)) }
      let ranks = (0..<count).map { $0 / width }
      let graph = LayeredGraph(ranks: ranks, edges: edges, branches: Array(repeating: false, count: count))
      #expect(LayerOrder.best(graph, output: count - 1).crossings == leastCrossings(width, edges))
    }
  }

  private func leastCrossings(_ width: Int, _ edges: [(from: Int, to: Int)]) -> Int {
    let orders = permutations(width)
    func crossings(_ layer: Int, _ a: [Int], _ b: [Int]) -> Int {
      let between = edges.filter { $0.from / width == layer && $0.to / width == layer + 1 }
        .map { (a[$0.from % width], b[$0.to % width]) }
      var sum = 0
      for (i, e) in between.enumerated() {
        for f in between[(i + 1)...] where (e.0 - f.0) * (e.1 - f.1) < 0 { sum += 1 }
      }
      return sum
    }
    // The first layer may stay as it is, up to the order of the others.
    var least = Int.max
    for middle in orders {
      let before = orders.map { crossings(0, $0, middle) }.min() ?? 0
      let behind = orders.map { crossings(1, middle, $0) }.min() ?? 0
      least = min(least, before + behind)
    }
    return least
  }

  private func permutations(_ n: Int) -> [[Int]] {
    if n == 0 { return [[]] }
    return permutations(n - 1).flatMap { shorter in
      (0..<n).map { at in Array(shorter[..<at]) + [n - 1] + Array(shorter[at...]) }
    }
  }
}
