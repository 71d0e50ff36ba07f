import Formulas

@testable import Autodiff

/// Random graphs of small tensors: products, reductions, moves, kinks.
struct TensorGraph {
  let graph = Graph()
  private(set) var inputs: [Node] = []
  private(set) var nodes: [Node] = []
  private var random: Random

  private static let unary: [Formulas.Operation] =
    [.exp, .sin, .square, .abs, .tanh, .sigmoid, .relu, .softplus, .negate, .cos, .floor]
    + Formulas.Operation.compositions.filter { $0.arity == 1 }
  private static let binary: [Formulas.Operation] =
    [.add, .subtract, .multiply, .divide, .maximum, .minimum] + Formulas.Operation.compositions.filter { $0.arity == 2 }
  private static let reductions = [
    "sum", "mean", "var", "std", "norm", "amax", "amin", "prod", "argmax", "argmin", "all", "any",
  ]

  /// - Parameter magnitude: inputs are of this size and its inverse, and of size 1.
  init(seed: UInt64, magnitude: Double = 1, operations: Int = 8) throws {
    random = Random(seed)
    for _ in 0..<(1 + random.below(3)) {
      let shape = [1 + random.below(3), 1 + random.below(4)]
      let scale = [1, 1, magnitude, 1 / magnitude][random.below(4)]
      inputs.append(try graph.input(tensor(shape, scale)))
    }
    nodes = inputs
    while nodes.count < inputs.count + operations {
      // What does not fit, or is not finite, is refused; something else is tried.
      if let next = try? self.next() { nodes.append(next) }
    }
  }

  /// A number that all entries of the last nodes have a part in.
  mutating func total() throws -> Node {
    var total = try graph.constant(0)
    for node in nodes.suffix(2) {
      let weights = try graph.constant(tensor(node.shape, 1))
      let part = try graph.apply(.sum, [try graph.apply(.mul, [weights, node])])
      total = try graph.apply(.add, [total, part])
    }
    return total
  }

  private mutating func tensor(_ shape: [Int], _ scale: Double) -> Tensor {
    let values = (0..<shape.reduce(1, *)).map { _ in
      // Whole numbers meet at kinks and ties.
      random.below(5) == 0 ? Double(random.below(5) - 2) : scale * random.uniform(-2, 2)
    }
    return Tensor(shape: shape, values: values)
  }

  private mutating func node() -> Node { nodes[random.below(nodes.count)] }

  private mutating func next() throws -> Node {
    let x = node()
    let rank = x.shape.count
    let axis = rank > 0 && random.below(2) == 0 ? random.below(rank) : nil
    switch random.below(12) {
    case 0, 1: return try graph.apply(.elementwise(Self.unary[random.below(Self.unary.count)]), [x])
    case 2, 3: return try graph.apply(.elementwise(Self.binary[random.below(Self.binary.count)]), [x, node()])
    case 4, 5:
      let right =
        rank > 0 && random.below(2) == 0
        ? try graph.constant(tensor([x.shape[rank - 1], 1 + random.below(3)], 1)) : node()
      return try graph.apply(.matmul, [x, right])
    case 6, 7:
      let name = Self.reductions[random.below(Self.reductions.count)]
      guard let primitive = Primitive.named(name) else { return x }
      return try graph.apply(primitive, [x], Attributes(axis: axis))
    case 8:
      guard let primitive = Primitive.named(random.below(2) == 0 ? "softmax" : "log_softmax") else { return x }
      return try graph.apply(primitive, [x], Attributes(axis: axis ?? -1))
    case 9: return try graph.apply(.transpose, [x])
    case 10: return try graph.apply(random.below(2) == 0 ? .concat : .stack, [x, node()], Attributes(axis: 0))
    default:
      guard rank > 0, x.shape[0] > 0 else { return x }
      let size = x.shape[0]
      let index: Attributes.Index =
        random.below(2) == 0
        ? .at(random.below(size)) : .gather([random.below(size), random.below(size), 0])
      return try graph.apply(.index, [x], Attributes(indices: [index]))
    }
  }
}
