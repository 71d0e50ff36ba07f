import Autodiff
import Formulas

extension Builtins {
  /// The numbers of NumPy's `RandomState`.
  static let random: [Builtin] = [
    Builtin(
      name: "seed", forms: ["seed(n)"],
      summary: "begins the random numbers anew, as `np.random.seed(n)` does; a lesson begins with its front matter's "
        + "`seed`, else 0", chapter: .random, conduct: .interpreted, parameters: [.required("n")]
    ) { call throws(Fault) in
      let seed = try call.whole(0)
      guard let word = UInt32(exactly: seed) else {
        throw call.fault(.wrongArguments, "a seed lies between 0 and 4294967295, and this is \(seed)", 0)
      }
      try call.refuseInText()
      call.machine.environment.random = RandomNumbers(seed: word)
      return .unbound
    },
    Builtin(
      name: "rand", forms: ["rand(sizes…)"], summary: "uniform in [0, 1): `rand(2, 3)`; `rand()` is one number",
      chapter: .random, conduct: .draws, parameters: [], rest: "sizes"
    ) { call throws(Fault) in
      try call.drawn(try call.shape()) { $0.uniform() }
    },
    Builtin(
      name: "randn", forms: ["randn(sizes…)"], summary: "normal with mean 0 and standard deviation 1",
      chapter: .random, conduct: .draws, parameters: [], rest: "sizes"
    ) { call throws(Fault) in
      try call.drawn(try call.shape()) { $0.normal() }
    },
    Builtin(
      name: "uniform", forms: ["uniform(low: 0, high: 1, [size: …])"],
      summary: "uniform in [low, high): `uniform(-1, 1, (2, 3))`", chapter: .random, conduct: .draws,
      parameters: [.optional("low"), .optional("high"), .optional("size")]
    ) { call throws(Fault) in
      let low = call.has(0) ? try call.finite(0) : 0
      let high = call.has(1) ? try call.finite(1) : 1
      guard (high - low).isFinite else { throw call.fault(.wrongArguments, "the range is too wide", 1) }
      return try call.drawn(call.has(2) ? try call.sizes(2) : []) { $0.uniform(low, high) }
    },
    Builtin(
      name: "normal", forms: ["normal(loc: 0, scale: 1, [size: …])"],
      summary: "normal with mean `loc` and standard deviation `scale`", chapter: .random, conduct: .draws,
      parameters: [.optional("loc"), .optional("scale"), .optional("size")]
    ) { call throws(Fault) in
      let mean = call.has(0) ? try call.finite(0) : 0
      let deviation = call.has(1) ? try call.finite(1) : 1
      guard deviation >= 0 else { throw call.fault(.wrongArguments, "a standard deviation is not negative", 1) }
      return try call.drawn(call.has(2) ? try call.sizes(2) : []) { $0.normal(mean, deviation) }
    },
    Builtin(
      name: "randint", forms: ["randint(high)", "randint(low, high, [size: …])"],
      summary: "whole numbers from `low` (0) up to, not including, `high`", chapter: .random, conduct: .draws,
      parameters: [.required("low"), .optional("high"), .optional("size")]
    ) { call throws(Fault) in
      let low = call.has(1) ? try call.whole(0) : 0
      let high = try call.whole(call.has(1) ? 1 : 0)
      guard low < high else {
        throw call.fault(.wrongArguments, "there is no whole number from \(low) up to, not including, \(high)", 0)
      }
      return try call.drawn(call.has(2) ? try call.sizes(2) : []) { Double($0.whole(low..<high)) }
    },
    Builtin(
      name: "permutation", forms: ["permutation(n)", "permutation(x)"],
      summary: "0 … n − 1 in random order, or the rows of x", chapter: .random, conduct: .draws,
      parameters: [.required("x")]
    ) { call throws(Fault) in
      if let count = try call.count(0) {
        try call.admit([count])
        return try call.drawing { (random: inout RandomNumbers) throws(Fault) in
          try call.constant(Tensor(shape: [count], values: random.permutation(count).map(Double.init)))
        }
      }
      let x = try call.node(0)
      let rows = x.shape[0]
      return try call.rows(of: x, try call.drawing { (random: inout RandomNumbers) in random.permutation(rows) })
    },
    Builtin(
      name: "choice", forms: ["choice(a, [size: …], replace: true, [p: …])"],
      summary: "drawn from a vector, or from 0 … a − 1; `replace: false` draws nothing twice, `p` are probabilities",
      chapter: .random, conduct: .draws,
      parameters: [.required("a"), .optional("size"), .optional("replace"), .optional("p")]
    ) { call throws(Fault) in try call.choice() },
  ]
}

extension Call {
  /// The generator, where it may be used.
  func drawing<Result>(_ draw: (inout RandomNumbers) throws(Fault) -> Result) throws(Fault) -> Result {
    try refuseInText()
    try machine.refuseToDrawOnce()
    return try draw(&machine.environment.random)
  }

  fileprivate func refuseInText() throws(Fault) {
    guard machine.isInText else { return }
    throw .told(
      .randomInText, "an expression in the text draws no random numbers",
      hint: "draw them in a block, give them a name there, and quote that")
  }

  fileprivate func drawn(
    _ shape: [Int], _ draw: (inout RandomNumbers) -> Double
  ) throws(Fault) -> Value {
    try admit(shape)
    let count = shape.reduce(1, *)
    return try drawing { (random: inout RandomNumbers) throws(Fault) in
      var values: [Double] = []
      values.reserveCapacity(count)
      for _ in 0..<count { values.append(draw(&random)) }
      return try constant(Tensor(shape: shape, values: values))
    }
  }

  fileprivate func finite(_ parameter: Int) throws(Fault) -> Double {
    let number = try number(parameter)
    guard number.isFinite else {
      throw fault(.wrongArguments, "`\(builtin.parameters[parameter].name)` is finite", parameter)
    }
    return number
  }

  /// A count, where the argument is a single number; `nil` for a tensor with axes.
  fileprivate func count(_ parameter: Int) throws(Fault) -> Int? {
    if case .node(let node) = self[parameter], !node.shape.isEmpty { return nil }
    let count = try whole(parameter)
    guard count >= 0 else { throw fault(.wrongArguments, "a count is not negative", parameter) }
    return count
  }

  /// Rows of a tensor by number.
  func rows(of x: Node, _ order: [Int]) throws(Fault) -> Value {
    try applyNamed("index", [x], Attributes(indices: [.gather(order)]))
  }

  fileprivate func choice() throws(Fault) -> Value {
    let from = try count(0)
    var source: Node?
    if from == nil {
      let node = try node(0)
      guard node.shape.count == 1 else {
        throw fault(.shapeMismatch, "`choice` draws from a vector, and this has shape \(shapeText(node.shape))", 0)
      }
      source = node
    }
    let n = from ?? source?.shape[0] ?? 0
    let shape = has(1) ? try sizes(1) : []
    try admit(shape)
    let size = shape.reduce(1, *)
    let isReplacing = has(2) ? try number(2) != 0 : true
    guard n > 0 || size == 0 else { throw fault(.wrongArguments, "there is nothing to choose from", 0) }
    guard isReplacing || size <= n else {
      throw fault(.wrongArguments, "\(size) cannot be drawn from \(n) without drawing one twice", 0)
    }
    // All are put into an order, of which the first are taken.
    if !isReplacing { try admit([n]) }
    let p = has(3) ? try probabilities(n, atLeast: isReplacing ? 1 : size) : nil
    let chosen = try drawing { (random: inout RandomNumbers) in
      if let p { return random.choice(p, count: size, replacing: isReplacing) }
      return n > 0 ? random.choice(n, count: size, replacing: isReplacing) : []
    }
    guard let source else { return try constant(Tensor(shape: shape, values: chosen.map(Double.init))) }
    guard shape.count != 1 else { return try rows(of: source, chosen) }
    if shape.isEmpty { return try applyNamed("index", [source], Attributes(indices: [.at(chosen[0])])) }
    let flat = try rows(of: source, chosen)
    return try applyNamed("reshape", [try machine.node(flat)], Attributes(shape: shape))
  }

  private func probabilities(_ n: Int, atLeast needed: Int) throws(Fault) -> [Double] {
    let p = try node(3).value
    guard p.shape == [n] else {
      throw fault(.shapeMismatch, "there are \(n) to choose from, and the probabilities have \(shapeText(p.shape))", 3)
    }
    guard p.values.allSatisfy({ $0 >= 0 }) else {
      throw fault(.wrongArguments, "a probability is not negative", 3)
    }
    let sum = p.values.reduce(0, +)
    guard (sum - 1).magnitude <= 1.5e-8 else {
      throw fault(.wrongArguments, "probabilities add up to 1, and these to \(NumberFormat(digits: 10).ascii(sum))", 3)
    }
    guard p.values.count(where: { $0 > 0 }) >= needed else {
      throw fault(.wrongArguments, "fewer than \(needed) have a positive probability", 3)
    }
    return p.values
  }
}
