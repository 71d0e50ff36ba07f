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
  let example: Primitive.Example? = nil
  var samples: [StructuralSample] {
    [.init([2, 3], attributes: Attributes(shape: [1, 3]))]
  }
  let spoken = "`sum`"

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

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let aligned = [Int](repeating: 1, count: call.shapes[0].count - call.shape.count) + call.shape
    let axes = aligned.indices.filter { aligned[$0] == 1 && call.shapes[0][$0] != 1 }
    let x = call.operands[0]
    let sum =
      axes.isEmpty ? x : "\(dialect.module).sum(\(x), \(dialect.axisWord)=\(dialect.tuple(axes)))"
    return "\(dialect.module).reshape(\(sum), \(dialect.tuple(call.shape)))"
  }
}
