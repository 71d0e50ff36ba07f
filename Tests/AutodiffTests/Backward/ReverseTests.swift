import Testing

@testable import Autodiff

/// Reverse accumulation carries numbers, numbers with their wires, nodes and maps by one loop: they tell of one gradient.
@Suite struct ReverseTests {
  @Test(arguments: 1...60)
  func allCarryOneGradient(seed: Int) throws {
    var made = try TensorGraph(seed: UInt64(seed))
    let (graph, f) = (made.graph, try made.total())
    let xs = made.inputs.filter { graph.isBehind($0, f) }
    guard f.varies, !xs.isEmpty else { return }
    let numbers = try graph.gradientNumbers(of: f.id.index, withRespectTo: xs.map(\.id.index))
    let pass = try graph.backwardPass(from: f)
    let arithmetic = MapAccumulation(arithmetic: MapArithmetic(graph: graph))
    for (x, number) in zip(xs, numbers) {
      guard let number else { continue }
      #expect(pass.gradients[x]?.values.map(\.bitPattern) == number.values.map(\.bitPattern))
      let node = try? graph.derivativeGraph(of: f, withRespectTo: x).node.value
      let rows = try arithmetic.map(of: f, withRespectTo: x, direction: .backward).denseValues
      for (k, value) in number.values.enumerated() where value.isFinite {
        let allowed = 1e-12 * max(1, number.values.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) })
        #expect((rows[k] - value).magnitude <= allowed)
        if let node { #expect((node.values[k] - value).magnitude <= allowed) }
      }
    }
  }

  /// Consumers are met latest first: (1e16 − 1e16) + 1 is 1, (1 − 1e16) + 1e16 is 0.
  @Test func addsWhatComesLatestFirst() throws {
    let graph = Graph()
    let x = try graph.input(1)
    let parts = try [1.0, -1e16, 1e16].map { try graph.apply(.mul, [x, try graph.constant($0)]) }
    let sum = try graph.apply(.add, [try graph.apply(.add, [parts[0], parts[1]]), parts[2]])
    #expect(try graph.gradient(of: sum, withRespectTo: [x])[0].scalar == 1)
    #expect(try graph.backwardPass(from: sum).gradients[x]?.scalar == 1)
    #expect(try graph.derivativeGraph(of: sum, withRespectTo: x).node.scalar == 1)
  }
}
