import Formulas

/// Tensors laid end to end along an axis, the first unless given. `concat([1], [2, 3])` is [1, 2, 3].
struct Concat: StructuralPrimitive {
  let name = "concat"
  let parameters: [Primitive.Parameter] = [.init("a"), .init("b"), .init("axis", .axis, default: 0)]
  let summary = "tensors laid end to end along an axis"
  let pattern: Primitive.Pattern? = .distributes
  let derivativeText = "each one's part of ∂f"
  let chapter = Primitive.Chapter.linearAlgebra
  // Of any number of tensors.
  let spelling = Spelling.sharedCall
  let example: Primitive.Example? = .init("concat([1], [2, 3])", "[1, 2, 3]")
  var samples: [StructuralSample] {
    [.init([2, 2], [1, 2]), .init([2, 2], [2, 1], attributes: Attributes(axis: 1))]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    let axis = try Axes.position(name, attributes.axis ?? 0, rank: shapes[0].count)
    var result = shapes[0]
    for shape in shapes.dropFirst() {
      var other = shape
      guard shape.count == result.count else {
        throw .shapeMismatch(operation: name, shapes: shapes, rule: "all have the same number of axes")
      }
      other[axis] = result[axis]
      guard other == result else {
        throw .shapeMismatch(operation: name, shapes: shapes, rule: "all sizes but that of axis \(axis) are equal")
      }
      result[axis] += shape[axis]
    }
    return result
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let axis = try Axes.position(name, attributes.axis ?? 0, rank: shape.count)
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    var result: [Double] = []
    result.reserveCapacity(shape.reduce(1, *))
    for block in 0..<outer {
      for operand in operands {
        let length = operand.shape[axis] * inner
        result.append(contentsOf: operand.values[(block * length)..<((block + 1) * length)])
      }
    }
    return result
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .joined(axis: try Axes.position(name, attributes.axis ?? 0, rank: result.count))
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let rank = pull.algebra.shape(pull.operands[operand]).count
    let axis = try Axes.position(name, pull.attributes.axis ?? 0, rank: rank)
    if pull.common.starts.isEmpty {
      var starts = [0]
      for operand in pull.operands { starts.append(starts[starts.count - 1] + pull.algebra.shape(operand)[axis]) }
      pull.common.starts = starts
    }
    var indices = [Attributes.Index](repeating: .range(nil, nil), count: axis)
    indices.append(.range(pull.common.starts[operand], pull.common.starts[operand + 1]))
    return try pull.algebra.apply(.index, [pull.upstream], Attributes(indices: indices))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let parts = "(" + call.operands.joined(separator: ", ") + ",)"
    let axis = dialect.axis(call.attributes.axis ?? 0)
    return "\(dialect.module).\(dialect.isTorch ? "cat" : "concatenate")(\(parts)\(axis))"
  }
}
