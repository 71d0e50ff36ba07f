import Formulas

/// Tensors of one shape side by side along a new axis, the first unless given. `stack(1, 2)` is [1, 2].
struct Stack: CompositePrimitive {
  let name = "stack"
  let parameters: [Primitive.Parameter] = [.init("a"), .init("b"), .init("axis", .axis, default: 0)]
  let summary = "tensors of one shape side by side along a new axis"
  let glyph = "[ ]"
  let pattern: Primitive.Pattern? = .distributes
  let derivativeText = "each one's part of ∂f"
  let chapter = Primitive.Chapter.linearAlgebra
  let bounds = ResultBounds.union
  // Of any number of tensors.
  let spelling = Spelling.sharedCall
  let example: Primitive.Example? = .init("stack(1, 2)", "[1, 2]")
  var samples: [StructuralSample] {
    [.init([2], [2]), .init([2], [2], attributes: Attributes(axis: 1)), .init([], [])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard shapes.allSatisfy({ $0 == shapes[0] }) else {
      throw .shapeMismatch(operation: name, shapes: shapes, rule: "all have one shape")
    }
    var result = shapes[0]
    result.insert(shapes.count, at: try Axes.position(name, attributes.axis ?? 0, rank: result.count + 1))
    return result
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    var shape = algebra.shape(operands[0])
    let axis = try Axes.position(name, attributes.axis ?? 0, rank: shape.count + 1)
    shape.insert(1, at: axis)
    var parts: [A.Value] = []
    for operand in operands { parts.append(try algebra.reshaped(operand, to: shape)) }
    return try algebra.apply(.concat, parts, Attributes(axis: axis))
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let rank = pull.algebra.shape(pull.operands[operand]).count + 1
    let axis = try Axes.position(name, pull.attributes.axis ?? 0, rank: rank)
    var indices = [Attributes.Index](repeating: .range(nil, nil), count: axis)
    indices.append(.at(operand))
    return try pull.algebra.apply(.index, [pull.upstream], Attributes(indices: indices))
  }

  func slopeNotation(_ gate: GateNotation, to operand: Int) -> Notation? {
    Notation(plain: "1")
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let parts = "(" + call.operands.joined(separator: ", ") + ",)"
    return "\(dialect.module).stack(\(parts)\(dialect.axis(call.attributes.axis ?? 0)))"
  }
}
