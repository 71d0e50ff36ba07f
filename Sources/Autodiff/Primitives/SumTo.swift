/// Entries summed down to a shape that broadcasts to the operand's: what broadcasting does to a gradient.
/// From `[2, 3]` to `[3]` it sums the columns.
struct SumTo: StructuralPrimitive {
  let name = "sum_to"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("shape", .shape)]
  let summary = "entries summed down to a shape that broadcasts to x's"
  let glyph = "Σ"
  let isInternal = true
  let derivativeText = "1 for each entry"
  let chapter = Primitive.Chapter.linearAlgebra

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] { attributes.shape ?? [] }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    Broadcasting.reduce(operands[0], to: shape)
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    Broadcasting.reduceSingle(operands[0], to: shape)
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .collected
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    try pull.algebra.broadcast(pull.upstream, to: pull.algebra.shape(pull.operands[0]))
  }
}
