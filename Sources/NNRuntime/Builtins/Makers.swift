import Autodiff
import Formulas

extension Builtins {
  static let makers: [Builtin] = [
    Builtin(
      name: "zeros", forms: ["zeros(sizes…)"], summary: "a tensor of zeros: `zeros(2, 3)`", chapter: .makers,
      conduct: .traceable,
      parameters: [], rest: "sizes"
    ) { call throws(Fault) in try call.filled(0, try call.shape()) },
    Builtin(
      name: "ones", forms: ["ones(sizes…)"], summary: "a tensor of ones", chapter: .makers, conduct: .traceable,
      parameters: [],
      rest: "sizes"
    ) { call throws(Fault) in try call.filled(1, try call.shape()) },
    Builtin(
      name: "full", forms: ["full(shape, value)"], summary: "a tensor of one number: `full((2, 3), 0.5)`",
      chapter: .makers, conduct: .traceable, parameters: [.required("shape"), .required("value")]
    ) { call throws(Fault) in
      let shape = try call.sizes(0)
      return try call.filled(try call.number(1), shape)
    },
    Builtin(
      name: "eye", forms: ["eye(n)"], summary: "the identity matrix", chapter: .makers, conduct: .traceable,
      parameters: [.required("n")]
    ) { call throws(Fault) in
      let size = try call.whole(0)
      guard size >= 0 else { throw call.fault(.shapeMismatch, "a size must not be negative", 0) }
      try call.admit([size, size])
      var values = [Double](repeating: 0, count: size * size)
      for row in 0..<size { values[row * size + row] = 1 }
      return try call.constant(Tensor(shape: [size, size], values: values))
    },
    Builtin(
      name: "linspace", forms: ["linspace(start, stop, count)"],
      summary: "`count` numbers at equal distances, both ends included", chapter: .makers, conduct: .traceable,
      parameters: [.required("start"), .required("stop"), .required("count")]
    ) { call throws(Fault) in
      let start = try call.number(0)
      let stop = try call.number(1)
      let count = try call.whole(2)
      guard count >= 0 else { throw call.fault(.shapeMismatch, "a count must not be negative", 2) }
      try call.admit([count])
      let step = count > 1 ? (stop - start) / Double(count - 1) : 0
      var values = (0..<count).map { start + Double($0) * step }
      if count > 1 { values[count - 1] = stop }
      return try call.constant(Tensor(shape: [count], values: values))
    },
    Builtin(
      name: "arange", forms: ["arange(stop)", "arange(start, stop, step: 1)"],
      summary: "numbers from `start` up to, not including, `stop`", chapter: .makers, conduct: .traceable,
      parameters: [.required("start"), .optional("stop"), .optional("step")]
    ) { call throws(Fault) in
      let start = call.has(1) ? try call.number(0) : 0
      let stop = call.has(1) ? try call.number(1) : try call.number(0)
      let step = call.has(2) ? try call.number(2) : 1
      guard step != 0, step.isFinite, start.isFinite, stop.isFinite else {
        throw .told(.wrongArguments, "`arange` needs finite bounds and a step other than 0")
      }
      let length = ((stop - start) / step).rounded(.up)
      guard length < 1e15 else { throw .engine(.memoryBudget(limit: call.graph.limits.bytes)) }
      let count = length > 0 ? Int(length) : 0
      try call.admit([count])
      return try call.constant(Tensor(shape: [count], values: (0..<count).map { start + Double($0) * step }))
    },
    Builtin(
      name: "one_hot", forms: ["one_hot(indices, classes)"],
      summary: "a row for each index, 1 at that place: `one_hot([0, 2], 3)`", chapter: .makers, conduct: .interpreted,
      parameters: [.required("indices"), .required("classes")], severance: .decides
    ) { call throws(Fault) in
      let node = try call.node(0)
      let indices = node.value
      let classes = try call.whole(1)
      guard classes > 0 else { throw call.fault(.wrongArguments, "there is at least one class", 1) }
      try call.admit(indices.shape + [classes])
      var values = [Double](repeating: 0, count: indices.count * classes)
      for (row, number) in indices.values.enumerated() {
        guard number == number.rounded() else {
          throw call.fault(.notWhole, "an index must be whole, and this is \(number.shortest)", 0)
        }
        guard number >= 0, number < Double(classes) else {
          throw call.fault(
            .indexOutOfRange, "index \(number.shortest) is out of range: there are \(classes) classes", 0)
        }
        values[row * classes + Int(number)] = 1
      }
      if call.machine.isWatched(node) { return .node(try call.compared(node, classes: classes)) }
      return try call.constant(Tensor(shape: indices.shape + [classes], values: values))
    },
  ]
}

extension Call {
  /// The rows of `one_hot` as operations on the indices, for those of other batches.
  fileprivate func compared(_ indices: Node, classes: Int) throws(Fault) -> Node {
    let column = try machine.gate("reshape", [indices], Attributes(shape: indices.shape + [1]))
    let places = Tensor(shape: [classes], values: (0..<classes).map(Double.init))
    return try machine.gate("eq", [column, try machine.node(constant(places))])
  }

  func filled(_ value: Double, _ shape: [Int]) throws(Fault) -> Value {
    try admit(shape)
    return try constant(Tensor(shape: shape, values: Array(repeating: value, count: shape.reduce(1, *))))
  }

  /// Refuses what would not fit before anything is allocated.
  func admit(_ shape: [Int]) throws(Fault) {
    try engine { () throws(EngineError) in
      try graph.admit(shape: shape)
      try graph.spend(Tensor.count(of: shape) ?? Int.max)
    }
  }

  /// One parameter that holds a shape: a size, a tuple of sizes, a vector of sizes.
  func sizes(_ parameter: Int) throws(Fault) -> [Int] {
    var items: [Value]
    switch self[parameter] {
    case .tuple(let tuple): items = tuple.items
    case .node(let node) where node.shape.count == 1:
      try machine.fix(node)
      items = node.value.values.map { .number($0) }
    case .node, .number, .unbound, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice:
      items = [self[parameter]]
    }
    var sizes: [Int] = []
    for item in items {
      let size = try about(placement.arguments[parameter]) { () throws(Fault) in try machine.whole(item, "a size") }
      guard size >= 0 else { throw fault(.shapeMismatch, "a size must not be negative", parameter) }
      sizes.append(Int(size))
    }
    return sizes
  }
}
