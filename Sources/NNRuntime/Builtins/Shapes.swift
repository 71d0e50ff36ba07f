import Autodiff

extension Builtins {
  /// With forms of their own, since they take more than the catalogue's parameters say.
  static let shapes: [Builtin] = [
    Builtin(
      name: "shape", forms: ["shape(x)"], summary: "the sizes of a tensor as a vector: `shape([[1, 2]])` is [1, 2]",
      chapter: .linearAlgebra, conduct: .traceable, parameters: [.required("x")], severance: .ignores
    ) { call throws(Fault) in
      let shape = try call.node(0).shape
      return try call.constant(Tensor(shape: [shape.count], values: shape.map(Double.init)))
    },
    Builtin(
      name: "reshape", forms: ["reshape(x, sizes…)"],
      summary: "the same numbers, row by row, in another shape; one size may be -1", chapter: .linearAlgebra,
      conduct: .traceable,
      parameters: [.required("x")], rest: "sizes", derivative: "the gradient in x's shape"
    ) { call throws(Fault) in
      try call.applyNamed("reshape", [try call.node(0)], Attributes(shape: try call.shape(isOpen: true)))
    },
    Builtin(
      name: "broadcast", forms: ["broadcast(x, sizes…)"], summary: "x repeated to a greater shape",
      chapter: .linearAlgebra, conduct: .traceable, parameters: [.required("x")], rest: "sizes",
      derivative: "the sum over the copies"
    ) { call throws(Fault) in
      try call.applyNamed("broadcast", [try call.node(0)], Attributes(shape: try call.shape()))
    },
    Builtin(
      name: "transpose", forms: ["transpose(x)", "transpose(x, axes…)"],
      summary: "the axes in reverse order, or in the order given; `x.T` for short", chapter: .linearAlgebra,
      conduct: .traceable,
      parameters: [.required("x")], rest: "axes", derivative: "the gradient transposed back"
    ) { call throws(Fault) in
      let x = try call.node(0)
      if x.shape.count < 2, call.rest.isEmpty { return call[0] }
      return try call.applyNamed(
        "transpose", [x], call.rest.isEmpty ? Attributes() : Attributes(axes: try call.shape()))
    },
    Builtin(
      name: "stack", forms: ["stack(a, b, …, axis: 0)"], summary: "tensors of one shape along a new axis",
      chapter: .linearAlgebra, conduct: .traceable, parameters: [.named("axis")], rest: "tensors",
      derivative: "each its part"
    ) { call throws(Fault) in try call.joined("stack") },
    Builtin(
      name: "concat", forms: ["concat(a, b, …, axis: 0)"], summary: "tensors one behind the other along an axis",
      chapter: .linearAlgebra, conduct: .traceable, parameters: [.named("axis")], rest: "tensors",
      derivative: "each its part"
    ) { call throws(Fault) in try call.joined("concat") },
  ]

  /// The places of entries, for `x[…]` to gather by.
  static let places: [Builtin] = [
    Builtin(
      name: "nonzero", forms: ["nonzero(v)"],
      summary: "the places of a vector's entries that are not zero: `nonzero([0, 3, 1])` is [1, 2]",
      chapter: .reductions, conduct: .reads(), parameters: [.required("v")]
    ) { call throws(Fault) in
      let v = try call.node(0)
      let values = v.value
      guard values.shape.count == 1 else {
        throw call.fault(
          .shapeMismatch, "`nonzero` takes a vector, and this has shape \(shapeText(values.shape))", 0,
          hint: "`reshape(x, -1)` makes one of a tensor")
      }
      var places: [Double] = []
      for (place, value) in values.values.enumerated() where value != 0 { places.append(Double(place)) }
      let result = Tensor(shape: [places.count], values: places)
      guard v.depends else { return try call.constant(result) }
      // Other numbers give the same places as long as the same ones are zero.
      let isNonzero = try call.machine.node(
        call.apply(.elementwise(.notEqual), [v, call.machine.node(.number(0))]))
      let node = try call.machine.storedConstant(result, from: [], at: call.tag)
      return try call.machine.chosen(.node(node), by: [isNonzero], at: call.tag)
    }
  ]

  static let reductions: [Builtin] = [
    ("max", "the greatest entry, or the greater of two element by element", Primitive.elementwise(.maximum)),
    ("min", "the least entry, or the lesser of two element by element", Primitive.elementwise(.minimum)),
  ].map { name, summary, pairwise in
    Builtin(
      name: name, forms: ["\(name)(a)", "\(name)(a, axis: …)", "\(name)(a, b)"], summary: summary,
      chapter: .reductions, conduct: .traceable, parameters: [.required("a"), .optional("b"), .named("axis")],
      derivative: "all to the one that won; a tie shares equally"
    ) { call throws(Fault) in
      if call.has(1) {
        if call.has(2) { throw call.fault(.wrongArguments, "`\(name)` of two tensors takes no axis", 2) }
        return try call.apply(pairwise, [try call.node(0), try call.node(1)])
      }
      if case .tuple(let tuple) = call[0], tuple.items.count == 2, !call.has(2) {
        throw call.fault(.wrongKind, "`\(name)` takes numbers or tensors, and this is a tuple of 2", 0)
      }
      return try call.applyNamed(
        name == "max" ? "amax" : "amin", [try call.node(0)], Attributes(axis: call.has(2) ? try call.whole(2) : nil))
    }
  }
}

extension Call {
  func applyNamed(_ name: String, _ operands: [Node], _ attributes: Attributes = Attributes()) throws(Fault) -> Value {
    guard let primitive = Primitive.named(name) else {
      throw .told(.unknownFunction, "`\(builtin.name)` is not available yet")
    }
    return try apply(primitive, operands, attributes)
  }

  /// The operands of `stack` and `concat`: one by one, or one tuple.
  fileprivate func joined(_ name: String) throws(Fault) -> Value {
    var items = rest
    if items.count == 1, case .tuple(let tuple) = items[0] { items = tuple.items }
    guard !items.isEmpty else {
      throw .told(.wrongArguments, "`\(name)` needs tensors", hint: "it is \(builtin.signature)")
    }
    var nodes: [Node] = []
    for item in items { nodes.append(try machine.node(item)) }
    guard name != "stack" || nodes[0].shape.count < Machine.rankLimit else {
      throw .told(.shapeMismatch, "tensors have at most \(Machine.rankLimit) axes")
    }
    return try applyNamed(name, nodes, Attributes(axis: has(0) ? try whole(0) : 0))
  }
}
