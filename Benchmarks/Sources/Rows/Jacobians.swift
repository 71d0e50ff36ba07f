import Autodiff

/// Jacobians as whole matrices, forward pass included, and one that is never built.
enum Jacobians {
  private static let target = "faster than jax.jacrev, jax.jacfwd and torch.func"

  private static func input(_ graph: Graph, _ shape: [Int], _ scale: Double = 1) throws -> Node {
    let count = shape.reduce(1, *)
    return try graph.input(
      Tensor(shape: shape, values: (0..<count).map { scale * Double((37 * $0) % 101 - 50) / 50 }))
  }

  static var relu: Row {
    Row(
      name: "jacobian-relu", work: "relu of 4,096 values: 4,096 × 4,096, dense", target: target, count: 1,
      unit: "matrix",
      subjects: [
        Subject("Autodiff") {
          let graph = Graph()
          let x = try input(graph, [4096])
          let y = try graph.apply(.elementwise(.relu), [x])
          let tensor = try graph.jacobian(of: y, withRespectTo: x).tensor(budget: .max)
          try require(Double(tensor.count), is: 16_777_216)
        }
      ])
  }

  static var sigmoid: Row {
    Row(
      name: "jacobian-sigmoid", work: "σ(W x), W of 512 × 512: 512 × 512, dense", target: target, count: 1,
      unit: "matrix",
      subjects: [
        try? subject { graph in
          let w = try input(graph, [512, 512], 0.05)
          let x = try input(graph, [512])
          return (x, { try graph.apply(.elementwise(.sigmoid), [try graph.apply(.matmul, [w, x])]) })
        }
      ].compactMap(\.self))
  }

  static var network: Row {
    Row(
      name: "jacobian-network", work: "W₂ relu(W₁ x), 256-256-256: 256 × 256, dense", target: target, count: 1,
      unit: "matrix",
      subjects: [
        try? subject { graph in
          let first = try input(graph, [256, 256], 0.1)
          let second = try input(graph, [256, 256], 0.1)
          let x = try input(graph, [256])
          return (
            x,
            {
              let hidden = try graph.apply(.elementwise(.relu), [try graph.apply(.matmul, [first, x])])
              return try graph.apply(.matmul, [second, hidden])
            }
          )
        }
      ].compactMap(\.self))
  }

  static var miniBatch: Row {
    Row(
      name: "jacobian-batch", work: "relu of 100 × 4,096 values: 409,600 × 409,600, by its structure",
      target: "at most 50 ms and 50 MB", count: 1, unit: "Jacobian",
      subjects: [
        Subject("Autodiff") {
          let graph = Graph(limits: Graph.Limits(bytes: 50_000_000))
          let x = try input(graph, [100, 4096])
          let y = try graph.apply(.elementwise(.relu), [x])
          try require(Double(graph.jacobian(of: y, withRespectTo: x).rows), is: 409_600)
        }
      ])
  }

  /// The dense Jacobian of what is made anew each time, by a variable that stays.
  private static func subject(
    _ make: (Graph) throws -> (variable: Node, output: () throws -> Node)
  ) throws -> Subject {
    let graph = Graph(limits: Graph.Limits(operations: .max))
    let (x, output) = try make(graph)
    return Subject("Autodiff") {
      let tensor = try graph.jacobian(of: try output(), withRespectTo: x).tensor(budget: .max)
      try require(Double(tensor.shape[1]), is: Double(x.shape[0]))
    }
  }
}
