import Testing

@testable import Autodiff

/// The budget counts what is held while the graph grows, and not only what is left.
struct MemoryBudgetTests {
  private func nodes(within bytes: Int) -> Int {
    let graph = Graph()
    graph.limits = Graph.Limits(operations: .max, bytes: bytes, threads: 1)
    var nodes: [Node] = []
    while nodes.count < 1 << 19, let node = try? graph.input(1) { nodes.append(node) }
    return nodes.count
  }

  @Test func growthCounts() {
    let record = Arena.recordBytes
    // Small graphs fill the budget.
    #expect(nodes(within: 1_000 * record) == 1_000)
    // 2¹⁷ records fit, and would have to be copied for the next one.
    #expect(nodes(within: (1 << 17) * record + 1_000 * record) == 1 << 17)
    let copy = (1 << 17) * MemoryLayout<NodeRecord>.stride
    #expect(nodes(within: (1 << 17) * record + copy) == ((1 << 17) * record + copy) / record)
  }
}
