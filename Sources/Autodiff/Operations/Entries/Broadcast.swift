import Formulas

/// A tensor repeated to a greater shape, by NumPy's rules. `broadcast(1, [2])` is [1, 1].
///
/// Its gradient is summed over the copies.
struct Broadcast: StructuralPrimitive {
  let name = "broadcast"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("shape", .shape)]
  let summary = "x repeated to a greater shape"
  let derivativeText = "the sum over the copies"
  let chapter = Primitive.Chapter.linearAlgebra
  // Sizes one by one, or a tuple of them.
  let spelling = Spelling.sharedCall
  let example: Primitive.Example? = .init("broadcast(1, 2)", "[1, 1]")
  var samples: [StructuralSample] {
    [.init([3, 1], attributes: Attributes(shape: [2, 3, 2]))]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    let target = attributes.shape ?? []
    guard shapes[0] != target else { return target }
    guard try Broadcasting.shape(name, [shapes[0], target]) == target else {
      throw .shapeMismatch(
        operation: name, shapes: [shapes[0], target],
        rule: "each size equals the target's, aligned at the right, or is 1")
    }
    return target
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    Broadcasting.expand(operands[0], to: shape)
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .spread
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    try pull.algebra.reduced(pull.upstream, to: pull.algebra.shape(pull.operands[0]))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).broadcast_to(\(call.operands[0]), \(dialect.tuple(call.shape)))"
  }
}
