/// Zeros of a shape with entries added at the places that `index` would take them from: the derivative of `index`.
struct Scatter: StructuralPrimitive {
  let name = "scatter"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("shape", .shape)]
  let summary = "zeros with x added at indexed places"
  let isInternal = true
  let derivativeText = "∂f at the indexed places"
  let chapter = Primitive.Chapter.linearAlgebra

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
}
