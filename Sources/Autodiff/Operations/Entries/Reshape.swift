import Formulas

/// The same numbers, row by row, in another shape; one size may be −1, which is worked out.
/// `reshape([1, 2, 3, 4], (2, 2))` is [[1, 2], [3, 4]].
struct Reshape: StructuralPrimitive {
  let name = "reshape"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("shape", .shape)]
  let summary = "the same numbers, row by row, in another shape"
  let pattern: Primitive.Pattern? = .passes
  let derivativeText = "the gradient in x's shape"
  let chapter = Primitive.Chapter.linearAlgebra
  // Sizes one by one, or a tuple of them.
  let spelling = Spelling.sharedCall
  let example: Primitive.Example? = .init("reshape([1, 2, 3, 4], 2, -1)", "[[1, 2], [3, 4]]")
  var samples: [StructuralSample] {
    [.init([2, 3], attributes: Attributes(shape: [3, -1]))]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    var target = attributes.shape ?? []
    let count = shapes[0].reduce(1, *)
    let rule = "a shape with as many entries"
    if let open = target.firstIndex(of: -1) {
      target[open] = 1
      let known = target.reduce(1, *)
      guard known > 0, count % known == 0 else {
        throw .shapeMismatch(operation: name, shapes: [shapes[0], attributes.shape ?? []], rule: rule)
      }
      target[open] = count / known
    }
    guard target.allSatisfy({ $0 >= 0 }), Tensor.count(of: target) == count else {
      throw .shapeMismatch(operation: name, shapes: [shapes[0], attributes.shape ?? []], rule: rule)
    }
    return target
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    operands[0].values
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    operands[0].singles
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .copied
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    try pull.algebra.reshaped(pull.upstream, to: pull.algebra.shape(pull.operands[0]))
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    gradient.called(name)
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).reshape(\(call.operands[0]), \(dialect.tuple(call.shape)))"
  }
}
