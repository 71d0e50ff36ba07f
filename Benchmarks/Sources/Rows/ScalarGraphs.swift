import Autodiff
import Formulas
import Yardsticks

/// Graphs of a million scalars made from Swift: recorded, computed, differentiated, freed.
enum ScalarGraphs {
  private static let count = 1_000_000
  private static let target = "at most 30 ns and 48 bytes a node"

  static var chain: Row {
    Row(
      name: "scalar-chain", work: "s ← s + x·c, 1,000,000 nodes: record, forward, backward, free", target: target,
      count: Double(count), unit: "node",
      subjects: [
        Subject("Autodiff, on a tape") {
          var tape = Tape(capacity: count + 3)
          let x = try tape.input(0.5)
          var sum = try tape.input(0)
          for _ in 0..<(count / 2) { sum = try tape.record(sum + x * 2) }
          try require(tape.gradient(of: sum, withRespectTo: x), is: 1_000_000)
        },
        Subject("Autodiff, a graph by numbers") {
          let graph = Graph()
          let x = try graph.input(0.5)
          let held = graph.hold(x)
          let factor = graph.hold(try graph.constant(2))
          var sum = graph.hold(try graph.input(0))
          for _ in 0..<(count / 2) {
            let product = try graph.record(.multiply, held, factor)
            let next = try graph.record(.add, sum, product)
            graph.release(product)
            graph.release(sum)
            sum = next
          }
          try require(graph.gradientValues(of: sum, withRespectTo: [held])[0].values[0], is: 1_000_000)
          graph.release(sum)
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
        Subject("Autodiff, on a tape") {
          var tape = Tape(capacity: 3 * count / 2)
          var level: [NodeID] = []
          level.reserveCapacity(count / 2)
          for i in 0..<(count / 2) { level.append(try tape.input(1 / Double(i + 1))) }
          let first = level[0]
          for i in level.indices { level[i] = try tape.record(.square, level[i]) }
          var width = level.count
          while width > 1 {
            width /= 2
            for i in 0..<width { level[i] = try tape.record(level[2 * i] + level[2 * i + 1]) }
          }
          try require(tape.gradient(of: level[0], withRespectTo: first), is: 2)
        },
        Subject("Autodiff, a graph by numbers") {
          let graph = Graph()
          let inputs = try (0..<count / 2).map { graph.hold(try graph.input(1 / Double($0 + 1))) }
          var level = try inputs.map { try graph.record(.square, $0) }
          while level.count > 1 {
            var next: [NodeID] = []
            next.reserveCapacity(level.count / 2)
            for i in 0..<(level.count / 2) { next.append(try graph.record(.add, level[2 * i], level[2 * i + 1])) }
            for id in level { graph.release(id) }
            level = next
          }
          try require(graph.gradientValues(of: level[0], withRespectTo: [inputs[0]])[0].values[0], is: 2)
          graph.release(level[0])
          for id in inputs { graph.release(id) }
        },
        Subject("tape by hand in C") { try require(yardstick_scalar_tree(count), is: 2) },
      ])
  }
}
