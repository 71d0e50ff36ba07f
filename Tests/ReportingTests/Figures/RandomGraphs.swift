import Artifacts

@testable import Reporting

/// Graphs that no lesson has: long numbers, forks of up to five branches, deep chains, wide layers.
enum RandomGraphs {
  /// The `index`-th graph with at most 60 nodes, the same in every run.
  static func figure(_ index: Int) -> GraphFigure {
    var random = RandomSource(seed: UInt64(index) &* 7919 &+ 17)
    var g = SampleGraph()
    let size = 4 + random.below(57)
    let inputs = 1 + random.below(max(1, size / 3))
    // How far back operands are taken from: small makes chains, large makes wide graphs.
    let reach = [2, 4, 8, 60][random.below(4)]
    var uses = Array(repeating: 0, count: 3 * size + 8)
    var open: [Int] = []
    for k in 0..<inputs {
      let role: GraphFigure.Node.Role = [.data, .parameter, .data][random.below(3)]
      open.append(g.input(names[random.below(names.count)] + "\(k)", number(&random), role))
    }
    func pick() -> Int {
      let candidates = Array(0..<g.figure.nodes.count).suffix(reach + (random.below(4) == 0 ? 60 : 0))
      for _ in 0..<20 {
        let v = candidates[candidates.startIndex + random.below(candidates.count)]
        if uses[v] < 5, random.below(3) == 0 || uses[v] == 0 { return v }
      }
      return g.figure.nodes.count - 1
    }
    func used(_ v: Int) -> Int {
      uses[v] += 1
      return v
    }
    while g.figure.nodes.count + (unused().count - 1) < size {
      switch random.below(6) {
      case 0:
        let a = used(pick())
        _ = g.gate("exp", "exp", [a], number(&random), [number(&random)])
      case 1:
        let a = used(pick())
        let c = random.below(2) == 0 ? g.constant(number(&random)) : used(pick())
        uses[c] = max(uses[c], 1)
        _ = g.gate("mul", "×", [a, c], number(&random), [number(&random), number(&random)], pattern: .swaps)
      default:
        let (a, b) = (used(pick()), used(pick()))
        let name = random.below(3) == 0 ? names[random.below(names.count)] + "\(random.below(20))" : nil
        _ = g.gate(
          "add", "+", [a, b], number(&random), [number(&random), number(&random)], name: name, pattern: .distributes)
      }
    }
    // What nothing has used is added up, so that everything leads to the output.
    while true {
      let rest = unused()
      guard rest.count > 1 else { break }
      let (a, b) = (used(rest[0]), used(rest[1]))
      _ = g.gate("add", "+", [a, b], number(&random), [1, 1], pattern: .distributes)
    }
    func unused() -> [Int] { g.figure.nodes.indices.filter { uses[$0] == 0 } }
    let last = g.figure.nodes.count - 1
    var figure = g.finish(last, locals: random.below(3) == 0 ? .all : .automatic)
    // The numbers of a real backward pass would all be alike; these are as wide as numbers get.
    for v in figure.nodes.indices where figure.nodes[v].gradient != nil {
      figure.nodes[v].gradient = ShapedValues(number(&random))
    }
    for e in figure.edges.indices { figure.edges[e].contribution = ShapedValues(number(&random)) }
    return figure
  }

  /// The same graph with matrices of up to 3 × 3 long numbers at every second node.
  static func matrices(_ index: Int) -> GraphFigure {
    var figure = figure(index)
    var random = RandomSource(seed: UInt64(index) &+ 99)
    func matrix(_ shape: [Int]) -> ShapedValues {
      ShapedValues(shape: shape, values: (0..<(shape[0] * shape[1])).map { _ in number(&random) })
    }
    for v in figure.nodes.indices where v % 2 == index % 2 && figure.nodes[v].role != .constant {
      let shape = [1 + random.below(3), 1 + random.below(3)]
      figure.nodes[v].value = matrix(shape)
      guard v != figure.output, figure.nodes[v].gradient != nil else { continue }
      figure.nodes[v].gradient = matrix(shape)
      for e in figure.edges.indices where figure.edges[e].from == v {
        figure.edges[e].contribution = matrix(shape)
        figure.edges[e].local = nil
      }
    }
    return figure
  }

  private static let names = ["w", "x", "b", "net", "learning_rate", "가중치", "σ", "h_out"]

  private static func number(_ random: inout RandomSource) -> Double {
    let choices = [-0.5344, 1.2e-4, -1.2e-4, 123456, -123456, -0.1966, 0.7311, -3, 2, -98765, 1.368, -8.849e-5]
    return choices[random.below(choices.count)]
  }
}

/// A linear congruential generator (Knuth's MMIX constants).
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ n: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(n))
  }
}

extension RandomGraphs {
  static let count = 200

  /// The whole graph, nothing folded.
  static func visible(_ index: Int) -> VisibleGraph {
    let figure = figure(index)
    return VisibleGraph(figure, folding: GraphFolding(unfolded: figure), words: Language.en.words)
  }

  static func drawing(_ index: Int) -> GraphDrawing { GraphDrawing(visible(index), orientation: .wide) }
}
