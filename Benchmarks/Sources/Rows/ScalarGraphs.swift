import Autodiff
import Formulas
import Yardsticks

/// Graphs of a million scalars as the interpreter makes them: recorded, computed, differentiated, freed.
enum ScalarGraphs {
  private static let count = 1_000_000
  private static let target = "at most 30 ns and 48 bytes a node"
  /// A place of the program, so that its literal is one constant.
  private static let place: UInt32 = 1 << Graph.instanceBits

  static var chain: Row {
    Row(
      name: "scalar-chain", work: "s ← s + x·c, 1,000,000 nodes: record, forward, backward, free", target: target,
      count: Double(count), unit: "node",
      subjects: [
        Subject("Autodiff") {
          let graph = Graph()
          let x = try graph.input(0.5)
          var sum = try graph.input(0)
          for _ in 0..<(count / 2) {
            let product = try node(graph.scalar(.multiply, x, 2, tag: place))
            sum = try node(graph.scalar(.add, sum, product, tag: 2 * place))
          }
          let gradient = try graph.gradient(of: sum, withRespectTo: [x])
          try require(gradient[0].value.values[0], is: 1_000_000)
        },
        Subject("tape by hand in C") { try require(yardstick_scalar_chain(count, 0.5, 2), is: 1_000_000) },
      ])
  }

  static var tree: Row {
    let count = 1 << 20
    return Row(
      name: "scalar-tree", work: "Σ xᵢ² over 524,288 inputs, added in pairs: record, forward, backward, free",
      target: target, count: Double(3 * count / 2), unit: "node",
      subjects: [
        Subject("Autodiff") {
          let graph = Graph()
          var level: [Node] = []
          level.reserveCapacity(count / 2)
          for i in 0..<(count / 2) { level.append(try graph.input(1 / Double(i + 1), tag: place)) }
          let first = level[0]
          for i in level.indices { level[i] = try node(graph.scalar(.square, level[i], tag: 2 * place)) }
          while level.count > 1 {
            var next: [Node] = []
            next.reserveCapacity(level.count / 2)
            for i in 0..<(level.count / 2) {
              next.append(try node(graph.scalar(.add, level[2 * i], level[2 * i + 1], tag: 3 * place)))
            }
            level = next
          }
          try require(graph.gradient(of: level[0], withRespectTo: [first])[0].value.values[0], is: 2)
        },
        Subject("tape by hand in C") { try require(yardstick_scalar_tree(count), is: 2) },
      ])
  }

  private static func node(_ result: Graph.ScalarResult) throws -> Node {
    guard case .node(let node) = result else { throw WrongResult(found: "a number", expected: "a node") }
    return node
  }
}
