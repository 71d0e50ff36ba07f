import Formulas

/// The derivative of one operation by one of its operands, as a map with structure.
///
/// Operations that only move, scale and add entries say where they put them; every other one says it through its own
/// derivative: run on an upstream gradient that is kept open (``OpenAlgebra``), its rule gives the transposed map.
extension MapArithmetic {
  /// The derivative of a node by one of its visible operands.
  func local(_ index: UInt32, operand: Int) throws(EngineError) -> LinearMap {
    let code = graph.arena.records[Int(index)].code
    if code == NodeCode.custom { return try custom(index, operand: operand) }
    return try local(
      Primitive(code: code), graph.arena.operands(index).map { graph.arena.value($0) },
      result: graph.arena.value(index), graph.arena.attributes(index), operand: operand)
  }

  /// - Parameter operands: their numbers; those of the operand itself matter only where the operation is not linear.
  func local(
    _ primitive: Primitive, _ operands: [Tensor], result: Tensor, _ attributes: Attributes, operand: Int
  ) throws(EngineError) -> LinearMap {
    let definition = primitive.definition
    guard let structure = definition.structure else {
      return try elementwise(definition, operands, result: result, operand: operand)
    }
    let shapes = operands.map(\.shape)
    if let map = try direct(structure, operands, shapes, result: result.shape, attributes, operand) { return map }
    if let map = try structure.map(self, operands, result: result.shape, to: operand) { return map }
    let algebra = OpenAlgebra(arithmetic: self)
    let pull = Pull(
      algebra: algebra, operands: operands.map { .closed($0) }, result: .closed(result),
      upstream: .open(.identity(result.count), result.shape), attributes: attributes)
    let pulled = try structure.backward(pull, to: operand)
    switch pulled {
    case .open(let map, _): return map.transposed
    case .closed, nil: return .zero(rows: result.count, columns: operands[operand].count)
    }
  }

  /// A slope for each entry; copies of a smaller operand stand below each other.
  private func elementwise(
    _ definition: PrimitiveDefinition, _ operands: [Tensor], result: Tensor, operand: Int
  ) throws(EngineError) -> LinearMap {
    let formula = definition.derivatives[operand]
    let small = operands[operand].shape
    let copies = try spreading(small, to: result.shape)
    if case .constant(let slope) = formula {
      if slope == 0 { return .zero(rows: result.count, columns: operands[operand].count) }
      return slope == 1 ? copies : try product(.blocked(.scaledIdentity(result.count, slope)), copies)
    }
    let slopes = try formula.build(NumberAlgebra(graph: graph), operands: operands, result: result)
    if slopes.count == 1 && result.count != 1 {
      return try product(.blocked(.scaledIdentity(result.count, slopes.values[0])), copies)
    }
    return try product(.blocked(.diagonal(Broadcasting.expand(slopes, to: result.shape))), copies)
  }

  /// Operations that move, add or multiply entries.
  private func direct(
    _ structure: any StructuralPrimitive, _ operands: [Tensor], _ shapes: [[Int]], result: [Int],
    _ attributes: Attributes, _ operand: Int
  ) throws(EngineError) -> LinearMap? {
    let source = shapes[operand]
    let count = source.reduce(1, *)
    switch try structure.entries(shapes, result: result, attributes) {
    case .copied: return .identity(count)
    case .summed(let axes):
      return .blocked(
        BlockedMap(
          outer: axes.outer, inner: axes.inner, height: 1, width: axes.size,
          values: [Double](repeating: 1, count: axes.size), group: max(axes.outer, 1), sharesInner: true))
    case .spread: return try spreading(source, to: result)
    case .collected: return try spreading(result, to: source).transposed
    case .moved(let positions):
      return settled(SparseMap(gathering: try positions().map { Int($0) }, from: count))
    case .added(let positions):
      return settled(
        SparseMap(gathering: try positions().map { Int($0) }, from: result.reduce(1, *)).transposed)
    case .joined(let axis): return concatenated(shapes, result: result, axis, operand)
    case .product:
      return try MatrixProductMap(name: structure.name, operands: operands, result: result)
        .map(of: operand, arithmetic: self)
    case .chosen, .composed, .own: return nil
    }
  }

  /// Where one of several joined operands comes to stand.
  private func concatenated(_ shapes: [[Int]], result: [Int], _ axis: Int, _ operand: Int) -> LinearMap {
    let inner = result[(axis + 1)...].reduce(1, *)
    let before = shapes[..<operand].reduce(0) { $0 + $1[axis] } * inner
    let (length, stride) = (shapes[operand][axis] * inner, result[axis] * inner)
    let outer = result[..<axis].reduce(1, *)
    var positions: [Int] = []
    positions.reserveCapacity(outer * length)
    for block in 0..<outer {
      for k in 0..<length { positions.append(block * stride + before + k) }
    }
    return settled(SparseMap(gathering: positions, from: result.reduce(1, *)).transposed)
  }

  /// Where broadcasting puts the entries of a smaller tensor: runs of axes that are kept and of axes that are new.
  func spreading(_ small: [Int], to large: [Int]) throws(EngineError) -> LinearMap {
    let count = large.reduce(1, *)
    if small == large { return .identity(count) }
    let aligned = [Int](repeating: 1, count: large.count - small.count) + small
    // (size, whether it is new), neighbours of one kind joined.
    var runs: [(size: Int, isNew: Bool)] = []
    for (size, kept) in zip(large, aligned) where size != 1 {
      let isNew = kept == 1
      if let last = runs.last, last.isNew == isNew {
        runs[runs.count - 1].size *= size
      } else {
        runs.append((size, isNew))
      }
    }
    let new = runs.indices.filter { runs[$0].isNew }
    guard let place = new.first else { return .identity(count) }
    if new.count == 1 {
      let outer = runs[..<place].reduce(1) { $0 * $1.size }
      let inner = runs[(place + 1)...].reduce(1) { $0 * $1.size }
      return .blocked(
        BlockedMap(
          outer: outer, inner: inner, height: runs[place].size, width: 1,
          values: [Double](repeating: 1, count: runs[place].size), group: max(outer, 1), sharesInner: true))
    }
    let positions = Broadcasting.positions(of: small, in: large).map { Int($0) }
    return settled(SparseMap(gathering: positions, from: small.reduce(1, *)))
  }

  /// A rule written by hand: the derivative of what it makes of an open upstream gradient.
  private func custom(_ index: UInt32, operand: Int) throws(EngineError) -> LinearMap {
    let shape = graph.arena.shape(index)
    let all = graph.arena.operands(index)
    let operands = all.dropLast().map { Node(graph: graph, id: NodeID($0)) }
    let zero = LinearMap.zero(rows: shape.reduce(1, *), columns: operands[operand].value.count)
    guard let rule = graph.arena.rule(index) else { return zero }
    let upstream = try graph.input(Tensor(shape: shape, values: [Double](repeating: 1, count: zero.rows)))
    let parts = try rule.backward(
      operands, result: Node(graph: graph, id: NodeID(all[all.count - 1])), upstream: upstream)
    let part = try NodeAlgebra(graph: graph).broadcast(parts[operand], to: operands[operand].shape)
    guard part.varies else { return zero }
    return try MapAccumulation(arithmetic: self).map(of: part, withRespectTo: upstream).transposed
  }
}
