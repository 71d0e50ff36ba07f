import Formulas

/// The same numbers at a precision: each rounded to the nearest 32-bit float, or widened, which is exact. `f32(0.1)` is
/// the 32-bit float 0.1, whose value is 0.10000000149011612.
///
/// The gradient is converted back to the operand's precision. Rounding is taken for the identity: derivative 1.
struct Cast: StructuralPrimitive {
  var precision: Precision

  var name: String { precision == .single ? "f32" : "f64" }
  var summary: String { "x in " + (precision == .single ? "32" : "64") + "-bit floats" }
  let pattern: Primitive.Pattern? = .passes
  var isInternal: Bool { precision == .double }
  let derivativeText = "∂f in x's precision"
  let chapter = Primitive.Chapter.linearAlgebra
  var example: Primitive.Example? {
    precision == .single ? .init("f32(16777217)", "16777216") : nil
  }
  var samples: [StructuralSample] {
    [.init([2, 3]), .init([3])]
  }
  // Of models, too.
  let spelling = Spelling.sharedCall
  var spoken: String { "`f32`" }
  var finiteHint: String? { precision == .single ? "32-bit floats reach to 3.4e38" : nil }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] { shapes[0] }
  func precision(_ operands: [Precision?], _ shapes: [[Int]]) -> Precision { precision }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    operands[0].values
  }

  // The operand has been converted already.
  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    switch operands[0].storage {
    case .single(let values): values
    case .double(let values): values.map(Float.init)
    }
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .copied
  }

  // What comes upstream has the result's precision; whoever takes the gradient gives it the operand's.
  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? { pull.upstream }

  func javaScript(_ call: CodeCall) -> String? {
    precision == .single ? "\(call.operands[0]).map(Math.fround)" : call.operands[0]
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let type = "\(dialect.module).\(precision == .single ? "float32" : "float64")"
    return dialect.isTorch
      ? "\(call.operands[0]).to(\(type))" : "\(dialect.module).asarray(\(call.operands[0]), dtype=\(type))"
  }
}
