import Formulas

/// `x[…]`: entries, slices and gathered rows, as in NumPy. `x[1]` of [5, 6, 7] is 6.
///
/// Its gradient goes back to where the entries came from, summed where one was taken twice.
struct IndexPrimitive: StructuralPrimitive {
  let name = "index"
  let summary = "entries, slices and gathered rows: x[…]"
  let glyph = "[i]"
  let pattern: Primitive.Pattern? = .routes
  let derivativeText = "∂f where the entries came from, 0 elsewhere"
  let chapter = Primitive.Chapter.linearAlgebra
  // `x[…]`
  let spelling = Spelling.sharedCall
  let example: Primitive.Example? = .init("[5, 6, 7][1]", "6")
  var samples: [StructuralSample] {
    [
      .init([4, 3], attributes: Attributes(indices: [.at(-1)])),
      .init([4, 3], attributes: Attributes(indices: [.range(1, nil), .at(0)])),
      .init([4, 3], attributes: Attributes(indices: [.gather([2, 0, 2])])),
      .init([4, 3], attributes: Attributes(indices: [.gather([0, 1]), .gather([2, 2])])),
    ]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try Indexing(name, shapes[0], attributes.indices).shape
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int { result.reduce(1, *) }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    try Indexing(name, operands[0].shape, attributes.indices).entries(of: operands[0].values)
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    try Indexing(name, operands[0].shape, attributes.indices).entries(of: operands[0].singles)
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .moved { () throws(EngineError) in
      try Indexing(name, shapes[0], attributes.indices).positions.map { Int32($0) }
    }
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    try pull.algebra.apply(
      .scatter, [pull.upstream],
      Attributes(shape: pull.algebra.shape(pull.operands[0]), indices: pull.attributes.indices))
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    gradient.called("scatter")
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let parts = call.attributes.indices.map { index in
      switch index {
      case .at(let place): "\(place)"
      case .range(let start, let stop): (start.map { "\($0)" } ?? "") + ":" + (stop.map { "\($0)" } ?? "")
      case .gather(let places): dialect.whole(places)
      }
    }
    return "\(call.operands[0])[\(parts.isEmpty ? "..." : parts.joined(separator: ", "))]"
  }
}
