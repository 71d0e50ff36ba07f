import Testing

@testable import Autodiff

/// `vjp`, `jvp`, `hessian` and Jacobians as nodes, differentiated further: closed forms and central differences.
@Suite struct VectorProductTests {
  private func close(_ found: Node, _ expected: [Double], _ location: SourceLocation = #_sourceLocation) {
    let values = found.value.values
    #expect(values.count == expected.count, sourceLocation: location)
    for (a, b) in zip(values, expected) {
      #expect((a - b).magnitude <= 1e-12 * max(1, b.magnitude), "\(values)", sourceLocation: location)
    }
  }

  /// Every entry of a result, differentiated, against central differences of it.
  private func checkFurther(_ result: Node, _ xs: [Node], _ location: SourceLocation = #_sourceLocation) throws {
    let graph = result.graph
    let weights = (0..<result.value.count).map { 1 + 0.3 * Double($0 * $0) }
    let c = try graph.constant(Tensor(shape: result.shape, values: weights))
    let f = try graph.apply(.sum, [try graph.apply(.mul, [c, result])])
    for x in xs {
      for check in try graph.checkGradient(of: f, at: [x]) {
        #expect(check.entries.allSatisfy { $0.verdict == .pass }, "\(check.entries)", sourceLocation: location)
      }
    }
  }

  private func vector(_ graph: Graph, _ values: [Double]) throws -> Node {
    try graph.input(Tensor(shape: [values.count], values: values))
  }

  @Test func productsOfALinearMap() throws {
    let graph = Graph()
    let w = try graph.input(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]))
    let x = try vector(graph, [1, 1, 2])
    let y = try graph.apply(.matmul, [w, x])
    let v = try graph.constant(Tensor(shape: [2], values: [1, -1]))
    close(try graph.vjp(of: y, withRespectTo: [x], upstream: v)[0], [-3, -3, -3])
    close(try graph.vjp(of: y, withRespectTo: [w, x], upstream: v)[0], [1, 1, 2, -1, -1, -2])
    let along = try graph.constant(Tensor(shape: [3], values: [1, 0, -1]))
    close(try graph.jvp(of: y, withRespectTo: [x], along: [along]), [-2, -2])
    // Along both at once: dW x + W dx.
    let dw = try graph.constant(Tensor(shape: [2, 3], values: [1, 0, 0, 0, 0, 1]))
    close(try graph.jvp(of: y, withRespectTo: [w, x], along: [dw, along]), [-1, 0])
  }

  @Test func productsOfACubeAndBeyond() throws {
    let graph = Graph()
    let x = try vector(graph, [1, -2, 3])
    let y = try graph.apply(.pow, [x, try graph.constant(3)])
    let v = try vector(graph, [2, 3, 5])
    let pulled = try graph.vjp(of: y, withRespectTo: [x], upstream: v)[0]
    close(pulled, [6, 36, 135])
    // ∂/∂x of v · 3x² is 6 v x; ∂/∂v is 3x².
    close(
      try graph.gradient(of: try graph.apply(.sum, [pulled]), withRespectTo: [x])[0], [12, -36, 90])
    close(try graph.gradient(of: try graph.apply(.sum, [pulled]), withRespectTo: [v])[0], [3, 12, 27])
    let pushed = try graph.jvp(of: y, withRespectTo: [x], along: [v])
    close(pushed, [6, 36, 135])
    close(try graph.gradient(of: try graph.apply(.sum, [pushed]), withRespectTo: [x])[0], [12, -36, 90])
    try checkFurther(pulled, [x, v])
    try checkFurther(pushed, [x, v])
    // v is a function of x and taken as it is: v ᵀ∂y/∂x is 2x · 3x² = 6x³, whose derivative is 18x².
    let own = try graph.apply(.mul, [try graph.constant(2), x])
    let bound = try graph.vjp(of: y, withRespectTo: [x], upstream: own)[0]
    close(bound, [6, -48, 162])
    close(try graph.gradient(of: try graph.apply(.sum, [bound]), withRespectTo: [x])[0], [18, 72, 162])
  }

  @Test func jvpOfAGradientIsAHessianProduct() throws {
    let graph = Graph()
    let x = try vector(graph, [1, 2])
    func at(_ i: Int) throws -> Node { try graph.apply(.index, [x], Attributes(indices: [.at(i)])) }
    // f = x₀² x₁
    let f = try graph.apply(.mul, [try graph.apply(.elementwise(.square), [try at(0)]), try at(1)])
    let hessian = try graph.hessian(of: f, withRespectTo: x)
    #expect(hessian.shape == [2, 2])
    close(hessian, [4, 2, 2, 0])
    let first = try graph.gradient(of: f, withRespectTo: [x])[0]
    let v = try graph.constant(Tensor(shape: [2], values: [1, 10]))
    close(try graph.jvp(of: first, withRespectTo: [x], along: [v]), [24, 2])
    // Third order: the entries of the Hessian are 2 x₁, 2 x₀, 2 x₀, 0.
    let corner = try graph.apply(.index, [hessian], Attributes(indices: [.at(0), .at(0)]))
    close(try graph.gradient(of: corner, withRespectTo: [x])[0], [0, 2])
    try checkFurther(hessian, [x])
  }

  @Test func hessiansOfSoftmaxCrossEntropyAndOfSums() throws {
    let graph = Graph()
    let x = try vector(graph, [0.2, -0.4, 1.1])
    let share = try graph.apply(try #require(Primitive.named("log_softmax")), [x])
    let f = try graph.apply(.neg, [try graph.apply(.index, [share], Attributes(indices: [.at(1)]))])
    let p = try graph.apply(try #require(Primitive.named("softmax")), [x]).value.values
    var expected: [Double] = []
    for i in 0..<3 { for j in 0..<3 { expected.append((i == j ? p[i] : 0) - p[i] * p[j]) } }
    let hessian = try graph.hessian(of: f, withRespectTo: x)
    close(hessian, expected)
    try checkFurther(hessian, [x])
    // A sum of separate terms has a diagonal Hessian, which the graph shows.
    let cubes = try graph.apply(.sum, [try graph.apply(.pow, [x, try graph.constant(3)])])
    let first = try graph.gradient(of: cubes, withRespectTo: [x])[0]
    #expect(try graph.jacobian(of: first, withRespectTo: x).structure == .diagonal)
    close(try graph.hessian(of: cubes, withRespectTo: x), [1.2, 0, 0, 0, -2.4, 0, 0, 0, 6.6])
    let linear = try graph.apply(.sum, [x])
    close(try graph.hessian(of: linear, withRespectTo: x), [Double](repeating: 0, count: 9))
    let t = try graph.input(2)
    let fourth = try graph.apply(.pow, [t, try graph.constant(4)])
    close(try graph.hessian(of: fourth, withRespectTo: t), [48])
    close(
      try graph.gradient(of: try graph.hessian(of: fourth, withRespectTo: t), withRespectTo: [t])[0], [48])
  }

  @Test func jacobiansAsNodes() throws {
    let graph = Graph()
    let x = try vector(graph, [0.5, -1, 2])
    let y = try graph.apply(
      .matmul,
      [
        try graph.constant(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])),
        try graph.apply(.elementwise(.square), [x]),
      ])
    let jacobian = try graph.node(try graph.jacobian(of: y, withRespectTo: x), of: y, withRespectTo: x)
    #expect(jacobian.shape == [2, 3])
    close(jacobian, [1, -4, 12, 4, -10, 24])
    close(
      try graph.gradient(of: try graph.apply(.sum, [jacobian]), withRespectTo: [x])[0], [10, 14, 18])
    try checkFurther(jacobian, [x])
  }

  @Test func shapesMustFit() throws {
    let graph = Graph()
    let x = try vector(graph, [1, 2])
    let y = try graph.apply(.elementwise(.exp), [x])
    let v = try vector(graph, [1, 2, 3])
    #expect(throws: EngineError.shapeMismatch(operation: "vjp", shapes: [[3], [2]], rule: "v has the shape of y")) {
      try graph.vjp(of: y, withRespectTo: [x], upstream: v)
    }
    #expect(throws: EngineError.shapeMismatch(operation: "jvp", shapes: [[3], [2]], rule: "v has the shape of x")) {
      try graph.jvp(of: y, withRespectTo: [x], along: [v])
    }
    #expect(throws: EngineError.noDependence) { try graph.vjp(of: y, withRespectTo: [v], upstream: x) }
  }
}
