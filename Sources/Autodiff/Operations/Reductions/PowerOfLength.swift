import Formulas

/// An operation that gives a length r with r ∇r = v smooth everywhere: ‖x‖ with v = x, std with v = (x − mean)/n.
protocol Length: StructuralPrimitive {
  /// upstream · v, of the operand's shape.
  func along<A: Algebra>(_ pull: Pull<A>) throws(EngineError) -> A.Value
}

extension Length {
  var length: (any Length)? { self }
}

/// Powers of lengths. r² is smooth where r is 0 and has no second derivative of its own, so that the derivative of rᵖ
/// is taken at once, as p rᵖ⁻² v, and not by way of ∇r: the Hessian of norm(x)^2 is 2 I at 0, too.
extension Graph {
  /// The part of x's gradient by a power of a length of x, past the length itself; `nil` for any other node.
  ///
  /// - Parameter variable: what is differentiated by, which may be the length.
  func throughLength(
    _ index: UInt32, _ upstream: Node, variable: UInt32
  ) throws(EngineError) -> (operand: UInt32, part: Node)? {
    guard let (length, exponent) = powerOfLength(index), length != variable, arena.operands(index).last != variable,
      !moving.contains(length)
    else { return nil }
    let precision = arena.precision(index) ?? .double
    let operand = arena.operand(length, 0)
    guard precision == arena.precision(length), precision == arena.precision(operand) else { return nil }
    if !arena.records[Int(length)].flags.contains(.isDerived) { arena.bypassed.insert(length) }
    let algebra = NodeAlgebra(graph: self, precision: precision)
    let result = Node(graph: self, id: NodeID(length))
    let x = Node(graph: self, id: NodeID(operand))
    var factor = try algebra.constant(exponent)
    if exponent != 2 {
      factor = try algebra.apply(
        .mul, [factor, try algebra.apply(.pow, [result, try algebra.constant(exponent - 2)])])
    }
    let scaled = try algebra.apply(.mul, [try algebra.converted(upstream, to: precision), factor])
    guard let rule = Primitive(code: arena.records[Int(length)].code).definition.structure?.length else {
      return (operand, try algebra.apply(.mul, [scaled, x]))
    }
    let pull = Pull(
      algebra: algebra, operands: [x], result: result, upstream: scaled, attributes: arena.attributes(length))
    return (operand, try rule.along(pull))
  }

  /// Refuses the derivative by a length of what is itself the derivative of one of its powers, when the graph of the
  /// latter was built for another purpose: it was taken past the length, which the graph does not mention.
  func refuseBypassed(_ f: UInt32, by xs: [UInt32]) throws(EngineError) {
    guard !arena.bypassed.isEmpty else { return }
    let lengths = xs.filter { arena.bypassed.contains($0) && $0 != f }
    guard !lengths.isEmpty else { return }
    for index in arena.postOrder(f, onlyVarying: false) {
      let side = arena.records[Int(index)].side
      guard side >= 0, let origin = arena.sides[Int(side)]?.origin, origin != .max else { continue }
      for length in lengths where try depends(origin, on: length) {
        throw .badArgument(
          operation: "grad",
          problem: "the derivative of a power of a length is taken at once, past the length itself, and cannot be "
            + "taken by the length again; write the length by hand, as sqrt(sum(x^2)) for norm(x)")
      }
    }
  }

  /// r² and r · r, and rᵖ for a number p from 2 on, of a norm, a standard deviation or an absolute value r.
  func powerOfLength(_ index: UInt32) -> (length: UInt32, exponent: Double)? {
    let operands = arena.operands(index)
    guard let length = operands.first, arena.records[Int(length)].varies else { return nil }
    let exponent: Double
    switch Operation(rawValue: arena.records[Int(index)].code) {
    case .square: exponent = 2
    case .multiply where isSame(length, operands[1]): exponent = 2
    case .power where arena.records[Int(operands[1])].code == NodeCode.constant && arena.shape(operands[1]).isEmpty:
      exponent = arena.value(operands[1]).values[0]
    default: return nil
    }
    let code = arena.records[Int(length)].code
    let isLength =
      code == Operation.abs.rawValue
      || code < NodeCode.custom && Primitive(code: code).definition.structure?.length != nil
    return exponent >= 2 && isLength ? (length, exponent) : nil
  }

  /// Whether two nodes are one, or the same operation of one operand.
  private func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
    a == b
      || arena.records[Int(a)].code == arena.records[Int(b)].code && arena.operands(a) == arena.operands(b)
        && arena.attributes(a) == arena.attributes(b)
  }
}
