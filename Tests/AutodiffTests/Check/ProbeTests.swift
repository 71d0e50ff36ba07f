import Testing

@testable import Autodiff

/// A probe computes again only what an entry reaches: the same numbers, within the bound it gives, as when everything is
/// computed again.
@Suite struct ProbeTests {
  /// Moves each entry of each input by steps of several sizes.
  private func check(_ f: Node, _ inputs: [Node], _ name: String) throws -> Int {
    var probe = try Probe(try Plan(probing: f, at: inputs))
    var compared = 0
    for (i, x) in inputs.enumerated() {
      let followers = probe.followers(of: i)
      for k in 0..<x.value.count {
        let value = x.value.values[k]
        let points = SIMD4(value + 0.5, value - 0x1p-8, value + 0x1p-17, value - 0x1p-18)
        let place = Int(probe.inputs[i].offset) + k
        let (found, errors) = try probe.run(followers, input: i, place: place, at: points)
        for lane in 0..<4 {
          var values = x.value.values
          values[k] = points[lane]
          let replacement = try f.graph.input(Tensor(shape: x.shape, values: values))
          guard let again = try? f.graph.replay(f, replacing: [(x, replacement)]).result.scalar else { continue }
          // Both start from numbers that were rounded already: the bound of what moved covers either's own roundings,
          // and what was rounded at the base is off by as much again in a sum of the parts.
          let slack = 64 * Probe.unit * (again.magnitude + (f.scalar ?? 0).magnitude + scale(f))
          #expect(
            (found[lane] - again).magnitude <= 2 * errors[lane] + slack, "\(name)[\(k)] at \(points[lane])")
          compared += 1
        }
      }
    }
    return compared
  }

  /// How large the numbers on the way to f are.
  private func scale(_ f: Node) -> Double {
    f.graph.nodes(leadingTo: f).reduce(0) { total, node in
      max(total, node.value.values.reduce(0) { max($0, $1.magnitude) })
    }
  }

  @Test func computesWhatAnEntryReaches() throws {
    var compared = 0
    for seed in 0..<150 {
      var made = try TensorGraph(seed: UInt64(seed))
      let f = try made.total()
      let inputs = made.graph.nodes(leadingTo: f).filter { $0.kind == .input }
      compared += try check(f, inputs, "seed \(seed)")
    }
    #expect(compared > 3000)
  }

  @Test func leavesNothingBehind() throws {
    var made = try TensorGraph(seed: 4, operations: 14)
    let f = try made.total()
    let inputs = made.graph.nodes(leadingTo: f).filter { $0.kind == .input }
    var probe = try Probe(try Plan(probing: f, at: inputs))
    for i in inputs.indices {
      let followers = probe.followers(of: i)
      let place = Int(probe.inputs[i].offset)
      let x = probe.present(place)
      let first = try probe.run(followers, input: i, place: place, at: SIMD4(x + 1, x - 1, x + 2, x))
      let second = try probe.run(followers, input: i, place: place, at: SIMD4(x + 1, x - 1, x + 2, x))
      #expect(first.values == second.values)
      #expect(first.errors == second.errors)
      #expect(first.values[3] == f.scalar, "nothing moved")
    }
  }

  /// An entry of a left factor moves one row, an entry of a right one a column.
  @Test func countsWhatIsDone() throws {
    let graph = Graph()
    let a = try graph.input(.full([20, 30], 0.5))
    let b = try graph.input(.full([30, 40], 0.25))
    let f = try graph.apply(.sum, [try graph.apply(.matmul, [a, b])])
    var probe = try Probe(try Plan(probing: f, at: [a, b]))
    for (i, terms) in [(0, 40), (1, 20)] {
      let followers = probe.followers(of: i)
      let before = probe.work
      _ = try probe.run(followers, input: i, place: Int(probe.inputs[i].offset) + 7, at: SIMD4(1, 2, 3, 4))
      // Four points; a product and an addition for each entry of the result that moved, then their sum.
      #expect(probe.work - before == 4 * (2 * terms + terms))
    }
  }
  /// Whole sides of a long product move together: by the kernels, within the bounds.
  @Test(arguments: [[0], [1], [0, 1]]) func movesWholeSides(_ moved: [Int]) throws {
    var random = Random(5)
    let graph = Graph()
    func made(_ shape: [Int]) throws -> Node {
      try graph.input(Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(-1, 1) }))
    }
    // A batch of two, and a second product behind the first.
    let (a, b, c) = (try made([2, 20, 30]), try made([30, 40]), try made([40, 20]))
    let first = try graph.apply(.elementwise(.tanh), [try graph.apply(.matmul, [a, b])])
    let f = try graph.apply(
      .sum, [try graph.apply(.mul, [try graph.apply(.matmul, [first, c]), try made([20, 20])])])
    let xs = moved.map { [a, b][$0] }
    var probe = try Probe(try Plan(probing: f, at: xs))
    let reached = xs.indices.map { probe.followers(of: $0) }
    let followers = try #require(probe.followers(of: reached, leadingTo: Array(xs.indices)))
    let parts = xs.indices.map { i in
      Probe.Movement(
        input: i, entries: 0..<xs[i].value.count, direction: (0..<xs[i].value.count).map(DirectionCheck.sign))
    }
    let steps = SIMD4(0x1p-4, -0x1p-4, 0x1p-13, 0)
    let (found, errors) = try probe.run(followers, moving: parts, steps: steps)
    for lane in 0..<4 {
      let replaced = try xs.map { x in
        let values = x.value.values.enumerated().map { $1 + steps[lane] * DirectionCheck.sign($0) }
        return (input: x, replacement: try graph.input(Tensor(shape: x.shape, values: values)))
      }
      let again = try #require(try graph.replay(f, replacing: replaced).result.scalar)
      #expect((found[lane] - again).magnitude <= errors[lane] + 1e-12, "lane \(lane)")
      #expect(errors[lane] < 1e-9)
    }
    #expect(found[3] == f.scalar, "a step of 0 moves nothing")
  }
}
