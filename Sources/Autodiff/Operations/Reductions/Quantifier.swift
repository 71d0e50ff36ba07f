/// 1 where all (or any) entries are non-zero, else 0. `all([1, 0])` is 0, `any([1, 0])` is 1. No derivative.
struct Quantifier: StepReduction {
  var isUniversal: Bool

  var name: String { isUniversal ? "all" : "any" }
  var summary: String { "1 where " + name + " entries are non-zero, else 0" }
  var example: Primitive.Example? {
    .init("\(name)([1, 0])", isUniversal ? "0" : "1")
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

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let axis = dialect.axis(call.attributes.axis)
    return "\(dialect.module).where(\(dialect.module).\(name)(\(call.operands[0]) != 0\(axis)), 1.0, 0.0)"
  }
}
