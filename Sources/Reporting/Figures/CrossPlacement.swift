/// Where the items of a layered graph stand across the direction of flow: y in a drawing that runs to the right.
///
/// Pieces of wire that should be straight join their items to rigid blocks (the idea of Brandes and Köpf, GD 2001, with
/// our own choice of what is straight: the trunk of the graph and the long wires). Blocks then move to the mean of
/// their neighbours, a quadratic programme with the distances as constraints, solved by Hildreth's method.
struct CrossPlacement {
  private let graph: LayeredGraph
  private let layers: [[Int]]
  private var blockOf: [Int]
  private var blockCount = 0

  /// - Parameters:
  ///   - importance: how much each segment wants to be straight; 0 for not at all.
  ///   - pull: how strongly each segment draws its ends together.
  ///   - gap: the least distance of two items of a layer, the upper one first.
  /// - Returns: a whole number of px an item; the least is 0.
  static func place(
    _ graph: LayeredGraph, layers: [[Int]], importance: [Int], pull: [Double], gap: (Int, Int) -> Double
  ) -> [Double] {
    var placement = CrossPlacement(graph, layers, importance)
    return placement.solve(pull, gap)
  }

  private init(_ graph: LayeredGraph, _ layers: [[Int]], _ importance: [Int]) {
    self.graph = graph
    self.layers = layers
    var position = Array(repeating: 0, count: graph.kinds.count)
    for layer in layers { for (k, item) in layer.enumerated() { position[item] = k } }
    var next = Array(repeating: -1, count: graph.kinds.count)
    var isEnd = Array(repeating: false, count: graph.kinds.count)
    var joined = Array(repeating: [(Int, Int)](), count: layers.count)
    let wanted = importance.indices.filter { importance[$0] > 0 }
      .sorted { (-importance[$0], $0) < (-importance[$1], $1) }
    for s in wanted {
      let a = graph.segments[s].from
      let b = graph.segments[s].to
      guard next[a] < 0, !isEnd[b] else { continue }
      let layer = graph.layerOf[a]
      let (p, q) = (position[a], position[b])
      guard joined[layer].allSatisfy({ ($0.0 < p) == ($0.1 < q) }) else { continue }
      joined[layer].append((p, q))
      next[a] = b
      isEnd[b] = true
    }
    blockOf = Array(repeating: -1, count: graph.kinds.count)
    for layer in layers {
      for item in layer where !isEnd[item] {
        var walk = item
        while walk >= 0 {
          blockOf[walk] = blockCount
          walk = next[walk]
        }
        blockCount += 1
      }
    }
  }

  private struct Distance {
    var upper: Int
    var lower: Int
    var least: Double
    /// How far the constraint pushes, kept from step to step.
    var push = 0.0
  }

  private struct Pull {
    var a: Int
    var b: Int
    var strength: Double
  }

  private mutating func solve(_ pull: [Double], _ gap: (Int, Int) -> Double) -> [Double] {
    var distances: [Distance] = []
    for layer in layers where layer.count > 1 {
      for k in 1..<layer.count {
        let (a, b) = (blockOf[layer[k - 1]], blockOf[layer[k]])
        let least = gap(layer[k - 1], layer[k])
        if let known = distances.firstIndex(where: { $0.upper == a && $0.lower == b }) {
          distances[known].least = max(distances[known].least, least)
        } else {
          distances.append(Distance(upper: a, lower: b, least: least))
        }
      }
    }
    let sorted = inOrder(distances)
    var y = firstPlaces(sorted)
    var neighbours: [Pull] = []
    var weight = Array(repeating: 1e-6, count: blockCount)
    for (s, segment) in graph.segments.enumerated() {
      let (a, b) = (blockOf[segment.from], blockOf[segment.to])
      guard a != b else { continue }
      neighbours.append(Pull(a: a, b: b, strength: pull[s]))
      weight[a] += pull[s]
      weight[b] += pull[s]
    }
    var constraints = sorted
    var wish = y
    let rounds = min(120, 24 + 2 * blockCount)
    for _ in 0..<rounds {
      // Half way to the neighbours' mean: a full step would swing.
      for b in 0..<blockCount { wish[b] = weight[b] * y[b] }
      for n in neighbours {
        wish[n.a] += n.strength * y[n.b]
        wish[n.b] += n.strength * y[n.a]
      }
      for b in 0..<blockCount { wish[b] /= 2 * weight[b] }
      for c in constraints.indices {
        wish[constraints[c].upper] -= constraints[c].push / weight[constraints[c].upper]
        wish[constraints[c].lower] += constraints[c].push / weight[constraints[c].lower]
      }
      for _ in 0..<3 {
        for c in constraints.indices {
          let (u, l) = (constraints[c].upper, constraints[c].lower)
          let missing = constraints[c].least - (wish[l] - wish[u])
          let push = max(0, constraints[c].push + missing / (1 / weight[u] + 1 / weight[l]))
          let change = push - constraints[c].push
          guard change != 0 else { continue }
          constraints[c].push = push
          wish[u] -= change / weight[u]
          wish[l] += change / weight[l]
        }
      }
      y = wish
    }
    settle(&y, sorted, neighbours)
    let least = y.min() ?? 0
    return graph.kinds.indices.map { (y[blockOf[$0]] - least).rounded() }
  }

  /// The distances such that each block's upper neighbours come before it.
  private func inOrder(_ distances: [Distance]) -> [Distance] {
    var level = Array(repeating: 0, count: blockCount)
    var changed = true
    var rounds = 0
    while changed, rounds <= blockCount {
      changed = false
      rounds += 1
      for d in distances where level[d.lower] <= level[d.upper] {
        level[d.lower] = level[d.upper] + 1
        changed = true
      }
    }
    return distances.enumerated()
      .sorted { (level[$0.element.upper], $0.offset) < (level[$1.element.upper], $1.offset) }.map(\.element)
  }

  private func firstPlaces(_ sorted: [Distance]) -> [Double] {
    var y = Array(repeating: 0.0, count: blockCount)
    for d in sorted { y[d.lower] = max(y[d.lower], y[d.upper] + d.least) }
    return y
  }

  /// Makes every distance hold exactly, then lets each block go as near to its neighbours' mean as it can.
  private func settle(
    _ y: inout [Double], _ sorted: [Distance], _ neighbours: [Pull]
  ) {
    for b in y.indices { y[b] = y[b].rounded() }
    for d in sorted { y[d.lower] = max(y[d.lower], y[d.upper] + d.least) }
    for _ in 0..<4 {
      for b in y.indices {
        var low = -Double.infinity
        var high = Double.infinity
        for d in sorted {
          if d.lower == b { low = max(low, y[d.upper] + d.least) }
          if d.upper == b { high = min(high, y[d.lower] - d.least) }
        }
        var sum = 0.0
        var count = 0.0
        for n in neighbours {
          if n.a == b {
            sum += n.strength * y[n.b]
            count += n.strength
          }
          if n.b == b {
            sum += n.strength * y[n.a]
            count += n.strength
          }
        }
        guard count > 0, low <= high else { continue }
        y[b] = min(max((sum / count).rounded(), low), high)
      }
    }
  }
}
