/// 1 where all (or any) entries are non-zero, else 0. `all([1, 0])` is 0, `any([1, 0])` is 1. No derivative.
struct Quantifier: StructuralPrimitive {
  var isUniversal: Bool

  var name: String { isUniversal ? "all" : "any" }
  let parameters: [Primitive.Parameter] = [.init("x"), .init("axis", .axis, optional: true)]
  var summary: String { "1 where " + name + " entries are non-zero, else 0" }
  let isDifferentiable = false
  let derivativeText = "0"
  let chapter = Primitive.Chapter.reductions
  var example: Primitive.Example? {
    .init("\(name)([1, 0])", isUniversal ? "0" : "1")
  }
  var samples: [StructuralSample] {
    StructuralSample.reductions
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try Axes.reduced(name, shapes[0], axis: attributes.axis)
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let x = operands[0].values
    let axes = try Axes(name, operands[0].shape, axis: attributes.axis)
    return axes.map { start in
      for k in 0..<axes.size where (x[start + k * axes.inner] != 0) != isUniversal { return isUniversal ? 0 : 1 }
      return isUniversal ? 1 : 0
    }
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .chosen(.quantifier(isUniversal: isUniversal), try Axes(name, shapes[0], axis: attributes.axis))
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? { nil }

  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int] {
    ((try? forward(operands, attributes, shape: [])) ?? []).map { Int($0) }
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] { result.values.map { _ in 0 } }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let axis = dialect.axis(call.attributes.axis)
    return "\(dialect.module).where(\(dialect.module).\(name)(\(call.operands[0]) != 0\(axis)), 1.0, 0.0)"
  }
}
