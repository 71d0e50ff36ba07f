import Formulas
import Testing

@testable import Autodiff

@Suite struct PrecisionTests {
  private let graph = Graph()

  private func single(_ values: [Float], _ shape: [Int]? = nil) throws -> Node {
    try graph.input(Tensor(shape: shape ?? [values.count], single: values))
  }

  private func double(_ values: [Double]) throws -> Node {
    try graph.input(Tensor(shape: [values.count], values: values))
  }

  /// The one place that asks for a result's precision and its numbers.
  private func check(
    _ node: Node, _ precision: Precision, _ values: [Double], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(node.precision == precision, sourceLocation: location)
    #expect(node.value.values == values, sourceLocation: location)
  }

  @Test func roundsOnce() throws {
    let x = try single([0.1, 0.7, 3])
    let y = try single([0.3, -1.9, 7])
    check(try graph.apply(.add, [x, y]), .single, [Float(0.1) + 0.3, Float(0.7) - 1.9, 10].map(Double.init))
    check(
      try graph.apply(.div, [x, y]), .single, [Float(0.1) / 0.3, Float(0.7) / -1.9, Float(3) / 7].map(Double.init))
    let wide = x.value.values.map { Double(Float(Elementary.exp($0))) }
    check(try graph.apply(.elementwise(.exp), [x]), .single, wide)
  }

  @Test func takesThePrecisionOfItsOperands() throws {
    let x = try single([0.1, 0.7])
    // A plain number is rounded first; a named one widens.
    check(
      try graph.apply(.mul, [try graph.constant(0.1), x]), .single,
      [Float(0.1) * 0.1, Float(0.1) * 0.7].map(Double.init))
    let widened = x.value.values
    check(try graph.apply(.mul, [try graph.input(0.1), x]), .double, widened.map { 0.1 * $0 })
    check(try graph.apply(.mul, [x, try double([3, 5])]), .double, [3 * widened[0], 5 * widened[1]])
    check(try graph.apply(.stack, [x, x]), .single, widened + widened)
    check(try graph.apply(.elementwise(.greater), [x, try graph.constant(0.5)]), .single, [0, 1])
    // A position has 64 bits.
    let argmax = try #require(Primitive.named("argmax"))
    check(try graph.apply(argmax, [x]), .double, [1])
    // Class indices do not widen.
    let loss = try #require(Primitive.named("cross_entropy"))
    let indices = try graph.constant(Tensor(shape: [1], values: [1]))
    #expect(try graph.apply(loss, [try single([1, 2], [1, 2]), indices]).precision == .single)
  }

  @Test func keepsScalars() throws {
    let x = try graph.apply(.single, [try graph.input(0.1)])
    check(x, .single, [Double(Float(0.1))])
    check(try graph.apply(.mul, [x, x]), .single, [Double(Float(0.1) * Float(0.1))])
    check(try graph.apply(.mul, [try graph.constant(0.7), x]), .single, [Double(Float(0.7) * 0.1)])
    check(try graph.apply(.mul, [try graph.input(0.7), x]), .double, [0.7 * Double(Float(0.1))])
    check(try graph.apply(.elementwise(.exp), [x]), .single, [Double(Float(Elementary.exp(Double(Float(0.1)))))])
    let constant = try graph.apply(.single, [try graph.constant(0.1)])
    #expect(constant.kind == .constant)
    check(try graph.apply(.mul, [constant, try graph.constant(3)]), .single, [Double(Float(0.1) * 3)])
    check(try graph.apply(.sum, [try single([0.1, 0.2])]), .single, [Double(Float(0.1) + 0.2)])
  }

  @Test func sumsInLanes() throws {
    let values = (0..<37).map { Float(1) / Float($0 + 1) }
    var lanes = [Float](repeating: 0, count: 16)
    for (i, value) in values.enumerated() { lanes[i % 16] += value }
    for width in [8, 4, 2, 1] { for i in 0..<width { lanes[i] += lanes[i + width] } }
    check(try graph.apply(.sum, [try single(values)]), .single, [Double(lanes[0])])
  }

  @Test func multipliesMatricesInOneChain() throws {
    let a: [Float] = [0.1, 0.7, -0.3]
    let b: [Float] = [0.9, -0.2, 0.4]
    var chain: Float = 0
    for k in 0..<3 { chain = chain.addingProduct(a[k], b[k]) }
    check(try graph.apply(.matmul, [try single(a), try single(b)]), .single, [Double(chain)])
  }

  @Test func refusesWhat32BitsCannotHold() throws {
    let x = try single([1e30])
    #expect(throws: EngineError.nonFinite(operation: "mul", operands: ["1e30", "1e30"], result: "inf")) {
      try graph.apply(.mul, [x, x])
    }
  }

  @Test func givesGradientsTheirInputsPrecision() throws {
    let w = try single([0.1, 0.7])
    let x = try double([3, 5])
    let f = try graph.apply(.sum, [try graph.apply(.mul, [w, x])])
    let gradients = try graph.gradient(of: f, withRespectTo: [w, x])
    check(gradients[0], .single, [3, 5])
    check(gradients[1], .double, w.value.values)
    // The cast takes its gradient back.
    let v = try double([0.1, 0.7])
    let g = try graph.apply(.sum, [try graph.apply(.elementwise(.square), [try graph.apply(.single, [v])])])
    #expect(g.precision == .single)
    check(try graph.gradient(of: g, withRespectTo: [v])[0], .double, [Float(0.2), Float(1.4)].map(Double.init))
  }

  @Test func givesOneGradientInNumbersAndInNodes() throws {
    var random = Random(5)
    for operation in Operation.allCases where operation != .stop {
      let primitive = Primitive.elementwise(operation)
      guard primitive.isDifferentiable else { continue }
      var operands: [Node] = []
      for i in 0..<operation.arity {
        let values = (0..<3).map { _ in Float(random.uniform(0.2, 0.9)) + Float(i) }
        operands.append(i == 2 ? try graph.constant(3.1) : try single(values))
      }
      let f = try graph.apply(.sum, [try graph.apply(primitive, operands)])
      let xs = operands.filter { $0.kind == .input }
      for (gradient, x) in zip(try graph.gradient(of: f, withRespectTo: xs), xs) {
        let numbers = gradient.value
        #expect(numbers.precision == .single)
        // Asking for its operands builds the graph; replaying computes it from there.
        _ = gradient.operands
        let copy = try graph.input(x.value)
        let again = try graph.replay(gradient, replacing: [(x, copy)]).result
        #expect(again.value == numbers, "\(primitive.name)")
      }
    }
  }
}
