/// In which layer each node of a graph stands, so that the wires are as short as they can be.
///
/// The network simplex method of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (IEEE
/// TSE 19, 1993), section 2. An input thereby stands right before the gate that first needs it.
struct LayerRanks {
  private let count: Int
  private let edges: [(from: Int, to: Int)]
  private var rank: [Int]
  private var isTree: [Bool]

  /// A layer a node, the first one 0: `a → c, b → c, c → d, e → d` gives a 0, b 0, c 1, d 2, e 1.
  ///
  /// - Precondition: edges go from a smaller to a greater index, and the graph hangs together.
  static func assign(count: Int, edges: [(from: Int, to: Int)]) -> [Int] {
    guard count > 1, !edges.isEmpty else { return Array(repeating: 0, count: count) }
    var ranks = LayerRanks(count: count, edges: edges)
    ranks.improve()
    let least = ranks.rank.min() ?? 0
    return ranks.rank.map { $0 - least }
  }

  private init(count: Int, edges: [(from: Int, to: Int)]) {
    self.count = count
    self.edges = edges
    rank = Array(repeating: 0, count: count)
    isTree = Array(repeating: false, count: edges.count)
    // As late as possible: already right for trees, so that most graphs of lessons need no exchange.
    var outgoing = Array(repeating: [Int](), count: count)
    for edge in edges { outgoing[edge.from].append(edge.to) }
    for v in stride(from: count - 1, through: 0, by: -1) {
      var late = Int.max
      for w in outgoing[v] { late = min(late, rank[w] - 1) }
      rank[v] = late == Int.max ? 0 : late
    }
    growTree()
  }

  private func slack(_ e: Int) -> Int { rank[edges[e].to] - rank[edges[e].from] - 1 }

  /// A spanning tree of edges without slack; ranks move until there is one.
  private mutating func growTree() {
    var inside = Array(repeating: false, count: count)
    inside[count - 1] = true
    var size = 1
    while size < count {
      var grew = true
      while grew {
        grew = false
        for e in edges.indices where inside[edges[e].from] != inside[edges[e].to] && slack(e) == 0 {
          isTree[e] = true
          inside[edges[e].from] = true
          inside[edges[e].to] = true
          size += 1
          grew = true
        }
      }
      guard size < count else { return }
      var best = -1
      for e in edges.indices where inside[edges[e].from] != inside[edges[e].to] {
        if best < 0 || slack(e) < slack(best) { best = e }
      }
      guard best >= 0 else { return }
      let shift = inside[edges[best].from] ? slack(best) : -slack(best)
      for v in 0..<count where inside[v] { rank[v] += shift }
    }
  }

  /// Exchanges tree edges while that makes the sum of all lengths smaller.
  private mutating func improve() {
    var next = 0
    for _ in 0..<(4 * count + 16) {
      let tree = RootedTree(count: count, edges: edges, isTree: isTree)
      // The cut value of a tree edge is the balance of outgoing and incoming edges of the subtree below it: edges
      // within the subtree cancel.
      var balance = Array(repeating: 0, count: count)
      for edge in edges {
        balance[edge.from] += 1
        balance[edge.to] -= 1
      }
      for v in tree.order.reversed() where tree.parent[v] >= 0 { balance[tree.parent[v]] += balance[v] }
      var leaving = -1
      for k in 0..<tree.order.count {
        let v = tree.order[(k + next) % tree.order.count]
        let e = tree.parentEdge[v]
        guard e >= 0 else { continue }
        if (edges[e].from == v ? balance[v] : -balance[v]) < 0 {
          leaving = v
          next = (k + next) % tree.order.count
          break
        }
      }
      guard leaving >= 0 else { return }
      exchange(below: leaving, in: tree)
    }
  }

  private mutating func exchange(below v: Int, in tree: RootedTree) {
    var inside = Array(repeating: false, count: count)
    for w in tree.order { inside[w] = w == v || (tree.parent[w] >= 0 && inside[tree.parent[w]]) }
    let leaving = tree.parentEdge[v]
    let goesUp = edges[leaving].from == v
    var entering = -1
    for e in edges.indices where !isTree[e] {
      let enters =
        goesUp ? !inside[edges[e].from] && inside[edges[e].to] : inside[edges[e].from] && !inside[edges[e].to]
      if enters, entering < 0 || slack(e) < slack(entering) { entering = e }
    }
    guard entering >= 0 else { return }
    let shift = goesUp ? -slack(entering) : slack(entering)
    for w in 0..<count where inside[w] { rank[w] += shift }
    isTree[leaving] = false
    isTree[entering] = true
  }
}

/// A spanning tree hung up at the last node; `order` has parents before children.
private struct RootedTree {
  var order: [Int] = []
  var parent: [Int]
  var parentEdge: [Int]

  init(count: Int, edges: [(from: Int, to: Int)], isTree: [Bool]) {
    var incident = Array(repeating: [Int](), count: count)
    for e in edges.indices where isTree[e] {
      incident[edges[e].from].append(e)
      incident[edges[e].to].append(e)
    }
    parent = Array(repeating: -1, count: count)
    parentEdge = Array(repeating: -1, count: count)
    order.reserveCapacity(count)
    order.append(count - 1)
    var k = 0
    while k < order.count {
      let v = order[k]
      k += 1
      for e in incident[v] where e != parentEdge[v] {
        let w = edges[e].from == v ? edges[e].to : edges[e].from
        parent[w] = v
        parentEdge[w] = e
        order.append(w)
      }
    }
  }
}
