import Formulas

@testable import Autodiff

/// A random step of a loop: the same operations whenever it is taken, on whatever numbers. Chains, products, moves,
/// reductions and 32-bit numbers; all stay finite.
struct RandomStep: Sendable {
  let seed: UInt64
  /// The state before the first step.
  let start: [Tensor]
  /// Rows that batches are taken from.
  let data: Tensor
  let batch: Int

  private static let unary: [Formulas.Operation] =
    [
      .sin, .tanh, .sigmoid, .relu, .abs, .negate, .cos, .softplus, .floor, .square,
    ] + Formulas.Operation.compositions.filter { $0.arity == 1 }
  private static let binary: [Formulas.Operation] = [.add, .subtract, .maximum, .minimum, .add, .subtract, .less]
  private static let reductions = ["sum", "mean", "amax", "amin", "argmax", "argmin", "softmax", "log_softmax"]

  init(seed: UInt64) {
    self.seed = seed
    var random = Random(seed)
    // Beyond a register of 256 numbers, a chain is taken block by block.
    let columns = [1, 2, 3, 4, 5, 67, 259, 700][random.below(8)]
    let rows = 1 + random.below(3)
    var state: [Tensor] = []
    for shape in [[rows, columns], [rows, columns], [columns], [rows, 1], []].prefix(2 + random.below(4)) {
      let values = (0..<shape.reduce(1, *)).map { _ in random.uniform(-1.5, 1.5) }
      state.append(Tensor(shape: shape, values: values).converted(to: random.below(5) == 0 ? .single : .double))
    }
    start = state
    batch = rows
    data = Tensor(shape: [7, columns], values: (0..<(7 * columns)).map { _ in random.uniform(-1, 1) })
  }

  /// - Parameter state: the state's nodes, then the batch's.
  func callAsFunction(_ graph: Graph, _ state: [Node]) throws -> (outputs: [Node], new: [Node]) {
    var random = Random(seed &+ 1000)
    var nodes = state
    for _ in 0..<(6 + random.below(14)) {
      // What does not fit is left out, whatever the numbers.
      if let node = try next(graph, nodes, &random) { nodes.append(node) }
    }
    var new: [Node] = []
    for old in state.dropLast() {
      let fitting = nodes.filter { $0.shape == old.shape }
      let chosen = fitting[random.below(fitting.count)]
      new.append(random.below(2) == 0 ? chosen : try graph.apply(.elementwise(.sin), [chosen]))
    }
    // An old number beside its new one, and what was made last.
    return ([state[random.below(state.count - 1)]] + nodes.suffix(3), new)
  }

  private func next(_ graph: Graph, _ nodes: [Node], _ random: inout Random) throws -> Node? {
    let x = nodes[max(random.below(nodes.count), random.below(nodes.count))]
    let y = nodes[random.below(nodes.count)]
    let axis = x.shape.isEmpty || random.below(3) == 0 ? nil : random.below(x.shape.count)
    switch random.below(10) {
    case 0, 1, 2: return try graph.apply(.elementwise(Self.unary[random.below(Self.unary.count)]), [x])
    case 3, 4: return try? graph.apply(.elementwise(Self.binary[random.below(Self.binary.count)]), [x, y])
    // One factor of at most 1 keeps products from growing without bound.
    case 5: return try? graph.apply(.mul, [x, try graph.apply(.elementwise(.sin), [y])])
    case 6:
      let right = random.below(2) == 0 ? try graph.apply(.transpose, [y]) : y
      return try? graph.apply(.matmul, [x, try graph.apply(.elementwise(.tanh), [right])])
    case 7:
      let name = Self.reductions[random.below(Self.reductions.count)]
      guard let primitive = Primitive.named(name) else { return nil }
      return try? graph.apply(primitive, [x], Attributes(axis: axis ?? (name.hasSuffix("max") ? -1 : nil)))
    case 8: return try? graph.apply(random.below(2) == 0 ? .concat : .stack, [x, y], Attributes(axis: 0))
    default:
      guard let size = x.shape.first else { return nil }
      let positions = [random.below(size), 0, random.below(size)]
      let index: Attributes.Index = random.below(2) == 0 ? .gather(positions) : .range(positions[0], nil)
      return try graph.apply(.index, [x], Attributes(indices: [index]))
    }
  }
}
