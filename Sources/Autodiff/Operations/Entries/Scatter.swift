/// Zeros of a shape with entries added at the places that `index` would take them from: the derivative of `index`.
struct Scatter: StructuralPrimitive {
  let name = "scatter"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("shape", .shape)]
  let summary = "zeros with x added at indexed places"
  let isInternal = true
  let derivativeText = "∂f at the indexed places"
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = nil
  var samples: [StructuralSample] {
    [.init([2], attributes: Attributes(shape: [4], indices: [.gather([1, 1])]))]
  }
  let spoken = "the slope of an index"

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] { attributes.shape ?? [] }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    var result = [Double](repeating: 0, count: shape.reduce(1, *))
    let positions = try Indexing(name, shape, attributes.indices).positions
    for (value, position) in zip(operands[0].values, positions) { result[position] += value }
    return result
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    var result = [Float](repeating: 0, count: shape.reduce(1, *))
    let positions = try Indexing(name, shape, attributes.indices).positions
    for (value, position) in zip(operands[0].singles, positions) { result[position] += value }
    return result
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .added { () throws(EngineError) in
      try Indexing(name, result, attributes.indices).positions.map { Int32($0) }
    }
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    try pull.algebra.apply(.index, [pull.upstream], Attributes(indices: pull.attributes.indices))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    guard let positions = try? Indexing(name, call.shape, call.attributes.indices).positions else { return nil }
    let module = dialect.module
    let (places, x) = (dialect.whole(positions), "\(module).ravel(\(call.operands[0]))")
    let count = call.shape.reduce(1, *)
    let flat =
      switch module {
      case "np": "np.bincount(\(places), weights=\(x), minlength=\(count))"
      case "jnp": "jnp.zeros(\(count), \(x).dtype).at[\(places)].add(\(x))"
      default: "torch.zeros(\(count), dtype=\(x).dtype).index_add(0, \(places), \(x))"
      }
    return "\(module).reshape(\(flat), \(dialect.tuple(call.shape)))"
  }
}
