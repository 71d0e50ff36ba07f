/// The order of the items within each layer that makes the fewest wires cross.
///
/// Barycentre sweeps (Sugiyama, Tagawa, Toda 1981) with exchanges of neighbours (Gansner et al. 1993) and sifting
/// (Matuszewski, Schönfeld, Molitor 1999), from several starts. The first start follows the operands from the output
/// backwards: it draws a tree without crossings and its inputs in order of first use, and wins ties.
struct LayerOrder {
  private let graph: LayeredGraph
  private let above: [[Int]]
  private let below: [[Int]]
  private var layers: [[Int]]
  private var position: [Int]

  /// The layers in order, and how many pairs of wires cross.
  static func best(_ graph: LayeredGraph, output: Int) -> (layers: [[Int]], crossings: Int) {
    var order = LayerOrder(graph, output: output)
    var crossings = order.crossings()
    guard crossings > 0 else { return (order.layers, 0) }
    var best = order.layers
    let initial = order.layers
    var random: UInt64 = 0x9E37_79B9_7F4A_7C15
    for start in 0..<8 {
      if start == 1 {
        order.restore(initial.map { $0.reversed() })
      } else if start > 1 {
        order.restore(initial)
        order.shuffle(&random)
      }
      let found = order.sweep(atMost: crossings)
      if found < crossings {
        crossings = found
        best = order.layers
      }
      if crossings == 0 { break }
    }
    return (best, crossings)
  }

  private init(_ graph: LayeredGraph, output: Int) {
    self.graph = graph
    above = graph.incoming.map { $0.map { graph.segments[$0].from } }
    below = graph.outgoing.map { $0.map { graph.segments[$0].to } }
    layers = Array(repeating: [], count: graph.layers.count)
    position = Array(repeating: 0, count: graph.kinds.count)
    // Depth first from the output, operands in their order.
    var isPlaced = Array(repeating: false, count: graph.kinds.count)
    var stack = [graph.itemOf[output]]
    while let item = stack.popLast() {
      guard !isPlaced[item] else { continue }
      isPlaced[item] = true
      layers[graph.layerOf[item]].append(item)
      stack.append(contentsOf: above[item].reversed())
    }
    for item in graph.kinds.indices where !isPlaced[item] { layers[graph.layerOf[item]].append(item) }
    number()
  }

  private mutating func number() {
    for layer in layers.indices { number(layer) }
  }

  private mutating func number(_ layer: Int) {
    for (k, item) in layers[layer].enumerated() { position[item] = k }
  }

  private mutating func restore(_ saved: [[Int]]) {
    layers = saved
    number()
  }

  private mutating func shuffle(_ state: inout UInt64) {
    for layer in layers.indices {
      for k in stride(from: layers[layer].count - 1, to: 0, by: -1) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        layers[layer].swapAt(k, Int((state >> 33) % UInt64(k + 1)))
      }
    }
    number()
  }

  /// Sweeps until nothing gets better; leaves the best order found and returns its crossings.
  private mutating func sweep(atMost known: Int) -> Int {
    var best = layers
    var least = crossings()
    var idle = 0
    for round in 0..<24 {
      if round % 2 == 0 {
        for layer in layers.indices.dropFirst() { sort(layer, by: above) }
      } else {
        for layer in layers.indices.dropLast().reversed() { sort(layer, by: below) }
      }
      exchange()
      if round % 4 == 3 || idle > 1 { sift() }
      let now = crossings()
      if now < least {
        least = now
        best = layers
        idle = 0
        if least == 0 { break }
      } else {
        idle += 1
        if idle > 4 { break }
      }
    }
    restore(best)
    return least
  }

  /// Sorts a layer by the mean position of the neighbours; items without any stay where they are.
  private mutating func sort(_ layer: Int, by neighbours: [[Int]]) {
    let items = layers[layer]
    var keyed: [(key: Double, place: Int, item: Int)] = []
    var slots: [Int] = []
    for (k, item) in items.enumerated() where !neighbours[item].isEmpty {
      var sum = 0
      for n in neighbours[item] { sum += position[n] }
      keyed.append((Double(sum) / Double(neighbours[item].count), k, item))
      slots.append(k)
    }
    keyed.sort { ($0.key, $0.place) < ($1.key, $1.place) }
    for (slot, entry) in zip(slots, keyed) { layers[layer][slot] = entry.item }
    number(layer)
  }

  /// Crossings among the wires of `a` and `b` when `a` stands above `b`.
  private func crossings(_ a: Int, over b: Int) -> Int {
    var sum = 0
    for p in above[a] { for q in above[b] where position[p] > position[q] { sum += 1 } }
    for p in below[a] { for q in below[b] where position[p] > position[q] { sum += 1 } }
    return sum
  }

  /// Exchanges neighbours while that removes crossings.
  private mutating func exchange() {
    var improved = true
    var rounds = 0
    while improved, rounds < 20 {
      improved = false
      rounds += 1
      for layer in layers.indices where layers[layer].count > 1 {
        for k in 0..<(layers[layer].count - 1) {
          let a = layers[layer][k]
          let b = layers[layer][k + 1]
          if crossings(b, over: a) < crossings(a, over: b) {
            swap(layer, k)
            improved = true
          }
        }
      }
    }
  }

  private mutating func swap(_ layer: Int, _ k: Int) {
    layers[layer].swapAt(k, k + 1)
    position[layers[layer][k]] = k
    position[layers[layer][k + 1]] = k + 1
  }

  /// Moves each item to the place of its layer where it crosses least.
  private mutating func sift() {
    for layer in layers.indices where layers[layer].count > 1 {
      for item in layers[layer] {
        let home = position[item]
        let count = layers[layer].count
        var change = 0
        var best = 0
        var place = home
        for k in stride(from: home - 1, through: 0, by: -1) {
          let other = layers[layer][k]
          change += crossings(item, over: other) - crossings(other, over: item)
          if change < best {
            best = change
            place = k
          }
        }
        change = 0
        for k in stride(from: home + 1, to: count, by: 1) {
          let other = layers[layer][k]
          change += crossings(other, over: item) - crossings(item, over: other)
          if change < best {
            best = change
            place = k
          }
        }
        guard place != home else { continue }
        layers[layer].remove(at: home)
        layers[layer].insert(item, at: place)
        number(layer)
      }
    }
  }

  /// Pairs of segments that cross, over all layers.
  private func crossings() -> Int {
    var sum = 0
    var ends: [Int] = []
    for layer in layers.dropLast() {
      ends.removeAll(keepingCapacity: true)
      for item in layer {
        let known = ends.count
        for n in below[item] {
          let p = position[n]
          for k in 0..<known where ends[k] > p { sum += 1 }
        }
        for n in below[item] { ends.append(position[n]) }
      }
    }
    return sum
  }
}
